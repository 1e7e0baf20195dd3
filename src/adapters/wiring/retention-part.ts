import { ContainerModule } from 'inversify'
import { Retention } from '../../application/retention.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

/** Forgets what has been kept for so long. Whoever starts the house starts it; it stops by itself. */
export function retentionPart(keptMs: number): Part {
  return {
    name: 'retention',
    opens: [tokens.retention],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.retention)
        .toResolvedValue(
          (store, clock, background) => new Retention({ store, clock, background, keptMs }),
          [tokens.store, tokens.clock, tokens.background],
        )
        .onDeactivation((retention) => retention.stop())
    }),
  }
}

import { ContainerModule } from 'inversify'
import { FollowRecording } from '../../application/follow-recording.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

/** Obeys what other services on the same database were told. Whoever starts the house starts it; it stops by itself. */
export function followerPart(): Part {
  return {
    name: 'follower',
    opens: [tokens.follower],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.follower)
        .toResolvedValue(
          (store, log, clock, background) => new FollowRecording({ store, log, clock, background }),
          [tokens.store, tokens.log, tokens.clock, tokens.background],
        )
        .onDeactivation((follower) => follower.stop())
    }),
  }
}

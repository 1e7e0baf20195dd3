import { ContainerModule } from 'inversify'
import { TaskBackground } from '../system/task-background.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

/** Work that outlives its request; closing waits for all of it. */
export function backgroundPart(onFailure: (name: string, error: unknown) => void): Part {
  return {
    name: 'background',
    opens: [tokens.background],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.background)
        .toResolvedValue(() => new TaskBackground({ onFailure }))
        .onDeactivation(async (background) => background.settled())
    }),
  }
}

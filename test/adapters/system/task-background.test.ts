import { describe } from 'vitest'
import type { Failure } from '../../../src/adapters/memory/in-memory-background.js'
import { TaskBackground } from '../../../src/adapters/system/task-background.js'
import { backgroundContract } from '../../contracts/background.contract.js'

describe('TaskBackground', () => {
  backgroundContract(() => {
    const failures: Failure[] = []
    const background = new TaskBackground({ onFailure: (name, error) => failures.push({ name, error }) })
    return { background, failures: () => failures }
  })
})

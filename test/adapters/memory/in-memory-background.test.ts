import { describe } from 'vitest'
import { InMemoryBackground } from '../../../src/adapters/memory/in-memory-background.js'
import { backgroundContract } from '../../contracts/background.contract.js'

describe('InMemoryBackground', () => {
  backgroundContract(() => {
    const background = new InMemoryBackground()
    return { background, failures: () => background.failures }
  })
})

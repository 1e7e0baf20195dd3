import { describe } from 'vitest'
import { InMemoryStore } from '../../../src/adapters/memory/in-memory-store.js'
import { storeContract } from '../../contracts/store.contract.js'

describe('InMemoryStore', () => {
  storeContract(async () => ({ store: new InMemoryStore(), close: async () => {} }))
})

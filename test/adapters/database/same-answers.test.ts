import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InMemoryStore } from '../../../src/adapters/memory/in-memory-store.js'
import { play, transactions } from '../../contracts/store-commands.js'
import { sqliteWorld } from './sqlite-world.js'

describe('SqliteStore and InMemoryStore', () => {
  it('give the same answers to the same random transactions', async () => {
    const seen = { rejected: 0, answered: 0 }
    await fc.assert(
      fc.asyncProperty(transactions, async (sequence) => {
        const world = await sqliteWorld()
        const memory = new InMemoryStore()
        try {
          for (const transaction of sequence) {
            const answers = await play((work) => world.store.transact(work), transaction)
            expect(answers).toStrictEqual(await play((work) => memory.transact(work), transaction))
            seen[answers === 'rejected' ? 'rejected' : 'answered']++
          }
        } finally {
          await world.close()
        }
      }),
      { numRuns: 150 },
    )
    expect(seen.answered).toBeGreaterThan(seen.rejected / 2)
  })
})

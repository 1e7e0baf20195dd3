import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InMemoryStore } from '../../../src/adapters/memory/in-memory-store.js'
import { play, transactions } from '../../contracts/store-commands.js'
import { opened, sqliteWorld } from './sqlite-world.js'

/** Transactions that are asked for at once, and so share a commit; all of them of one of two stores on one file. */
const groups = fc
  .tuple(transactions, fc.infiniteStream(fc.record({ together: fc.integer({ min: 1, max: 3 }), second: fc.boolean() })))
  .map(([sequence, shapes]) => {
    const left = [...sequence]
    const found = []
    for (const { together, second } of shapes) {
      if (left.length === 0) break
      found.push({ second, group: left.splice(0, together) })
    }
    return found
  })

describe('SqliteStore and InMemoryStore', () => {
  it('give the same answers to the same random transactions, also when two stores share the file', async () => {
    const seen = { rejected: 0, answered: 0 }
    await fc.assert(
      fc.asyncProperty(groups, async (sequence) => {
        const world = await sqliteWorld()
        const other = await opened(world.path)
        const memory = new InMemoryStore()
        try {
          for (const { second, group } of sequence) {
            const store = second ? other : world.store
            const answers = await Promise.all(
              group.map((transaction) => play((work) => store.transact(work), transaction)),
            )
            for (const [at, transaction] of group.entries()) {
              expect(answers[at]).toStrictEqual(await play((work) => memory.transact(work), transaction))
              seen[answers[at] === 'rejected' ? 'rejected' : 'answered']++
            }
          }
        } finally {
          await other.close()
          await world.close()
        }
      }),
      { numRuns: 100 },
    )
    expect(seen.answered).toBeGreaterThan(seen.rejected / 2)
  })
})

import { describe } from 'vitest'
import { InMemoryAnnouncer } from '../../../src/adapters/memory/in-memory-announcer.js'
import { announcerContract } from '../../contracts/announcer.contract.js'

describe('InMemoryAnnouncer', () => {
  announcerContract(async () => {
    let isTaken = true
    const announcer = new InMemoryAnnouncer(() =>
      isTaken ? { outcome: 'taken' } : { outcome: 'not-taken', reason: 'told to' },
    )
    return {
      announcer,
      takes: (taken) => void (isTaken = taken),
      told: () => announcer.told.map(({ id }) => id),
      close: async () => {},
    }
  })
})

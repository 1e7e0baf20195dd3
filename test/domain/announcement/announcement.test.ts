import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Announcement,
  announcementPatienceMs,
  newAnnouncement,
  notTaken,
} from '../../../src/domain/announcement/announcement.js'
import { hour, second } from '../../../src/domain/instant.js'

const now = Date.UTC(2026, 10, 21, 12)
const facts = { id: 'a', channel: 'events', type: 'registration.confirmed', data: '{}' } as const
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('an announcement that is not taken', () => {
  it('is told again soon, then ever more rarely, for three days', () => {
    const waits: number[] = []
    let at = now
    let one: Announcement | undefined = newAnnouncement(facts, now)
    while ((one = notTaken(one, at, 0.5)) !== undefined) {
      waits.push((one.nextAttemptAt - at) / second)
      at = one.nextAttemptAt
    }
    expect(waits.slice(0, 8)).toEqual([5, 30, 120, 600, 1800, 3600, 7200, 14_400])
    expect(new Set(waits.slice(7))).toEqual(new Set([14_400]))
    expect(at - now).toBeGreaterThan(announcementPatienceMs - 5 * hour)
  })

  it('is due later, never after its three days, spread by chance', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        chance,
        fc.nat(announcementPatienceMs),
        fc.nat(10 * hour),
        (failures, luck, age, named) => {
          const one = { ...newAnnouncement(facts, now), failures }
          const later = notTaken(one, now + age, luck, named)
          if (later === undefined) {
            expect(age + Math.max(4.8 * hour, Math.min(named, 4 * hour))).toBeGreaterThanOrEqual(announcementPatienceMs)
            return
          }
          expect(later.failures).toBe(failures + 1)
          expect(later.nextAttemptAt).toBeGreaterThan(now + age)
          expect(later.nextAttemptAt).toBeLessThan(now + announcementPatienceMs)
          expect(later.nextAttemptAt).toBeGreaterThanOrEqual(now + age + Math.min(named, 4 * hour))
        },
      ),
    )
  })

  it('stands aside after its third failure', () => {
    let one = newAnnouncement(facts, now)
    const aside: boolean[] = []
    for (let failed = 0; failed < 5; failed += 1) {
      one = notTaken(one, now, 0.5) ?? one
      aside.push(one.isAside)
    }
    expect(aside).toEqual([false, false, true, true, true])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterDoubt,
  nextProbe,
  nextTry,
  probeEndsAt,
  secondOpinionMs,
  tryAgainSoon,
} from '../../../src/domain/delivery/retry-policy.js'
import { day, hour, minute, second } from '../../../src/domain/instant.js'
import { anyChance, anyInstant, noon } from './sample-deliveries.js'

const anyCount = fc.integer({ min: 0, max: 60 })
const anyNamed = fc.integer({ min: 0, max: 10 * day })

describe('a message that was refused for now', () => {
  it('is tried again after 1, 5, 15 and 30 minutes, 1, 2 and 4 hours, and every 4 hours from then on', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 40].map((deferrals) => (nextTry(deferrals, noon, 0.5) - noon) / minute)
    expect(waits).toEqual([1, 5, 15, 30, 60, 120, 240, 240, 240])
  })

  it('is spread by a fifth to either side', () => {
    expect(nextTry(0, noon, 0) - noon).toBe(48 * second)
    expect(nextTry(0, noon, 0.999_999_9) - noon).toBe(72 * second)
    expect(nextTry(6, noon, 0) - noon).toBe(192 * minute)
  })

  it('is tried no earlier than the server says, unless that is more than four hours away', () => {
    expect(nextTry(0, noon, 0, 10 * minute) - noon).toBe(10 * minute)
    expect(nextTry(0, noon, 0.5, 10 * minute) - noon).toBe(10 * minute + 500)
    expect(nextTry(3, noon, 0.5, 10 * minute) - noon).toBe(30 * minute)
    expect(nextTry(0, noon, 0, 9 * day) - noon).toBe(4 * hour)
  })

  it('is always tried at a whole moment within the bounds', () =>
    fc.assert(
      fc.property(anyCount, anyInstant, anyChance, anyNamed, (deferrals, now, chance, namedMs) => {
        const wait = nextTry(deferrals, now, chance, namedMs) - now
        expect(Number.isInteger(wait)).toBe(true)
        expect(wait).toBeGreaterThanOrEqual(48 * second)
        expect(wait).toBeGreaterThanOrEqual(Math.min(namedMs, 4 * hour))
        expect(wait).toBeLessThanOrEqual(4.8 * hour)
      }),
    ))

  it('never waits less for having waited more often, for longer named waits or for later chances', () =>
    fc.assert(
      fc.property(anyCount, anyChance, anyChance, anyNamed, anyNamed, (deferrals, one, other, a, b) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const [short, long] = [Math.min(a, b), Math.max(a, b)]
        const wait = nextTry(deferrals, noon, low, short)
        expect(nextTry(deferrals + 1, noon, low, short)).toBeGreaterThanOrEqual(wait)
        expect(nextTry(deferrals, noon, high, short)).toBeGreaterThanOrEqual(wait)
        expect(nextTry(deferrals, noon, low, long)).toBeGreaterThanOrEqual(wait)
      }),
    ))
})

describe('a message that was stopped', () => {
  it('goes again within ten seconds', () =>
    fc.assert(
      fc.property(anyInstant, anyChance, (now, chance) => {
        const wait = tryAgainSoon(now, chance) - now
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(10 * second)
        expect(wait).toBe(Math.round(10 * second * chance))
      }),
    ))
})

describe('a message in doubt', () => {
  it('goes again soon three times, and then ever more seldom', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((doubts) => (afterDoubt(doubts, noon, 0.5) - noon) / second)
    expect(waits).toEqual([5, 5, 5, 60, 300, 900])
  })

  it('reaches nobody more than a few times a day, whatever its server keeps to itself', () =>
    fc.assert(
      fc.property(fc.infiniteStream(anyChance), (chances) => {
        const sent: number[] = []
        for (let [at, doubts] = [noon, 0]; at < noon + 7 * day; doubts += 1) {
          sent.push(at)
          at = afterDoubt(doubts, at, chances.next().value)
        }
        for (const start of sent) expect(sent.filter((at) => at >= start && at < start + day).length).toBeLessThan(17)
      }),
    ))
})

describe('a provider at fault', () => {
  it('is probed after 30 s, doubling to a quarter of an hour', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 1_000].map((probes) => (nextProbe(probes, noon) - noon) / second)
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('is probed when its reply says, at the latest after four hours', () => {
    expect(nextProbe(5, noon, 5 * second) - noon).toBe(5 * second)
    expect(nextProbe(0, noon, 2 * hour) - noon).toBe(2 * hour)
    expect(nextProbe(0, noon, 9 * day) - noon).toBe(4 * hour)
    expect(nextProbe(0, noon, 0) - noon).toBe(30 * second)
  })

  it('keeps others off while it is probed for longer than a conversation takes to log in', () => {
    const [resolve, connect, greeting, replies] = [10, 30, 60, 8 * 60]
    expect(probeEndsAt(noon) - noon).toBeGreaterThan((resolve + connect + greeting + replies) * second)
  })
})

it('asks once more in an hour about a refusal that nobody understands', () => {
  expect(secondOpinionMs).toBe(hour)
})

import { describe, expect, it } from 'vitest'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { Bell } from '../../src/application/bell.js'
import { Rounds } from '../../src/application/rounds.js'
import type { Instant } from '../../src/domain/instant.js'

const longestSleepMs = 10_000

function aWorker(round: (clock: ManualClock, bell: Bell) => Promise<Instant>) {
  const [clock, bell, background] = [new ManualClock(), new Bell(), new InMemoryBackground()]
  const made = { rounds: 0 }
  const rounds = new Rounds(
    { clock, background, bell },
    {
      name: 'work',
      longestSleepMs,
      round: () => {
        made.rounds += 1
        return round(clock, bell)
      },
    },
  )
  return { clock, bell, background, rounds, made }
}

const noSooner = (): Promise<Instant> => Promise.resolve(Number.POSITIVE_INFINITY)

describe('rounds', () => {
  it('begin at the start, and come again at the moment that the last one named', async () => {
    const { clock, background, rounds, made } = aWorker(async (clock) => clock.now() + 3_000)
    rounds.start()
    await background.settled()
    expect(made.rounds).toBe(1)
    clock.advance(2_999)
    expect(made.rounds).toBe(1)
    clock.advance(1)
    expect(made.rounds).toBe(2)
    await background.settled()
  })

  it('come at once when the moment has passed, and after the longest sleep at the latest', async () => {
    const left = { soon: 2 }
    const { clock, background, rounds, made } = aWorker((clock) =>
      left.soon-- > 0 ? Promise.resolve(clock.now()) : noSooner(),
    )
    rounds.start()
    await background.settled()
    expect(made.rounds).toBe(3)
    expect(clock.nextIn()).toBe(longestSleepMs)
    clock.advance(longestSleepMs)
    expect(made.rounds).toBe(4)
    await background.settled()
  })

  it('come when the bell rings, one at a time: a ring in the middle of one makes another follow', async () => {
    const under = { way: 0, most: 0, rung: false }
    const { bell, background, rounds, made } = aWorker(async (_, bell) => {
      under.most = Math.max(under.most, ++under.way)
      await Promise.resolve()
      if (!under.rung) {
        under.rung = true
        bell.ring()
        bell.ring()
      }
      under.way -= 1
      return noSooner()
    })
    rounds.start()
    await background.settled()
    expect(made.rounds).toBe(2)
    bell.ring()
    await background.settled()
    expect([made.rounds, under.most]).toEqual([3, 1])
  })

  it('go on after one that failed', async () => {
    const { clock, bell, background, rounds, made } = aWorker(() => Promise.reject(new Error('on purpose')))
    rounds.start()
    await background.settled()
    expect(clock.nextIn()).toBe(longestSleepMs)
    bell.ring()
    await background.settled()
    clock.advance(longestSleepMs)
    await background.settled()
    expect(made.rounds).toBe(3)
  })

  it('stop for good: neither a ring nor time nor a moment named in the last one begins another', async () => {
    const { clock, bell, background, rounds, made } = aWorker(async (clock) => {
      rounds.stop()
      return clock.now()
    })
    rounds.start()
    await background.settled()
    bell.ring()
    clock.advance(2 * longestSleepMs)
    await background.settled()
    expect(made.rounds).toBe(1)
    expect(clock.nextIn()).toBe(undefined)
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../src/adapters/memory/manual-clock.js'
import { clockContract } from '../../contracts/clock.contract.js'

describe('ManualClock', () => {
  clockContract(() => {
    const clock = new ManualClock()
    return { clock, pass: async (ms) => clock.advance(ms) }
  })

  it('calls each task at its own moment', () => {
    const clock = new ManualClock(1_000)
    const moments: number[] = []
    for (const ms of [5, 3, 9]) clock.after(ms, () => moments.push(clock.now()))
    expect(clock.nextIn()).toBe(3)
    clock.advance(7)
    expect(moments).toEqual([1_003, 1_005])
    expect(clock.now()).toBe(1_007)
    expect(clock.nextIn()).toBe(2)
  })

  it('neither calls nor forgets anything when it is set', () => {
    const clock = new ManualClock(1_000)
    const moments: number[] = []
    clock.after(10, () => moments.push(clock.now()))
    clock.jumpTo(1_000_000)
    expect(moments).toEqual([])
    clock.jumpTo(500)
    clock.advance(9)
    expect(moments).toEqual([])
    clock.advance(1)
    expect(moments).toEqual([510])
    expect(clock.nextIn()).toBeUndefined()
  })

  it('calls the same however the time is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.array(fc.nat(10), { minLength: 1 }), (delays, pieces) => {
        const total = pieces.reduce((sum, piece) => sum + piece, 0)
        const calledBy = (advances: readonly number[]): string[] => {
          const clock = new ManualClock(0)
          const calls: string[] = []
          for (const [name, ms] of delays.entries()) clock.after(ms, () => calls.push(`${name} at ${clock.now()}`))
          for (const ms of advances) clock.advance(ms)
          return calls
        }
        expect(calledBy(pieces)).toEqual(calledBy([total]))
        expect(calledBy(pieces)).toHaveLength(delays.filter((ms) => ms <= total).length)
      }),
    )
  })
})

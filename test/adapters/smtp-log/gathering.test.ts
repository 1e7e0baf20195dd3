import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Gathering } from '../../../src/adapters/smtp-log/gathering.js'

/** Bytes that come, each so many tenths of a millisecond after those before. */
type Coming = readonly (readonly [tenths: number, bytes: number])[]

const quietMs = 20

describe('Gathering', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  /** When it had what was gathered written, in milliseconds from the first that came. */
  function writes(coming: Coming): { readonly at: readonly number[]; readonly last: number } {
    const at: number[] = []
    const begun = performance.now()
    const gathering = new Gathering(() => void at.push(performance.now() - begun))
    for (const [tenths, bytes] of coming) {
      for (let tenth = 0; tenth < tenths; tenth++) vi.advanceTimersByTime(0.1)
      gathering.add(bytes)
    }
    const last = performance.now() - begun
    vi.advanceTimersByTime(quietMs)
    return { at, last }
  }

  const steady = (count: number, tenths: number): Coming => Array.from({ length: count }, () => [tenths, 60])

  it('has the end of a burst written when no more has come for a millisecond', () => {
    expect(writes([[0, 60]]).at).toEqual([1])
    const { at, last } = writes(steady(7, 3))
    expect(at).toHaveLength(1)
    expect((at[0] ?? 0) - last).toBeLessThanOrEqual(2)
    expect((at[0] ?? 0) - last).toBeGreaterThan(0)
  })

  it('writes as rarely as every four milliseconds while lines keep coming', () => {
    const { at, last } = writes(steady(1000, 5))
    expect(at.length).toBeGreaterThan(last / 6)
    // The last one comes early, since nothing follows.
    for (const [index, time] of at.slice(1, -1).entries()) expect(time - (at[index] ?? 0)).toBeGreaterThan(3.99)
  })

  it('does not wait for the end when it has much', () => {
    expect(
      writes([
        [0, 60],
        [2, 40_000],
      ]).at,
    ).toEqual([expect.closeTo(0.2)])
  })

  it('leaves nothing to wait for longer than some five milliseconds, nor longer than two after the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12_000 })), { minLength: 1, maxLength: 40 }),
        (coming) => {
          const { at, last } = writes(coming)
          let now = 0
          for (const [tenths] of coming) {
            now += tenths / 10
            expect(at.find((time) => time >= now - 1e-6)).toBeLessThan(now + 5.5)
          }
          expect(at.at(-1)).toBeLessThan(last + 2.1)
        },
      ),
    )
  })

  it('leaves alone what was written anyway', () => {
    let writes = 0
    const gathering = new Gathering(() => writes++)
    gathering.add(60)
    gathering.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(quietMs)
    expect(writes).toBe(0)
    gathering.add(60)
    vi.advanceTimersByTime(quietMs)
    expect(writes).toBe(1)
  })
})

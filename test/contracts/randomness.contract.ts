import { expect, it } from 'vitest'
import type { Randomness } from '../../src/application/ports/randomness.js'

/** What every source of chance keeps. Call it inside a `describe`. */
export function randomnessContract(open: () => Randomness): void {
  it('makes ids that need no escaping, never one twice', () => {
    const randomness = open()
    const ids = Array.from({ length: 10_000 }, () => randomness.id())
    for (const id of ids) expect(id).toMatch(/^[\w-]{22,64}$/)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('draws every one of 128 bits, which an id ends with', () => {
    const randomness = open()
    const ones = Array.from({ length: 128 }, () => 0)
    for (let drawn = 0; drawn < 1_000; drawn++) {
      const bytes = Buffer.from(randomness.id().slice(-22), 'base64url')
      for (const bit of ones.keys()) ones[bit] = (ones[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1)
    }
    // 500 of 1000 within ten standard deviations.
    for (const count of ones) expect(Math.abs(count - 500)).toBeLessThan(160)
  })

  it('draws fractions from 0 up to but not 1, evenly', () => {
    const randomness = open()
    const fractions = Array.from({ length: 10_000 }, () => randomness.fraction())
    for (const fraction of fractions) {
      expect(fraction).toBeGreaterThanOrEqual(0)
      expect(fraction).toBeLessThan(1)
    }
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => fractions.filter((f) => Math.floor(f * 10) === tenth).length,
    )
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(300)
  })
}

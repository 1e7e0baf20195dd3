import { expect, it } from 'vitest'
import type { Clock } from '../../src/application/ports/clock.js'

export interface ClockWorld {
  readonly clock: Clock
  /** Resolves when at least that much time has passed for the clock, and what fell due was called. */
  readonly pass: (ms: number) => Promise<void>
}

/** What every clock keeps. Call it inside a `describe`. */
export function clockContract(open: () => ClockWorld): void {
  it('tells a moment in whole milliseconds, and a later one later', async () => {
    const { clock, pass } = open()
    const before = clock.now()
    await pass(5)
    expect(Number.isInteger(before)).toBe(true)
    expect(before).toBeGreaterThan(Date.UTC(2020, 0))
    expect(clock.now() - before).toBeGreaterThanOrEqual(4)
  })

  it('calls once, and not at once', async () => {
    const { clock, pass } = open()
    const calls: string[] = []
    clock.after(10, () => calls.push('ten'))
    clock.after(0, () => calls.push('nought'))
    expect(calls).toEqual([])
    await pass(12)
    await pass(12)
    expect(calls).toEqual(['nought', 'ten'])
  })

  it('calls in the order of the moments, and of the asking where they are equal', async () => {
    const { clock, pass } = open()
    const calls: number[] = []
    for (const [name, ms] of [30, 10, 20, 10].entries()) clock.after(ms, () => calls.push(name))
    await pass(40)
    expect(calls).toEqual([1, 3, 2, 0])
  })

  it('does not call what was cancelled, and forgives cancelling twice or too late', async () => {
    const { clock, pass } = open()
    const calls: string[] = []
    const cancel = clock.after(5, () => calls.push('cancelled'))
    const tooLate = clock.after(5, () => calls.push('called'))
    cancel()
    cancel()
    await pass(10)
    tooLate()
    expect(calls).toEqual(['called'])
  })

  it('calls what is asked for inside a call', async () => {
    const { clock, pass } = open()
    const calls: string[] = []
    clock.after(2, () => {
      calls.push('outer')
      clock.after(2, () => calls.push('inner'))
    })
    await pass(20)
    expect(calls).toEqual(['outer', 'inner'])
  })

  it('does not call at once what lies far ahead', async () => {
    const { clock, pass } = open()
    const calls: string[] = []
    const cancel = clock.after(40 * 24 * 60 * 60 * 1000, () => calls.push('early'))
    await pass(5)
    cancel()
    expect(calls).toEqual([])
  })
}

import { afterEach, describe, expect, it, vi } from 'vitest'
import { SystemClock } from '../../../src/adapters/system/system-clock.js'
import { day } from '../../../src/domain/instant.js'
import { clockContract } from '../../contracts/clock.contract.js'

describe('SystemClock', () => {
  afterEach(() => void vi.useRealTimers())

  clockContract(() => {
    const clock = new SystemClock()
    return { clock, pass: (ms) => new Promise((resolve) => void clock.after(ms, resolve)) }
  })

  it('waits longer than the longest timer of Node', () => {
    vi.useFakeTimers()
    const [clock, calls] = [new SystemClock(), [] as string[]]
    clock.after(60 * day, () => calls.push('called'))
    const cancel = clock.after(60 * day, () => calls.push('cancelled'))
    vi.advanceTimersByTime(30 * day)
    cancel()
    vi.advanceTimersByTime(30 * day - 1)
    expect(calls).toEqual([])
    vi.advanceTimersByTime(1)
    expect(calls).toEqual(['called'])
  })
})

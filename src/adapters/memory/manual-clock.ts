import type { Clock } from '../../application/ports/clock.js'
import type { Instant } from '../../domain/instant.js'

interface Waiting {
  /** On a count of its own: a jump of the clock neither shortens nor lengthens a wait. */
  readonly at: number
  readonly task: () => void
}

/** A clock that stands still until it is told how much time passes. */
export class ManualClock implements Clock {
  #now: Instant
  #passed = 0
  #waiting: readonly Waiting[] = []

  /** Starts at 2026-11-21T12:00:00Z unless told otherwise. */
  constructor(now: Instant = Date.UTC(2026, 10, 21, 12)) {
    this.#now = now
  }

  now(): Instant {
    return this.#now
  }

  after(ms: number, task: () => void): () => void {
    const waiting = { at: this.#passed + Math.max(0, ms), task }
    this.#waiting = [...this.#waiting, waiting].toSorted((a, b) => a.at - b.at)
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== waiting)
    }
  }

  /** Lets time pass. What falls due meanwhile is called at its moment, in order, also what is asked for meanwhile. */
  advance(ms: number): void {
    const end = this.#passed + ms
    for (;;) {
      const next = this.#waiting[0]
      if (next === undefined || next.at > end) break
      this.#waiting = this.#waiting.slice(1)
      this.#pass(next.at - this.#passed)
      next.task()
    }
    this.#pass(end - this.#passed)
  }

  /** Sets the clock, as an operator would: no time passes. */
  jumpTo(now: Instant): void {
    this.#now = now
  }

  /** How long until the next call is due; nothing when none is waited for. */
  nextIn(): number | undefined {
    const next = this.#waiting[0]
    return next && next.at - this.#passed
  }

  #pass(ms: number): void {
    this.#passed += ms
    this.#now += ms
  }
}

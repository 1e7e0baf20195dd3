import type { Clock } from '../../application/ports/clock.js'
import type { Instant } from '../../domain/instant.js'

/** The longest time that a timer of Node takes: beyond it, it would fire at once. */
const maxTimerMs = 2 ** 31 - 1

/** The machine's clock. The process does not end while a call is waited for: who does not want it any more cancels it. */
export class SystemClock implements Clock {
  now(): Instant {
    return Date.now()
  }

  /** Timers count by the monotonic clock, which nobody can set. */
  after(ms: number, task: () => void): () => void {
    let timer: NodeJS.Timeout
    const wait = (left: number): void => {
      timer = setTimeout(left > maxTimerMs ? () => wait(left - maxTimerMs) : task, Math.min(left, maxTimerMs))
    }
    wait(ms)
    return () => clearTimeout(timer)
  }
}

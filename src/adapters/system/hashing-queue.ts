export type Queued<T> =
  { readonly outcome: 'done'; readonly value: T } | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }

export interface QueueLimits {
  /** How many tasks run at once. */
  readonly concurrent: number
  /** How many more may wait. */
  readonly maxWaiting: number
  /** How many of those that may wait do so where they will run: they are started, and take that much longer. */
  readonly ahead?: number
}

/** What a task takes before one was measured. */
const firstGuessMs = 30
/** How much the latest task counts in the mean. */
const weight = 0.1

/** Runs few tasks at once; the others wait in order, and beyond a limit none are taken. */
export class HashingQueue {
  readonly #limits: Required<QueueLimits>
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #running = 0
  #meanMs = firstGuessMs

  /** @param now milliseconds from any moment on. */
  constructor(limits: QueueLimits, now = () => performance.now()) {
    this.#now = now
    const { concurrent, maxWaiting, ahead = 0 } = limits
    this.#limits = { concurrent, maxWaiting, ahead: Math.min(ahead, maxWaiting) }
  }

  /** `busy` when too many wait: the task was not taken, and those before it take about that long. */
  async run<T>(task: () => Promise<T>): Promise<Queued<T>> {
    const { concurrent, maxWaiting, ahead } = this.#limits
    if (this.#running >= concurrent + ahead) {
      if (this.#waiting.length >= maxWaiting - ahead) return { outcome: 'busy', retryAfterSeconds: this.#waitSeconds() }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    const started = this.#now()
    const turn = Math.ceil(this.#running / concurrent)
    try {
      return { outcome: 'done', value: await task() }
    } finally {
      this.#meanMs += weight * ((this.#now() - started) / turn - this.#meanMs)
      this.#next()
    }
  }

  /** The place of a task that ended goes straight to the one that waited longest. */
  #next(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#running--
    else next()
  }

  #waitSeconds(): number {
    const ahead = this.#waiting.length + this.#running
    return Math.max(1, Math.ceil((ahead * this.#meanMs) / this.#limits.concurrent / 1000))
  }
}

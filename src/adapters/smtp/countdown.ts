/** One time-out at a time. */
export class Countdown {
  #timer: NodeJS.Timeout | undefined

  /** Ends the one before. */
  start(ms: number, expired: () => void): void {
    this.stop()
    this.#timer = setTimeout(expired, ms)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

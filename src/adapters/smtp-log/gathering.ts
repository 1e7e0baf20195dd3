/** Lines of many exchanges come within so many milliseconds: to have the system write costs as much as a hundred lines. */
export const gatherMs = 4
const gatherBytes = 1 << 15

/** So often is looked whether any more have come. */
const lookMs = 1

/**
 * Gathers what is to be written, so that those who wait for it wait together: until no more comes for a millisecond or
 * two, but no longer than {@link gatherMs} and no more than 32 KiB.
 */
export class Gathering {
  readonly #write: () => void
  #timer: NodeJS.Timeout | undefined
  #since = 0
  #bytes = 0
  #seen = 0

  /** @param write called once the gathering is over; what is added afterwards is gathered anew. */
  constructor(write: () => void) {
    this.#write = write
  }

  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > gatherBytes) this.#end()
    else if (this.#timer === undefined) {
      this.#since = performance.now()
      this.#seen = this.#bytes
      this.#timer = setTimeout(() => this.#look(), lookMs)
    }
  }

  /** What was gathered is written anyway. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#bytes = 0
  }

  #look(): void {
    if (this.#seen === this.#bytes || performance.now() - this.#since >= gatherMs) return this.#end()
    this.#seen = this.#bytes
    this.#timer?.refresh()
  }

  #end(): void {
    this.stop()
    this.#write()
  }
}

import type { EndedAttempt, Measurements } from '../../application/ports/measurements.js'

/** Keeps what it is told. */
export class InMemoryMeasurements implements Measurements {
  readonly #attempts: EndedAttempt[] = []

  /** In the order in which they ended. */
  get attempts(): readonly EndedAttempt[] {
    return this.#attempts
  }

  attemptEnded(attempt: EndedAttempt): void {
    this.#attempts.push(attempt)
  }
}

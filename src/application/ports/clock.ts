import type { Instant } from '../../domain/instant.js'

/** Time: what it is, and being called when some of it has passed. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, as the machine tells it: it may jump either way. */
  now(): Instant

  /**
   * Calls `task` once after about `ms` milliseconds that no jump of the clock shortens or lengthens.
   * The returned function cancels the call; cancelling twice, or too late, does nothing.
   */
  after(ms: number, task: () => void): () => void
}

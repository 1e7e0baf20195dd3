import type { AttemptOutcome } from '../../domain/delivery/attempt.js'
import type { Cause } from '../../domain/diagnosis/cause.js'
import type { PhaseTime } from '../../domain/transcript/phase-times.js'

/** Is told what happens, to be counted. Calls never throw and never wait. */
export interface Measurements {
  attemptEnded(attempt: EndedAttempt): void
}

export interface EndedAttempt {
  /** The provider's name, or `composer` when no message could be made. */
  readonly provider: string
  readonly outcome: AttemptOutcome
  /** Absent when the attempt was cut off with its process, so that nobody could tell. */
  readonly cause?: Cause
  /** How long each phase of the conversation took; empty when there was none. */
  readonly phases: readonly PhaseTime[]
}

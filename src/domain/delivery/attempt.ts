import type { Diagnosis } from '../diagnosis/diagnosis.js'
import type { Instant } from '../instant.js'

/**
 * `accepted`: the provider took it. `refused`: it said a permanent no. `deferred`: a temporary no. `failed`: the
 * conversation did not get that far. `in-doubt`: lost after the final dot. `interrupted`: we stopped before the dot.
 */
export const attemptOutcomes = ['accepted', 'refused', 'deferred', 'failed', 'in-doubt', 'interrupted'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** One try of a delivery through one provider. The row exists before the connection does. */
export interface Attempt {
  readonly id: string
  readonly deliveryId: string
  readonly provider: string
  readonly at: Instant
  /** Written before the final dot: from here on the recipient may have the message. */
  readonly markedAt?: Instant
  readonly endedAt?: Instant
  readonly outcome?: AttemptOutcome
  readonly diagnosis?: Diagnosis
}

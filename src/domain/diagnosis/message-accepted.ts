import { catalogue } from './catalogue.js'
import type { Diagnosis } from './diagnosis.js'

/**
 * What `diagnose` finds in the record of a message that was taken, without reading it: the one who sent it knows.
 *
 * @param reply the server's reply to the final dot, as it stands in the transcript; empty when there is none.
 */
export function messageAccepted(reply: readonly string[]): Diagnosis {
  const { side, phase, explanation, remedy } = catalogue.accepted
  return {
    phase,
    cause: 'accepted',
    side,
    retryable: false,
    evidence: reply,
    confidence: 'certain',
    rule: 'done/accepted',
    explanation,
    remedy,
  }
}

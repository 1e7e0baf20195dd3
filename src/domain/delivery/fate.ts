import { phases } from '../diagnosis/cause.js'
import type { Diagnosis } from '../diagnosis/diagnosis.js'
import { fateOf } from '../diagnosis/fate.js'
import type { Instant } from '../instant.js'
import type { AttemptOutcome } from './attempt.js'
import type { Delivery } from './delivery.js'
import { secondOpinionMs } from './retry-policy.js'

/** What an attempt came to. */
export interface AttemptEnd {
  readonly outcome: AttemptOutcome
  readonly diagnosis: Diagnosis
}

/**
 * `accepted`: it is with the provider. `again`: nothing was learnt, try soon. `final`: the recipient cannot be reached.
 * `later`: this message must wait. `second-opinion`: a refusal nobody understands for certain, asked once more in
 * an hour.
 * `provider`: nothing will pass there until somebody acts.
 */
export type Fate = 'accepted' | 'again' | 'final' | 'later' | 'second-opinion' | 'provider'

/** The fate of a delivery follows the cause of its diagnosis, through one table; never the first digit of a reply. */
export function fateAfter(delivery: Delivery, end: AttemptEnd, now: Instant): Fate {
  const { outcome, diagnosis } = end
  if (outcome === 'accepted') return 'accepted'
  if (outcome === 'in-doubt' || outcome === 'interrupted') return 'again'
  if (diagnosis.cause === 'unknown') return unknownFate(delivery, outcome, now)
  // Where nobody was named yet, a dropped connection says nothing about this message but something about the path.
  if (diagnosis.cause === 'connection-dropped' && isBeforeTransaction(diagnosis)) return 'provider'
  if (mayConcernOneMessage(diagnosis)) return 'later'
  const fate = fateOf[diagnosis.cause]
  if (fate !== 'final') return fate
  // Asking again costs little, a lost registration much: a server that says "not now" of a recipient may mean it, and
  // what the diagnosis only guesses from the words of a refusal may be something else.
  if (outcome === 'deferred') return 'later'
  return diagnosis.confidence === 'guess' ? unknownFate(delivery, outcome, now) : fate
}

/** A server that is unwell about one recipient, or falls silent over one message, may be well about all others. */
function mayConcernOneMessage({ cause, phase }: Diagnosis): boolean {
  if (cause === 'server-temporary-failure') return phase === 'recipient'
  return cause === 'connection-timeout' && (phase === 'recipient' || phase === 'data')
}

function unknownFate(delivery: Delivery, outcome: AttemptOutcome, now: Instant): Fate {
  if (outcome !== 'refused') return 'later'
  const first = delivery.unknownRefusalAt
  return first !== undefined && now - first >= secondOpinionMs ? 'final' : 'second-opinion'
}

function isBeforeTransaction({ phase }: Diagnosis): boolean {
  return phases.indexOf(phase) < phases.indexOf('sender')
}

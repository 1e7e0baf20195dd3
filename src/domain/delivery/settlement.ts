import type { Instant } from '../instant.js'
import type { AttemptEnd, Fate } from './fate.js'
import type { Delivery } from './delivery.js'
import { nextTry, secondOpinionMs, tryAgainSoon } from './retry-policy.js'
import { accepted, delayed, held, refused, requeued, requeuedInDoubt } from './transitions.js'

export interface SettlementFacts {
  readonly end: AttemptEnd
  readonly now: Instant
  /** From 0 (included) to 1 (excluded). */
  readonly chance: number
  /** The wait that the server's reply names. */
  readonly namedMs?: number
  /** The open incident that keeps it back, where its fate is `provider`. */
  readonly incidentId: string
}

/** The delivery after an attempt. */
export function settled(delivery: Delivery, fate: Fate, facts: SettlementFacts): Delivery {
  const { end, now, chance, namedMs, incidentId } = facts
  const { cause } = end.diagnosis
  switch (fate) {
    case 'accepted':
      return accepted(delivery, now)
    case 'again':
      return end.outcome === 'in-doubt'
        ? requeuedInDoubt(delivery, chance, now)
        : requeued(delivery, tryAgainSoon(now, chance), now)
    case 'final':
      return refused(delivery, cause, now)
    case 'later':
      return delayed(delivery, cause, nextTry(delivery.deferrals, now, chance, namedMs), now)
    case 'second-opinion': {
      const first = delivery.unknownRefusalAt ?? now
      return delayed({ ...delivery, unknownRefusalAt: first }, cause, first + secondOpinionMs, now)
    }
    case 'provider':
      return held(delivery, incidentId, cause, now)
  }
}

import type { Cause } from '../diagnosis/cause.js'
import type { Instant } from '../instant.js'
import type { Registration } from '../registration/registration.js'
import { type CancelReason, type Delivery, type DeliveryState, type Lease, isFinal } from './delivery.js'
import type { EmailKind } from './email.js'
import { afterDoubt } from './retry-policy.js'

/** Every change of a delivery is made here. A delivery that is over stays as it is, whatever is asked of it. */

/**
 * A delivery that goes out at once, or, inside the address's cool-down, at its end. It counts as created after all
 * `earlier` ones, also within one moment or when the clock was set back, so that the latest can always be told.
 */
export function newDelivery(
  id: string,
  kind: EmailKind,
  registration: Registration,
  slot: Instant,
  now: Instant,
  earlier: readonly Delivery[] = [],
): Delivery {
  const { address, addressKey, locale, generation } = registration
  return {
    id,
    registrationId: registration.id,
    email: { kind, recipient: address, locale },
    addressKey,
    generation,
    createdAt: earlier.reduce((latest, { createdAt }) => Math.max(latest, createdAt + 1), now),
    state: slot <= now ? 'queued' : 'delayed',
    since: now,
    slot,
    nextAttemptAt: slot,
    deferrals: 0,
  }
}

/** In the hands of one worker, through one provider. */
export function claimed(delivery: Delivery, lease: Lease, provider: string, now: Instant): Delivery {
  return moved(delivery, 'sending', now, { lease, provider })
}

/** The same claim, for longer. */
export function renewed(delivery: Delivery, until: Instant): Delivery {
  return delivery.lease === undefined ? delivery : { ...delivery, lease: { ...delivery.lease, until } }
}

/** From here on the recipient may have it. */
export function marked(delivery: Delivery, now: Instant): Delivery {
  return isFinal(delivery) ? delivery : { ...delivery, handedOverAt: now }
}

export function accepted(delivery: Delivery, now: Instant): Delivery {
  return moved(delivery, 'accepted', now, { acceptedAt: now, cause: 'accepted' })
}

export function refused(delivery: Delivery, cause: Cause, now: Instant): Delivery {
  return moved(delivery, 'refused', now, { cause })
}

/** Waits for its next attempt, never before the address's cool-down ends. */
export function delayed(delivery: Delivery, cause: Cause, at: Instant, now: Instant): Delivery {
  const later = { cause, nextAttemptAt: Math.max(at, delivery.slot), deferrals: delivery.deferrals + 1 }
  return moved(delivery, 'delayed', now, later)
}

/** Wants its next attempt, and nobody is to blame for it. */
export function requeued(delivery: Delivery, at: Instant, now: Instant): Delivery {
  return moved(delivery, 'queued', now, { nextAttemptAt: Math.max(at, delivery.slot) })
}

/** May have arrived, and nobody said so: it is sent again, each time with the same Message-ID. */
export function requeuedInDoubt(delivery: Delivery, chance: number, now: Instant): Delivery {
  const again = { ...delivery, deferrals: delivery.deferrals + 1 }
  return isFinal(delivery) ? delivery : requeued(again, afterDoubt(delivery.deferrals, now, chance), now)
}

/** Waits until a provider works again. One that is held already, and now for another fault, has been held all along. */
export function held(delivery: Delivery, incidentId: string, cause: Cause, now: Instant): Delivery {
  return moved(delivery, 'held', delivery.state === 'held' ? delivery.since : now, { incidentId, cause })
}

/** Wants its attempt at once, on the operator's word; before the end of the address's cool-down, none. */
export function hastened(delivery: Delivery, now: Instant): Delivery {
  const { state, nextAttemptAt } = delivery
  if ((state !== 'queued' && state !== 'delayed') || nextAttemptAt === undefined || nextAttemptAt <= now) {
    return delivery
  }
  return delivery.slot <= now ? requeued(delivery, now, now) : { ...delivery, nextAttemptAt: delivery.slot }
}

/**
 * The delivery as if it had come into its state now. It says that it did so in times to come, because the clock has
 * been set back since: it still waits for as long as was meant, and not for as long as the clock was wrong.
 */
export function broughtBack(delivery: Delivery, now: Instant): Delivery {
  const { since, slot, nextAttemptAt, lease } = delivery
  if (isFinal(delivery) || since <= now) return delivery
  const early = (at: Instant): Instant => at - (since - now)
  return {
    ...delivery,
    since: now,
    slot: early(slot),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: early(nextAttemptAt) }),
    ...(lease === undefined ? {} : { lease: { ...lease, until: early(lease.until) } }),
  }
}

export function expired(delivery: Delivery, now: Instant): Delivery {
  return moved(delivery, 'expired', now, {})
}

/** No longer wanted. What is being sent right now cannot be called back: it ends as it will. */
export function cancelled(delivery: Delivery, because: CancelReason, now: Instant): Delivery {
  return delivery.state === 'sending' ? delivery : moved(delivery, 'cancelled', now, { cancelledBecause: because })
}

/** Lease, next attempt and incident belong to one state each, and go with it. */
function moved(delivery: Delivery, state: DeliveryState, now: Instant, facts: Partial<Delivery>): Delivery {
  if (isFinal(delivery)) return delivery
  const { lease: _lease, nextAttemptAt: _next, incidentId: _incident, ...kept } = delivery
  return { ...kept, ...facts, state, since: now }
}

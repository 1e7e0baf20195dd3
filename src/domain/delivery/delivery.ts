import type { Cause } from '../diagnosis/cause.js'
import type { Instant } from '../instant.js'
import type { AddressKey } from '../registration/email-address.js'
import type { Email } from './email.js'

export const deliveryStates = [
  'queued',
  'sending',
  'accepted',
  'delayed',
  'held',
  'refused',
  'expired',
  'cancelled',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export type CancelReason = 'confirmed' | 'erased' | 'superseded' | 'corrected'

/** The journey of one e-mail to one recipient, over as many attempts as it takes. */
export interface Delivery {
  readonly id: string
  readonly registrationId: string
  readonly email: Email
  readonly addressKey: AddressKey
  /** The generation of the registration's token that its text carries. */
  readonly generation: number
  readonly createdAt: Instant
  readonly state: DeliveryState
  /** Since when it is in that state. */
  readonly since: Instant
  /** The moment the address's cool-down allows it for: its place among the e-mails to that address. */
  readonly slot: Instant
  /** When to try next; present while `queued` or `delayed`. */
  readonly nextAttemptAt?: Instant
  /** Attempts that ended in a temporary refusal of this very message, or in doubt: they space the next ones. */
  readonly deferrals: number
  /** When a permanent refusal that nobody understands was first met. */
  readonly unknownRefusalAt?: Instant
  /** Who is sending it, and until when nobody else may; present while `sending`. */
  readonly lease?: Lease
  /** The open fault it waits for; present while `held`. */
  readonly incidentId?: string
  /** When its message was last about to be complete at a provider, so that the recipient may have it. */
  readonly handedOverAt?: Instant
  readonly acceptedAt?: Instant
  /** Through whom the last attempt went, and what became of it. */
  readonly provider?: string
  readonly cause?: Cause
  readonly cancelledBecause?: CancelReason
}

export interface Lease {
  readonly owner: string
  readonly attemptId: string
  readonly until: Instant
}

const finalStates: ReadonlySet<DeliveryState> = new Set(['accepted', 'refused', 'expired', 'cancelled'])

/** True once nothing more will happen to it. */
export function isFinal(delivery: Delivery): boolean {
  return finalStates.has(delivery.state)
}

/** True while it waits for its turn: not with a provider right now, and not over. */
export function isWaiting(delivery: Delivery): boolean {
  return !isFinal(delivery) && delivery.state !== 'sending'
}

import { type Delivery, isWaiting } from '../../domain/delivery/delivery.js'
import { columnsOf } from './prepared.js'
import { present } from './present.js'
import type { DeliveryRow, DeliverySchedule } from './tables.js'

export const deliveryColumns = columnsOf<DeliveryRow>({
  id: true,
  registration_id: true,
  kind: true,
  recipient: true,
  locale: true,
  address_key: true,
  generation: true,
  created_at: true,
  state: true,
  since: true,
  slot: true,
  next_attempt_at: true,
  deferrals: true,
  unknown_refusal_at: true,
  lease_owner: true,
  lease_attempt_id: true,
  lease_until: true,
  incident_id: true,
  handed_over_at: true,
  accepted_at: true,
  provider: true,
  cause: true,
  cancelled_because: true,
})

/** A row as it is written; `lapses_with` is the registration whose `expires_at` is its `lapses_at`. */
export type WrittenDelivery = DeliveryRow &
  Omit<DeliverySchedule, 'lapses_at'> & { readonly lapses_with: string | null }

export function writtenOf(delivery: Delivery): WrittenDelivery {
  const { email, state, lease, nextAttemptAt, incidentId } = delivery
  const timely = state === 'queued' || state === 'delayed'
  return {
    id: delivery.id,
    registration_id: delivery.registrationId,
    kind: email.kind,
    recipient: email.recipient,
    locale: email.locale,
    address_key: delivery.addressKey,
    generation: delivery.generation,
    created_at: delivery.createdAt,
    state,
    since: delivery.since,
    slot: delivery.slot,
    next_attempt_at: nextAttemptAt ?? null,
    deferrals: delivery.deferrals,
    unknown_refusal_at: delivery.unknownRefusalAt ?? null,
    lease_owner: lease?.owner ?? null,
    lease_attempt_id: lease?.attemptId ?? null,
    lease_until: lease?.until ?? null,
    incident_id: incidentId ?? null,
    handed_over_at: delivery.handedOverAt ?? null,
    accepted_at: delivery.acceptedAt ?? null,
    provider: delivery.provider ?? null,
    cause: delivery.cause ?? null,
    cancelled_because: delivery.cancelledBecause ?? null,
    due_at: (timely ? nextAttemptAt : state === 'sending' ? lease?.until : undefined) ?? null,
    held_for: state === 'held' ? (incidentId ?? '') : null,
    lapses_with: isWaiting(delivery) ? delivery.registrationId : null,
  }
}

export function deliveryOf(row: DeliveryRow): Delivery {
  const { lease_owner: owner, lease_attempt_id: attemptId, lease_until: until } = row
  return present<Delivery>({
    id: row.id,
    registrationId: row.registration_id,
    email: { kind: row.kind, recipient: row.recipient, locale: row.locale },
    addressKey: row.address_key,
    generation: row.generation,
    createdAt: row.created_at,
    state: row.state,
    since: row.since,
    slot: row.slot,
    nextAttemptAt: row.next_attempt_at,
    deferrals: row.deferrals,
    unknownRefusalAt: row.unknown_refusal_at,
    lease: owner === null || attemptId === null || until === null ? null : { owner, attemptId, until },
    incidentId: row.incident_id,
    handedOverAt: row.handed_over_at,
    acceptedAt: row.accepted_at,
    provider: row.provider,
    cause: row.cause,
    cancelledBecause: row.cancelled_because,
  })
}

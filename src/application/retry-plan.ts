import type { Delivery } from '../domain/delivery/delivery.js'
import { probedNow } from '../domain/delivery/incident.js'
import { hastened } from '../domain/delivery/transitions.js'
import type { Instant } from '../domain/instant.js'
import { type Registration, statusOf } from '../domain/registration/registration.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import type { Records } from './ports/store.js'
import { scheduleEmail } from './schedule-email.js'

/** Why a delivery cannot be tried again. */
export type RetryRefusal =
  | 'accepted'
  | 'cancelled'
  /** Its registration is confirmed, expired or gone, or the address belongs to somebody by now. */
  | 'registration-over'
  /** The registration has a later e-mail, which is the one to try again. */
  | 'later-email'

/** What the operator's word would do for a delivery. */
export type RetryPlan =
  /** It waits, and is due at once, or when the cool-down of its address ends. */
  | { readonly action: 'hasten' }
  /** It is held: its incident is probed at once. */
  | { readonly action: 'probe' }
  /** An attempt is under way just now. */
  | { readonly action: 'none' }
  /** It is over, and its registration still wants it: the same e-mail goes out as a new delivery. */
  | { readonly action: 'send-again'; readonly registration: Registration }
  | { readonly action: 'refuse'; readonly reason: RetryRefusal }

export async function retryPlan(records: Records, delivery: Delivery, now: Instant): Promise<RetryPlan> {
  switch (delivery.state) {
    case 'queued':
    case 'delayed':
      return { action: 'hasten' }
    case 'held':
      return { action: 'probe' }
    case 'sending':
      return { action: 'none' }
    case 'accepted':
    case 'cancelled':
      return { action: 'refuse', reason: delivery.state }
    case 'refused':
    case 'expired':
      return sendingAgain(records, delivery, now)
  }
}

async function sendingAgain(records: Records, delivery: Delivery, now: Instant): Promise<RetryPlan> {
  const registration = await records.registration(delivery.registrationId)
  const isWanted = registration !== undefined && statusOf(registration, now) === 'pending'
  const isTaken = delivery.email.kind === 'confirm-address' && registration?.supersededAt !== undefined
  if (!isWanted || isTaken) return { action: 'refuse', reason: 'registration-over' }
  const latest = (await records.deliveriesOf(registration.id)).at(-1)
  if (latest?.id !== delivery.id) return { action: 'refuse', reason: 'later-email' }
  return { action: 'send-again', registration }
}

/** Does what was planned, in the same transaction; gives back the delivery that goes out. */
export async function carryOut(
  { randomness, rules }: Pick<DeliverEmailPorts, 'randomness' | 'rules'>,
  records: Records,
  delivery: Delivery,
  plan: RetryPlan,
  now: Instant,
): Promise<Delivery> {
  switch (plan.action) {
    case 'hasten': {
      const sooner = hastened(delivery, now)
      if (sooner !== delivery) await records.saveDelivery(sooner)
      return sooner
    }
    case 'probe':
      await probeNow(records, delivery.incidentId ?? '', now)
      return delivery
    case 'send-again':
      return scheduleEmail(records, plan.registration, randomness.id(), now, rules)
    case 'none':
    case 'refuse':
      return delivery
  }
}

/** An incident that is closed needs no probe: what it held is on its way. */
async function probeNow(records: Records, incidentId: string, now: Instant): Promise<void> {
  const incident = await records.incident(incidentId)
  if (incident === undefined || incident.closedAt !== undefined || incident.nextProbeAt <= now) return
  await records.saveIncident(probedNow(incident, incident.settings, now))
}

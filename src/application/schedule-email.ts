import { coolDownMemoryMs, nextSlot, supersededBy } from '../domain/delivery/cool-down.js'
import type { Delivery } from '../domain/delivery/delivery.js'
import type { EmailKind } from '../domain/delivery/email.js'
import { cancelled, newDelivery } from '../domain/delivery/transitions.js'
import type { Instant } from '../domain/instant.js'
import { type Registration, releasedAt } from '../domain/registration/registration.js'
import type { Records } from './ports/store.js'
import type { Rules } from './rules.js'

/**
 * Gives a registration its next e-mail, inside the caller's transaction: a link for a new address, a notice for one
 * that has a user. It takes the place of what still waits for that address, and keeps the address's cool-down.
 */
export async function scheduleEmail(
  records: Records,
  registration: Registration,
  deliveryId: string,
  now: Instant,
  rules: Rules,
): Promise<Delivery> {
  const kind: EmailKind =
    (await records.userOf(registration.addressKey)) === undefined ? 'confirm-address' : 'already-registered'
  const earlier = await records.deliveriesTo(registration.addressKey, now - coolDownMemoryMs)
  for (const waiting of supersededBy(earlier)) await withdraw(records, waiting, now, rules)
  const own = await records.deliveriesOf(registration.id)
  const slot = nextSlot(earlier, now, rules.coolDown)
  const delivery = newDelivery(deliveryId, kind, registration, slot, now, [...earlier, ...own])
  await records.addDelivery(delivery)
  return delivery
}

/** A later e-mail takes its place; time goes on for its registration if it stood still. */
async function withdraw(records: Records, waiting: Delivery, now: Instant, rules: Rules): Promise<void> {
  await records.saveDelivery(cancelled(waiting, 'superseded', now))
  if (waiting.state !== 'held') return
  const registration = await records.registration(waiting.registrationId)
  if (registration !== undefined) await records.saveRegistration(releasedAt(registration, now, rules.lifetimes))
}

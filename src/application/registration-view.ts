import type { Delivery, DeliveryState } from '../domain/delivery/delivery.js'
import { wordsForThePerson } from '../domain/delivery/words-for-the-person.js'
import type { Sentence } from '../domain/diagnosis/diagnosis.js'
import type { Instant } from '../domain/instant.js'
import type { Locale } from '../domain/registration/locale.js'
import { type Registration, type RegistrationStatus, statusOf } from '../domain/registration/registration.js'

/** What anybody who holds a registration's id may know of it. */
export interface RegistrationView {
  readonly id: string
  readonly status: RegistrationStatus
  readonly locale: Locale
  readonly email: {
    /** The delivery of its latest e-mail; not for the answer, but for the development mailbox. */
    readonly deliveryId: string
    readonly state: DeliveryState
    readonly since: Instant
    readonly message: Sentence
  }
}

/** @param deliveries the registration's own, oldest first; there is at least one from the start. */
export function registrationView(
  registration: Registration,
  deliveries: readonly Delivery[],
  now: Instant,
): RegistrationView {
  const latest = deliveries.at(-1)
  return {
    id: registration.id,
    status: statusOf(registration, now),
    locale: registration.locale,
    email: {
      deliveryId: latest?.id ?? '',
      state: latest?.state ?? 'cancelled',
      since: latest?.since ?? registration.createdAt,
      message: wordsForThePerson(latest ?? { state: 'cancelled' }),
    },
  }
}

import { coolDownMemoryMs, nextSlot } from '../domain/delivery/cool-down.js'
import { type Delivery, isFinal } from '../domain/delivery/delivery.js'
import { type Instant, second } from '../domain/instant.js'
import { type Registration, statusOf } from '../domain/registration/registration.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { firstAttempt } from './first-attempt.js'
import type { Records } from './ports/store.js'
import { type RegistrationView, registrationView } from './registration-view.js'
import { scheduleEmail } from './schedule-email.js'

export type ResendConfirmationOutcome =
  | { readonly outcome: 'accepted'; readonly registration: RegistrationView }
  | { readonly outcome: 'too-soon'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'already-confirmed' }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'unknown-registration' }

/**
 * Sends a registration's e-mail again, with the same link. While one of its own still waits, that one is enough; inside
 * the address's cool-down nothing is stored and the answer says how long it lasts.
 */
export class ResendConfirmation {
  readonly #ports: DeliverEmailPorts

  constructor(ports: DeliverEmailPorts) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<ResendConfirmationOutcome> {
    const { store, bell } = this.#ports
    const { answer, delivery } = await store.transact((records) => this.#resend(records, id))
    if (delivery !== undefined) firstAttempt(this.#ports, delivery.id)
    else bell.ring()
    return answer
  }

  async #resend(
    records: Records,
    id: string,
  ): Promise<{ readonly answer: ResendConfirmationOutcome; readonly delivery?: Delivery }> {
    const { clock, randomness, rules } = this.#ports
    const now = clock.now()
    const registration = await records.registration(id)
    if (registration === undefined) return { answer: { outcome: 'unknown-registration' } }
    const status = statusOf(registration, now)
    if (status === 'confirmed') return { answer: { outcome: 'already-confirmed' } }
    if (status === 'expired') return { answer: { outcome: 'expired' } }
    const retryAfterSeconds = await this.#coolDownSeconds(records, registration, now)
    if (retryAfterSeconds > 0) return { answer: { outcome: 'too-soon', retryAfterSeconds } }
    const before = await records.deliveriesOf(id)
    const underway = before.at(-1)
    if (underway !== undefined && !isFinal(underway)) {
      return { answer: { outcome: 'accepted', registration: registrationView(registration, before, now) } }
    }
    const delivery = await scheduleEmail(records, registration, randomness.id(), now, rules)
    return {
      answer: { outcome: 'accepted', registration: registrationView(registration, [delivery], now) },
      delivery,
    }
  }

  /** Whole seconds, rounded up, until one more e-mail may go to the address; counts what waits as if it had gone. */
  async #coolDownSeconds(records: Records, { addressKey }: Registration, now: Instant): Promise<number> {
    const { rules } = this.#ports
    const earlier = await records.deliveriesTo(addressKey, now - coolDownMemoryMs)
    const slot = nextSlot(earlier, now, rules.coolDown)
    const waiting = earlier.filter((delivery) => !isFinal(delivery)).map((delivery) => delivery.slot)
    const planned = Math.max(slot, ...waiting.map((at) => at + rules.coolDown.betweenMs))
    return Math.max(0, Math.ceil((planned - now) / second))
  }
}

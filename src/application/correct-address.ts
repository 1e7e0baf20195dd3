import type { Delivery } from '../domain/delivery/delivery.js'
import { addressKey, parseEmailAddress } from '../domain/registration/email-address.js'
import { statusOf, withAddress } from '../domain/registration/registration.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { firstAttempt } from './first-attempt.js'
import type { FieldFault } from './field-fault.js'
import type { Records } from './ports/store.js'
import { type RegistrationView, registrationView } from './registration-view.js'
import { scheduleEmail } from './schedule-email.js'

export type CorrectAddressOutcome =
  | { readonly outcome: 'accepted'; readonly registration: RegistrationView }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly outcome: 'not-refused' }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'unknown-registration' }

/** Gives a registration whose e-mail was refused another address, and writes to that one. */
export class CorrectAddress {
  readonly #ports: DeliverEmailPorts

  constructor(ports: DeliverEmailPorts) {
    this.#ports = ports
  }

  async execute({ id, email }: { readonly id: string; readonly email: string }): Promise<CorrectAddressOutcome> {
    const { store, bell } = this.#ports
    const { answer, delivery } = await store.transact((records) => this.#correct(records, id, email))
    if (delivery?.state === 'queued') firstAttempt(this.#ports, delivery.id)
    else bell.ring()
    return answer
  }

  async #correct(
    records: Records,
    id: string,
    email: string,
  ): Promise<{ readonly answer: CorrectAddressOutcome; readonly delivery?: Delivery }> {
    const { clock, randomness, tokens, rules } = this.#ports
    const now = clock.now()
    const registration = await records.registration(id)
    if (registration === undefined) return { answer: { outcome: 'unknown-registration' } }
    const parsed = parseEmailAddress(email, rules.domainToAscii)
    if (parsed.outcome === 'invalid') {
      return { answer: { outcome: 'invalid', faults: [{ field: 'email', reason: parsed.reason }] } }
    }
    const status = statusOf(registration, now)
    if (status === 'expired') return { answer: { outcome: 'expired' } }
    const latest = (await records.deliveriesOf(id)).at(-1)
    // A confirmed one is somebody's account by now, even where a later e-mail to it was refused.
    if (status === 'confirmed' || latest?.state !== 'refused') return { answer: { outcome: 'not-refused' } }
    const token = tokens.tokenFor(id, parsed.address, registration.generation + 1)
    const key = addressKey(parsed.address)
    const corrected = withAddress(registration, parsed.address, key, tokens.hashOf(token))
    await records.saveRegistration(corrected)
    const delivery = await scheduleEmail(records, corrected, randomness.id(), now, rules)
    return {
      answer: { outcome: 'accepted', registration: registrationView(corrected, [delivery], now) },
      delivery,
    }
  }
}

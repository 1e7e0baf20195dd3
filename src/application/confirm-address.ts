import { isWaiting } from '../domain/delivery/delivery.js'
import { cancelled } from '../domain/delivery/transitions.js'
import type { Instant } from '../domain/instant.js'
import { type Registration, linkStateOf } from '../domain/registration/registration.js'
import { type User, userFrom } from '../domain/registration/user.js'
import { type Announcing, announceConfirmation } from './announcing.js'
import type { Bell } from './bell.js'
import type { Clock } from './ports/clock.js'
import type { ConfirmationTokens } from './ports/confirmation-tokens.js'
import type { Randomness } from './ports/randomness.js'
import type { Records, Store } from './ports/store.js'

export interface ConfirmAddressPorts {
  readonly store: Store
  readonly tokens: ConfirmationTokens
  readonly clock: Clock
  readonly randomness: Randomness
  readonly bell: Bell
  /** Absent where nobody wants to be told. */
  readonly announcing?: Announcing
}

export type ConfirmAddressOutcome =
  | { readonly outcome: 'confirmed'; readonly registrationId: string; readonly userId: string }
  /** No registration ever had this link, or it is gone. */
  | { readonly outcome: 'unknown-token' }
  /** The link was good once: too old now, or the address was confirmed through another one. */
  | { readonly outcome: 'expired' }

/**
 * Turns a registration into a user, by the link in its own e-mail and with the password chosen in it. The address's
 * other registrations are over with that. Following the same link again says `confirmed` again.
 */
export class ConfirmAddress {
  readonly #ports: ConfirmAddressPorts

  constructor(ports: ConfirmAddressPorts) {
    this.#ports = ports
  }

  async execute({ token }: { readonly token: string }): Promise<ConfirmAddressOutcome> {
    const { store, tokens, bell, announcing } = this.#ports
    const tokenHash = tokens.hashOf(token)
    const answer = await store.transact((records) => this.#confirm(records, tokenHash))
    bell.ring()
    if (answer.outcome === 'confirmed') announcing?.bell.ring()
    return answer
  }

  async #confirm(records: Records, tokenHash: string): Promise<ConfirmAddressOutcome> {
    const { clock, randomness } = this.#ports
    const now = clock.now()
    const registration = await records.registrationByTokenHash(tokenHash)
    if (registration === undefined) return { outcome: 'unknown-token' }
    const owner = await records.userOf(registration.addressKey)
    switch (linkStateOf(registration, now)) {
      case 'not-sent':
        return { outcome: 'unknown-token' }
      case 'expired':
      case 'superseded':
        return { outcome: 'expired' }
      case 'used':
        return owner?.registrationId === registration.id ? confirmed(owner) : { outcome: 'expired' }
      case 'valid': {
        const user = userFrom(registration, randomness.id(), now)
        if (owner !== undefined || (await records.addUser(user)) === 'address-taken') return { outcome: 'expired' }
        await records.saveRegistration({ ...registration, confirmedAt: now })
        await endTheOthers(records, registration, now)
        await announceConfirmation(this.#ports, records, user, now)
        return confirmed(user)
      }
    }
  }
}

/** Nothing that waits for the address is wanted any more, and no other link of it works. */
async function endTheOthers(records: Records, { id, addressKey }: Registration, now: Instant): Promise<void> {
  for (const other of await records.registrationsOf(addressKey)) {
    if (other.id !== id && other.confirmedAt === undefined && other.supersededAt === undefined) {
      await records.saveRegistration({ ...other, supersededAt: now })
    }
  }
  for (const delivery of await records.deliveriesTo(addressKey, now)) {
    if (isWaiting(delivery)) await records.saveDelivery(cancelled(delivery, 'confirmed', now))
  }
}

function confirmed(user: User): ConfirmAddressOutcome {
  return { outcome: 'confirmed', registrationId: user.registrationId, userId: user.id }
}

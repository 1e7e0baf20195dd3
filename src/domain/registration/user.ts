import type { Instant } from '../instant.js'
import type { AddressKey, EmailAddress } from './email-address.js'
import type { Locale } from './locale.js'
import type { PersonName } from './person-name.js'
import type { Registration } from './registration.js'

/** Somebody who proved that the address is theirs; there is one for each address. */
export interface User {
  readonly id: string
  readonly address: EmailAddress
  readonly addressKey: AddressKey
  readonly name?: PersonName
  readonly locale: Locale
  readonly passwordHash: string
  readonly registrationId: string
  readonly confirmedAt: Instant
}

/** The user that a registration becomes when its own link is followed, with the password chosen in it. */
export function userFrom(registration: Registration, id: string, now: Instant): User {
  const { address, addressKey, name, locale, passwordHash } = registration
  return {
    id,
    address,
    addressKey,
    ...(name === undefined ? {} : { name }),
    locale,
    passwordHash,
    registrationId: registration.id,
    confirmedAt: now,
  }
}

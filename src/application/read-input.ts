import { type EmailAddress, parseEmailAddress } from '../domain/registration/email-address.js'
import { type Locale, localeOf } from '../domain/registration/locale.js'
import { type Password, checkPassword } from '../domain/registration/password-policy.js'
import { type PersonName, parsePersonName } from '../domain/registration/person-name.js'
import type { FieldFault } from './field-fault.js'
import type { Rules } from './rules.js'

/** What a person fills in, as text. */
export interface RegistrationInput {
  readonly email: string
  readonly password: string
  readonly name?: string
  /** A language tag (RFC 5646); English when absent. */
  readonly locale?: string
}

export type ReadInput =
  | {
      readonly outcome: 'valid'
      readonly address: EmailAddress
      readonly password: Password
      readonly name: PersonName | undefined
      readonly locale: Locale
    }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }

/** Checks every field and names every fault, not only the first. */
export function readInput(input: RegistrationInput, rules: Rules): ReadInput {
  const email = parseEmailAddress(input.email, rules.domainToAscii)
  const typed = input.email.trim()
  const addresses = email.outcome === 'valid' ? [typed, email.address] : [typed]
  const password = checkPassword(input.password, addresses, rules.isCommonPassword)
  const name = parsePersonName(input.name ?? '')
  const locale = localeOf(input.locale ?? 'en')
  if (
    email.outcome === 'valid' &&
    password.outcome === 'acceptable' &&
    name.outcome === 'valid' &&
    locale !== undefined
  ) {
    return { outcome: 'valid', address: email.address, password: password.password, name: name.name, locale }
  }
  const faults: FieldFault[] = []
  if (email.outcome === 'invalid') faults.push({ field: 'email', reason: email.reason })
  if (password.outcome === 'unacceptable') faults.push({ field: 'password', reason: password.reason })
  if (name.outcome === 'invalid') faults.push({ field: 'name', reason: name.reason })
  if (locale === undefined) faults.push({ field: 'locale', reason: 'unknown-locale' })
  return { outcome: 'invalid', faults }
}

import { type Instant, day, hour } from '../instant.js'
import type { AddressKey, EmailAddress } from './email-address.js'
import type { Locale } from './locale.js'
import type { PersonName } from './person-name.js'

/** One accepted request to register: its own id, password hash, name, language and link. */
export interface Registration {
  readonly id: string
  readonly address: EmailAddress
  readonly addressKey: AddressKey
  readonly name?: PersonName
  readonly locale: Locale
  /** In PHC string format; never the password. */
  readonly passwordHash: string
  readonly createdAt: Instant
  /** Raised when the address is corrected: the token depends on it, so an older link stops to work. */
  readonly generation: number
  /** SHA-256 of the confirmation token, base64url: the token itself is stored nowhere. */
  readonly tokenHash: string
  /** When a message with the link was last about to be complete at a provider: from then on the link may be clicked. */
  readonly handedOverAt?: Instant
  /** When a provider last took a message with the link. */
  readonly acceptedAt?: Instant
  /** From when the link stops to work, although the registration may go on; present once a provider took a message. */
  readonly linkExpiresAt?: Instant
  /** From when the registration counts as expired, unless it was confirmed. */
  readonly expiresAt: Instant
  /** How long its e-mails were held for a fault that is not the person's, up to now or to `heldSince`. */
  readonly heldMs: number
  readonly heldSince?: Instant
  readonly confirmedAt?: Instant
  /** When another registration of the address was confirmed, which ends this one for good. */
  readonly supersededAt?: Instant
}

export type RegistrationStatus = 'pending' | 'confirmed' | 'expired'

/** How long registrations and links live; see `REGISTRATION_DAYS` and `LINK_VALID_HOURS`. */
export interface Lifetimes {
  readonly registrationMs: number
  readonly linkMs: number
}

/** No registration lives longer, whatever happened to its e-mail. */
export const maxRegistrationMs = 30 * day

export const defaultLifetimes: Lifetimes = { registrationMs: 7 * day, linkMs: 24 * hour }

/** A registration as it begins: pending, with the first generation of its link. */
export function newRegistration(
  facts: Pick<Registration, 'id' | 'address' | 'addressKey' | 'name' | 'locale' | 'passwordHash' | 'tokenHash'>,
  now: Instant,
  lifetimes: Lifetimes,
): Registration {
  return withExpiry({ ...facts, createdAt: now, generation: 1, heldMs: 0, expiresAt: now }, lifetimes)
}

/**
 * The registration with another address: links in e-mails to the old one stop to work, and what ended with the old
 * address begins anew with this one.
 */
export function withAddress(
  registration: Registration,
  address: EmailAddress,
  key: AddressKey,
  tokenHash: string,
): Registration {
  const { handedOverAt: _handedOver, acceptedAt: _accepted, linkExpiresAt: _until, ...rest } = registration
  const { supersededAt: _superseded, ...kept } = rest
  return { ...kept, address, addressKey: key, tokenHash, generation: registration.generation + 1 }
}

/**
 * What anybody who holds the id may see. A registration whose address was confirmed through another one goes on reading
 * like any other: its end would tell a stranger that the address has an account now.
 */
export function statusOf(registration: Registration, now: Instant): RegistrationStatus {
  if (registration.confirmedAt !== undefined) return 'confirmed'
  return now < registration.expiresAt ? 'pending' : 'expired'
}

export type LinkState = 'valid' | 'not-sent' | 'expired' | 'superseded' | 'used'

/** Whether the link in the registration's e-mail confirms it. */
export function linkStateOf(registration: Registration, now: Instant): LinkState {
  if (registration.confirmedAt !== undefined) return 'used'
  if (registration.supersededAt !== undefined) return 'superseded'
  if (registration.handedOverAt === undefined) return 'not-sent'
  const until = registration.linkExpiresAt ?? registration.expiresAt
  return now < Math.min(until, registration.expiresAt) ? 'valid' : 'expired'
}

/** The registration once a provider took a message with its link: the link's time starts anew. */
export function withAcceptance(registration: Registration, now: Instant, lifetimes: Lifetimes): Registration {
  return withExpiry({ ...registration, acceptedAt: now, linkExpiresAt: now + lifetimes.linkMs }, lifetimes)
}

/** The registration while a fault on our side keeps its e-mail back: time stands still for it. */
export function heldFrom(registration: Registration, now: Instant, lifetimes: Lifetimes): Registration {
  return registration.heldSince === undefined
    ? withExpiry({ ...registration, heldSince: now }, lifetimes)
    : registration
}

/** The registration once its e-mail moves again: the time it was held is given back to it. */
export function releasedAt(registration: Registration, now: Instant, lifetimes: Lifetimes): Registration {
  const { heldSince, ...free } = registration
  if (heldSince === undefined) return registration
  return withExpiry({ ...free, heldMs: free.heldMs + Math.max(0, now - heldSince) }, lifetimes)
}

/** The later of its own time and its link's, at most 30 days; while held, those 30 days. */
function withExpiry(registration: Registration, lifetimes: Lifetimes): Registration {
  const { createdAt, heldMs, heldSince, linkExpiresAt } = registration
  const cap = createdAt + maxRegistrationMs
  const own = heldSince === undefined ? createdAt + lifetimes.registrationMs + heldMs : cap
  return { ...registration, expiresAt: Math.min(cap, Math.max(own, linkExpiresAt ?? 0)) }
}

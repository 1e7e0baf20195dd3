import type { IdempotencyRecord } from '../../src/application/ports/store.js'
import type { Announcement } from '../../src/domain/announcement/announcement.js'
import type { Attempt } from '../../src/domain/delivery/attempt.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import type { Diagnosis } from '../../src/domain/diagnosis/diagnosis.js'
import { day } from '../../src/domain/instant.js'
import type { AddressKey, EmailAddress } from '../../src/domain/registration/email-address.js'
import type { PersonName } from '../../src/domain/registration/person-name.js'
import type { Registration } from '../../src/domain/registration/registration.js'
import type { User } from '../../src/domain/registration/user.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'

export const noon = Date.UTC(2026, 10, 21, 12)

export const keyOf = (address: string): AddressKey => address.toLowerCase() as AddressKey

export function aRegistration(id: string, over: Partial<Registration> = {}): Registration {
  const address = over.address ?? (`${id}@example.com` as EmailAddress)
  return {
    id,
    address,
    addressKey: keyOf(address),
    locale: 'en',
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    createdAt: noon,
    generation: 0,
    tokenHash: `hash-of-${id}`,
    expiresAt: noon + 7 * day,
    heldMs: 0,
    ...over,
  }
}

/** Every field that a registration can have. */
export const fullRegistration = aRegistration('full', {
  name: 'Zoë 🦊 O’Neil' as PersonName,
  locale: 'es',
  generation: 3,
  handedOverAt: noon + 1,
  acceptedAt: noon + 2,
  linkExpiresAt: noon + day,
  heldMs: 12_345,
  heldSince: noon + 4,
  confirmedAt: noon + 5,
  supersededAt: noon + 6,
})

export function aUser(id: string, over: Partial<User> = {}): User {
  const address = over.address ?? (`${id}@example.com` as EmailAddress)
  return {
    id,
    address,
    addressKey: keyOf(address),
    locale: 'en',
    passwordHash: '$argon2id$…',
    registrationId: 'gone',
    confirmedAt: noon,
    ...over,
  }
}

export function aDelivery(id: string, registrationId: string, over: Partial<Delivery> = {}): Delivery {
  const recipient = over.email?.recipient ?? (`${registrationId}@example.com` as EmailAddress)
  return {
    id,
    registrationId,
    email: { kind: 'confirm-address', recipient, locale: 'en' },
    addressKey: keyOf(recipient),
    generation: 0,
    createdAt: noon,
    state: 'queued',
    since: noon,
    slot: noon,
    nextAttemptAt: noon,
    deferrals: 0,
    ...over,
  }
}

/** The delivery in a state without what belongs to the state it was made in. */
export function inState(delivery: Delivery, over: Partial<Delivery> & Pick<Delivery, 'state'>): Delivery {
  const { nextAttemptAt: _, ...rest } = delivery
  return { ...rest, ...over }
}

export const sending = (delivery: Delivery, until: number): Delivery =>
  inState(delivery, { state: 'sending', lease: { owner: 'worker-1', attemptId: `attempt-of-${delivery.id}`, until } })

export const held = (delivery: Delivery, incidentId: string): Delivery =>
  inState(delivery, { state: 'held', incidentId })

/** Every field that a delivery can have, whether or not they go together. */
export function fullDelivery(id: string, registrationId: string): Delivery {
  return aDelivery(id, registrationId, {
    email: { kind: 'already-registered', recipient: 'Ünï.Cöde@example.com' as EmailAddress, locale: 'es' },
    generation: 2,
    state: 'delayed',
    since: noon + 1,
    slot: noon + 2,
    nextAttemptAt: noon + 3,
    deferrals: 4,
    unknownRefusalAt: noon + 5,
    lease: { owner: 'worker-2', attemptId: 'a', until: noon + 6 },
    incidentId: 'i',
    handedOverAt: noon + 7,
    acceptedAt: noon + 8,
    provider: 'smtp.example.com:587',
    cause: 'greylisted',
    cancelledBecause: 'superseded',
  })
}

export const aDiagnosis: Diagnosis = {
  phase: 'auth',
  cause: 'credentials-rejected',
  side: 'credentials',
  retryable: false,
  evidence: ['S < "535 5.7.8 no \\x00 \u{1f98a}"', 'a lone byte: \udc80'],
  confidence: 'certain',
  rule: 'auth-535',
  explanation: { en: 'The server refused the password.', es: 'El servidor rechazó la contraseña.' },
  remedy: { en: 'Check it.', es: 'Revísela.' },
}

export function anAttempt(id: string, deliveryId: string, over: Partial<Attempt> = {}): Attempt {
  return { id, deliveryId, provider: 'smtp.example.com:587', at: noon, ...over }
}

export function anIncident(id: string, over: Partial<Incident> = {}): Incident {
  return {
    id,
    provider: 'smtp.example.com:587',
    cause: 'credentials-rejected',
    phase: 'auth',
    diagnosis: aDiagnosis,
    openedAt: noon,
    probes: 0,
    nextProbeAt: noon + 30_000,
    settings: 'fingerprint',
    ...over,
  }
}

export function anAnnouncement(id: string, over: Partial<Announcement> = {}): Announcement {
  return {
    id,
    channel: 'events',
    type: 'registration.confirmed',
    createdAt: noon,
    data: JSON.stringify({ text: 'a "quoted" 🦊\n' }),
    failures: 0,
    nextAttemptAt: noon,
    isAside: false,
    ...over,
  }
}

export function anIdempotencyRecord(key: string, registrationId: string): IdempotencyRecord {
  return {
    scope: 'POST /v1/registrations',
    key,
    fingerprint: 'hmac',
    registrationId,
    answer: JSON.stringify({ status: 202, text: 'a "quoted" 🦊\n' }),
    expiresAt: noon + day,
  }
}

export function aTranscript(lines = 3): readonly RecordedLine[] {
  return Array.from({ length: lines }, (_, at) => ({
    counter: at + 1,
    at: noon + at,
    processId: 5012,
    conversation: 7,
    statement: [
      { kind: 'sent' as const, text: `EHLO [192.168.18.${at}]` },
      { kind: 'received' as const, text: `250-bytes \u0000 \u001b \udcff 🦊 ${at}` },
      { kind: 'event' as const, event: { event: 'note' as const, text: 'something happened' } },
    ][at % 3] ?? { kind: 'sent', text: '' },
  }))
}

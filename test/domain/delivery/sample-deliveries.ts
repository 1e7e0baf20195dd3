import * as fc from 'fast-check'
import { type Delivery, type DeliveryState, deliveryStates } from '../../../src/domain/delivery/delivery.js'
import { type Cause, type Phase, causes, phases } from '../../../src/domain/diagnosis/cause.js'
import type { Diagnosis } from '../../../src/domain/diagnosis/diagnosis.js'
import { type Instant, day, second } from '../../../src/domain/instant.js'
import type { AddressKey, EmailAddress } from '../../../src/domain/registration/email-address.js'
import { type Registration, defaultLifetimes, newRegistration } from '../../../src/domain/registration/registration.js'

export const noon: Instant = Date.UTC(2026, 10, 21, 12)

export function aRegistration(over: Partial<Registration> = {}): Registration {
  const facts = {
    id: 'r1',
    address: 'ana@example.com' as EmailAddress,
    addressKey: 'ana@example.com' as AddressKey,
    locale: 'en' as const,
    passwordHash: 'hash',
    tokenHash: 'token',
  }
  return { ...newRegistration(facts, noon, defaultLifetimes), ...over }
}

/** What belongs to one state alone. */
const ofTheState: Readonly<Record<DeliveryState, Partial<Delivery>>> = {
  queued: { nextAttemptAt: noon },
  sending: { lease: { owner: 'worker', attemptId: 'a1', until: noon + 15 * second } },
  accepted: { acceptedAt: noon, handedOverAt: noon },
  delayed: { nextAttemptAt: noon },
  held: { incidentId: 'i1' },
  refused: {},
  expired: {},
  cancelled: { cancelledBecause: 'superseded' },
}

export function aDelivery(state: DeliveryState, over: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd1',
    registrationId: 'r1',
    email: { kind: 'confirm-address', recipient: 'ana@example.com' as EmailAddress, locale: 'en' },
    addressKey: 'ana@example.com' as AddressKey,
    generation: 1,
    createdAt: noon,
    state,
    since: noon,
    slot: noon,
    deferrals: 0,
    ...ofTheState[state],
    ...over,
  }
}

export function aDiagnosis(cause: Cause, phase: Phase = 'recipient'): Diagnosis {
  return {
    phase,
    cause,
    side: 'none',
    retryable: false,
    evidence: [],
    confidence: 'likely',
    rule: 'sample',
    explanation: { en: '', es: '' },
    remedy: { en: '', es: '' },
  }
}

export const anyState = fc.constantFrom(...deliveryStates)
export const anyCause = fc.constantFrom(...causes)
export const anyPhase = fc.constantFrom(...phases)
export const anyInstant = fc.integer({ min: noon - 10 * day, max: noon + 10 * day })
export const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

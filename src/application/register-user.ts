import type { Delivery } from '../domain/delivery/delivery.js'
import { type Instant, day } from '../domain/instant.js'
import { addressKey } from '../domain/registration/email-address.js'
import { type Registration, newRegistration } from '../domain/registration/registration.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { firstAttempt } from './first-attempt.js'
import type { FieldFault } from './field-fault.js'
import type { PasswordHasher } from './ports/password-hasher.js'
import type { Records } from './ports/store.js'
import { type ReadInput, type RegistrationInput, readInput } from './read-input.js'
import { type RegistrationView, registrationView } from './registration-view.js'
import { scheduleEmail } from './schedule-email.js'

export interface RegisterUserPorts extends DeliverEmailPorts {
  readonly hasher: PasswordHasher
}

export interface RegisterUserRequest extends RegistrationInput {
  /** The client's promise that equal keys mean one and the same request, and the fingerprint of what it sent. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
}

export type RegisterUserOutcome =
  | { readonly outcome: 'accepted'; readonly registration: RegistrationView }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'idempotency-key-reused' }
  | { readonly outcome: 'still-running'; readonly retryAfterSeconds: number }

type Valid = Extract<ReadInput, { outcome: 'valid' }>

const idempotencyScope = 'POST /v1/registrations'
const idempotencyMs = day

/**
 * Registers a person: when `execute` resolves to `accepted`, the registration and its e-mail are stored for good, and
 * the e-mail's first attempt has begun. An address that has a user is answered like any other.
 */
export class RegisterUser {
  readonly #ports: RegisterUserPorts
  /** Keys of requests that are being answered right now, with their fingerprints. */
  readonly #running = new Map<string, string>()

  constructor(ports: RegisterUserPorts) {
    this.#ports = ports
  }

  async execute(request: RegisterUserRequest): Promise<RegisterUserOutcome> {
    const { idempotency } = request
    if (idempotency === undefined) return this.#register(request)
    const running = this.#running.get(idempotency.key)
    if (running !== undefined && running !== idempotency.fingerprint) return { outcome: 'idempotency-key-reused' }
    if (running !== undefined) return { outcome: 'still-running', retryAfterSeconds: 1 }
    this.#running.set(idempotency.key, idempotency.fingerprint)
    try {
      const { store } = this.#ports
      const before = await store.transact((records) => this.#answerBefore(records, request))
      return before ?? (await this.#register(request))
    } finally {
      this.#running.delete(idempotency.key)
    }
  }

  async #register(request: RegisterUserRequest): Promise<RegisterUserOutcome> {
    const { store, hasher, bell, rules } = this.#ports
    const input = readInput(request, rules)
    if (input.outcome === 'invalid') return input
    const hashing = await hasher.hash(input.password)
    if (hashing.outcome === 'busy') return hashing
    const registration = this.#newRegistration(input, hashing.hash)
    const stored = await store.transact(async (records) => {
      const done = await this.#store(records, request, registration)
      // Asked for before this transaction is over, the claim of the attempt can share its commit.
      if (done.delivery?.state === 'queued') firstAttempt(this.#ports, done.delivery.id)
      return done
    })
    if (stored.delivery?.state !== 'queued') bell.ring()
    return stored.answer
  }

  /** The answer this key was given before, if any. */
  async #answerBefore(records: Records, request: RegisterUserRequest): Promise<RegisterUserOutcome | undefined> {
    const { idempotency } = request
    if (idempotency === undefined) return undefined
    const known = await records.idempotency(idempotencyScope, idempotency.key)
    if (known === undefined || known.expiresAt <= this.#ports.clock.now()) return undefined
    if (known.fingerprint !== idempotency.fingerprint) return { outcome: 'idempotency-key-reused' }
    return { outcome: 'accepted', registration: JSON.parse(known.answer) as RegistrationView }
  }

  async #store(
    records: Records,
    request: RegisterUserRequest,
    registration: Registration,
  ): Promise<{ readonly answer: RegisterUserOutcome; readonly delivery?: Delivery }> {
    const { randomness, rules } = this.#ports
    const before = await this.#answerBefore(records, request)
    if (before !== undefined) return { answer: before }
    const now = registration.createdAt
    await records.addRegistration(registration)
    const delivery = await scheduleEmail(records, registration, randomness.id(), now, rules)
    const view = registrationView(registration, [delivery], now)
    await this.#rememberAnswer(records, request, view, now)
    return { answer: { outcome: 'accepted', registration: view }, delivery }
  }

  async #rememberAnswer(
    records: Records,
    { idempotency }: RegisterUserRequest,
    view: RegistrationView,
    now: Instant,
  ): Promise<void> {
    if (idempotency === undefined) return
    await records.saveIdempotency({
      scope: idempotencyScope,
      ...idempotency,
      registrationId: view.id,
      answer: JSON.stringify(view),
      expiresAt: now + idempotencyMs,
    })
  }

  #newRegistration(input: Valid, passwordHash: string): Registration {
    const { clock, randomness, tokens, rules } = this.#ports
    const id = randomness.id()
    const { address, name, locale } = input
    const tokenHash = tokens.hashOf(tokens.tokenFor(id, address, 1))
    const known = { id, address, addressKey: addressKey(address), locale, passwordHash, tokenHash }
    return newRegistration(name === undefined ? known : { ...known, name }, clock.now(), rules.lifetimes)
  }
}

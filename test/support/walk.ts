import { domainToASCII } from 'node:url'
import * as fc from 'fast-check'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import { isFinal } from '../../src/domain/delivery/delivery.js'
import { day, hour, minute, second } from '../../src/domain/instant.js'
import { addressKey, parseEmailAddress } from '../../src/domain/registration/email-address.js'
import type { Reception } from './mail-server.js'
import type { World } from './world.js'

/** One thing that somebody does, or that happens. Numbers choose among what there is by then. */
export type Step =
  | { readonly step: 'register'; readonly person: number; readonly spelling: number; readonly password: number }
  | { readonly step: 'click'; readonly links: readonly number[] }
  | { readonly step: 'resend'; readonly registration: number }
  | { readonly step: 'correct'; readonly registration: number; readonly person: number }
  | { readonly step: 'erase'; readonly person: number }
  | { readonly step: 'pass'; readonly ms: number }
  | { readonly step: 'sleep'; readonly ms: number }
  | { readonly step: 'server'; readonly server: number; readonly answer: Reception }
  | { readonly step: 'stop'; readonly server: number; readonly at: 'greeting' | 'reply' | undefined }
  | { readonly step: 'restart' }

const spellings: readonly (readonly string[])[] = [
  ['ana@example.com', 'Ana@Example.com'],
  ['josé@münchen.example', 'JOSÉ@xn--mnchen-3ya.example'],
  ['eva+1@example.com', 'EVA+1@example.com'],
]
export const passwords = ['the first of my words', 'the second of my words', 'the third of my words'] as const

export const addressOf = (person: number, spelling = 0): string => spellings[person % 3]?.[spelling % 2] ?? ''

/** The key that all spellings of a person's address have in common. */
export function keyOf(person: number): string {
  const parsed = parseEmailAddress(addressOf(person), domainToASCII)
  if (parsed.outcome === 'invalid') throw new Error(`${addressOf(person)} is no address.`)
  return addressKey(parsed.address)
}

const answers: readonly Reception[] = [
  'accepted',
  'accepted',
  'greylisted',
  'bad-password',
  'unreachable',
  'unknown-recipient',
  'mailbox-full',
  'unexplained',
  'hung-up',
  'lost-after-dot',
]
const moments = fc.constantFrom(second, 20 * second, 61 * second, 6 * minute)
const sleeps = fc.constantFrom(hour, 5 * hour, day, 8 * day)

export const person = fc.nat({ max: 2 })
export const steps = {
  register: fc.record<Step & { step: 'register' }>({
    step: fc.constant('register'),
    person,
    spelling: fc.nat({ max: 1 }),
    password: fc.nat({ max: 2 }),
  }),
  click: fc.record<Step & { step: 'click' }>({
    step: fc.constant('click'),
    links: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }),
  }),
  resend: fc.record<Step & { step: 'resend' }>({ step: fc.constant('resend'), registration: fc.nat({ max: 20 }) }),
  correct: fc.record<Step & { step: 'correct' }>({
    step: fc.constant('correct'),
    registration: fc.nat({ max: 20 }),
    person,
  }),
  erase: fc.record<Step & { step: 'erase' }>({ step: fc.constant('erase'), person }),
  pass: fc.record<Step & { step: 'pass' }>({ step: fc.constant('pass'), ms: moments }),
  sleep: fc.record<Step & { step: 'sleep' }>({ step: fc.constant('sleep'), ms: sleeps }),
  server: fc.record<Step & { step: 'server' }>({
    step: fc.constant('server'),
    server: fc.nat({ max: 1 }),
    answer: fc.constantFrom(...answers),
  }),
  stop: fc.record<Step & { step: 'stop' }>({
    step: fc.constant('stop'),
    server: fc.nat({ max: 1 }),
    at: fc.constantFrom('greeting', 'reply', undefined),
  }),
  restart: fc.constant<Step>({ step: 'restart' }),
}

/** What ought to be, told apart from the code under test: who registered with what, and whose link was followed. */
export interface Known {
  readonly id: string
  /** The address as it is stored, which changes by correction. */
  readonly key: string
  readonly password: string
  readonly isConfirmed: boolean
}

export class Walk {
  world: World
  /** In the order of their making; erased ones are gone. */
  registrations: readonly Known[] = []
  readonly #registrationOf = new Map<string, string>()
  #before: readonly Delivery[] = []

  constructor(world: World) {
    this.world = world
  }

  async take(step: Step): Promise<void> {
    switch (step.step) {
      case 'register': {
        const password = passwords[step.password] ?? ''
        const { id, email } = await this.world.register(addressOf(step.person, step.spelling), { password })
        this.#registrationOf.set(email.deliveryId, id)
        this.registrations = [...this.registrations, { id, key: keyOf(step.person), password, isConfirmed: false }]
        return
      }
      case 'click':
        return this.#click(step.links)
      case 'resend': {
        const chosen = this.#chosen(step.registration)
        const answer = chosen && (await this.world.resend(chosen.id))
        if (answer?.outcome === 'accepted')
          this.#registrationOf.set(answer.registration.email.deliveryId, chosen?.id ?? '')
        return
      }
      case 'correct': {
        const chosen = this.#chosen(step.registration)
        const answer = chosen && (await this.world.correct(chosen.id, addressOf(step.person)))
        if (chosen === undefined || answer?.outcome !== 'accepted') return
        this.#registrationOf.set(answer.registration.email.deliveryId, chosen.id)
        this.#change({ ...chosen, key: keyOf(step.person) })
        return
      }
      case 'erase':
        return this.#erase(step.person)
      case 'pass':
        return this.world.pass(step.ms)
      case 'sleep':
        return this.world.sleep(step.ms)
      case 'server': {
        const server = this.world.servers[step.server]
        if (server !== undefined) server.answer = step.answer
        return
      }
      case 'stop': {
        const server = this.world.servers[step.server]
        if (server !== undefined && step.at === undefined) server.goOn()
        else if (server !== undefined) server.stopsAt = step.at
        return this.world.quiet()
      }
      case 'restart':
        this.world = await this.world.restart()
    }
  }

  /** The e-mails that arrived with a link, and the registration that each was sent for. */
  get links(): readonly { readonly token: string; readonly registrationId: string }[] {
    return this.world.servers.flatMap(({ inbox }) =>
      inbox.flatMap(({ text, messageId }) => {
        const token = /token=([\w-]+)/.exec(text)?.[1]
        const deliveryId = messageId.slice(1, messageId.indexOf('@'))
        return token === undefined ? [] : [{ token, registrationId: this.#registrationOf.get(deliveryId) ?? '' }]
      }),
    )
  }

  async deliveries(): Promise<readonly Delivery[]> {
    return this.world.look((records) => records.findDeliveries({}, { limit: 10_000 }))
  }

  /** What changed about deliveries that were over already. */
  async resurrected(): Promise<readonly Delivery[]> {
    const now = await this.deliveries()
    const after = new Map(now.map((delivery) => [delivery.id, delivery]))
    const changed = this.#before.filter((before) => {
      const delivery = after.get(before.id)
      return isFinal(before) && delivery !== undefined && delivery.state !== before.state
    })
    this.#before = now
    return changed
  }

  /** Everybody's mail servers work again, and enough time passes for whatever waits. */
  async recover(): Promise<void> {
    for (const server of this.world.servers) {
      server.answer = 'accepted'
      server.goOn()
    }
    await this.world.pass(16 * minute)
    for (let waited = 0; waited < 30; waited += 1) await this.world.sleep(hour)
    await this.world.pass(minute)
  }

  async #click(choices: readonly number[]): Promise<void> {
    const { links } = this
    const clicked = links.length === 0 ? [] : choices.flatMap((choice) => links[choice % links.length] ?? [])
    const answers = await Promise.all(
      clicked.map(async (link) => ({ link, answer: await this.world.confirm(link.token) })),
    )
    for (const { link, answer } of answers) {
      if (answer.outcome !== 'confirmed') continue
      if (answer.registrationId !== link.registrationId) throw new Error('A link confirmed another registration.')
      const known = this.registrations.find(({ id }) => id === answer.registrationId)
      if (known === undefined) throw new Error('A link confirmed a registration that was erased.')
      this.#change({ ...known, isConfirmed: true })
    }
  }

  async #erase(person: number): Promise<void> {
    const key = keyOf(person)
    const user = this.registrations.find((known) => known.key === key && known.isConfirmed)
    if (user === undefined) return
    const userId = await this.world.userIdOf(addressOf(person))
    await this.world.erase(userId)
    this.registrations = this.registrations.filter((known) => known.key !== key)
  }

  #chosen(choice: number): Known | undefined {
    return this.registrations.length === 0 ? undefined : this.registrations[choice % this.registrations.length]
  }

  #change(known: Known): void {
    this.registrations = this.registrations.map((one) => (one.id === known.id ? known : one))
  }
}

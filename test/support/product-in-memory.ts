import { domainToASCII } from 'node:url'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryEmailSender, type Meeting } from '../../src/adapters/memory/in-memory-email-sender.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { Bell } from '../../src/application/bell.js'
import type { DeliverEmailPorts } from '../../src/application/deliver-email.js'
import { DeliveryWorker } from '../../src/application/delivery-worker.js'
import type { EmailMessage } from '../../src/application/ports/email-composer.js'
import type { Provider } from '../../src/application/ports/email-sender.js'
import type { Records, Store } from '../../src/application/ports/store.js'
import { ProviderLimits } from '../../src/application/provider-limits.js'
import { scheduleEmail } from '../../src/application/schedule-email.js'
import { defaultCoolDown } from '../../src/domain/delivery/cool-down.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { type EmailAddress, addressKey } from '../../src/domain/registration/email-address.js'
import { type Registration, defaultLifetimes, newRegistration } from '../../src/domain/registration/registration.js'
import { ConversationRecorder } from '../../src/domain/transcript/recorder.js'
import { SecretPatterns } from '../../src/domain/transcript/secret-patterns.js'
import { composer, noLog, tokens } from '../adapters/http/small-parts.js'

/** Everything that brings e-mails out, in memory: time passes when it is told to, mail servers do as they are told. */
export class Product {
  readonly clock: ManualClock
  readonly randomness = new SeededRandomness()
  readonly background = new InMemoryBackground()
  readonly store: Store
  readonly senders: readonly InMemoryEmailSender[]
  readonly ports: DeliverEmailPorts
  readonly opened: Incident[] = []
  readonly closed: Incident[] = []
  readonly worker: DeliveryWorker
  /** What becomes of a message at a provider. */
  meets: (message: EmailMessage, provider: string) => Meeting = () => 'accepted'

  constructor(
    names: readonly string[] = ['one.test:587'],
    over: Partial<DeliverEmailPorts> & { readonly provider?: Partial<Provider>; readonly clock?: ManualClock } = {},
  ) {
    this.clock = over.clock ?? new ManualClock()
    this.store = over.store ?? new InMemoryStore()
    this.senders = names.map(
      (name) =>
        new InMemoryEmailSender({ tls: 'implicit', ...over.provider, name }, (message) => this.meets(message, name)),
    )
    const { provider: _, ...ports } = over
    this.ports = {
      store: this.store,
      background: this.background,
      clock: this.clock,
      randomness: this.randomness,
      tokens,
      composer,
      senders: this.senders,
      limits: new ProviderLimits(this.senders.map((sender) => sender.provider)),
      log: noLog,
      newRecorder: (_provider, onStatement) =>
        new ConversationRecorder({ secrets: new SecretPatterns(), extended: false, addresses: 'full', onStatement }),
      notices: {
        incidentOpened: (incident) => this.opened.push(incident),
        incidentClosed: (incident) => this.closed.push(incident),
        dayUsedUp: () => undefined,
      },
      bell: new Bell(),
      rules: {
        lifetimes: defaultLifetimes,
        coolDown: defaultCoolDown,
        domainToAscii: domainToASCII,
        isCommonPassword: () => false,
      },
      instance: 'test',
      ...ports,
    }
    this.worker = new DeliveryWorker(this.ports)
  }

  read<T>(reading: (records: Records) => Promise<T>): Promise<T> {
    return this.store.transact(reading)
  }

  async delivery(id: string): Promise<Delivery> {
    const found = await this.read((records) => records.delivery(id))
    if (found === undefined) throw new Error(`There is no delivery ${id}.`)
    return found
  }

  /** A registration and its e-mail, as one by HTTP would leave them before the first attempt. */
  async registered(
    address: string,
    { changed }: { changed?: (delivery: Delivery) => Delivery } = {},
  ): Promise<Delivery> {
    const registration = this.#registration(address as EmailAddress)
    return this.store.transact(async (records) => {
      await records.addRegistration(registration)
      const { randomness, rules } = this.ports
      const delivery = await scheduleEmail(records, registration, randomness.id(), this.clock.now(), rules)
      const wanted = changed?.(delivery) ?? delivery
      if (wanted !== delivery) await records.saveDelivery(wanted)
      return wanted
    })
  }

  /** Lets the worker do all that is due. */
  async settled(): Promise<void> {
    this.ports.bell.ring()
    await this.background.settled()
  }

  /** Ends the conversations that wait for another message: the next one begins with a new connection. */
  async hangUp(): Promise<void> {
    for (const sender of this.senders) await sender.close()
  }

  /** Lets time pass a step at a time, and the worker do meanwhile what falls due. */
  async pass(ms: number, stepMs = ms): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      this.clock.advance(stepMs)
      await this.background.settled()
    }
  }

  async close(): Promise<void> {
    this.worker.stop()
    await this.background.settled()
    await this.hangUp()
  }

  #registration(address: EmailAddress): Registration {
    const id = this.randomness.id()
    const tokenHash = tokens.hashOf(tokens.tokenFor(id, address, 1))
    const facts = {
      id,
      address,
      addressKey: addressKey(address),
      locale: 'en',
      passwordHash: 'hash',
      tokenHash,
    } as const
    return newRegistration(facts, this.clock.now(), defaultLifetimes)
  }
}

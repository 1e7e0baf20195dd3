import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryEmailSender, type Meeting } from '../../src/adapters/memory/in-memory-email-sender.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import type { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { DeliveryWorker } from '../../src/application/delivery-worker.js'
import type { EmailMessage } from '../../src/application/ports/email-composer.js'
import type { Provider } from '../../src/application/ports/email-sender.js'
import type { Records, Store } from '../../src/application/ports/store.js'
import type { RegisterUserPorts } from '../../src/application/register-user.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { logInMemory, portsInMemory } from './ports-in-memory.js'
import { waitingEmail } from './waiting-email.js'

interface ProductOptions extends Partial<RegisterUserPorts> {
  readonly clock?: ManualClock
  /** Facts that hold for every provider. */
  readonly provider?: Partial<Provider>
}

/**
 * The product on the in-memory adapters that come with it, for what stands around it: pages, commands, webhooks,
 * metrics. E-mails are put among the records as they are wanted, and nothing goes out before the worker is started.
 */
export class Product {
  readonly clock: ManualClock
  readonly randomness = new SeededRandomness()
  readonly background = new InMemoryBackground()
  readonly store: Store
  readonly log: InMemoryTranscriptLog
  readonly senders: readonly InMemoryEmailSender[]
  readonly ports: RegisterUserPorts
  readonly opened: Incident[] = []
  readonly closed: Incident[] = []
  readonly worker: DeliveryWorker
  /** What becomes of a message at a provider. */
  meets: (message: EmailMessage, provider: string) => Meeting = () => 'accepted'

  constructor(names: readonly string[] = ['one.test:587'], { provider, ...over }: ProductOptions = {}) {
    this.clock = over.clock ?? new ManualClock()
    this.store = over.store ?? new InMemoryStore()
    this.log = logInMemory(this.clock)
    this.senders = names.map(
      (name) => new InMemoryEmailSender({ tls: 'implicit', ...provider, name }, (message) => this.meets(message, name)),
    )
    this.ports = portsInMemory(over.senders ?? this.senders, {
      log: this.log,
      randomness: this.randomness,
      background: this.background,
      notices: {
        incidentOpened: (incident) => this.opened.push(incident),
        incidentClosed: (incident) => this.closed.push(incident),
        dayUsedUp: () => undefined,
      },
      ...over,
      clock: this.clock,
      store: this.store,
    })
    this.worker = new DeliveryWorker(this.ports)
  }

  /** The only mail server, or the one that is preferred. */
  get sender(): InMemoryEmailSender {
    const [first] = this.senders
    if (first === undefined) throw new Error('This product has no mail server of its own.')
    return first
  }

  read<T>(reading: (records: Records) => Promise<T>): Promise<T> {
    return this.store.transact(reading)
  }

  async delivery(id: string): Promise<Delivery> {
    const found = await this.read((records) => records.delivery(id))
    if (found === undefined) throw new Error(`There is no delivery ${id}.`)
    return found
  }

  /** An e-mail that waits for its first attempt, or as `changed` makes it. */
  registered(address: string, { changed }: { changed?: (delivery: Delivery) => Delivery } = {}): Promise<Delivery> {
    return waitingEmail(this.ports, address, changed)
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
}

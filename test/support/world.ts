import { FastPasswordHasher } from '../../src/adapters/memory/fast-password-hasher.js'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import type { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { CheckPassword } from '../../src/application/check-password.js'
import { ConfirmAddress, type ConfirmAddressOutcome } from '../../src/application/confirm-address.js'
import { CorrectAddress, type CorrectAddressOutcome } from '../../src/application/correct-address.js'
import { DeliveryWorker } from '../../src/application/delivery-worker.js'
import { EraseUser } from '../../src/application/erase-user.js'
import { FindUsers } from '../../src/application/find-users.js'
import type { Records, Store } from '../../src/application/ports/store.js'
import { ReadRegistration } from '../../src/application/read-registration.js'
import {
  RegisterUser,
  type RegisterUserOutcome,
  type RegisterUserPorts,
  type RegisterUserRequest,
} from '../../src/application/register-user.js'
import type { RegistrationView } from '../../src/application/registration-view.js'
import { ResendConfirmation, type ResendConfirmationOutcome } from '../../src/application/resend-confirmation.js'
import type { IsGone } from '../../src/application/release-leases.js'
import type { Attempt } from '../../src/domain/delivery/attempt.js'
import type { CoolDown } from '../../src/domain/delivery/cool-down.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { second } from '../../src/domain/instant.js'
import type { Lifetimes, Registration } from '../../src/domain/registration/registration.js'
import { MailServer } from './mail-server.js'
import { PlainComposer } from './plain-composer.js'
import { goodPassword, logInMemory, portsInMemory, usualRules } from './ports-in-memory.js'
import { WatchedStore } from './watched-store.js'

export interface WorldOptions {
  /** Mail servers in order of preference; one that takes everything when absent. */
  readonly servers?: readonly MailServer[]
  /** Where the records are kept; in memory when absent. */
  readonly store?: Store
  readonly clock?: ManualClock
  readonly randomness?: SeededRandomness
  readonly composer?: PlainComposer
  readonly lifetimes?: Partial<Lifetimes>
  readonly coolDown?: Partial<CoolDown>
  readonly keepsTranscripts?: boolean
  readonly instance?: string
  readonly isGone?: IsGone
  readonly startsWorker?: boolean
}

/** What the operator was told, in order. */
export type Notice =
  | { readonly said: 'opened'; readonly incident: Incident; readonly takenOverBy: string | undefined }
  | { readonly said: 'closed'; readonly incident: Incident }
  | { readonly said: 'day-used-up'; readonly provider: string; readonly perDay: number }

/**
 * One run of the product on its use cases, with its time and its mail servers in the hands of the test: it can be
 * killed at any transaction, started again, and run twice on the same records.
 */
export class World {
  readonly clock: ManualClock
  readonly servers: readonly MailServer[]
  readonly composer: PlainComposer
  readonly store: WatchedStore
  readonly hasher = new FastPasswordHasher()
  readonly background = new InMemoryBackground()
  readonly notices: Notice[] = []
  readonly ports: RegisterUserPorts
  readonly worker: DeliveryWorker
  readonly log: InMemoryTranscriptLog
  readonly #disk: Store
  readonly #options: WorldOptions
  readonly #randomness: SeededRandomness

  private constructor(options: WorldOptions) {
    this.#options = options
    this.clock = options.clock ?? new ManualClock()
    this.servers = options.servers ?? [new MailServer()]
    this.composer = options.composer ?? new PlainComposer()
    this.#disk = options.store ?? new InMemoryStore()
    this.store = new WatchedStore(this.#disk)
    this.#randomness = options.randomness ?? new SeededRandomness()
    this.log = logInMemory(this.clock)
    this.ports = portsInMemory(this.servers, {
      store: this.store,
      log: this.log,
      clock: this.clock,
      randomness: this.#randomness,
      composer: this.composer,
      background: this.background,
      notices: {
        incidentOpened: (incident, takenOverBy) => void this.notices.push({ said: 'opened', incident, takenOverBy }),
        incidentClosed: (incident) => void this.notices.push({ said: 'closed', incident }),
        dayUsedUp: (provider, perDay) => void this.notices.push({ said: 'day-used-up', provider, perDay }),
      },
      rules: {
        ...usualRules,
        lifetimes: { ...usualRules.lifetimes, ...options.lifetimes },
        coolDown: { ...usualRules.coolDown, ...options.coolDown },
        keepsTranscripts: options.keepsTranscripts ?? true,
      },
      instance: options.instance ?? 'one',
      ...(options.isGone === undefined ? {} : { isGone: options.isGone }),
      hasher: this.hasher,
    })
    this.worker = new DeliveryWorker(this.ports)
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const world = new World(options)
    if (options.startsWorker !== false) await world.worker.start()
    await world.quiet()
    return world
  }

  /** Another run on the same records, at the same time as this one. */
  async another(over: Partial<WorldOptions> = {}): Promise<World> {
    const { clock, composer, servers } = this
    const same = { ...this.#options, clock, composer, servers, store: this.#disk, randomness: this.#randomness }
    return World.open({ ...same, ...over })
  }

  /** `kill -9`, and a new start. */
  async restart(over: Partial<WorldOptions> = {}): Promise<World> {
    this.store.kill()
    this.worker.stop()
    return this.another(over)
  }

  get server(): MailServer {
    const [first] = this.servers
    if (first === undefined) throw new Error('This world has no mail server.')
    return first
  }

  async register(email: string, over: Partial<RegisterUserRequest> = {}): Promise<RegistrationView> {
    const answer = await this.tryToRegister(email, over)
    if (answer.outcome !== 'accepted') throw new Error(`Not registered: ${JSON.stringify(answer)}`)
    return answer.registration
  }

  async tryToRegister(email: string, over: Partial<RegisterUserRequest> = {}): Promise<RegisterUserOutcome> {
    const answer = await new RegisterUser(this.ports).execute({ email, password: goodPassword, ...over })
    await this.quiet()
    return answer
  }

  registrar(): RegisterUser {
    return new RegisterUser(this.ports)
  }

  async resend(id: string): Promise<ResendConfirmationOutcome> {
    const answer = await new ResendConfirmation(this.ports).execute({ id })
    await this.quiet()
    return answer
  }

  async correct(id: string, email: string): Promise<CorrectAddressOutcome> {
    const answer = await new CorrectAddress(this.ports).execute({ id, email })
    await this.quiet()
    return answer
  }

  async confirm(token: string): Promise<ConfirmAddressOutcome> {
    const answer = await new ConfirmAddress(this.ports).execute({ token })
    await this.quiet()
    return answer
  }

  /** Follows the link in the newest e-mail to an address. */
  async confirmNewest(address: string): Promise<ConfirmAddressOutcome> {
    return this.confirm(this.linksTo(address).at(-1) ?? '')
  }

  async erase(userId: string): Promise<string> {
    const { outcome } = await new EraseUser(this.ports).execute({ id: userId })
    await this.quiet()
    return outcome
  }

  async view(id: string): Promise<RegistrationView> {
    const found = await new ReadRegistration(this.ports).execute({ id })
    if (found.outcome !== 'found') throw new Error(`There is no registration ${id}.`)
    return found.registration
  }

  async state(id: string): Promise<string> {
    return (await this.view(id)).email.state
  }

  async isPasswordOf(email: string, password: string): Promise<boolean> {
    return (await new CheckPassword(this.ports).execute({ email, password })).outcome === 'right'
  }

  async usersOf(email: string): Promise<number> {
    const found = await new FindUsers(this.ports).execute({ email })
    return found.outcome === 'found' ? found.users.length : 0
  }

  /** The id of the user of an address, who must be there. */
  async userIdOf(email: string): Promise<string> {
    const found = await new FindUsers(this.ports).execute({ email })
    const [user] = found.outcome === 'found' ? found.users : []
    if (user === undefined) throw new Error(`There is no user of ${email}.`)
    return user.id
  }

  /** The tokens in all e-mails that arrived at an address, oldest first. */
  linksTo(address: string): string[] {
    const texts = this.servers.flatMap(({ inbox }) => inbox.filter(({ to }) => to.address === address))
    return texts.flatMap(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? [])
  }

  /** Looks at the records without being counted. */
  look<T>(at: (records: Records) => Promise<T>): Promise<T> {
    return this.#disk.transact(at)
  }

  async registration(id: string): Promise<Registration> {
    const found = await this.look((records) => records.registration(id))
    if (found === undefined) throw new Error(`There is no registration ${id}.`)
    return found
  }

  /** The delivery of the registration's latest e-mail. */
  async delivery(registrationId: string): Promise<Delivery> {
    const latest = (await this.deliveries(registrationId)).at(-1)
    if (latest === undefined) throw new Error(`There is no delivery for ${registrationId}.`)
    return latest
  }

  async deliveries(registrationId: string): Promise<readonly Delivery[]> {
    return this.look((records) => records.deliveriesOf(registrationId))
  }

  async attempts(registrationId: string): Promise<readonly Attempt[]> {
    const { id } = await this.delivery(registrationId)
    return this.look((records) => records.attemptsOf(id))
  }

  async openIncidents(): Promise<readonly Incident[]> {
    return this.look((records) => records.openIncidents())
  }

  /** Waits until nothing goes on any more but what waits for time to pass or for a mail server that stopped. */
  async quiet(): Promise<void> {
    let seen: number
    do {
      seen = this.store.transactions
      await turn()
      await turn()
    } while (this.store.transactions !== seen || this.store.underway > 0)
  }

  /** Lets time pass: whatever falls due meanwhile happens at its moment, and comes to rest before the next. */
  async pass(ms: number): Promise<void> {
    let left = ms
    await this.quiet()
    for (;;) {
      const next = this.clock.nextIn()
      if (next === undefined || next > left) break
      this.clock.advance(next)
      left -= next
      await this.quiet()
    }
    this.clock.advance(left)
    await this.quiet()
  }

  /** As when a machine sleeps: the clock goes on, but nothing happens until it wakes, a few seconds before the end. */
  async sleep(ms: number): Promise<void> {
    this.clock.jumpTo(this.clock.now() + Math.max(0, ms - 11 * second))
    await this.pass(Math.min(ms, 11 * second))
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

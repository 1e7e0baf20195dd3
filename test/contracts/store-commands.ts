import * as fc from 'fast-check'
import type {
  DeliveryFilter,
  IdempotencyRecord,
  IncidentPage,
  Page,
  Records,
} from '../../src/application/ports/store.js'
import type { Announcement } from '../../src/domain/announcement/announcement.js'
import { type Attempt, attemptOutcomes } from '../../src/domain/delivery/attempt.js'
import { type Delivery, deliveryStates } from '../../src/domain/delivery/delivery.js'
import type { Email } from '../../src/domain/delivery/email.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { type AddressKey, type EmailAddress, addressKey } from '../../src/domain/registration/email-address.js'
import type { PersonName } from '../../src/domain/registration/person-name.js'
import type { Registration } from '../../src/domain/registration/registration.js'
import type { User } from '../../src/domain/registration/user.js'
import { aDiagnosis, aTranscript } from './store-samples.js'

/** One call on the records, as data: a counterexample can be read, and played on any store. */
type Command = readonly [name: keyof Records, ...args: readonly unknown[]]

/** The calls of one transaction, and whether its work rejects at the end. */
export interface Transaction {
  readonly commands: readonly Command[]
  readonly rejects: boolean
}

/** Plays the calls in one transaction each; its answers, or that it was rejected. */
export async function play(
  transact: (work: (records: Records) => Promise<unknown>) => Promise<unknown>,
  { commands, rejects }: Transaction,
): Promise<unknown> {
  return transact(async (records) => {
    const answers: unknown[] = []
    for (const [name, ...args] of commands)
      answers.push(await (records[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args))
    if (rejects) throw new Error('on purpose')
    return answers
  }).catch(() => 'rejected')
}

/* Few ids, few addresses and few moments: so they meet. */
const idOf = (kind: string, count: number): fc.Arbitrary<string> =>
  fc.nat(count - 1).map((number) => `${kind}${number}`)
const registrationId = idOf('r', 4)
const deliveryId = idOf('d', 6)
const attemptId = idOf('a', 5)
const incidentId = idOf('i', 3)
const moment = fc.nat(6)
const limit = fc.nat(4)
const address = fc.constantFrom('a@example.com', 'A@example.com', 'b@example.com') as fc.Arbitrary<EmailAddress>
const key = address.map(addressKey)
const provider = fc.constantFrom('one:25', 'two:25')
const cause = fc.constantFrom('accepted' as const, 'greylisted' as const)
const locale = fc.constantFrom('en' as const, 'es' as const)
const kind = fc.constantFrom('confirm-address' as const, 'already-registered' as const)
const name = fc.constantFrom('Zoë', '🦊') as fc.Arbitrary<PersonName>
const state = fc.constantFrom(...deliveryStates)
const present = { noNullPrototype: true } as const

const registration: fc.Arbitrary<Registration> = fc
  .record(
    {
      id: registrationId,
      address,
      name,
      locale,
      passwordHash: fc.constant('hash'),
      createdAt: moment,
      generation: fc.nat(2),
      clash: fc.nat(20),
      handedOverAt: moment,
      acceptedAt: moment,
      linkExpiresAt: moment,
      expiresAt: moment,
      heldMs: moment,
      heldSince: moment,
      confirmedAt: moment,
      supersededAt: moment,
    },
    {
      ...present,
      requiredKeys: [
        'id',
        'address',
        'locale',
        'passwordHash',
        'createdAt',
        'generation',
        'clash',
        'expiresAt',
        'heldMs',
      ],
    },
  )
  .map(withToken)
  .map(withKey)

const user: fc.Arbitrary<User> = fc
  .record(
    { id: idOf('u', 3), address, name, locale, passwordHash: fc.constant('hash'), registrationId, confirmedAt: moment },
    { ...present, requiredKeys: ['id', 'address', 'locale', 'passwordHash', 'registrationId', 'confirmedAt'] },
  )
  .map(withKey)

const delivery: fc.Arbitrary<Delivery> = fc
  .record(
    {
      id: deliveryId,
      registrationId,
      email: fc.record({ kind, recipient: address, locale }, present),
      generation: fc.nat(2),
      createdAt: moment,
      state,
      since: moment,
      slot: moment,
      nextAttemptAt: moment,
      deferrals: fc.nat(3),
      unknownRefusalAt: moment,
      lease: fc.record({ owner: fc.constant('w'), attemptId, until: moment }, present),
      incidentId,
      handedOverAt: moment,
      acceptedAt: moment,
      provider,
      cause,
      cancelledBecause: fc.constantFrom('confirmed' as const, 'erased' as const),
    },
    {
      ...present,
      requiredKeys: ['id', 'registrationId', 'email', 'generation', 'createdAt', 'state', 'since', 'slot', 'deferrals'],
    },
  )
  .map(withKeyOfRecipient)

const attempt: fc.Arbitrary<Attempt> = fc.record(
  {
    id: attemptId,
    deliveryId,
    provider,
    at: moment,
    markedAt: moment,
    endedAt: moment,
    outcome: fc.constantFrom(...attemptOutcomes),
    diagnosis: fc.constant(aDiagnosis),
  },
  { ...present, requiredKeys: ['id', 'deliveryId', 'provider', 'at'] },
)

const incident: fc.Arbitrary<Incident> = fc.record(
  {
    id: incidentId,
    provider,
    cause,
    phase: fc.constant('auth' as const),
    diagnosis: fc.constant(aDiagnosis),
    openedAt: moment,
    closedAt: moment,
    probes: fc.nat(3),
    nextProbeAt: moment,
    settings: fc.constant('s'),
  },
  {
    ...present,
    requiredKeys: ['id', 'provider', 'cause', 'phase', 'diagnosis', 'openedAt', 'probes', 'nextProbeAt', 'settings'],
  },
)

const channel = fc.constantFrom('alerts' as const, 'events' as const)
const announcementId = idOf('n', 4)
const announcement: fc.Arbitrary<Announcement> = fc.record(
  {
    id: announcementId,
    channel,
    type: fc.constantFrom('incident.opened' as const, 'registration.confirmed' as const),
    createdAt: moment,
    data: fc.constantFrom('{}', '{"a":"🦊"}'),
    registrationId,
    failures: fc.nat(4),
    nextAttemptAt: moment,
    isAside: fc.boolean(),
  },
  {
    ...present,
    requiredKeys: ['id', 'channel', 'type', 'createdAt', 'data', 'failures', 'nextAttemptAt', 'isAside'],
  },
)

const scope = fc.constantFrom('s', 't')
const idempotencyKey = idOf('k', 3)
const idempotency: fc.Arbitrary<IdempotencyRecord> = fc.record(
  {
    scope,
    key: idempotencyKey,
    fingerprint: fc.constant('f'),
    registrationId,
    answer: fc.constantFrom('x', 'y'),
    expiresAt: moment,
  },
  present,
)

const filter: fc.Arbitrary<DeliveryFilter> = fc.record(
  { state, kind, addressKey: key, cause, provider, since: moment, until: moment },
  { ...present, requiredKeys: [] },
)
const page: fc.Arbitrary<Page> = fc.record(
  { limit, after: fc.record({ createdAt: moment, id: deliveryId }, present) },
  { ...present, requiredKeys: ['limit'] },
)
const incidentPage: fc.Arbitrary<IncidentPage> = fc.record(
  { limit, after: fc.record({ openedAt: moment, id: incidentId }, present) },
  { ...present, requiredKeys: ['limit'] },
)
const only = fc.constantFrom('held' as const, 'timely' as const)
const due = fc.record(
  { now: moment, blocking: fc.array(incidentId, { maxLength: 2 }), limit: fc.nat(8), only },
  { ...present, requiredKeys: ['now', 'blocking', 'limit'] },
)
const setting = fc.constantFrom('recording', 'other')

function withKey<T extends { readonly address: EmailAddress }>(fields: T): T & { readonly addressKey: AddressKey } {
  return { ...fields, addressKey: addressKey(fields.address) }
}

function withKeyOfRecipient<T extends { readonly email: Email }>(fields: T): T & { readonly addressKey: AddressKey } {
  return { ...fields, addressKey: addressKey(fields.email.recipient) }
}

/** Each registration and generation has its own token, except that some clash. */
function withToken<T extends { readonly id: string; readonly generation: number; readonly clash: number }>(
  fields: T,
): Omit<T, 'clash'> & { readonly tokenHash: string } {
  const { clash, ...rest } = fields
  return { ...rest, tokenHash: clash === 0 ? 'clash' : `${fields.id}-${fields.generation}` }
}

const calls = {
  addRegistration: [registration],
  saveRegistration: [registration],
  registration: [registrationId],
  registrationByTokenHash: [fc.constantFrom('clash', 'r0-0', 'r1-0', 'r1-1', 'r2-1')],
  registrationsOf: [key],
  removeRegistration: [registrationId],
  addUser: [user],
  user: [idOf('u', 3)],
  userOf: [key],
  removeUser: [idOf('u', 3)],
  addDelivery: [delivery],
  saveDelivery: [delivery],
  delivery: [deliveryId],
  deliveriesOf: [registrationId],
  deliveriesTo: [key, moment],
  dueDeliveries: [due],
  nextDueAt: [],
  lapsedDeliveries: [moment, limit],
  findDeliveries: [filter, page],
  countDeliveries: [filter],
  countHeldFor: [incidentId],
  deliveryTotals: [],
  addAttempt: [attempt],
  saveAttempt: [attempt],
  attempt: [attemptId],
  attemptsOf: [deliveryId],
  countHandedOver: [provider, moment],
  saveTranscript: [attemptId, fc.nat(4).map(aTranscript)],
  transcriptOf: [attemptId],
  removeTranscripts: [moment, limit],
  lapsedRegistrations: [moment, limit],
  addIncident: [incident],
  saveIncident: [incident],
  incident: [incidentId],
  openIncidents: [],
  recentIncidents: [incidentPage],
  addAnnouncement: [announcement],
  saveAnnouncement: [announcement],
  announcement: [announcementId],
  removeAnnouncement: [announcementId],
  firstAnnouncement: [channel],
  asideAnnouncements: [channel, limit],
  idempotency: [scope, idempotencyKey],
  saveIdempotency: [idempotency],
  removeExpiredIdempotency: [moment, limit],
  setting: [setting],
  saveSetting: [setting, fc.constantFrom('on', 'off')],
} satisfies Readonly<Record<keyof Records, readonly fc.Arbitrary<unknown>[]>>

const asCommand = ([name, args]: [string, readonly fc.Arbitrary<unknown>[]]): fc.Arbitrary<Command> =>
  fc.tuple(fc.constant(name as keyof Records), ...args)

const reading = Object.entries(calls).filter(([name]) => !/^(?:add|save|remove)/.test(name))
const writing = Object.entries(calls).filter(([name]) => /^(?:add|save|remove)/.test(name))

/* A call that breaks a rule rejects its whole transaction, so those with many writes seldom last. */
const commands = fc.oneof(
  { weight: 2, arbitrary: fc.array(fc.oneof(...writing.map(asCommand)), { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(...reading.map(asCommand)), { minLength: 1, maxLength: 8 }) },
)

/** Random transactions over a few records, the first of which make sure that there is something to work on. */
export const transactions: fc.Arbitrary<readonly Transaction[]> = fc
  .tuple(
    fc.array(asCommand(['addRegistration', calls.addRegistration]), { maxLength: 4 }),
    fc.array(asCommand(['addDelivery', calls.addDelivery]), { maxLength: 8 }),
    fc.array(asCommand(['addAttempt', calls.addAttempt]), { maxLength: 6 }),
    fc.array(fc.record({ commands, rejects: fc.nat(9).map((chance) => chance === 0) }, present), { maxLength: 40 }),
  )
  .map(([registrations, deliveries, attempts, further]) =>
    [registrations, deliveries, attempts]
      .flat()
      .map((command): Transaction => ({ commands: [command], rejects: false }))
      .concat(further, { commands: everything, rejects: false }),
  )

/** Reads all there is. */
const everything: readonly Command[] = [
  ...[0, 1, 2, 3].map((at): Command => ['registration', `r${at}`]),
  ...['a@example.com', 'b@example.com'].map((of): Command => ['registrationsOf', of]),
  ...[0, 1, 2].map((at): Command => ['user', `u${at}`]),
  ['findDeliveries', {}, { limit: 100 }],
  ['dueDeliveries', { now: 9, blocking: [], limit: 100 }],
  ['nextDueAt'],
  ['lapsedDeliveries', 9, 100],
  ...[0, 1, 2, 3, 4].map((at): Command => ['attempt', `a${at}`]),
  ...[0, 1, 2, 3, 4].map((at): Command => ['transcriptOf', `a${at}`]),
  ['recentIncidents', { limit: 100 }],
  ['deliveryTotals'],
  ...[0, 1, 2, 3].map((at): Command => ['announcement', `n${at}`]),
  ...['s', 't'].flatMap((scope) => [0, 1, 2].map((at): Command => ['idempotency', scope, `k${at}`])),
  ['setting', 'recording'],
]

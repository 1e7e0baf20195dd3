import type { Announcement, Channel } from '../../domain/announcement/announcement.js'
import type { Attempt } from '../../domain/delivery/attempt.js'
import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.js'
import type { EmailKind } from '../../domain/delivery/email.js'
import type { Incident } from '../../domain/delivery/incident.js'
import type { Cause } from '../../domain/diagnosis/cause.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import type { Registration } from '../../domain/registration/registration.js'
import type { User } from '../../domain/registration/user.js'
import type { RecordedLine } from '../../domain/transcript/statement.js'

/**
 * What must never be lost. Everything happens in transactions: all of one's writes become visible and durable together
 * (they survive `kill -9` and power loss once `transact` has resolved), or none does when the work rejects. Transactions
 * of all processes on one store take effect one after the other, so that what was read inside one still holds when it writes.
 */
export interface Store {
  /**
   * The work may be awaited inside, but only on the records it was given. Its rejection undoes its writes and is passed on.
   * Transactions that it asks for, without waiting for them, follow it.
   */
  transact<T>(work: (records: Records) => Promise<T>): Promise<T>

  /**
   * Leaves of what was removed nothing that whoever has the store's medium could read, as far as the store reaches: not
   * in backups and snapshots of it. It takes its turn among the transactions, and may hold them up for a moment.
   */
  expunge(): Promise<void>
}

/**
 * The records as one transaction sees them, its own writes included. They are of no use after its end.
 *
 * `save…` replaces the record of the same id, which must exist, and so must what a record belongs to: a delivery's, an
 * announcement's and an idempotency record's registration, an attempt's delivery, a transcript's attempt. Ids and token hashes are unique. A
 * call that breaks one of these rules rejects: it is a defect of ours. What is equally old is ordered by id.
 */
export interface Records {
  addRegistration(registration: Registration): Promise<void>
  saveRegistration(registration: Registration): Promise<void>
  registration(id: string): Promise<Registration | undefined>
  registrationByTokenHash(tokenHash: string): Promise<Registration | undefined>
  /** Oldest first. */
  registrationsOf(key: AddressKey): Promise<readonly Registration[]>
  /** Ids of those that were never confirmed and whose `expiresAt` is `until` or earlier, the longest expired first. */
  lapsedRegistrations(until: Instant, limit: number): Promise<readonly string[]>
  /** Its deliveries, their attempts and transcripts, its announcements and its idempotency records go with it. */
  removeRegistration(id: string): Promise<void>

  /** `address-taken` when the address has a user already; nothing was written then. */
  addUser(user: User): Promise<'added' | 'address-taken'>
  user(id: string): Promise<User | undefined>
  userOf(key: AddressKey): Promise<User | undefined>
  removeUser(id: string): Promise<void>

  addDelivery(delivery: Delivery): Promise<void>
  saveDelivery(delivery: Delivery): Promise<void>
  delivery(id: string): Promise<Delivery | undefined>
  /** Oldest first. */
  deliveriesOf(registrationId: string): Promise<readonly Delivery[]>
  /** Those to one address whose `slot` or `handedOverAt` is `since` or later, or that are not final; oldest first. */
  deliveriesTo(key: AddressKey, since: Instant): Promise<readonly Delivery[]>
  /** Ids of deliveries that could be attempted now, the longest due first; see `DueQuery`. */
  dueDeliveries(query: DueQuery): Promise<readonly string[]>
  /** The earliest moment at which a queued or delayed delivery wants its attempt, or a lease ends. */
  nextDueAt(): Promise<Instant | undefined>
  /** Ids of waiting deliveries whose registration's `expiresAt` is `now` or earlier, the longest expired first. */
  lapsedDeliveries(now: Instant, limit: number): Promise<readonly string[]>
  /** For the operator: newest first, after the cursor. */
  findDeliveries(filter: DeliveryFilter, page: Page): Promise<readonly Delivery[]>
  countDeliveries(filter: DeliveryFilter): Promise<number>
  /** How many deliveries are held for that incident. */
  countHeldFor(incidentId: string): Promise<number>
  /** Of each state that any delivery is in, in alphabetical order: how many, and when the oldest of them was created. */
  deliveryTotals(): Promise<readonly DeliveryTotal[]>

  addAttempt(attempt: Attempt): Promise<void>
  saveAttempt(attempt: Attempt): Promise<void>
  attempt(id: string): Promise<Attempt | undefined>
  /** Oldest first. */
  attemptsOf(deliveryId: string): Promise<readonly Attempt[]>
  /** How many attempts through that provider ended `accepted` or `in-doubt` at `since` or later. */
  countHandedOver(provider: string, since: Instant): Promise<number>
  /** Replaces what was kept for that attempt. What is longer than `maxTranscriptBytes` loses lines in its middle. */
  saveTranscript(attemptId: string, lines: readonly RecordedLine[]): Promise<void>
  /** Empty when none is kept. */
  transcriptOf(attemptId: string): Promise<readonly RecordedLine[]>
  /** Removes up to `limit` transcripts of attempts that began at `until` or earlier, the oldest first, and says how many. */
  removeTranscripts(until: Instant, limit: number): Promise<number>

  addIncident(incident: Incident): Promise<void>
  saveIncident(incident: Incident): Promise<void>
  incident(id: string): Promise<Incident | undefined>
  /** Oldest first. */
  openIncidents(): Promise<readonly Incident[]>
  /** Newest first, after the cursor. */
  recentIncidents(page: IncidentPage): Promise<readonly Incident[]>

  addAnnouncement(announcement: Announcement): Promise<void>
  saveAnnouncement(announcement: Announcement): Promise<void>
  announcement(id: string): Promise<Announcement | undefined>
  removeAnnouncement(id: string): Promise<void>
  /** The oldest of that channel that does not stand aside. */
  firstAnnouncement(channel: Channel): Promise<Announcement | undefined>
  /** Those of that channel that stand aside, the earliest `nextAttemptAt` first. */
  asideAnnouncements(channel: Channel, limit: number): Promise<readonly Announcement[]>

  /** What was saved last for that key; past its `expiresAt` it is as good as none, and may be replaced. */
  idempotency(scope: string, key: string): Promise<IdempotencyRecord | undefined>
  saveIdempotency(record: IdempotencyRecord): Promise<void>
  /** Removes up to `limit` idempotency records whose `expiresAt` is `now` or earlier, the longest expired first, and says how many. */
  removeExpiredIdempotency(now: Instant, limit: number): Promise<number>

  /** Small facts that outlive a restart, such as the run-time switch of the recording. */
  setting(name: string): Promise<string | undefined>
  saveSetting(name: string, value: string): Promise<void>
}

/**
 * Due are: queued and delayed ones whose `nextAttemptAt` is `now` or earlier; sending ones whose lease ended at `now` or
 * earlier; held ones whose incident is not in `blocking`. They are due since `nextAttemptAt`, since the lease's end, and
 * held ones since they were created, so that the oldest go out first.
 */
export interface DueQuery {
  readonly now: Instant
  /** Ids of the incidents that keep their held deliveries back. */
  readonly blocking: readonly string[]
  readonly limit: number
  /** Only those that are held, or only those that are not; all when absent. */
  readonly only?: 'held' | 'timely'
}

export interface DeliveryFilter {
  readonly state?: DeliveryState
  readonly kind?: EmailKind
  readonly addressKey?: AddressKey
  readonly cause?: Cause
  readonly provider?: string
  /** Created at this moment or later. */
  readonly since?: Instant
  /** Created before this moment. */
  readonly until?: Instant
}

/** A page of a list that is ordered by creation, newest first, and by id, the greatest first, where that is equal. */
export interface Page {
  readonly limit: number
  /** The last delivery of the page before. */
  readonly after?: { readonly createdAt: Instant; readonly id: string }
}

export interface DeliveryTotal {
  readonly state: DeliveryState
  readonly count: number
  readonly oldestCreatedAt: Instant
}

/** A page of incidents, newest first, and by id, the greatest first, where that is equal. */
export interface IncidentPage {
  readonly limit: number
  /** The last incident of the page before. */
  readonly after?: { readonly openedAt: Instant; readonly id: string }
}

/** What was answered to a request that named an idempotency key. */
export interface IdempotencyRecord {
  /** The route the key belongs to. */
  readonly scope: string
  readonly key: string
  /** HMAC of the parsed body. */
  readonly fingerprint: string
  readonly registrationId: string
  /** The answer that was given, to be given again. */
  readonly answer: string
  readonly expiresAt: Instant
}

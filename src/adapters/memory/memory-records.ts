import type {
  DeliveryFilter,
  DeliveryTotal,
  DueQuery,
  IdempotencyRecord,
  IncidentPage,
  Page,
  Records,
} from '../../application/ports/store.js'
import type { Announcement, Channel } from '../../domain/announcement/announcement.js'
import type { Attempt } from '../../domain/delivery/attempt.js'
import type { Delivery } from '../../domain/delivery/delivery.js'
import type { Incident } from '../../domain/delivery/incident.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import type { Registration } from '../../domain/registration/registration.js'
import type { User } from '../../domain/registration/user.js'
import { abridged } from '../../domain/transcript/abridged.js'
import type { RecordedLine } from '../../domain/transcript/statement.js'
import {
  deliveriesTo,
  deliveryTotals,
  dueDeliveries,
  findDeliveries,
  lapsedDeliveries,
  matchingDeliveries,
  nextDueAt,
} from './delivery-queries.js'
import type { Journal } from './journal.js'
import { type MemoryTables, announcementLine, idempotencyId } from './memory-tables.js'
import { newestFirst, oldestFirst } from './order.js'

/** What one transaction on an in-memory store reads and writes. */
export class MemoryRecords implements Records {
  readonly #all: MemoryTables
  readonly #journal: Journal

  constructor(tables: MemoryTables, journal: Journal) {
    this.#all = tables
    this.#journal = journal
  }

  get #tables(): MemoryTables {
    this.#journal.assertOpen()
    return this.#all
  }

  async addRegistration(registration: Registration): Promise<void> {
    this.#assertTokenIsFree(registration)
    this.#tables.registrations.add(registration, this.#journal)
  }

  async saveRegistration(registration: Registration): Promise<void> {
    this.#assertTokenIsFree(registration)
    this.#tables.registrations.save(registration, this.#journal)
  }

  async registration(id: string): Promise<Registration | undefined> {
    return this.#tables.registrations.get(id)
  }

  async registrationByTokenHash(tokenHash: string): Promise<Registration | undefined> {
    return this.#tables.registrations.by('tokenHash', tokenHash)[0]
  }

  async registrationsOf(key: AddressKey): Promise<readonly Registration[]> {
    return oldestFirst(this.#tables.registrations.by('address', key), ({ createdAt }) => createdAt)
  }

  async lapsedRegistrations(until: Instant, limit: number): Promise<readonly string[]> {
    const lapsed = [...this.#tables.registrations.all()].filter(
      ({ confirmedAt, expiresAt }) => confirmedAt === undefined && expiresAt <= until,
    )
    return oldestFirst(lapsed, ({ expiresAt }) => expiresAt)
      .slice(0, limit)
      .map(({ id }) => id)
  }

  async removeRegistration(id: string): Promise<void> {
    const { registrations, deliveries, attempts, transcripts, announcements, idempotency } = this.#tables
    for (const delivery of deliveries.by('registration', id)) {
      for (const attempt of attempts.by('delivery', delivery.id)) {
        transcripts.remove(attempt.id, this.#journal)
        attempts.remove(attempt.id, this.#journal)
      }
      deliveries.remove(delivery.id, this.#journal)
    }
    for (const announcement of announcements.by('registration', id))
      announcements.remove(announcement.id, this.#journal)
    for (const record of idempotency.by('registration', id)) idempotency.remove(idempotencyId(record), this.#journal)
    registrations.remove(id, this.#journal)
  }

  async addUser(user: User): Promise<'added' | 'address-taken'> {
    if (this.#tables.users.has('address', user.addressKey)) return 'address-taken'
    this.#tables.users.add(user, this.#journal)
    return 'added'
  }

  async user(id: string): Promise<User | undefined> {
    return this.#tables.users.get(id)
  }

  async userOf(key: AddressKey): Promise<User | undefined> {
    return this.#tables.users.by('address', key)[0]
  }

  async removeUser(id: string): Promise<void> {
    this.#tables.users.remove(id, this.#journal)
  }

  async addDelivery(delivery: Delivery): Promise<void> {
    assertKnown('registration', delivery.registrationId, this.#tables.registrations.get(delivery.registrationId))
    this.#tables.deliveries.add(delivery, this.#journal)
  }

  async saveDelivery(delivery: Delivery): Promise<void> {
    assertKnown('registration', delivery.registrationId, this.#tables.registrations.get(delivery.registrationId))
    this.#tables.deliveries.save(delivery, this.#journal)
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    return this.#tables.deliveries.get(id)
  }

  async deliveriesOf(registrationId: string): Promise<readonly Delivery[]> {
    return oldestFirst(this.#tables.deliveries.by('registration', registrationId), ({ createdAt }) => createdAt)
  }

  async deliveriesTo(key: AddressKey, since: Instant): Promise<readonly Delivery[]> {
    return deliveriesTo(this.#tables, key, since)
  }

  async dueDeliveries(query: DueQuery): Promise<readonly string[]> {
    return dueDeliveries(this.#tables, query)
  }

  async nextDueAt(): Promise<Instant | undefined> {
    return nextDueAt(this.#tables)
  }

  async lapsedDeliveries(now: Instant, limit: number): Promise<readonly string[]> {
    return lapsedDeliveries(this.#tables, now, limit)
  }

  async findDeliveries(filter: DeliveryFilter, page: Page): Promise<readonly Delivery[]> {
    return findDeliveries(this.#tables, filter, page)
  }

  async countDeliveries(filter: DeliveryFilter): Promise<number> {
    return matchingDeliveries(this.#tables, filter).length
  }

  async countHeldFor(incidentId: string): Promise<number> {
    return this.#tables.deliveries.by('heldFor', incidentId).length
  }

  async deliveryTotals(): Promise<readonly DeliveryTotal[]> {
    return deliveryTotals(this.#tables)
  }

  async addAttempt(attempt: Attempt): Promise<void> {
    assertKnown('delivery', attempt.deliveryId, this.#tables.deliveries.get(attempt.deliveryId))
    this.#tables.attempts.add(attempt, this.#journal)
  }

  async saveAttempt(attempt: Attempt): Promise<void> {
    assertKnown('delivery', attempt.deliveryId, this.#tables.deliveries.get(attempt.deliveryId))
    this.#tables.attempts.save(attempt, this.#journal)
  }

  async attempt(id: string): Promise<Attempt | undefined> {
    return this.#tables.attempts.get(id)
  }

  async attemptsOf(deliveryId: string): Promise<readonly Attempt[]> {
    return oldestFirst(this.#tables.attempts.by('delivery', deliveryId), ({ at }) => at)
  }

  async countHandedOver(provider: string, since: Instant): Promise<number> {
    const attempts = this.#tables.attempts.by('handedOverBy', provider)
    return attempts.filter(({ endedAt }) => endedAt !== undefined && endedAt >= since).length
  }

  async saveTranscript(attemptId: string, lines: readonly RecordedLine[]): Promise<void> {
    assertKnown('attempt', attemptId, this.#tables.attempts.get(attemptId))
    this.#tables.transcripts.put({ attemptId, lines: abridged(lines) }, this.#journal)
  }

  async transcriptOf(attemptId: string): Promise<readonly RecordedLine[]> {
    return this.#tables.transcripts.get(attemptId)?.lines ?? []
  }

  async removeTranscripts(until: Instant, limit: number): Promise<number> {
    const { attempts, transcripts } = this.#tables
    const old: { readonly id: string; readonly at: Instant }[] = []
    for (const { attemptId: id } of transcripts.all()) {
      const at = attempts.get(id)?.at ?? 0
      if (at <= until) old.push({ id, at })
    }
    const removed = oldestFirst(old, ({ at }) => at).slice(0, limit)
    for (const { id } of removed) transcripts.remove(id, this.#journal)
    return removed.length
  }

  async addIncident(incident: Incident): Promise<void> {
    this.#tables.incidents.add(incident, this.#journal)
  }

  async saveIncident(incident: Incident): Promise<void> {
    this.#tables.incidents.save(incident, this.#journal)
  }

  async incident(id: string): Promise<Incident | undefined> {
    return this.#tables.incidents.get(id)
  }

  async openIncidents(): Promise<readonly Incident[]> {
    return oldestFirst(this.#tables.incidents.by('open', 'open'), ({ openedAt }) => openedAt)
  }

  async recentIncidents({ limit, after }: IncidentPage): Promise<readonly Incident[]> {
    const rest = [...this.#tables.incidents.all()].filter(
      ({ openedAt, id }) =>
        after === undefined || openedAt < after.openedAt || (openedAt === after.openedAt && id < after.id),
    )
    return newestFirst(rest, ({ openedAt }) => openedAt).slice(0, limit)
  }

  async addAnnouncement(announcement: Announcement): Promise<void> {
    this.#assertItsRegistration(announcement)
    this.#tables.announcements.add(announcement, this.#journal)
  }

  async saveAnnouncement(announcement: Announcement): Promise<void> {
    this.#assertItsRegistration(announcement)
    this.#tables.announcements.save(announcement, this.#journal)
  }

  async announcement(id: string): Promise<Announcement | undefined> {
    return this.#tables.announcements.get(id)
  }

  async removeAnnouncement(id: string): Promise<void> {
    this.#tables.announcements.remove(id, this.#journal)
  }

  async firstAnnouncement(channel: Channel): Promise<Announcement | undefined> {
    const inLine = this.#tables.announcements.by('channel', announcementLine(channel, false))
    return oldestFirst(inLine, ({ createdAt }) => createdAt)[0]
  }

  async asideAnnouncements(channel: Channel, limit: number): Promise<readonly Announcement[]> {
    const aside = this.#tables.announcements.by('channel', announcementLine(channel, true))
    return oldestFirst(aside, ({ nextAttemptAt }) => nextAttemptAt).slice(0, limit)
  }

  async idempotency(scope: string, key: string): Promise<IdempotencyRecord | undefined> {
    return this.#tables.idempotency.get(idempotencyId({ scope, key }))
  }

  async saveIdempotency(record: IdempotencyRecord): Promise<void> {
    assertKnown('registration', record.registrationId, this.#tables.registrations.get(record.registrationId))
    this.#tables.idempotency.put(record, this.#journal)
  }

  async removeExpiredIdempotency(now: Instant, limit: number): Promise<number> {
    const expired = [...this.#tables.idempotency.all()].filter(({ expiresAt }) => expiresAt <= now)
    const identified = expired.map(({ scope, key, expiresAt }) => ({ id: idempotencyId({ scope, key }), expiresAt }))
    const removed = oldestFirst(identified, ({ expiresAt }) => expiresAt).slice(0, limit)
    for (const { id } of removed) this.#tables.idempotency.remove(id, this.#journal)
    return removed.length
  }

  async setting(name: string): Promise<string | undefined> {
    return this.#tables.settings.get(name)?.value
  }

  async saveSetting(name: string, value: string): Promise<void> {
    this.#tables.settings.put({ name, value }, this.#journal)
  }

  #assertTokenIsFree({ id, tokenHash }: Registration): void {
    const [holder] = this.#tables.registrations.by('tokenHash', tokenHash)
    if (holder !== undefined && holder.id !== id) throw new Error('Two registrations cannot have one token.')
  }

  #assertItsRegistration({ registrationId }: Announcement): void {
    if (registrationId === undefined) return
    assertKnown('registration', registrationId, this.#tables.registrations.get(registrationId))
  }
}

function assertKnown(what: string, id: string, record: object | undefined): void {
  if (record === undefined) throw new Error(`There is no ${what} of the id ${id}.`)
}

import type { IdempotencyRecord } from '../../application/ports/store.js'
import type { Announcement, Channel } from '../../domain/announcement/announcement.js'
import type { Attempt } from '../../domain/delivery/attempt.js'
import type { Delivery } from '../../domain/delivery/delivery.js'
import type { Incident } from '../../domain/delivery/incident.js'
import type { Registration } from '../../domain/registration/registration.js'
import type { User } from '../../domain/registration/user.js'
import type { RecordedLine } from '../../domain/transcript/statement.js'
import { MemoryTable } from './memory-table.js'

export interface KeptTranscript {
  readonly attemptId: string
  readonly lines: readonly RecordedLine[]
}

export interface Setting {
  readonly name: string
  readonly value: string
}

/** Everything an in-memory store holds. */
export class MemoryTables {
  readonly registrations = new MemoryTable('registration', (registration: Registration) => registration.id, {
    address: ({ addressKey }) => addressKey,
    tokenHash: ({ tokenHash }) => tokenHash,
  })

  readonly users = new MemoryTable('user', (user: User) => user.id, { address: ({ addressKey }) => addressKey })

  readonly deliveries = new MemoryTable('delivery', (delivery: Delivery) => delivery.id, {
    registration: ({ registrationId }) => registrationId,
    address: ({ addressKey }) => addressKey,
    state: ({ state }) => state,
    heldFor: ({ state, incidentId }) => (state === 'held' ? (incidentId ?? '') : undefined),
  })

  readonly attempts = new MemoryTable('attempt', (attempt: Attempt) => attempt.id, {
    delivery: ({ deliveryId }) => deliveryId,
    handedOverBy: ({ provider, outcome }) => (outcome === 'accepted' || outcome === 'in-doubt' ? provider : undefined),
  })

  readonly transcripts = new MemoryTable('transcript', (transcript: KeptTranscript) => transcript.attemptId, {})

  readonly incidents = new MemoryTable('incident', (incident: Incident) => incident.id, {
    open: ({ closedAt }) => (closedAt === undefined ? 'open' : undefined),
  })

  readonly announcements = new MemoryTable('announcement', (announcement: Announcement) => announcement.id, {
    registration: ({ registrationId }) => registrationId,
    channel: ({ channel, isAside }) => announcementLine(channel, isAside),
  })

  readonly idempotency = new MemoryTable('idempotency record', (record: IdempotencyRecord) => idempotencyId(record), {
    registration: ({ registrationId }) => registrationId,
  })

  readonly settings = new MemoryTable('setting', (setting: Setting) => setting.name, {})
}

/** The line in which an announcement waits for its turn. */
export function announcementLine(channel: Channel, isAside: boolean): string {
  return isAside ? `${channel}, aside` : channel
}

/** No two pairs share it. */
export function idempotencyId({ scope, key }: Pick<IdempotencyRecord, 'scope' | 'key'>): string {
  return JSON.stringify([scope, key])
}

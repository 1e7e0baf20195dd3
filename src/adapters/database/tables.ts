import type { AnnouncementType, Channel } from '../../domain/announcement/announcement.js'
import type { AttemptOutcome } from '../../domain/delivery/attempt.js'
import type { CancelReason, DeliveryState } from '../../domain/delivery/delivery.js'
import type { EmailKind } from '../../domain/delivery/email.js'
import type { Cause, Phase } from '../../domain/diagnosis/cause.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey, EmailAddress } from '../../domain/registration/email-address.js'
import type { Locale } from '../../domain/registration/locale.js'
import type { PersonName } from '../../domain/registration/person-name.js'

/** The tables as every database has them. Moments are milliseconds since 1970, what is absent is null. */
export interface Tables {
  readonly registrations: RegistrationRow
  readonly users: UserRow
  readonly deliveries: DeliveryRow & DeliverySchedule
  readonly delivery_counts: DeliveryCountRow
  readonly attempts: AttemptRow
  readonly transcripts: TranscriptRow
  readonly incidents: IncidentRow
  readonly announcements: AnnouncementRow
  readonly idempotency_keys: IdempotencyRow
  readonly settings: SettingRow
}

export interface RegistrationRow {
  readonly id: string
  readonly address: EmailAddress
  readonly address_key: AddressKey
  readonly name: PersonName | null
  readonly locale: Locale
  readonly password_hash: string
  readonly created_at: Instant
  readonly generation: number
  readonly token_hash: string
  readonly handed_over_at: Instant | null
  readonly accepted_at: Instant | null
  readonly link_expires_at: Instant | null
  readonly expires_at: Instant
  readonly held_ms: number
  readonly held_since: Instant | null
  readonly confirmed_at: Instant | null
  readonly superseded_at: Instant | null
}

export interface UserRow {
  readonly id: string
  readonly address: EmailAddress
  readonly address_key: AddressKey
  readonly name: PersonName | null
  readonly locale: Locale
  readonly password_hash: string
  readonly registration_id: string
  readonly confirmed_at: Instant
}

export interface DeliveryRow {
  readonly id: string
  readonly registration_id: string
  readonly kind: EmailKind
  readonly recipient: EmailAddress
  readonly locale: Locale
  readonly address_key: AddressKey
  readonly generation: number
  readonly created_at: Instant
  readonly state: DeliveryState
  readonly since: Instant
  readonly slot: Instant
  readonly next_attempt_at: Instant | null
  readonly deferrals: number
  readonly unknown_refusal_at: Instant | null
  readonly lease_owner: string | null
  readonly lease_attempt_id: string | null
  readonly lease_until: Instant | null
  readonly incident_id: string | null
  readonly handed_over_at: Instant | null
  readonly accepted_at: Instant | null
  readonly provider: string | null
  readonly cause: Cause | null
  readonly cancelled_because: CancelReason | null
}

/** What follows from the rest, kept so that the worker finds by an index what concerns it, however much is over. */
export interface DeliverySchedule {
  /** From when it may be attempted: `next_attempt_at` while queued or delayed, `lease_until` while sending. */
  readonly due_at: Instant | null
  /** While held: the incident, or nothing between the quotes when it is held for none. */
  readonly held_for: string | null
  /** The registration's `expires_at`, while it waits. */
  readonly lapses_at: Instant | null
}

/** Kept by the database itself, whoever writes deliveries. */
export interface DeliveryCountRow {
  readonly state: DeliveryState
  readonly count: number
}

export interface AttemptRow {
  readonly id: string
  readonly delivery_id: string
  readonly provider: string
  readonly at: Instant
  readonly marked_at: Instant | null
  readonly ended_at: Instant | null
  readonly outcome: AttemptOutcome | null
  /** JSON. */
  readonly diagnosis: string | null
}

export interface TranscriptRow {
  readonly attempt_id: string
  /** The attempt's `at`. */
  readonly at: Instant
  /** See `packedTranscript`. */
  readonly lines: Uint8Array
}

export interface IncidentRow {
  readonly id: string
  readonly provider: string
  readonly cause: Cause
  readonly phase: Phase
  /** JSON. */
  readonly diagnosis: string
  readonly opened_at: Instant
  readonly closed_at: Instant | null
  readonly probes: number
  readonly next_probe_at: Instant
  readonly settings: string
}

export interface AnnouncementRow {
  readonly id: string
  readonly channel: Channel
  readonly type: AnnouncementType
  readonly created_at: Instant
  /** JSON. */
  readonly data: string
  readonly registration_id: string | null
  readonly failures: number
  readonly next_attempt_at: Instant
  /** 1 for one that stands aside, 0 for one in line. */
  readonly aside: number
}

export interface IdempotencyRow {
  readonly scope: string
  readonly key: string
  readonly fingerprint: string
  readonly registration_id: string
  readonly answer: string
  readonly expires_at: Instant
}

export interface SettingRow {
  readonly name: string
  readonly value: string
}

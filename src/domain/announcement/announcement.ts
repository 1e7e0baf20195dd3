import { type Instant, day, hour, minute, second } from '../instant.js'

/** Who listens: the operator's alarm, or the application that registration is for. */
export const channels = ['alerts', 'events'] as const
export type Channel = (typeof channels)[number]

export type AnnouncementType = 'incident.opened' | 'incident.closed' | 'registration.confirmed'

/** Something that another program is to be told, and has not taken yet. It is over with being taken, or given up. */
export interface Announcement {
  /** The same each time it is told, so that who hears it twice knows. */
  readonly id: string
  readonly channel: Channel
  readonly type: AnnouncementType
  readonly createdAt: Instant
  /** What is told, as JSON. */
  readonly data: string
  /** The registration it is about, if any: it goes when that one is erased. */
  readonly registrationId?: string
  readonly failures: number
  readonly nextAttemptAt: Instant
  /** One that failed time and again stands aside, so that those after it are told meanwhile. */
  readonly isAside: boolean
}

/** How long it is tried to tell it. */
export const announcementPatienceMs = 3 * day

/** So many failures keep the others of its channel waiting, to be told in order. */
const failuresInLine = 3

const waitsMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour] as const
const jitter = 0.2
const longestNamedWaitMs = 4 * hour

export function newAnnouncement(
  facts: Pick<Announcement, 'id' | 'channel' | 'type' | 'data' | 'registrationId'>,
  now: Instant,
): Announcement {
  return { ...facts, createdAt: now, failures: 0, nextAttemptAt: now, isAside: false }
}

/** While it is being told, nobody else tells it; until then at the latest, when that one has died. */
export function beingTold(announcement: Announcement, until: Instant): Announcement {
  return { ...announcement, nextAttemptAt: until }
}

/**
 * The announcement after it was not taken; nothing when it is given up.
 *
 * @param chance from 0 (included) to 1 (excluded).
 * @param namedMs the wait that the other side asked for.
 */
export function notTaken(
  announcement: Announcement,
  now: Instant,
  chance: number,
  namedMs = 0,
): Announcement | undefined {
  const failures = announcement.failures + 1
  const step = waitsMs[Math.min(failures, waitsMs.length) - 1] ?? waitsMs[0]
  const wait = Math.max(step * (1 + jitter * (2 * chance - 1)), Math.min(namedMs, longestNamedWaitMs))
  const nextAttemptAt = now + Math.round(wait)
  if (nextAttemptAt >= announcement.createdAt + announcementPatienceMs) return undefined
  return { ...announcement, failures, nextAttemptAt, isAside: failures >= failuresInLine }
}

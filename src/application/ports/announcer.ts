import type { Announcement } from '../../domain/announcement/announcement.js'

/** Tells other programs what happened. */
export interface Announcer {
  /** Whatever the other side does, or if it is not there at all, is an answer; rejects only on a defect of ours. */
  tell(announcement: Announcement): Promise<Telling>
}

export type Telling =
  | { readonly outcome: 'taken' }
  | {
      readonly outcome: 'not-taken'
      /** A few words for the log, without secrets. */
      readonly reason: string
      /** How long the other side asks us to wait. */
      readonly retryAfterMs?: number
    }

/** What the operator must hear of announcements. Calls never throw and never wait. */
export interface AnnouncementNotices {
  /** Told once for each announcement, at its first failure. */
  announcementFailed(announcement: Announcement, reason: string): void
  /** Nobody will be told that any more. */
  announcementGivenUp(announcement: Announcement, reason: string): void
}

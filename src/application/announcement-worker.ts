import { type Announcement, type Channel, beingTold, channels, notTaken } from '../domain/announcement/announcement.js'
import { type Instant, minute, second } from '../domain/instant.js'
import type { Bell } from './bell.js'
import type { AnnouncementNotices, Announcer, Telling } from './ports/announcer.js'
import type { Background } from './ports/background.js'
import type { Clock } from './ports/clock.js'
import type { Randomness } from './ports/randomness.js'
import type { Records, Store } from './ports/store.js'
import { Rounds } from './rounds.js'

export interface AnnouncementWorkerPorts {
  readonly store: Store
  readonly announcer: Announcer
  readonly clock: Clock
  readonly randomness: Randomness
  readonly background: Background
  readonly bell: Bell
  readonly notices: AnnouncementNotices
}

/** Longer than a call may take. One that was claimed by a process that died is told again after that. */
const claimMs = 15 * second
/** What another process left behind is looked for this often. */
const longestSleepMs = minute
/** So many of those that stand aside are told at once, beside the one whose turn it is. */
const asideAtOnce = 3

/**
 * Tells what is to be told, in the order in which it happened: of each channel one at a time, and beside it a few that
 * failed before. Several workers, also of several processes, may share one store.
 */
export class AnnouncementWorker {
  readonly #ports: AnnouncementWorkerPorts
  readonly #underWay: Record<Channel, number> = { alerts: 0, events: 0 }
  readonly #rounds: Rounds

  constructor(ports: AnnouncementWorkerPorts) {
    this.#ports = ports
    this.#rounds = new Rounds(ports, { name: 'announcement worker', longestSleepMs, round: () => this.#round() })
  }

  start(): void {
    this.#rounds.start()
  }

  /** Begins no more. Calls under way go on; whoever closes the house waits for the background. */
  stop(): void {
    this.#rounds.stop()
  }

  async #round(): Promise<Instant> {
    const { store, background } = this.#ports
    const { claimed, wakeAt } = await store.transact((records) => this.#claim(records))
    for (const announcement of claimed) {
      this.#underWay[announcement.channel] += 1
      background.run('announcement', () => this.#tell(announcement))
    }
    return wakeAt
  }

  async #claim(records: Records): Promise<{ readonly claimed: readonly Announcement[]; readonly wakeAt: Instant }> {
    const now = this.#ports.clock.now()
    const claimed: Announcement[] = []
    let wakeAt = now + longestSleepMs
    for (const channel of channels) {
      const first = await records.firstAnnouncement(channel)
      const aside = await records.asideAnnouncements(channel, asideAtOnce)
      const free = 1 + asideAtOnce - this.#underWay[channel]
      const pending = first === undefined ? aside : [first, ...aside]
      for (const one of pending.filter(({ nextAttemptAt }) => isDue(nextAttemptAt, now)).slice(0, Math.max(0, free))) {
        await records.saveAnnouncement(beingTold(one, now + claimMs))
        claimed.push(one)
      }
      for (const { nextAttemptAt } of pending) if (nextAttemptAt > now) wakeAt = Math.min(wakeAt, nextAttemptAt)
    }
    return { claimed, wakeAt }
  }

  async #tell(announcement: Announcement): Promise<void> {
    const { announcer, store, bell } = this.#ports
    try {
      const telling = await announcer.tell(announcement)
      await store.transact((records) => this.#settle(records, announcement, telling))
    } finally {
      this.#underWay[announcement.channel] -= 1
      bell.ring()
    }
  }

  async #settle(records: Records, { id }: Announcement, telling: Telling): Promise<void> {
    const { clock, randomness, notices } = this.#ports
    const announcement = await records.announcement(id)
    // Erased with its registration meanwhile, or told by somebody else.
    if (announcement === undefined) return
    if (telling.outcome === 'taken') return records.removeAnnouncement(id)
    const { reason, retryAfterMs } = telling
    const later = notTaken(announcement, clock.now(), randomness.fraction(), retryAfterMs)
    if (announcement.failures === 0) notices.announcementFailed(announcement, reason)
    if (later !== undefined) return records.saveAnnouncement(later)
    notices.announcementGivenUp(announcement, reason)
    return records.removeAnnouncement(id)
  }
}

/** A clock that was set back must not keep them for long: nothing is ever planned further ahead than half a day. */
function isDue(at: Instant, now: Instant): boolean {
  return at <= now || at > now + 720 * minute
}

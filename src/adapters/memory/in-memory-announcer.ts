import type { Announcer, Telling } from '../../application/ports/announcer.js'
import type { Announcement } from '../../domain/announcement/announcement.js'

/** Keeps what it is told, and answers as it is told to. */
export class InMemoryAnnouncer implements Announcer {
  readonly #answer: (announcement: Announcement) => Telling | Promise<Telling>
  readonly #told: Announcement[] = []

  constructor(answer: (announcement: Announcement) => Telling | Promise<Telling> = () => ({ outcome: 'taken' })) {
    this.#answer = answer
  }

  /** Every call, in order; what was not taken is told again. */
  get told(): readonly Announcement[] {
    return this.#told
  }

  async tell(announcement: Announcement): Promise<Telling> {
    this.#told.push(announcement)
    return this.#answer(announcement)
  }
}

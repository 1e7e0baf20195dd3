import { type DestinationStream, type Logger, destination, pino } from 'pino'
import type { AnnouncementNotices } from '../../application/ports/announcer.js'
import type { OperatorNotices } from '../../application/ports/operator-notices.js'
import type { Announcement } from '../../domain/announcement/announcement.js'
import type { Incident } from '../../domain/delivery/incident.js'

/**
 * The application log: one JSON object a line, for machines, on stderr. It names no address, no query string and no
 * secret; causes of our own defects are written in full.
 */
export class ApplicationLog implements OperatorNotices, AnnouncementNotices {
  readonly #log: Logger

  constructor(stream: DestinationStream = destination({ dest: 2, sync: true })) {
    this.#log = pino({ base: { pid: process.pid } }, stream)
  }

  info(message: string, facts: object = {}): void {
    this.#log.info(facts, message)
  }

  warn(message: string, facts: object = {}): void {
    this.#log.warn(facts, message)
  }

  error(message: string, error: unknown, facts: object = {}): void {
    this.#log.error({ ...facts, err: error }, message)
  }

  incidentOpened(incident: Incident, takenOverBy: string | undefined): void {
    const { id, provider, cause, diagnosis } = incident
    const carried = takenOverBy === undefined ? 'e-mails are held' : `e-mails go through ${takenOverBy}`
    this.#log.error(
      { incident: id, provider, cause, side: diagnosis.side, takenOverBy },
      `incident opened, ${carried}: ${diagnosis.explanation.en} ${diagnosis.remedy.en}`,
    )
  }

  announcementFailed({ id, channel, type }: Announcement, reason: string): void {
    this.#log.warn({ announcement: id, channel, type, reason }, 'webhook not taken: it is called again for three days')
  }

  announcementGivenUp({ id, channel, type }: Announcement, reason: string): void {
    this.#log.error({ announcement: id, channel, type, reason }, 'webhook given up after three days')
  }

  dayUsedUp(provider: string, perDay: number): void {
    this.#log.warn(
      { provider, daily: perDay },
      'daily= of a provider is used up: the next one of SMTP_URL takes over, or e-mails wait for the first of these 24 hours to pass',
    )
  }

  incidentClosed({ id, provider, cause }: Incident): void {
    this.#log.info({ incident: id, provider, cause }, 'incident closed: what was held goes out now')
  }
}

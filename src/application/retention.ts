import { type Instant, day, hour } from '../domain/instant.js'
import type { Background } from './ports/background.js'
import type { Clock } from './ports/clock.js'
import type { Records, Store } from './ports/store.js'

export interface RetentionPorts {
  readonly store: Store
  readonly clock: Clock
  readonly background: Background
  /** How long transcripts are kept, and registrations that never became users after they expired; see `TRANSCRIPT_DAYS`. */
  readonly keptMs: number
}

/** The cool-down of an address looks back so far on its e-mails: a registration must not take them along before. */
const leastKeptMs = 2 * day

/** So many records in one transaction: registrations wait no longer than for that. */
const batch = 50

/**
 * Forgets what has been kept long enough, at its start and every hour from then on: transcripts, registrations that were
 * never confirmed with all their e-mails, and idempotency records.
 */
export class Retention {
  readonly #ports: RetentionPorts
  #cancel: () => void = () => undefined
  #stopped = true

  constructor(ports: RetentionPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#stopped = false
    this.#run()
  }

  /** Begins no further batch. */
  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  #run(): void {
    const { background, clock } = this.#ports
    this.#cancel = clock.after(hour, () => this.#run())
    background.run('retention', () => this.#purge())
  }

  async #purge(): Promise<void> {
    const { clock, keptMs } = this.#ports
    const now = clock.now()
    await this.#inBatches((records) => records.removeTranscripts(now - keptMs, batch))
    await this.#inBatches((records) => removeLapsed(records, now - Math.max(keptMs, leastKeptMs)))
    await this.#inBatches((records) => records.removeExpiredIdempotency(now, batch))
  }

  async #inBatches(remove: (records: Records) => Promise<number>): Promise<void> {
    let removed = batch
    while (removed === batch && !this.#stopped) removed = await this.#ports.store.transact(remove)
  }
}

async function removeLapsed(records: Records, until: Instant): Promise<number> {
  const lapsed = await records.lapsedRegistrations(until, batch)
  for (const id of lapsed) await records.removeRegistration(id)
  return lapsed.length
}

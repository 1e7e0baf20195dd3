import { second } from '../domain/instant.js'
import { Bell } from './bell.js'
import type { Background } from './ports/background.js'
import type { Clock } from './ports/clock.js'
import type { Store } from './ports/store.js'
import type { TranscriptLog } from './ports/transcript-log.js'
import { Rounds } from './rounds.js'
import { switchedBy, switchedRecording } from './switch-recording.js'

export interface FollowRecordingPorts {
  readonly store: Store
  readonly log: TranscriptLog
  readonly clock: Clock
  readonly background: Background
}

const lookEveryMs = 10 * second

/** Switches the recording of this service, within ten seconds, when another one on the same store was told to. */
export class FollowRecording {
  readonly #ports: FollowRecordingPorts
  readonly #rounds: Rounds

  constructor(ports: FollowRecordingPorts) {
    this.#ports = ports
    const plan = { name: 'recording as switched', longestSleepMs: lookEveryMs, round: () => this.#round() }
    this.#rounds = new Rounds({ ...ports, bell: new Bell() }, plan)
  }

  start(): void {
    this.#rounds.start()
  }

  stop(): void {
    this.#rounds.stop()
  }

  async #round(): Promise<number> {
    const { store, log, clock } = this.#ports
    await store.transact(async (records) => {
      const on = await switchedRecording(records)
      // Within the transaction: who is told meanwhile to switch back does so after this.
      if (on !== undefined && on !== log.isRecording()) log.switchRecording(on, await switchedBy(records))
    })
    return clock.now() + lookEveryMs
  }
}

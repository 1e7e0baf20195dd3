import type { Records, Store } from './ports/store.js'
import type { TranscriptLog } from './ports/transcript-log.js'

export interface SwitchRecordingRequest {
  /** What it shall be; the opposite of what it is when absent. */
  readonly recording?: boolean
  /** Who asks, in a few words: stands in the record. */
  readonly by: string
}

export interface RecordingState {
  readonly recording: boolean
}

const setting = 'recording'
const whoAsked = 'recording-switched-by'

/**
 * What the run-time switch was last set to; nothing when it never was. It wins over the settings at each start, until
 * somebody changes it.
 */
export async function switchedRecording(records: Records): Promise<boolean | undefined> {
  const stored = await records.setting(setting)
  return stored === undefined ? undefined : stored === 'on'
}

/** Who used the run-time switch last, in the words of the record. */
export async function switchedBy(records: Records): Promise<string> {
  return (await records.setting(whoAsked)) ?? 'another service'
}

/**
 * Switches the recording of all conversations, also those under way, from the next line on. It stays so over restarts.
 * Who asked is recorded itself.
 */
export class SwitchRecording {
  readonly #ports: { readonly store: Store; readonly log: TranscriptLog }

  constructor(ports: { readonly store: Store; readonly log: TranscriptLog }) {
    this.#ports = ports
  }

  async execute({ recording, by }: SwitchRecordingRequest): Promise<RecordingState> {
    const { store, log } = this.#ports
    const wanted = await store.transact(async (records) => {
      const on = recording ?? !((await switchedRecording(records)) ?? log.isRecording())
      await records.saveSetting(setting, on ? 'on' : 'off')
      await records.saveSetting(whoAsked, by)
      return on
    })
    log.switchRecording(wanted, by)
    await log.flushed()
    return { recording: wanted }
  }
}

/** Says whether conversations are recorded at present. */
export class ReadRecording {
  readonly #log: TranscriptLog

  constructor({ log }: { readonly log: TranscriptLog }) {
    this.#log = log
  }

  execute(): RecordingState {
    return { recording: this.#log.isRecording() }
  }
}

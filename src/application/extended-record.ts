import { leftOutMark } from '../domain/transcript/abridged.js'
import { RecordingSession } from '../domain/transcript/recording-session.js'
import type { RecordedLine, Statement } from '../domain/transcript/statement.js'
import type { AttemptRecordingPorts, NewRecorder } from './attempt-recording.js'
import { BothRecorders } from './both-recorders.js'

export interface ExtendedRecordPorts extends AttemptRecordingPorts {
  /** As `newRecorder`, for records that have each line of the messages too. */
  readonly newExtendedRecorder: NewRecorder
  /** Who writes the record. */
  readonly program: { readonly version: string; readonly processId: number }
}

/** A message of ours takes a hundred lines; a server that never ends its replies must not fill the memory. */
const maxLines = 20_000

/**
 * Whole conversations, messages line by line, every secret masked: the extended log of one check. A logging session of
 * its own, which begins as every log does. Like every record it is kept only while recording is on.
 */
export class ExtendedRecord {
  readonly #ports: ExtendedRecordPorts
  readonly #session: RecordingSession
  #untold: RecordedLine[] = []
  #leftOut = 0

  constructor(ports: ExtendedRecordPorts) {
    this.#ports = ports
    const { processId, version } = ports.program
    this.#session = new RecordingSession(processId, true)
    this.#keep(0, { kind: 'event', event: { event: 'log-opened', version } })
  }

  /** Records as always, says in the regular log that there is an extended one, and keeps that one here. */
  readonly newRecorder: NewRecorder = (provider, onStatement, conversation) => {
    const { newRecorder, newExtendedRecorder, log } = this.#ports
    const regular = newRecorder(provider, onStatement, conversation)
    if (provider.recording === false) return regular
    onStatement({ kind: 'event', event: { event: 'extended-check-on' } })
    const keep = (statement: Statement): void => {
      if (log.isRecording()) this.#keep(conversation, statement)
    }
    return new BothRecorders(regular, newExtendedRecorder(provider, keep, conversation))
  }

  /** The lines since this was last asked. All of them, in order, make one log. */
  takeLines(): readonly RecordedLine[] {
    const [lines, leftOut, last] = [this.#untold, this.#leftOut, this.#untold.at(-1)]
    this.#untold = []
    this.#leftOut = 0
    return leftOut > 0 && last !== undefined ? [...lines, leftOutMark(last, leftOut)] : lines
  }

  #keep(conversation: number, statement: Statement): void {
    if (this.#untold.length < maxLines) {
      this.#untold.push(this.#session.next(conversation, statement, this.#ports.clock.now()))
    } else this.#leftOut += 1
  }
}

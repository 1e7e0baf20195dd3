import type { TranscriptLog } from '../../application/ports/transcript-log.js'
import { LineListeners } from '../../domain/transcript/line-listeners.js'
import { RecordingSession } from '../../domain/transcript/recording-session.js'
import type { RecordedLine, Statement } from '../../domain/transcript/statement.js'

export interface InMemoryTranscriptLogOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly processId: number
  readonly version: string
  /** Whether it records from the start. */
  readonly recording?: boolean
  /** How many lines are kept; the oldest go first. */
  readonly maxLines?: number
}

/** Keeps the latest lines in memory; they live as long as the process. */
export class InMemoryTranscriptLog implements TranscriptLog {
  readonly #now: () => number
  readonly #session: RecordingSession
  readonly #listeners = new LineListeners()
  readonly #maxLines: number
  #lines: RecordedLine[] = []

  constructor({ now, processId, version, recording = true, maxLines = 100_000 }: InMemoryTranscriptLogOptions) {
    this.#now = now
    this.#session = new RecordingSession(processId, recording)
    this.#maxLines = maxLines
    this.#keep(0, { kind: 'event', event: { event: 'log-opened', version } }, now())
  }

  /** What is kept, oldest first. */
  get lines(): readonly RecordedLine[] {
    return this.#lines.slice(-this.#maxLines)
  }

  openConversation(): number {
    return this.#session.openConversation()
  }

  append(conversation: number, statement: Statement, at: number): RecordedLine | undefined {
    return this.#session.isRecording ? this.#keep(conversation, statement, at) : undefined
  }

  async flushed(): Promise<void> {}

  isRecording(): boolean {
    return this.#session.isRecording
  }

  switchRecording(on: boolean, by: string): void {
    this.#session.switchRecording(on, by, (statement) => this.#keep(0, statement, this.#now()))
  }

  onLine(listener: (line: RecordedLine) => void): () => void {
    return this.#listeners.add(listener)
  }

  #keep(conversation: number, statement: Statement, at: number): RecordedLine {
    const line = this.#session.next(conversation, statement, at)
    this.#lines.push(line)
    if (this.#lines.length >= 2 * this.#maxLines) this.#lines = this.#lines.slice(-this.#maxLines)
    this.#listeners.tell(line)
    return line
  }
}

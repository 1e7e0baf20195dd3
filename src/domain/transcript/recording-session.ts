import type { RecordedLine, Statement } from './statement.js'

/** The numbers of one logging session, which is one run of the process, and whether it records. */
export class RecordingSession {
  readonly #processId: number
  #counter = 0
  #conversations = 0
  #recording: boolean

  constructor(processId: number, recording: boolean) {
    this.#processId = processId
    this.#recording = recording
  }

  get isRecording(): boolean {
    return this.#recording
  }

  openConversation(): number {
    return ++this.#conversations
  }

  /** The line that the statement would be if it were the next one. */
  preview(conversation: number, statement: Statement, at: number): RecordedLine {
    return { counter: this.#counter + 1, at: Math.floor(at), processId: this.#processId, conversation, statement }
  }

  /** The next line. */
  next(conversation: number, statement: Statement, at: number): RecordedLine {
    const line = this.preview(conversation, statement, at)
    this.count()
    return line
  }

  /** The line that was previewed last is the next one. */
  count(): void {
    this.#counter++
  }

  /** Calls `say` with the event while recording is on: before it goes off, after it goes on. */
  switchRecording(on: boolean, by: string, say: (statement: Statement) => void): void {
    if (on === this.#recording) return
    this.#recording = true
    say({ kind: 'event', event: { event: 'recording-switched', on, by } })
    this.#recording = on
  }
}

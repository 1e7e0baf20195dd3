import type { Instant } from '../../domain/instant.js'
import type { RecordedLine, Statement } from '../../domain/transcript/statement.js'

/** Keeps what was said on SMTP connections: redacted statements in, numbered lines out. It never gets in the way of the mail. */
export interface TranscriptLog {
  /** A number for one more connection: unique in the logging session, from 1. */
  openConversation(): number

  /**
   * Keeps one statement and gives the line that was made of it; undefined while recording is off.
   *
   * Lines are numbered and written in the order of the calls. It never throws and never waits for a disk: trouble is
   * reported aside, once, and lines beyond a bounded memory are lost and counted.
   * @param conversation what {@link openConversation} gave, of this or another log; 0 outside a conversation.
   */
  append(conversation: number, statement: Statement, at: Instant): RecordedLine | undefined

  /**
   * Resolves once every line appended so far is safe from the end of the process (handed to the kernel), or once it is
   * known that it cannot be at present. It never rejects; a disk that does not answer holds it up for a second, once.
   */
  flushed(): Promise<void>

  isRecording(): boolean

  /**
   * Switches recording for everything at once, effective from the next line. It is recorded itself, with who asked: the
   * event is the last line before, or the first after. Asking for what already is changes nothing and is not recorded.
   */
  switchRecording(on: boolean, by: string): void

  /**
   * Calls the listener with each line from now on, in order, soon after it was appended (not during the call).
   * A listener that throws is dropped. Returns the way to stop.
   */
  onLine(listener: (line: RecordedLine) => void): () => void
}

/** What is wrong with a log, said once when it begins and once when it is over (`recovered`). The mail goes on meanwhile. */
export interface RecordingTrouble {
  readonly problem: 'not-writable' | 'not-answering' | 'recovered'
  /** The file. */
  readonly path: string
  /** What the system said, in one sentence. */
  readonly detail: string
}

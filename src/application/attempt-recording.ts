import { leftOutMark } from '../domain/transcript/abridged.js'
import type { RecordedLine, Statement } from '../domain/transcript/statement.js'
import type { Clock } from './ports/clock.js'
import type { Conversation, Provider } from './ports/email-sender.js'
import type { TranscriptLog } from './ports/transcript-log.js'

/** Turns raw bytes of both directions into redacted statements; see `ConversationRecorder`. */
export interface Recorder {
  sent(bytes: Uint8Array): void
  received(bytes: Uint8Array): void
  event: Conversation['event']
  /** Keeps one more secret out of the record from now on. */
  addSecret(value: string): void
  ended(): void
}

/** Makes the recorder of one conversation with a provider, with every lasting secret of ours known to it. */
export type NewRecorder = (
  provider: Provider,
  onStatement: (statement: Statement) => void,
  conversation: number,
) => Recorder

export interface AttemptRecordingPorts {
  readonly log: TranscriptLog
  readonly clock: Clock
  readonly newRecorder: NewRecorder
}

/** The counter of a line that stands in no log. */
const unrecorded = 0

/** A transcript keeps so many lines from its start and as many from its end. */
const keptAtEitherEnd = 2_000

/**
 * The transcript of one attempt, while it grows. A conversation that carries several messages tells its lines to the
 * attempt whose message it carries; how it began belongs to each of them.
 */
export class AttemptRecording {
  readonly #ports: AttemptRecordingPorts
  readonly #provider: Provider
  /** Values of this message that no record may hold, such as its link's token. */
  readonly secrets: readonly string[]
  #first: RecordedLine[] = []
  #last: RecordedLine[] = []
  #leftOut = 0
  /** The conversation that carries the message, until it ends or carries another one. */
  #carrier: Conversation | undefined
  #onCompleted: (() => void) | undefined

  constructor(ports: AttemptRecordingPorts, provider: Provider, secrets: readonly string[] = []) {
    this.#ports = ports
    this.#provider = provider
    this.secrets = secrets
  }

  /** The lines so far, in order. */
  lines(): readonly RecordedLine[] {
    const lastOfFirst = this.#first.at(-1)
    const mark = this.#leftOut > 0 && lastOfFirst !== undefined ? [leftOutMark(lastOfFirst, this.#leftOut)] : []
    return [...this.#first, ...mark, ...this.#last]
  }

  /** Calls once no line can follow: the conversation has ended, or carries another message. At once where that is so. */
  whenCompleted(then: () => void): void {
    if (this.#carrier === undefined) then()
    else this.#onCompleted = then
  }

  open(): Conversation {
    const conversation = new RecordedConversation(this.#ports, this.#provider, this)
    this.#carrier = conversation
    return conversation
  }

  join(conversation: Conversation): void {
    if (!(conversation instanceof RecordedConversation)) return
    this.#carrier = conversation
    conversation.carries(this)
  }

  add(line: RecordedLine): void {
    if (this.#first.length < keptAtEitherEnd) {
      this.#first.push(line)
      return
    }
    this.#last.push(line)
    if (this.#last.length < 2 * keptAtEitherEnd) return
    this.#leftOut += this.#last.length - keptAtEitherEnd
    this.#last = this.#last.slice(-keptAtEitherEnd)
  }

  /** That conversation says no more of this message; another one may have taken it over. */
  completed(by: Conversation): void {
    if (this.#carrier !== by) return
    this.#carrier = undefined
    this.#onCompleted?.()
    this.#onCompleted = undefined
  }
}

/** Those of the lines that are kept beyond the attempt: what was said while recording was on. */
export function keptOf(lines: readonly RecordedLine[]): readonly RecordedLine[] {
  return lines.filter(({ counter }) => counter !== unrecorded)
}

/** One connection: its bytes become lines of the log, and of the attempt that it carries just now. */
class RecordedConversation implements Conversation {
  readonly number: number
  readonly #recorder: Recorder
  #attempt: AttemptRecording
  /** The lines before the first message: greeting, hello and login. */
  readonly #opening: RecordedLine[] = []
  #opened = false

  constructor({ log, clock, newRecorder }: AttemptRecordingPorts, provider: Provider, attempt: AttemptRecording) {
    this.number = log.openConversation()
    this.#attempt = attempt
    const onStatement = (statement: Statement): void => {
      const at = clock.now()
      const line = provider.recording === false ? undefined : log.append(this.number, statement, at)
      // With recording off nothing is kept, but the fate of the message still depends on what was said.
      this.#take(line ?? { counter: unrecorded, at, processId: 0, conversation: this.number, statement })
    }
    this.#recorder = newRecorder(provider, onStatement, this.number)
    this.#learn(attempt.secrets)
  }

  carries(attempt: AttemptRecording): void {
    const earlier = this.#attempt
    if (attempt === earlier) return
    this.#attempt = attempt
    this.#learn(attempt.secrets)
    for (const line of this.#opening) attempt.add(line)
    earlier.completed(this)
  }

  sent(bytes: Uint8Array): void {
    this.#recorder.sent(bytes)
  }

  received(bytes: Uint8Array): void {
    this.#recorder.received(bytes)
  }

  event(event: Parameters<Conversation['event']>[0]): void {
    this.#recorder.event(event)
  }

  ended(): void {
    this.#recorder.ended()
    this.#attempt.completed(this)
  }

  #learn(secrets: readonly string[]): void {
    for (const secret of secrets) this.#recorder.addSecret(secret)
  }

  #take(line: RecordedLine): void {
    const { statement } = line
    if (!this.#opened && statement.kind === 'sent' && /^MAIL FROM:/i.test(statement.text)) this.#opened = true
    if (!this.#opened && this.#opening.length < keptAtEitherEnd) this.#opening.push(line)
    this.#attempt.add(line)
  }
}

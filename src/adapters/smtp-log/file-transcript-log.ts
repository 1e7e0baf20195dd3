import type { RecordingTrouble, TranscriptLog } from '../../application/ports/transcript-log.js'
import { LineListeners } from '../../domain/transcript/line-listeners.js'
import { RecordingSession } from '../../domain/transcript/recording-session.js'
import { printLine } from '../../domain/transcript/smtp-log-format.js'
import type { LogLocale, RecordedLine, Statement } from '../../domain/transcript/statement.js'
import type { Heads } from './line-blocks.js'
import { LineWriter } from './line-writer.js'

export interface FileTranscriptLogOptions {
  readonly path: string
  /** A file is full when the next line would make it larger than this; `Infinity` for never. */
  readonly maxBytes: number
  /** How many files there may be: `path` is written, `path.1` was full last, `path.2` before that. */
  readonly files: number
  /** The language of the events. */
  readonly locale: LogLocale
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly processId: number
  readonly version: string
  /** Told once when writing fails and once when it works again. */
  readonly onTrouble: (trouble: RecordingTrouble) => void
  /** Whether it records from the start. Either way the file is made, with its first line. */
  readonly recording?: boolean
  /** How many bytes of lines may wait for the disk; lines beyond are lost and counted. */
  readonly maxWaitingBytes?: number
  /** How long to wait before the next try when writing failed. */
  readonly retryMs?: number
  /** How long a disk may take to answer before that counts as trouble. */
  readonly answerMs?: number
  /** Where the system tells the names of open files, `/proc/self/fd` on Linux; where it does not, the disk is asked. */
  readonly openFiles?: string
}

/**
 * The SMTP log as circular files: one line per statement, in order, each in one file only, none split. The first line
 * of every file is the event that says the time zone and the version.
 *
 * Where files end is decided when a line is appended, so that counters rise by one from line to line and from file to
 * file. Only where a file vanishes while lines already wait for it, or where only the disk can tell that it did, does
 * the new file's first line carry a later counter.
 */
export class FileTranscriptLog implements TranscriptLog {
  readonly #options: FileTranscriptLogOptions
  readonly #session: RecordingSession
  readonly #listeners = new LineListeners()
  readonly #writer: LineWriter
  /** Bytes of the file once all that waits is written, and whether it then holds more than its first line. */
  #bytes = 0
  #hasLines = false
  #lost = 0

  constructor(options: FileTranscriptLogOptions) {
    this.#options = options
    this.#session = new RecordingSession(options.processId, options.recording ?? true)
    this.#writer = new LineWriter({
      path: options.path,
      files: options.files,
      ...(options.openFiles === undefined ? {} : { openFiles: options.openFiles }),
      locale: options.locale,
      retryMs: options.retryMs ?? 1000,
      answerMs: options.answerMs ?? 1000,
      onTrouble: (trouble) => {
        options.onTrouble(trouble)
        if (trouble.problem === 'recovered') this.#saveGap()
      },
      firstLine: () => this.#print(this.#session.next(0, this.#opened(), options.now())),
    })
  }

  /**
   * Makes or continues the file. Resolves once its first line is written, or once it is known and reported that it
   * cannot be at present; recording then begins by itself when it can.
   */
  async open(): Promise<void> {
    this.#bytes = await this.#writer.open()
    this.#hasLines = this.#bytes > 0
    this.#begin(this.#bytes > 0 && this.#bytes >= this.#options.maxBytes ? 'next-file' : 'file')
    await this.#writer.flushed()
  }

  /** Writes what waits, as far as the disk answers, and lets go of the file. */
  async close(): Promise<void> {
    this.#saveGap()
    await this.#writer.close()
  }

  openConversation(): number {
    return this.#session.openConversation()
  }

  append(conversation: number, statement: Statement, at: number): RecordedLine | undefined {
    return this.#session.isRecording ? this.#keep(conversation, statement, at) : undefined
  }

  flushed(): Promise<void> {
    return this.#writer.flushed()
  }

  isRecording(): boolean {
    return this.#session.isRecording
  }

  switchRecording(on: boolean, by: string): void {
    this.#session.switchRecording(on, by, (statement) => this.#keep(0, statement, this.#options.now()))
  }

  onLine(listener: (line: RecordedLine) => void): () => void {
    return this.#listeners.add(listener)
  }

  #keep(conversation: number, statement: Statement, at: number): RecordedLine {
    if (this.#writer.isFileGone()) {
      this.#bytes = 0
      this.#hasLines = false
      this.#begin('file')
    }
    this.#saveGap()
    const line = this.#put(conversation, statement, at)
    this.#listeners.tell(line)
    return line
  }

  /** Numbers a line and has it written, in the next file when this one is full. */
  #put(conversation: number, statement: Statement, at: number): RecordedLine {
    const line = this.#session.preview(conversation, statement, at)
    const waitingRoom = this.#maxWaitingBytes - this.#writer.waitingBytes
    const fileRoom = this.#hasLines ? this.#options.maxBytes - this.#bytes : Number.POSITIVE_INFINITY
    if (this.#lost === 0) {
      const bytes = this.#writer.addOrdinary(line, Math.min(waitingRoom, fileRoom))
      if (bytes > 0) return this.#added(line, bytes)
    }
    const text = this.#print(line)
    const size = Buffer.byteLength(text)
    if (this.#lost > 0 || size > waitingRoom) {
      this.#lost++
      return this.#session.next(conversation, statement, at)
    }
    if (size <= fileRoom) return this.#added(line, this.#writer.add(text))
    this.#begin('next-file')
    const first = this.#session.preview(conversation, statement, at)
    return this.#added(first, this.#writer.add(this.#print(first)))
  }

  #added(line: RecordedLine, bytes: number): RecordedLine {
    this.#bytes += bytes
    this.#hasLines = true
    this.#session.count()
    return line
  }

  /** The first line of a file, or of a session in a file that there was. */
  #begin(heads: Heads): void {
    const line = this.#session.next(0, this.#opened(), this.#options.now())
    const bytes = this.#writer.add(this.#print(line), heads)
    this.#bytes = heads === 'next-file' ? bytes : this.#bytes + bytes
    if (heads === 'next-file') this.#hasLines = false
    this.#listeners.tell(line)
  }

  /** Says how many lines are missing, once there is room again. */
  #saveGap(): void {
    const lines = this.#lost
    if (lines === 0 || this.#writer.waitingBytes > this.#maxWaitingBytes / 2) return
    this.#lost = 0
    const reason = 'they could not be written in time'
    this.#put(0, { kind: 'event', event: { event: 'recording-gap', lines, reason } }, this.#options.now())
  }

  #opened(): Statement {
    return { kind: 'event', event: { event: 'log-opened', version: this.#options.version } }
  }

  #print(line: RecordedLine): string {
    return `${printLine(line, this.#options.locale)}\n`
  }

  get #maxWaitingBytes(): number {
    return this.#options.maxWaitingBytes ?? 8 << 20
  }
}

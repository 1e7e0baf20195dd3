import type { RecordingTrouble } from '../../application/ports/transcript-log.js'
import type { LogLocale, RecordedLine } from '../../domain/transcript/statement.js'
import { Gathering, gatherMs } from './gathering.js'
import { LineBlocks } from './line-blocks.js'
import type { Heads } from './line-blocks.js'
import { LogFile, isSystemFault } from './log-file.js'
import type { SystemFault } from './log-file.js'

export interface LineWriterOptions {
  readonly path: string
  readonly files: number
  readonly openFiles?: string
  readonly locale: LogLocale
  readonly retryMs: number
  readonly answerMs: number
  readonly onTrouble: (trouble: RecordingTrouble) => void
  /** The first line of a file that has to be made while other lines already wait for it. */
  readonly firstLine: () => string
}

/** Those who wait for the same run of writing. */
interface Waiters {
  readonly served: Promise<void>
  readonly serve: () => void
}

/**
 * Writes lines in order, those of a few milliseconds in one go; those who wait for them wait together, and who waits when
 * nothing was written lately is served at once. It goes on whatever happens to the file: what cannot be written waits
 * and is tried again. Trouble is told once when it begins and once when it is over.
 */
export class LineWriter {
  readonly #options: LineWriterOptions
  readonly #file: LogFile
  readonly #waiting: LineBlocks
  #taken = 0
  /** What has to be written before it: the end of a line that somebody left unfinished, the first line of a new file. */
  #prefix = Buffer.alloc(0)
  /** What is being written, as how much was taken when that began; NaN when nothing is. */
  #until = Number.NaN
  /** Those who wait for what is being written, and those who wait for more than that. */
  #now: Waiters | undefined
  #next: Waiters | undefined
  #begunAt = 0
  #running: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  readonly #gathering = new Gathering(() => this.#start())
  #trouble: RecordingTrouble['problem'] | undefined
  #closed = false

  constructor(options: LineWriterOptions) {
    this.#options = options
    this.#waiting = new LineBlocks(options.locale)
    this.#file = new LogFile(options)
  }

  get waitingBytes(): number {
    return this.#waiting.waitingBytes
  }

  /** Whether the file is known to have vanished, as far as nothing waits for it. Never waits for the disk. */
  isFileGone(): boolean {
    return this.waitingBytes === 0 && !this.#closed && this.#file.isKnownGone()
  }

  /** @returns the size of the file as it is, 0 when there is none or it cannot be opened at present. */
  async open(): Promise<number> {
    const opened = await attempt(() => this.#open())
    if (typeof opened === 'number') return opened
    this.#fail('not-writable', opened)
    return 0
  }

  /** @param line with its line end. @returns its size in bytes. */
  add(line: string, heads?: Heads): number {
    if (this.#closed) return 0
    return this.#took(this.#waiting.add(line, heads))
  }

  /** The same for a line that is not printed yet, when it is an ordinary one. @returns 0 when it was not added. */
  addOrdinary(line: RecordedLine, most: number): number {
    if (this.#closed) return 0
    const bytes = this.#waiting.addOrdinary(line, most)
    return bytes === 0 ? 0 : this.#took(bytes)
  }

  #took(bytes: number): number {
    this.#taken += bytes
    if (this.#retry === undefined && this.#running === undefined) this.#gathering.add(bytes)
    return bytes
  }

  /** Resolves when all that was added is written, or cannot be at present. */
  flushed(): Promise<void> {
    if (this.waitingBytes === 0 || this.#trouble !== undefined) return Promise.resolve()
    if (this.#retry === undefined && performance.now() - this.#begunAt >= gatherMs) this.#start()
    return this.#served()
  }

  /** Tries once more to write what waits, unless the disk does not answer, and lets go of the file. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#retry = undefined
    await this.#ended()
    if (this.waitingBytes > 0) this.#start()
    await this.#ended()
    this.#gathering.stop()
    if (this.#trouble !== 'not-answering') await this.#file.close()
  }

  /** What is added in one go, or by what the process has to do anyway, is written in one go. */
  #start(): void {
    this.#gathering.stop()
    this.#running ??= new Promise<void>((resolve) => {
      setImmediate(resolve)
    }).then(() => this.#run())
  }

  /** Resolves when nothing is being written or about to be, or the disk does not answer. */
  async #ended(): Promise<void> {
    while (this.#running !== undefined && this.#trouble !== 'not-answering') await this.#served()
  }

  /** Resolves when the run is over that writes what was taken last, or when trouble was reported. */
  #served(): Promise<void> {
    const waiters = this.#taken === this.#until ? (this.#now ??= newWaiters()) : (this.#next ??= newWaiters())
    return waiters.served
  }

  #serveNow(): void {
    this.#now?.serve()
    this.#now = undefined
  }

  /** Writes what was added until now. */
  async #run(): Promise<void> {
    const silence = (): void => this.#report('not-answering', 'the disk does not answer')
    const stall = setTimeout(silence, this.#options.answerMs).unref()
    this.#begunAt = performance.now()
    this.#until = this.#taken
    this.#now = this.#next
    this.#next = undefined
    let fault: SystemFault | undefined
    while (fault === undefined && this.#written < this.#until) {
      fault = await attempt(() => this.#writeBatch())
      stall.refresh()
      if (fault === undefined) this.#recover()
    }
    clearTimeout(stall)
    this.#running = undefined
    this.#until = Number.NaN
    this.#serveNow()
    if (fault !== undefined) this.#fail('not-writable', fault)
    else if (this.waitingBytes > 0) this.#gathering.add(this.waitingBytes)
  }

  get #written(): number {
    return this.#taken - this.waitingBytes
  }

  async #writeBatch(): Promise<SystemFault | undefined> {
    if (this.#waiting.heads === 'next-file') await this.#makeWay()
    if (await this.#file.isGone()) await this.#reopen()
    if (this.#prefix.length > 0) {
      const { taken, fault } = await this.#file.write(this.#prefix, 0, this.#prefix.length)
      this.#prefix = this.#prefix.subarray(taken)
      if (fault !== undefined) return fault
    }
    const batch = this.#waiting.next()
    if (batch === undefined) return undefined
    const { taken, fault } = await this.#file.write(batch.bytes, batch.from, batch.to)
    if (taken > 0 && (await this.#file.isGone()) && (await this.#file.isDeleted())) return undefined
    this.#waiting.written(taken)
    return fault
  }

  async #makeWay(): Promise<void> {
    const fault = await attempt(() => this.#file.makeWay())
    // Better a file that grows too large than lines that wait for a directory that lets nothing be renamed.
    if (fault !== undefined) this.#report('not-writable', `no next file can be begun: ${fault.message}`)
    this.#waiting.nextFileBegun()
  }

  /** Sees to it that the file is there to which the next line belongs. */
  async #reopen(): Promise<void> {
    const bytes = await this.#open()
    if (bytes === 0 && this.#waiting.heads === undefined) this.#prefix = Buffer.from(this.#options.firstLine())
  }

  async #open(): Promise<number> {
    const { bytes, atLineStart } = await this.#file.open()
    this.#waiting.rewind()
    this.#prefix = Buffer.from(atLineStart ? '' : '\n')
    return bytes
  }

  #fail(problem: 'not-writable', { code, message }: SystemFault): void {
    this.#report(problem, message === '' ? code : message)
    if (!this.#closed)
      this.#retry = setTimeout(() => {
        this.#retry = undefined
        this.#start()
      }, this.#options.retryMs).unref()
  }

  #report(problem: 'not-writable' | 'not-answering', detail: string): void {
    const known = this.#trouble !== undefined
    this.#trouble = problem
    this.#serveNow()
    this.#next?.serve()
    this.#next = undefined
    if (!known) this.#options.onTrouble({ problem, path: this.#options.path, detail })
  }

  #recover(): void {
    if (this.#trouble === undefined) return
    this.#trouble = undefined
    this.#options.onTrouble({ problem: 'recovered', path: this.#options.path, detail: 'lines are written again' })
  }
}

function newWaiters(): Waiters {
  let serve: () => void = nothing
  const served = new Promise<void>((resolve) => {
    serve = resolve
  })
  return { served, serve }
}

function nothing(): void {}

/** What the work gives, or what the system said against it. */
async function attempt<T>(work: () => Promise<T>): Promise<T | SystemFault> {
  try {
    return await work()
  } catch (fault) {
    if (isSystemFault(fault)) return fault
    throw fault
  }
}

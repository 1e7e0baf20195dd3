import { setImmediate } from 'node:timers/promises'
import type { RecordingTrouble } from '../../application/ports/transcript-log.js'
import { LogFile, isSystemFault } from './log-file.js'
import type { SystemFault } from './log-file.js'

export interface LineWriterOptions {
  readonly path: string
  readonly files: number
  readonly retryMs: number
  readonly answerMs: number
  readonly onTrouble: (trouble: RecordingTrouble) => void
  /** The first line of a file that has to be made while other lines already wait for it. */
  readonly firstLine: () => string
}

interface Entry {
  /** Lines with their ends. */
  readonly text: string
  readonly bytes: number
  /** The first line of a file: of the one there is or has to be made, or of the next one after a full one. */
  readonly heads?: 'file' | 'next-file'
}

interface Waiter {
  readonly until: number
  readonly resolve: () => void
}

const maxBatchBytes = 1 << 20
/** Lines of one exchange come milliseconds apart: so long, or until somebody waits for them, they are gathered. */
const gatherMs = 5
const gatherBytes = 1 << 16

/**
 * Writes lines in order, those of a few milliseconds in one go, and at once when somebody waits for them. It goes on
 * doing so whatever happens to the file: what cannot be written waits and is tried again. Trouble is told once when it begins and once when it is over.
 */
export class LineWriter {
  readonly #options: LineWriterOptions
  readonly #file: LogFile
  #waiting: Entry[] = []
  #waitingBytes = 0
  #taken = 0
  #written = 0
  /** How many bytes of the first entry that waits stand in the file already. */
  #begun = 0
  /** What has to be written before it: the end of a line that somebody left unfinished, the first line of a new file. */
  #prefix = Buffer.alloc(0)
  #waiters: Waiter[] = []
  #running: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  #gathering: NodeJS.Timeout | undefined
  #trouble: RecordingTrouble['problem'] | undefined
  #closed = false

  constructor(options: LineWriterOptions) {
    this.#options = options
    this.#file = new LogFile(options)
  }

  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Whether the file has vanished, as far as nothing waits for it. */
  isFileGone(): boolean {
    return this.#waiting.length === 0 && !this.#closed && this.#file.isGone()
  }

  /** @returns the size of the file as it is, 0 when there is none or it cannot be opened at present. */
  async open(): Promise<number> {
    const opened = await attempt(() => this.#open())
    if (typeof opened === 'number') return opened
    this.#fail('not-writable', opened)
    return 0
  }

  add(entry: Entry): void {
    if (this.#closed) return
    this.#waiting.push(entry)
    this.#waitingBytes += entry.bytes
    this.#taken++
    if (this.#retry !== undefined || this.#running !== undefined) return
    if (this.#waitingBytes > gatherBytes) this.#start()
    else this.#gathering ??= setTimeout(() => this.#start(), gatherMs)
  }

  /** Resolves when all that was added is written, or cannot be at present. */
  flushed(): Promise<void> {
    if (this.#waiting.length === 0 || this.#trouble !== undefined) return Promise.resolve()
    if (this.#retry === undefined) this.#start()
    return new Promise((resolve) => {
      this.#waiters.push({ until: this.#taken, resolve })
    })
  }

  async close(): Promise<void> {
    if (this.#retry !== undefined) {
      clearTimeout(this.#retry)
      this.#retry = undefined
      if (this.#waiting.length > 0) this.#start()
      await this.#running
    }
    await this.flushed()
    this.#closed = true
    clearTimeout(this.#retry)
    if (this.#trouble !== 'not-answering') await this.#file.close()
  }

  /** What is added in one go, or by what the process has to do anyway, is written in one go. */
  #start(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    this.#running ??= setImmediate().then(() => this.#run())
  }

  async #run(): Promise<void> {
    const silence = (): void => this.#report('not-answering', 'the disk does not answer')
    const stall = setTimeout(silence, this.#options.answerMs).unref()
    while (this.#waiting.length > 0) {
      const fault = await attempt(() => this.#writeBatch())
      if (fault !== undefined) {
        this.#fail('not-writable', fault)
        break
      }
      stall.refresh()
      this.#recover()
    }
    clearTimeout(stall)
    this.#running = undefined
  }

  async #writeBatch(): Promise<SystemFault | undefined> {
    await this.#prepare()
    const batch = this.#batch()
    const prefix = this.#prefix
    const bytes = Buffer.concat([prefix, Buffer.from(batch.map(({ text }) => text).join('')).subarray(this.#begun)])
    const { taken, fault } = await this.#file.write(bytes)
    if (taken > 0 && this.#file.isGone() && (await this.#file.isDeleted())) return undefined
    this.#prefix = prefix.subarray(taken)
    this.#settle(Math.max(0, taken - prefix.length))
    return fault
  }

  /** Sees to it that the file is there to which the first entry belongs. */
  async #prepare(): Promise<void> {
    const first = this.#waiting[0]
    if (first?.heads === 'next-file') {
      const fault = await attempt(() => this.#file.makeWay())
      // Better a file that grows too large than lines that wait for a directory that lets nothing be renamed.
      if (fault !== undefined) this.#report('not-writable', `no next file can be begun: ${fault.message}`)
      this.#waiting[0] = { ...first, heads: 'file' }
    }
    if (!this.#file.isGone()) return
    const bytes = await this.#open()
    if (bytes === 0 && first?.heads === undefined) this.#prefix = Buffer.from(this.#options.firstLine())
  }

  async #open(): Promise<number> {
    const { bytes, atLineStart } = await this.#file.open()
    this.#begun = 0
    this.#prefix = Buffer.from(atLineStart ? '' : '\n')
    return bytes
  }

  /** What belongs into one file and is not too much for one go. */
  #batch(): readonly Entry[] {
    let bytes = 0
    const end = this.#waiting.findIndex((entry, index) => {
      bytes += entry.bytes
      return index > 0 && (entry.heads === 'next-file' || bytes > maxBatchBytes)
    })
    return end < 0 ? this.#waiting : this.#waiting.slice(0, end)
  }

  /** Takes leave of the entries that so many bytes were. */
  #settle(taken: number): void {
    let left = this.#begun + taken
    let whole = 0
    for (const { bytes } of this.#waiting) {
      if (bytes > left) break
      left -= bytes
      this.#waitingBytes -= bytes
      whole++
    }
    this.#waiting = this.#waiting.slice(whole)
    this.#begun = left
    this.#written += whole
    this.#release(this.#written)
  }

  #release(written: number): void {
    while (this.#waiters[0] !== undefined && this.#waiters[0].until <= written) this.#waiters.shift()?.resolve()
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
    this.#release(Number.POSITIVE_INFINITY)
    if (!known) this.#options.onTrouble({ problem, path: this.#options.path, detail })
  }

  #recover(): void {
    if (this.#trouble === undefined) return
    this.#trouble = undefined
    this.#options.onTrouble({ problem: 'recovered', path: this.#options.path, detail: 'lines are written again' })
  }
}

/** What the work gives, or what the system said against it. */
async function attempt<T>(work: () => Promise<T>): Promise<T | SystemFault> {
  try {
    return await work()
  } catch (fault) {
    if (isSystemFault(fault)) return fault
    throw fault
  }
}

import { LineBytes } from '../../domain/transcript/line-bytes.js'
import type { LogLocale, RecordedLine } from '../../domain/transcript/statement.js'

/** The first line of a file stands at the beginning of a block: of the file there is or has to be made, or of the next. */
export type Heads = 'file' | 'next-file'

const blockBytes = 1 << 16
const lineFeed = 0x0a

/** Whole lines in one piece of memory, as bytes for one file. */
class LineBlock {
  readonly bytes: Buffer
  heads: Heads | undefined
  /** What waits: the bytes before it are written. */
  from = 0
  to = 0

  constructor(bytes: Buffer, heads: Heads | undefined) {
    this.bytes = bytes
    this.heads = heads
  }

  hasRoomFor(text: string): boolean {
    const room = this.bytes.length - this.to
    // UTF-8 has at most three bytes for each unit.
    return 3 * text.length <= room || Buffer.byteLength(text) <= room
  }
}

/** Bytes that are handed to a file at once. */
export interface Batch {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
}

/** Lines that wait to be written, in order, as bytes. What was written is forgotten line by line. */
export class LineBlocks {
  readonly #blocks: LineBlock[] = []
  readonly #lines: LineBytes
  #spare: Buffer | undefined
  #waitingBytes = 0

  constructor(locale: LogLocale) {
    this.#lines = new LineBytes(locale, (text, bytes, at) => (bytes as Buffer).write(text, at))
  }

  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** How the file begins that the first line belongs to; undefined when it is not the first of a file. */
  get heads(): Heads | undefined {
    const first = this.#blocks[0]
    return first?.from === 0 ? first.heads : undefined
  }

  /** The next file was begun: its first line heads the file there is. */
  nextFileBegun(): void {
    const first = this.#blocks[0]
    if (first !== undefined) first.heads = 'file'
  }

  /** @param text a line with its line end. @returns its size. */
  add(text: string, heads?: Heads): number {
    const last = this.#blocks.at(-1)
    const block =
      last === undefined || heads !== undefined || !last.hasRoomFor(text)
        ? this.#open(Buffer.byteLength(text), heads)
        : last
    const bytes = block.bytes.write(text, block.to)
    block.to += bytes
    this.#waitingBytes += bytes
    return bytes
  }

  /**
   * Adds a line without a detour by its text, when it is an ordinary one and has no more bytes than that.
   * @returns its size, 0 when it was not added.
   */
  addOrdinary(line: RecordedLine, most: number): number {
    const block = this.#blocks.at(-1) ?? this.#open(blockBytes)
    const bytes = this.#lines.put(line, block.bytes, block.to) - block.to
    if (bytes <= 0 || bytes > most) return 0
    block.to += bytes
    this.#waitingBytes += bytes
    return bytes
  }

  /** What is to be written next, of one file. */
  next(): Batch | undefined {
    const first = this.#blocks[0]
    if (first === undefined || first.from === first.to) return undefined
    return { bytes: first.bytes, from: first.from, to: first.to }
  }

  /** So many bytes of what is next are written. */
  written(bytes: number): void {
    const first = this.#blocks[0]
    if (first === undefined) return
    first.from += bytes
    this.#waitingBytes -= bytes
    if (first.from < first.to) return
    this.#blocks.shift()
    this.#forget(first)
  }

  /** The line of which only a part was written is to be written again as a whole. */
  rewind(): void {
    const first = this.#blocks[0]
    if (first === undefined || first.from === 0) return
    const start = first.bytes.lastIndexOf(lineFeed, first.from - 1) + 1
    this.#waitingBytes += first.from - start
    first.from = start
  }

  #open(size: number, heads?: Heads): LineBlock {
    const last = this.#blocks.at(-1)
    if (last !== undefined && last.from === last.to) {
      this.#blocks.pop()
      this.#forget(last)
    }
    const block = new LineBlock(size > blockBytes ? Buffer.allocUnsafeSlow(size) : this.#takeSpare(), heads)
    this.#blocks.push(block)
    return block
  }

  #forget({ bytes }: LineBlock): void {
    if (bytes.length === blockBytes) this.#spare = bytes
  }

  /** Memory is used again from flush to flush. */
  #takeSpare(): Buffer {
    const spare = this.#spare ?? Buffer.allocUnsafeSlow(blockBytes)
    this.#spare = undefined
    return spare
  }
}

import type { ConversationEvent } from './event.js'
import { decodeWords } from './header-words.js'
import { FinalDot } from './final-dot.js'
import { carriageReturn, lineAt, lineFeed, maxLineBytes } from './line-splitter.js'
import type { WireLine } from './line-splitter.js'
import { textOf } from './wire-text.js'

const dot = 0x2e
const maxHeaderBytes = 65_536
const maxFieldLength = 1000
/** The dot and its CRLF; the CRLF before it ends the last line of the message. */
const finalDotBytes = 3
const named = /^(from|to|subject|date|message-id)[ \t]*:/i

/**
 * Reads one message off the wire: counts its bytes, finds its final dot (CRLF.CRLF and nothing else, RFC 5321, section
 * 4.1.1.4) and the headers that name it. Of the rest it keeps nothing, and when its lines are not wanted it makes none.
 */
export class MessageReader {
  readonly #headers = new Map<string, string>()
  #open: string | undefined
  #inHeader = true
  #headerBytes = 0
  #bytes = 0
  #afterCrlf = true
  #body: FinalDot | undefined
  #isComplete = false

  /** Whether the final dot was read. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /**
   * Reads on in a chunk as far as it can without making lines: to its end or the final dot, but not beyond a line of
   * the header that does not end in the chunk, nor one that is longer than what is kept of a line. Whatever it comes to
   * a stop before is to be given as a {@link line}.
   * @returns the place to go on from.
   */
  skim(chunk: Uint8Array, from: number): number {
    let at = from
    while (this.#inHeader && at < chunk.length) {
      const end = chunk.indexOf(lineFeed, at)
      if (end < 0 || end - at > maxLineBytes) return at
      this.#skimHeaderLine(chunk, at, end)
      at = end + 1
      if (this.#isComplete) return at
    }
    if (at === chunk.length) return at
    this.#body ??= new FinalDot(this.#afterCrlf)
    const end = this.#body.find(chunk, at)
    this.#bytes += end - at
    if (!this.#body.isFound) return end
    this.#bytes -= finalDotBytes
    this.#isComplete = true
    return end
  }

  /** Takes the next line. */
  line(line: WireLine): void {
    if (this.#afterCrlf && line.end === 'crlf' && line.length === 1 && line.bytes[0] === dot) {
      this.#isComplete = true
      return
    }
    this.#afterCrlf = line.end === 'crlf'
    this.#bytes += line.length + (line.end === 'crlf' ? 2 : line.end === 'lf' ? 1 : 0)
    if (this.#inHeader) this.#headerLine(line)
  }

  handedOver(): ConversationEvent {
    const field = (name: string): string => {
      const text = decodeWords((this.#headers.get(name) ?? '').trim())
      return text.length > maxFieldLength ? `${text.slice(0, maxFieldLength)}…` : text
    }
    return {
      event: 'message-handed-over',
      from: field('from'),
      to: field('to'),
      subject: field('subject'),
      date: field('date'),
      messageId: field('message-id'),
      bytes: this.#bytes,
    }
  }

  interrupted(): ConversationEvent {
    return { event: 'message-interrupted', bytes: this.#bytes }
  }

  /** A line that neither names nor continues a header of ours is only counted. */
  #skimHeaderLine(chunk: Uint8Array, from: number, end: number): void {
    const stuffed = chunk[from] === dot
    const crlf = chunk[end - 1] === carriageReturn
    if (stuffed || !crlf || end - from < 2 || isOfInterest(chunk[from] ?? 0)) return this.line(lineAt(chunk, from, end))
    const length = end - 1 - from
    this.#afterCrlf = true
    this.#open = undefined
    this.#bytes += length + 2
    this.#headerBytes += length
    if (this.#headerBytes > maxHeaderBytes) this.#inHeader = false
  }

  #headerLine(line: WireLine): void {
    this.#headerBytes += line.bytes.length
    if (line.length === 0 || this.#headerBytes > maxHeaderBytes) {
      this.#inHeader = false
      return
    }
    const text = textOf(line.bytes[0] === dot ? line.bytes.subarray(1) : line.bytes)
    if (text.startsWith(' ') || text.startsWith('\t')) {
      if (this.#open !== undefined) this.#headers.set(this.#open, `${this.#headers.get(this.#open) ?? ''}${text}`)
      return
    }
    const name = named.exec(text)?.[1]?.toLowerCase()
    this.#open = name === undefined || this.#headers.has(name) ? undefined : name
    if (this.#open !== undefined) this.#headers.set(this.#open, text.slice(text.indexOf(':') + 1))
  }
}

/** Blanks, which continue a header, and the first letters of {@link named}. */
const ofInterest: ReadonlySet<number> = new Set(Array.from(' \tfFtTsSdDmM', (first) => first.charCodeAt(0)))

const isOfInterest = (first: number): boolean => ofInterest.has(first)

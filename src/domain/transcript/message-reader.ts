import type { ConversationEvent } from './event.js'
import { decodeWords } from './header-words.js'
import type { WireLine } from './line-splitter.js'
import { textOf } from './wire-text.js'

const dot = 0x2e
const maxHeaderBytes = 65_536
const maxFieldLength = 1000
const named = /^(from|to|subject|date|message-id)[ \t]*:/i

/**
 * Reads one message off the wire, line by line: counts its bytes, finds its final dot (CRLF.CRLF and nothing else,
 * RFC 5321, section 4.1.1.4) and the headers that name it. Of the rest it keeps nothing.
 */
export class MessageReader {
  readonly #headers = new Map<string, string>()
  #open: string | undefined
  #inHeader = true
  #headerBytes = 0
  #bytes = 0
  #afterCrlf = true

  /** Takes the next line; true when it is the final dot. */
  line(line: WireLine): boolean {
    if (this.#afterCrlf && line.end === 'crlf' && line.length === 1 && line.bytes[0] === dot) return true
    this.#afterCrlf = line.end === 'crlf'
    this.#bytes += line.length + (line.end === 'crlf' ? 2 : line.end === 'lf' ? 1 : 0)
    if (this.#inHeader) this.#headerLine(line)
    return false
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

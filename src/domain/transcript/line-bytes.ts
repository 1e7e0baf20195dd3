import { printEvent } from './event-catalogue.js'
import type { ConversationEvent } from './event.js'
import type { LogLocale, RecordedLine } from './statement.js'
import { printTime } from './utc-time.js'

const [lineFeed, blank, quote, zero, backslash, tilde] = [0x0a, 0x20, 0x22, 0x30, 0x5c, 0x7e]
const [client, server, outwards, inwards] = [0x43, 0x53, 0x3e, 0x3c]
/** Three numbers of 16 digits, the time, blanks and the mark. */
const longestStart = 3 * 16 + 23 + 3 + 6
const maxBytesPerUnit = 3

/** Puts a text into memory in UTF-8, where there is room for it. @returns its size. */
export type WriteUtf8 = (text: string, bytes: Uint8Array, at: number) => number

/**
 * Puts lines into memory, byte for byte as `printLine` prints them in UTF-8, mostly without making a text of them: of
 * all that recording costs, to print is the most. The time and process id are those of the line before more often than
 * not, and are kept as bytes.
 */
export class LineBytes {
  readonly #locale: LogLocale
  readonly #writeUtf8: WriteUtf8
  #at = Number.NaN
  #processId = Number.NaN
  /** What stands between the counter and the conversation, with its blanks. */
  #moment = new Uint8Array(0)

  constructor(locale: LogLocale, writeUtf8: WriteUtf8) {
    this.#locale = locale
    this.#writeUtf8 = writeUtf8
  }

  /**
   * Puts a line with its LF.
   * @returns the place behind it; -1 when it may take more than there is or a text of the wire holds anything but
   * printable ASCII without a backslash: what then stands from `at` on means nothing, and the line is to be printed.
   */
  put(line: RecordedLine, bytes: Uint8Array, at: number): number {
    const { statement } = line
    if (bytes.length - at < longestStart) return -1
    if (line.at !== this.#at || line.processId !== this.#processId) this.#remember(line)
    let end = putNumber(line.counter, bytes, at)
    bytes.set(this.#moment, end)
    end = putNumber(line.conversation, bytes, end + this.#moment.length)
    bytes[end++] = blank
    if (statement.kind === 'event') return this.#putEvent(statement.event, bytes, end)
    bytes[end++] = statement.kind === 'sent' ? client : server
    bytes[end++] = blank
    bytes[end++] = statement.kind === 'sent' ? outwards : inwards
    bytes[end++] = blank
    bytes[end++] = quote
    if (statement.text.length + 2 > bytes.length - end) return -1
    end = putText(statement.text, bytes, end)
    if (end < 0) return -1
    bytes[end++] = quote
    bytes[end++] = lineFeed
    return end
  }

  #putEvent(event: ConversationEvent, bytes: Uint8Array, at: number): number {
    const text = `### ${printEvent(event, this.#locale)}\n`
    return maxBytesPerUnit * text.length > bytes.length - at ? -1 : at + this.#writeUtf8(text, bytes, at)
  }

  #remember({ at, processId }: RecordedLine): void {
    const text = ` ${printTime(at)} ${processId} `
    this.#moment = new Uint8Array(text.length)
    putText(text, this.#moment, 0)
    this.#at = at
    this.#processId = processId
  }
}

/** @param number whole and not negative. */
function putNumber(number: number, bytes: Uint8Array, at: number): number {
  let end = at + 1
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) end++
  let rest = number
  for (let place = end - 1; place >= at; place--) {
    const tens = Math.floor(rest / 10)
    bytes[place] = zero + (rest - 10 * tens)
    rest = tens
  }
  return end
}

function putText(text: string, bytes: Uint8Array, at: number): number {
  let end = at
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    if (unit < blank || unit > tilde || unit === backslash) return -1
    bytes[end++] = unit
  }
  return end
}

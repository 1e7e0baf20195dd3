import { printEvent } from './event-catalogue.js'
import type { LogLocale, RecordedLine } from './statement.js'
import { printTime } from './utc-time.js'

const [lineFeed, blank, quote, zero, backslash, tilde] = [0x0a, 0x20, 0x22, 0x30, 0x5c, 0x7e]
/** Three numbers of 16 digits, the time, blanks and the mark. */
const longestStart = 3 * 16 + 23 + 3 + 6
const marks = { sent: ' C > "', received: ' S < "', event: ' ### ' } as const

/**
 * Puts a line with its LF into memory, byte for byte as `printLine` prints it in UTF-8, without making a text of it.
 * @returns the place behind it; -1 when it takes more than there is or a text of the wire holds anything but printable
 * ASCII without a backslash: what then stands from `at` on means nothing, and the line is to be printed.
 */
export function putLine(line: RecordedLine, locale: LogLocale, bytes: Uint8Array, at: number): number {
  const { statement } = line
  if (bytes.length - at < longestStart) return -1
  let end = putNumber(line.counter, bytes, at)
  bytes[end++] = blank
  end = putText(printTime(line.at), bytes, end)
  bytes[end++] = blank
  end = putNumber(line.processId, bytes, end)
  bytes[end++] = blank
  end = putNumber(line.conversation, bytes, end)
  end = putText(marks[statement.kind], bytes, end)
  if (statement.kind === 'event') end = putPrinted(printEvent(statement.event, locale), bytes, end)
  else end = putText(statement.text, bytes, end)
  if (end < 0) return -1
  if (statement.kind !== 'event') bytes[end++] = quote
  bytes[end++] = lineFeed
  return end > bytes.length ? -1 : end
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

/** A text that is escaped already, in UTF-8; -1 when it goes beyond the basic plane. */
function putPrinted(text: string, bytes: Uint8Array, at: number): number {
  let end = at
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    if (unit < 0x80) bytes[end++] = unit
    else if (unit >= 0xd800 && unit < 0xe000) return -1
    else {
      if (unit < 0x800) bytes[end++] = 0xc0 | (unit >> 6)
      else {
        bytes[end++] = 0xe0 | (unit >> 12)
        bytes[end++] = 0x80 | ((unit >> 6) & 0x3f)
      }
      bytes[end++] = 0x80 | (unit & 0x3f)
    }
  }
  return end
}

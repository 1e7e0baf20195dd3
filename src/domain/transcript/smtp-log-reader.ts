import { parseLine } from './smtp-log-format.js'
import type { ParsedLine } from './smtp-log-format.js'
import { textOf } from './wire-text.js'

/** A line of a log file with its number in the file, from 1. */
export type ReadLine = ParsedLine & { readonly number: number }

const lineFeed = 0x0a
const carriageReturn = 0x0d
/** No line that the log writes is longer: 64 KiB of a wire line, each byte as at most four characters, and its head. */
const maxLineBytes = 1 << 20

/**
 * Reads a log file of any size piece by piece, holding at most one line of it. Damaged lines are told with their number
 * and do not stop the reading; a CR before the LF, which a transfer between systems may have put there, is overlooked.
 */
export class SmtpLogReader {
  #held: Uint8Array[] = []
  #heldBytes = 0
  #number = 0

  /** The lines that end in this piece, in order. */
  read(piece: Uint8Array): readonly ReadLine[] {
    const lines: ReadLine[] = []
    let start = 0
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      this.#hold(piece.subarray(start, end))
      lines.push(this.#finish())
      start = end + 1
    }
    this.#hold(piece.subarray(start))
    return lines
  }

  /** The last line when it has no line end: that of a file that is being written, or was cut. */
  end(): readonly ReadLine[] {
    return this.#heldBytes === 0 ? [] : [this.#finish()]
  }

  #hold(part: Uint8Array): void {
    if (this.#heldBytes <= maxLineBytes && part.length > 0)
      this.#held.push(new Uint8Array(part.subarray(0, maxLineBytes + 1)))
    this.#heldBytes += part.length
  }

  #finish(): ReadLine {
    this.#number++
    const tooLong = this.#heldBytes > maxLineBytes
    const parsed: ParsedLine = tooLong
      ? {
          outcome: 'damaged',
          reason: `a line of ${this.#heldBytes} bytes; no line of the log is longer than ${maxLineBytes}`,
        }
      : parseLine(textOf(joined(this.#held, this.#heldBytes)))
    this.#held = []
    this.#heldBytes = 0
    return { number: this.#number, ...parsed }
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole
}

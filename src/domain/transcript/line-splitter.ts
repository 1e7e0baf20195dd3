/** One line of one side, as bytes. */
export interface WireLine {
  /** What is kept of the line, without its line end. */
  readonly bytes: Uint8Array
  /** The line's true length in bytes, without its line end; more than `bytes.length` when the line was cut. */
  readonly length: number
  /** `none` for the piece that was left when the connection ended. */
  readonly end: 'crlf' | 'lf' | 'none'
}

/** The most that is kept of one line: RFC 5321 (4.5.3.1) allows 1,000 bytes, the widest extension 12,288. */
const maxLineBytes = 65_536

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Cuts the bytes of one side into lines at each LF, in whatever pieces they come, and holds no more than one line of
 * bounded length. What it holds are copies: the caller may use its buffer again. A CR that is not followed by LF belongs to its line.
 */
export class LineSplitter {
  #held: Uint8Array[] = []
  #heldBytes = 0
  #length = 0
  #lastByte = 0

  split(chunk: Uint8Array, take: (line: WireLine) => void): void {
    let start = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, start)) {
      take(this.#line(chunk.subarray(start, at)))
      start = at + 1
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start))
  }

  /** Gives up the piece that has no line end, when there is one. */
  rest(): WireLine | undefined {
    if (this.#length === 0) return undefined
    const length = this.#length
    return { bytes: this.#take().subarray(0, maxLineBytes), length, end: 'none' }
  }

  #line(last: Uint8Array): WireLine {
    if (this.#length === 0 && last.length <= maxLineBytes) return lineOf(last, last.length, last.at(-1))
    this.#hold(last)
    const length = this.#length
    const lastByte = this.#lastByte
    return lineOf(this.#take(), length, lastByte)
  }

  #hold(part: Uint8Array): void {
    this.#length += part.length
    if (part.length > 0) this.#lastByte = part.at(-1) ?? 0
    const room = maxLineBytes + 1 - this.#heldBytes
    if (room <= 0) return
    this.#held.push(new Uint8Array(part.subarray(0, room)))
    this.#heldBytes += Math.min(room, part.length)
  }

  #take(): Uint8Array {
    const whole = new Uint8Array(this.#heldBytes)
    let at = 0
    for (const part of this.#held) {
      whole.set(part, at)
      at += part.length
    }
    this.#held = []
    this.#heldBytes = 0
    this.#length = 0
    return whole
  }
}

function lineOf(bytes: Uint8Array, length: number, lastByte: number | undefined): WireLine {
  const crlf = lastByte === carriageReturn
  const content = crlf ? length - 1 : length
  return { bytes: bytes.subarray(0, Math.min(content, maxLineBytes)), length: content, end: crlf ? 'crlf' : 'lf' }
}

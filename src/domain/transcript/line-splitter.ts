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
export const maxLineBytes = 65_536

export const lineFeed = 0x0a
export const carriageReturn = 0x0d

/**
 * Cuts the bytes of one side into lines at each LF, in whatever pieces they come, and holds no more than one line of
 * bounded length. What it holds are copies: the caller may use its buffer again. A CR that is not followed by LF belongs to its line.
 */
export class LineSplitter {
  #held: Uint8Array[] = []
  #heldBytes = 0
  #length = 0
  #lastByte = 0

  /** Whether nothing of a line is held. */
  get isAtLineStart(): boolean {
    return this.#length === 0
  }

  /** Tells every line that ends in the chunk, and holds the rest. */
  split(chunk: Uint8Array, tell: (line: WireLine) => void): void {
    for (let at = 0; at < chunk.length;) at = this.next(chunk, at, tell)
  }

  /**
   * Goes on from a place of a chunk to the end of the line, which is told, or to the end of the chunk.
   * @returns the place from which to go on.
   */
  next(chunk: Uint8Array, from: number, tell: (line: WireLine) => void): number {
    const end = chunk.indexOf(lineFeed, from)
    if (end < 0) {
      this.#hold(chunk.subarray(from))
      return chunk.length
    }
    tell(this.#length === 0 && end - from <= maxLineBytes ? lineAt(chunk, from, end) : this.#joined(chunk, from, end))
    return end + 1
  }

  /** Gives up the piece that has no line end, when there is one. */
  rest(): WireLine | undefined {
    if (this.#length === 0) return undefined
    const length = this.#length
    return { bytes: this.#take().subarray(0, maxLineBytes), length, end: 'none' }
  }

  #joined(chunk: Uint8Array, from: number, end: number): WireLine {
    this.#hold(chunk.subarray(from, end))
    const crlf = this.#lastByte === carriageReturn
    const length = crlf ? this.#length - 1 : this.#length
    return { bytes: this.#take().subarray(0, Math.min(length, maxLineBytes)), length, end: crlf ? 'crlf' : 'lf' }
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

/** The line that stands whole in a chunk, with its LF at `lineEnd`. */
export function lineAt(chunk: Uint8Array, from: number, lineEnd: number): WireLine {
  const crlf = lineEnd > from && chunk[lineEnd - 1] === carriageReturn
  const end = crlf ? lineEnd - 1 : lineEnd
  return { bytes: chunk.subarray(from, end), length: end - from, end: crlf ? 'crlf' : 'lf' }
}

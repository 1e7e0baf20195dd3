import { carriageReturn, lineFeed } from './line-splitter.js'

const dot = 0x2e

/** What ends a message: CRLF.CRLF, the first CRLF being the end of the line before. */
const pattern = Uint8Array.of(carriageReturn, lineFeed, dot, carriageReturn, lineFeed)
const size = pattern.length

/** How far the search may go on when this byte stands where the pattern ends, and the pattern does not. */
const steps = new Uint8Array(256).fill(size)
for (const [at, byte] of pattern.subarray(0, size - 1).entries()) steps[byte] = size - 1 - at

/** Looks for the final dot in bytes that come in pieces, most of them unseen. */
export class FinalDot {
  /** How many bytes of the pattern the latest bytes are. */
  #matched: number

  /** @param afterCrlf whether the bytes begin behind a CRLF. */
  constructor(afterCrlf: boolean) {
    this.#matched = afterCrlf ? 2 : 0
  }

  get isFound(): boolean {
    return this.#matched === size
  }

  /** @returns the place behind the final dot, or else the end of the chunk. */
  find(chunk: Uint8Array, from: number): number {
    let at = from
    do {
      if (at === chunk.length) return at
      this.#matched = behind(this.#matched, chunk[at++] ?? 0)
    } while (this.#matched > 0 && this.#matched < size)
    if (this.#matched === size) return at
    let last = at + size - 1
    while (last < chunk.length) {
      const byte = chunk[last] ?? 0
      if (byte === lineFeed && isPattern(chunk, last - size + 1)) {
        this.#matched = size
        return last + 1
      }
      last += steps[byte] ?? size
    }
    for (at = last - size + 1; at < chunk.length; at++) this.#matched = behind(this.#matched, chunk[at] ?? 0)
    return chunk.length
  }
}

/** How many bytes of the pattern match with one more byte. */
function behind(matched: number, byte: number): number {
  if (byte === pattern[matched]) return matched + 1
  return byte === carriageReturn ? 1 : 0
}

function isPattern(chunk: Uint8Array, from: number): boolean {
  for (let at = 0; at < size; at++) if (chunk[from + at] !== pattern[at]) return false
  return true
}

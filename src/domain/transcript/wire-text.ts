/**
 * Bytes off the wire as a string: valid UTF-8 stands decoded, every byte that is not valid UTF-8 stands as one lone
 * surrogate U+DC80 to U+DCFF, so that no byte is lost and no two byte sequences share a text.
 */
export type WireText = string

const bytesAtOnce = 8192

/** The text of any bytes; {@link bytesOf} gives the same bytes back. */
export function textOf(bytes: Uint8Array): WireText {
  let text = ''
  for (let start = 0; start < bytes.length;) {
    const ascii = asciiRun(bytes, start)
    for (let from = start; from < ascii; from += bytesAtOnce)
      text += characters(bytes.subarray(from, Math.min(ascii, from + bytesAtOnce)))
    start = ascii
    while (start < bytes.length && (bytes[start] ?? 0) >= 0x80) {
      const length = sequenceLength(bytes, start)
      text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[start] ?? 0)) : decoded(bytes, start, length)
      start += Math.max(1, length)
    }
  }
  return text
}

/**
 * The bytes of a text that {@link textOf} gave. Total: a surrogate that stands alone and for no byte, which no wire
 * text holds, becomes U+FFFD.
 */
export function bytesOf(text: WireText): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) bytes[length++] = unit
    else if (unit >= 0xdc80 && unit <= 0xdcff) bytes[length++] = unit - 0xdc00
    else {
      const point = text.codePointAt(at) ?? 0
      if (point > 0xffff) at++
      length = encode(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point, bytes, length)
    }
  }
  return bytes.slice(0, length)
}

/** Several times as fast as spreading the bytes into arguments. */
const characters = (ascii: Uint8Array): string =>
  Reflect.apply(String.fromCharCode, undefined, ascii as unknown as readonly number[])

function asciiRun(bytes: Uint8Array, start: number): number {
  let end = start
  while (end < bytes.length && (bytes[end] ?? 0) < 0x80) end++
  return end
}

/** The length of the valid UTF-8 sequence at a byte of 0x80 or more, 0 when there is none (RFC 3629, section 4). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  if (first < 0xc2 || first > 0xf4 || !isContinuation(second)) return 0
  if (first < 0xe0) return 2
  if (!isContinuation(bytes[at + 2] ?? 0)) return 0
  if (first < 0xf0) return (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) ? 0 : 3
  if (!isContinuation(bytes[at + 3] ?? 0)) return 0
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : 4
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80

function decoded(bytes: Uint8Array, at: number, length: number): string {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let next = at + 1; next < at + length; next++) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f)
  return String.fromCodePoint(point)
}

function encode(point: number, into: Uint8Array, at: number): number {
  let next = at
  if (point < 0x800) into[next++] = 0xc0 | (point >> 6)
  else {
    if (point < 0x10000) into[next++] = 0xe0 | (point >> 12)
    else {
      into[next++] = 0xf0 | (point >> 18)
      into[next++] = 0x80 | ((point >> 12) & 0x3f)
    }
    into[next++] = 0x80 | ((point >> 6) & 0x3f)
  }
  into[next++] = 0x80 | (point & 0x3f)
  return next
}

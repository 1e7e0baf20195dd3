/** RFC 2045 6.7: no line is longer, its soft break included. */
const maxLine = 76
const hex = Buffer.from('0123456789ABCDEF')
const [tab, lineFeed, carriageReturn, space, equals, tilde] = [0x09, 0x0a, 0x0d, 0x20, 0x3d, 0x7e]

/**
 * Text in quoted-printable (RFC 2045 6.7), in UTF-8 with CRLF line ends. A soft break splits no character. `=_` never
 * occurs in it, so a boundary that has it can never be met.
 *
 * @param text with line ends of any kind.
 */
export function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text.replace(/\r\n?|\n/g, '\r\n'))
  // The worst case is three octets for each and a soft break for each 24 of them.
  const out = Buffer.allocUnsafe(Math.ceil(bytes.length * 3.25) + 3)
  let [length, column] = [0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === carriageReturn) {
      out[length++] = carriageReturn
      out[length++] = lineFeed
      column = 0
      at += 1
      continue
    }
    const literal = isLiteral(byte, bytes[at + 1])
    if (column + widthFrom(byte, literal) >= maxLine) {
      out[length++] = equals
      out[length++] = carriageReturn
      out[length++] = lineFeed
      column = 0
    }
    if (literal) out[length++] = byte
    else {
      out[length++] = equals
      out[length++] = hex[byte >> 4] ?? 0
      out[length++] = hex[byte & 0x0f] ?? 0
    }
    column += literal ? 1 : 3
  }
  return out.toString('latin1', 0, length)
}

/** A blank stands for itself, but not at the end of a line, where it would get lost on the way. */
function isLiteral(byte: number, next: number | undefined): boolean {
  if (byte === space || byte === tab) return next !== undefined && next !== carriageReturn
  return byte > space && byte <= tilde && byte !== equals
}

/** How much room the character takes that begins with this byte; what follows in it needs none of its own. */
function widthFrom(byte: number, literal: boolean): number {
  if (literal) return 1
  if (byte >= 0xf0) return 12
  if (byte >= 0xe0) return 9
  if (byte >= 0xc0) return 6
  return byte >= 0x80 ? 0 : 3
}

import { decodeBase64 } from './base64.js'
import { textOf } from './wire-text.js'

const word = /=\?(utf-8|us-ascii|iso-8859-1)(?:\*[^?]*)?\?([bq])\?([!->@-~]*)\?=/gi

/** A header with its encoded words (RFC 2047) in readable characters; words in other character sets stay as they are. */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text
  const joined = text.replace(/(\?=)[ \t]+(?==\?)/g, '$1')
  return joined.replace(word, (whole, charset: string, encoding: string, inside: string) => {
    const bytes = encoding.toLowerCase() === 'b' ? decodeBase64(inside) : decodeQ(inside)
    if (bytes === undefined) return whole
    return charset.toLowerCase() === 'iso-8859-1' ? String.fromCharCode(...bytes) : textOf(bytes)
  })
}

function decodeQ(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const byte = unit === equals ? hexAt(text, at + 1) * 16 + hexAt(text, at + 2) : Number.NaN
    if (Number.isNaN(byte)) bytes[length++] = unit === underscore ? blank : unit
    else {
      bytes[length++] = byte
      at += 2
    }
  }
  return bytes.subarray(0, length)
}

const [blank, equals, underscore] = [0x20, 0x3d, 0x5f]

/** The value of a hexadecimal digit in either case, NaN of anything else. */
function hexAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : Number.NaN
}

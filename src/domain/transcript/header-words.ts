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
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    const pair = text[at] === '=' ? /^[0-9a-f]{2}/i.exec(text.slice(at + 1, at + 3)) : null
    bytes.push(pair === null ? (text[at] === '_' ? 0x20 : text.charCodeAt(at)) : Number.parseInt(pair[0], 16))
    if (pair !== null) at += 2
  }
  return Uint8Array.from(bytes)
}

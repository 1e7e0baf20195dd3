import { encodeBase64 } from './base64.js'
import { bytesOf } from './wire-text.js'

/** A text that a secret looks like on the wire. */
export interface SecretPattern {
  readonly text: string
  /** What surrounds a hit and may hold more of the secret, such as the user name joined to a password before Base64. */
  readonly run: 'none' | 'base64'
}

/** So many characters at the beginning of a pattern are its head, by which it is found. */
export const headLength = 6

/** One way in which a secret stands on the wire, in one or two spellings. */
export interface SecretFraming {
  /** The first six characters of its patterns. */
  readonly heads: readonly string[]
  readonly patterns: readonly SecretPattern[]
}

/**
 * A secret in plain (also with its blanks as `+` and `_`, and without its line breaks) and in Base64 of both alphabets
 * at all three alignments. URL-encoding and quoted-printable are undone in the text instead, in any spelling.
 */
export function framings(value: string): readonly SecretFraming[] {
  return [...plainFramings(value), ...base64Framings(value)]
}

/** The same without the plain ones: only where somebody encoded it. */
export function base64Framings(value: string): readonly SecretFraming[] {
  // Six characters are five bytes or more, whatever the last of them is cut from; and five bytes decide six digits.
  const first = bytesOf(value.slice(0, headLength)).subarray(0, 5)
  return [0, 1, 2].map((alignment) => new Base64Framing(value, first, alignment))
}

function plainFramings(value: string): readonly SecretFraming[] {
  const texts = /[ \r\n]/.test(value)
    ? new Set([value, value.replaceAll(' ', '+'), value.replaceAll(' ', '_'), value.replaceAll(/[\r\n]+/g, '')])
    : [value]
  return Array.from(texts)
    .filter((text) => text.length >= headLength)
    .map((text) => ({ heads: [text.slice(0, headLength)], patterns: [{ text, run: 'none' }] }))
}

/** Every message brings a secret along, and hardly any is ever met: the whole of it is encoded once its head was seen. */
class Base64Framing implements SecretFraming {
  readonly heads: readonly string[]
  readonly #value: string
  readonly #alignment: number
  #patterns: readonly SecretPattern[] | undefined

  constructor(value: string, firstBytes: Uint8Array, alignment: number) {
    this.heads = bothAlphabets(encodedInside(firstBytes, alignment))
    this.#value = value
    this.#alignment = alignment
  }

  get patterns(): readonly SecretPattern[] {
    this.#patterns ??= bothAlphabets(encodedInside(bytesOf(this.#value), this.#alignment)).map((text) => ({
      text,
      run: 'base64',
    }))
    return this.#patterns
  }
}

function bothAlphabets(base64: string): readonly string[] {
  return /[+/]/.test(base64) ? [base64, base64.replaceAll('+', '-').replaceAll('/', '_')] : [base64]
}

/** The digits that bytes alone decide when so many unknown bytes stand before them, and any after. */
function encodedInside(bytes: Uint8Array, before: number): string {
  const shifted = new Uint8Array(before + bytes.length)
  shifted.set(bytes, before)
  return encodeBase64(shifted).slice(Math.ceil((8 * before) / 6), Math.floor((8 * shifted.length) / 6))
}

import { encodeBase64 } from './base64.js'
import { bytesOf } from './wire-text.js'

/** Values shorter than this are not looked for: they would be found everywhere. */
export const minSecretLength = 6

const headLength = 6
const tableSize = 1 << 13

/** A text that a secret looks like on the wire. */
export interface SecretPattern {
  readonly text: string
  /** What surrounds a hit and may hold more of the secret, such as the user name joined to a password before Base64. */
  readonly run: 'none' | 'base64'
}

/**
 * The secret values that must not stand in any record, made ready to be searched for. Values of less than six
 * characters are not kept. One instance may be shared by all conversations and grow while they run.
 */
export class SecretPatterns {
  readonly #values = new Set<string>()
  readonly #table = new Uint8Array(tableSize)
  readonly #heads = new Map<string, SecretPattern[]>()
  readonly #starts = new Map<string, SecretPattern[]>()
  readonly #lasts = new Uint8Array(128)

  add(value: string): void {
    if (value.length < minSecretLength || this.#values.has(value) || /^\**$/.test(value)) return
    this.#values.add(value)
    for (const pattern of framings(value)) this.#index(pattern)
  }

  get isEmpty(): boolean {
    return this.#values.size === 0
  }

  /** The patterns that may begin at a place of a text, by their first six characters. */
  beginningAt(text: string, at: number): readonly SecretPattern[] {
    if (this.#table[slot(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2))] === 0) return none
    return this.#heads.get(text.slice(at, at + headLength)) ?? none
  }

  /** The patterns whose first one to five characters stand there. */
  startingWith(text: string, from: number, to: number): readonly SecretPattern[] {
    return from < 0 ? none : (this.#starts.get(text.slice(from, to)) ?? none)
  }

  /** Of the first one to five characters of patterns, how many may end with this one. */
  startLengths(last: number): readonly number[] {
    return lengthsIn[this.#lasts[last & 127] ?? 0] ?? []
  }

  #index(pattern: SecretPattern): void {
    const { text } = pattern
    this.#table[slot(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2))] = 1
    put(this.#heads, text.slice(0, headLength), pattern)
    for (let length = 1; length < headLength; length++) {
      put(this.#starts, text.slice(0, length), pattern)
      const last = text.charCodeAt(length - 1) & 127
      this.#lasts[last] = (this.#lasts[last] ?? 0) | (1 << length)
    }
  }
}

const none: readonly SecretPattern[] = []

/** The numbers one to five of which a set of bits consists. */
const lengthsIn = Array.from({ length: 1 << headLength }, (_, bits) =>
  [1, 2, 3, 4, 5].filter((length) => (bits >> length) & 1),
)

const slot = (first: number, second: number, third: number): number =>
  (first ^ (second << 4) ^ (third << 7)) & (tableSize - 1)

function put(map: Map<string, SecretPattern[]>, key: string, pattern: SecretPattern): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [pattern])
  else list.push(pattern)
}

/**
 * A secret in plain (also with its blanks as `+` and `_`, and without its line breaks) and in Base64 of both alphabets
 * at all three alignments. URL-encoding and quoted-printable are undone in the text instead, in any spelling.
 */
function framings(value: string): readonly SecretPattern[] {
  const plain = [value, value.replaceAll(' ', '+'), value.replaceAll(' ', '_'), value.replaceAll(/[\r\n]+/g, '')]
  const bytes = bytesOf(value)
  const base64 = [0, 1, 2].map((alignment) => encodedInside(bytes, alignment))
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  return [
    ...[...new Set(plain)].filter(isLong).map((text) => ({ text, run: 'none' as const })),
    ...[...new Set([...base64, ...url])].filter(isLong).map((text) => ({ text, run: 'base64' as const })),
  ]
}

const isLong = (text: string): boolean => text.length >= headLength

/** The digits that bytes alone decide when so many unknown bytes stand before them, and any after. */
function encodedInside(bytes: Uint8Array, before: number): string {
  const shifted = new Uint8Array(before + bytes.length)
  shifted.set(bytes, before)
  return encodeBase64(shifted).slice(Math.ceil((8 * before) / 6), Math.floor((8 * shifted.length) / 6))
}

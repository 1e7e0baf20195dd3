import { base64Framings, framings, headLength } from './secret-framings.js'
import type { SecretFraming, SecretPattern } from './secret-framings.js'

/** Values shorter than this are not looked for: they would be found everywhere. */
export const minSecretLength = 6

const tableSize = 1 << 15

/**
 * The secret values that must not stand in any record, made ready to be searched for. Values of less than six
 * characters are not kept. One instance may be shared by all conversations and grow while they run.
 */
export class SecretPatterns {
  readonly #values = new Set<string>()
  /** Whether a head begins with three characters that have this slot. */
  #table = emptyTable
  readonly #heads = new Map<string, SecretFraming[]>()
  /** Those of which the starts are not sorted in yet: that is done when somebody asks for starts. */
  #unsorted: SecretFraming[] = []
  readonly #starts = new Map<string, SecretPattern[]>()
  readonly #lasts = new Uint8Array(128)

  add(value: string): void {
    this.#add(value, framings)
  }

  /** Keeps a value that may stand in plain out of Base64 alone. */
  addEncoded(value: string): void {
    this.#add(value, base64Framings)
  }

  #add(value: string, framed: (value: string) => readonly SecretFraming[]): void {
    if (value.length < minSecretLength || this.#values.has(value) || /^\**$/.test(value)) return
    if (this.isEmpty) this.#table = new Uint8Array(tableSize)
    this.#values.add(value)
    for (const framing of framed(value)) {
      this.#unsorted.push(framing)
      for (const head of framing.heads) {
        this.#table[slot(head.charCodeAt(0), head.charCodeAt(1), head.charCodeAt(2))] = 1
        put(this.#heads, head, framing)
      }
    }
  }

  get isEmpty(): boolean {
    return this.#values.size === 0
  }

  /** Whether no pattern stands in a text, nor six characters or more of one at its end. */
  isFreeOf(text: string): boolean {
    if (this.isEmpty) return true
    const table = this.#table
    let [first, second] = [text.charCodeAt(0), text.charCodeAt(1)]
    for (let at = 2; at < text.length; at++) {
      const third = text.charCodeAt(at)
      if (table[slot(first, second, third)] !== 0 && this.#heads.has(text.slice(at - 2, at - 2 + headLength)))
        return false
      first = second
      second = third
    }
    return true
  }

  /**
   * Whether a pattern may begin in the last characters of a text, of which there are at most five, and go on where
   * another one starts. It may also be said of one that does not.
   */
  mayGoOn(tail: string, text: string, start: number): boolean {
    if (this.isEmpty) return false
    const room = text.length - start
    for (let length = 1; length <= tail.length; length++) {
      const known = length + room
      const first = tail.charCodeAt(tail.length - length)
      const second = length > 1 ? tail.charCodeAt(tail.length - length + 1) : text.charCodeAt(start)
      const third = length > 2 ? tail.charCodeAt(tail.length - length + 2) : text.charCodeAt(start + 2 - length)
      if (known >= 3 && this.#table[slot(first, second, third)] === 0) continue
      if (known < headLength) return true
      if (this.#heads.has(tail.slice(tail.length - length) + text.slice(start, start + headLength - length)))
        return true
    }
    return false
  }

  /** The patterns that may begin at a place of a text, by their first six characters. */
  beginningAt(text: string, at: number): readonly SecretPattern[] {
    if (this.#table[slot(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2))] === 0) return none
    const head = text.slice(at, at + headLength)
    return (
      this.#heads
        .get(head)
        ?.flatMap(({ patterns }) => patterns)
        .filter((pattern) => pattern.text.startsWith(head)) ?? none
    )
  }

  /** Tells each pattern of which the first one to five characters stand before a place of a text, and how many. */
  startsBefore(text: string, end: number, tell: (pattern: SecretPattern, length: number) => void): void {
    if (this.#unsorted.length > 0) this.#sortStarts()
    for (const length of lengthsIn[this.#lasts[text.charCodeAt(end - 1) & 127] ?? 0] ?? []) {
      if (length > end) return
      for (const pattern of this.#starts.get(text.slice(end - length, end)) ?? []) tell(pattern, length)
    }
  }

  #sortStarts(): void {
    for (const { patterns } of this.#unsorted)
      for (const pattern of patterns)
        for (let length = 1; length < headLength; length++) {
          put(this.#starts, pattern.text.slice(0, length), pattern)
          const last = pattern.text.charCodeAt(length - 1) & 127
          this.#lasts[last] = (this.#lasts[last] ?? 0) | (1 << length)
        }
    this.#unsorted = []
  }
}

const none: readonly SecretPattern[] = []
/** Most conversations learn no secret of their own before their first message. */
const emptyTable = new Uint8Array(tableSize)

/** The numbers one to five of which a set of bits consists. */
const lengthsIn = Array.from({ length: 1 << headLength }, (_, bits) =>
  [1, 2, 3, 4, 5].filter((length) => (bits >> length) & 1),
)

const slot = (first: number, second: number, third: number): number =>
  (first ^ (second << 4) ^ (third << 8)) & (tableSize - 1)

function put<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}

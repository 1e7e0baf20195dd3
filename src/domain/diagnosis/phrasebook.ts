import { fold } from './fold.js'

/** How far the parts of a phrase written with `*` may lie apart. */
const gap = 100

const keyLength = 4
/** Keys of characters that are no ASCII word characters lie above those that are. */
const otherCharacters = 128 ** keyLength
const none: readonly Phrase[] = []

/** A phrase as it was written, taken apart when a text first holds the word it begins with. */
interface Phrase {
  readonly index: number
  readonly written: string
  variants: readonly Variant[] | undefined
}

interface Variant {
  readonly first: string
  readonly further: readonly string[]
  /** The last part ends a word: `full|` does not match `fully`. */
  readonly whole: boolean
  readonly length: number
}

/** Where a phrase stands in a text, and how long it is: the longer, the less can be meant by it. */
export interface Place {
  readonly at: number
  readonly length: number
}

/**
 * Finds many phrases in one pass over a text.
 *
 * A phrase begins at the start of a word, so each word of the text asks only for the phrases that begin like it: the
 * time depends on the text, hardly on the number of phrases, and grows linearly with both. Adding one costs next to
 * nothing, so that a program that reads one text pays only for the phrases it needs. In a phrase `{a/b}` stands for
 * either word, `*` for up to 100 characters in between, and a closing `|` for the end of a word.
 */
export class Phrasebook {
  readonly #byStart = new Map<number, Phrase[]>()
  #count = 0

  /** Adds a phrase and returns the number under which it is found. */
  add(written: string): number {
    const phrase: Phrase = { index: this.#count++, written, variants: undefined }
    if (beginsFolded(written)) this.#file(keyOf(written), phrase)
    else for (const start of new Set(variantsOf(phrase).map(({ first }) => keyOf(first)))) this.#file(start, phrase)
    return phrase.index
  }

  #file(key: number, phrase: Phrase): void {
    const known = this.#byStart.get(key)
    if (known === undefined) this.#byStart.set(key, [phrase])
    else known.push(phrase)
  }

  /** The phrases that stand in a folded text, each with the place where it stands first. */
  find(folded: string): ReadonlyMap<number, Place> {
    const found = new Map<number, Place>()
    let insideWord = false
    for (let at = 0; at < folded.length; at++) {
      const code = folded.charCodeAt(at)
      const starts = code !== 32 && !(insideWord && isWord(code))
      insideWord = isWord(code)
      if (!starts) continue
      let key = 0
      for (let length = 0; length < keyLength; length++) {
        const next = extend(key, folded.charCodeAt(at + length))
        if (next === undefined) break
        key = next
        for (const phrase of this.#byStart.get(key) ?? none) note(phrase, folded, at, found)
      }
    }
    return found
  }
}

function note(phrase: Phrase, folded: string, at: number, found: Map<number, Place>): void {
  const known = found.get(phrase.index)
  for (const variant of variantsOf(phrase)) {
    const longer = known === undefined || variant.length > known.length
    if (longer && stands(variant, folded, at)) return void found.set(phrase.index, { at, length: variant.length })
  }
}

/** The longest variant first. */
function variantsOf(phrase: Phrase): readonly Variant[] {
  phrase.variants ??= variants(fold(phrase.written))
    .map((variant) => {
      const whole = variant.endsWith('|')
      const parts = (whole ? variant.slice(0, -1) : variant).split('*').map((part) => part.trim())
      return { first: parts[0] ?? '', further: parts.slice(1), whole, length: variant.length }
    })
    .toSorted((one, other) => other.length - one.length)
  return phrase.variants
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 127 && code < 0x2e80)
}

/** What folded phrases are filed under: the first up to four ASCII word characters as one number, or one other character. */
function keyOf(folded: string): number {
  let key = 0
  for (let length = 0; length < keyLength; length++) {
    const next = extend(key, folded.charCodeAt(length))
    if (next === undefined) break
    key = next
  }
  return key
}

/** Is the beginning written as folding would leave it, so that the rest need not be worked out yet? */
function beginsFolded(written: string): boolean {
  for (let length = 0; length < keyLength; length++) {
    const code = written.charCodeAt(length)
    if (isUnfolded(code)) return false
    if (!isWord(code)) return true
  }
  return true
}

function isUnfolded(code: number): boolean {
  return code > 127 || (code >= 65 && code <= 90) || unfolded.has(code)
}

const unfolded = new Set([...'{"\'`\\'].map((character) => character.charCodeAt(0)))

/** The key with one more character; undefined when it is complete. */
function extend(key: number, code: number): number | undefined {
  if (code < 128 && isWord(code)) return key < otherCharacters ? key * 128 + code : undefined
  return key === 0 && !Number.isNaN(code) ? otherCharacters + code : undefined
}

function stands({ first, further, whole }: Variant, text: string, at: number): boolean {
  if (!text.startsWith(first, at)) return false
  let end = at + first.length
  for (const part of further) {
    const window = text.slice(end, end + gap + part.length)
    const offset = wordIndexOf(window, part)
    if (offset < 0) return false
    end += offset + part.length
  }
  return !whole || !isWord(text.charCodeAt(end))
}

function wordIndexOf(text: string, part: string): number {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (at === 0 || !isWord(text.charCodeAt(at - 1)) || !isWord(part.charCodeAt(0))) return at
  }
  return -1
}

function variants(written: string): readonly string[] {
  const open = written.indexOf('{')
  const close = written.indexOf('}', open)
  if (open < 0 || close < 0) return [written]
  return written
    .slice(open + 1, close)
    .split('/')
    .flatMap((choice) =>
      variants((written.slice(0, open) + choice + written.slice(close + 1)).replace(/\s+/g, ' ').trim()),
    )
}

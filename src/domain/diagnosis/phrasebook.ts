import { fold } from './fold.js'

/** How far the parts of a phrase written with `*` may lie apart. */
const gap = 100

/** A phrase as it was written, taken apart when a text first holds how it begins. */
interface Phrase {
  readonly index: number
  readonly written: string
}

/** One reading of a phrase: a choice is made, the parts between the gaps stand alone. */
interface Variant {
  readonly index: number
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
 * A phrase begins at the start of a word, and phrases that begin alike share a branch, which each word of the text
 * follows as far as it goes: the time depends on the text, hardly on the number of phrases, and grows linearly with
 * both. Adding one costs next to nothing, so that a program that reads one text pays only for the phrases it needs. In
 * a phrase `{a/b}` stands for either word, `*` for up to 100 characters in between, and a closing `|` for the end of a
 * word.
 */
export class Phrasebook {
  readonly #root = new Branch(0)
  #count = 0

  /** Adds a phrase and returns the number under which it is found. */
  add(written: string): number {
    const phrase = { index: this.#count++, written }
    this.#root.below(plainStart.exec(written)?.[0] ?? '').unread.push(phrase)
    return phrase.index
  }

  /** The phrases that stand in a folded text, each with the place where it stands first, in the order of these places. */
  find(folded: string): ReadonlyMap<number, Place> {
    let found = nothing
    const here: Variant[] = []
    this.#root.open()
    let insideWord = false
    for (let at = 0; at < folded.length; at++) {
      const code = folded.charCodeAt(at)
      const before = insideWord
      insideWord = isWord(code)
      if (code === 32 || (before && insideWord)) continue
      this.#root.collect(folded, at, found, here)
      if (here.length === 0) continue
      if (found === nothing) found = new Map()
      for (const variant of here) if (isNews(variant, found)) found.set(variant.index, { at, length: variant.length })
      here.length = 0
    }
    return found
  }
}

/** Never added to: most lines hold no phrase. */
const nothing = new Map<number, Place>()

/** How a phrase begins that folding leaves as it is, as far as that can be told without folding it. */
const plainStart = /^(?:[a-z\d]{4}|[a-z\d]{1,3}(?=[ |*.,:_/-]))/

/** How many phrases a branch holds before it forks. */
const handful = 4

/** Branches by the character that comes next. */
class Forks {
  readonly #ascii: (Branch | undefined)[] = Array.from({ length: 128 })
  readonly #others = new Map<number, Branch>()

  get(code: number): Branch | undefined {
    return code < 128 ? this.#ascii[code] : this.#others.get(code)
  }

  set(code: number, branch: Branch): void {
    if (code < 128) this.#ascii[code] = branch
    else this.#others.set(code, branch)
  }
}

/** The phrases that begin with the same characters: a handful, or forks by the character that comes next. */
class Branch {
  readonly unread: Phrase[] = []
  readonly #depth: number
  #variants: Variant[] = []
  #forks: Forks | undefined

  constructor(depth: number) {
    this.#depth = depth
    // The root holds nothing itself: every phrase begins with some character.
    if (depth === 0) this.#forks = new Forks()
  }

  /** The branch of what begins like this one and goes on like `start`. */
  below(start: string): Branch {
    if (start === '') return this
    this.#forks ??= new Forks()
    return this.#fork(start.charCodeAt(0)).below(start.slice(1))
  }

  /** Takes the phrases apart that were added. */
  open(): void {
    for (const phrase of this.unread.splice(0)) for (const variant of variantsOf(phrase)) this.#take(variant)
  }

  /** Adds to `here`, in order, what stands at that place of the text and was not found before, or not at such a length. */
  collect(text: string, at: number, found: ReadonlyMap<number, Place>, here: Variant[]): void {
    let branch: Branch | undefined = this.#forks?.get(text.charCodeAt(at))
    while (branch !== undefined) {
      if (branch.unread.length > 0) branch.open()
      for (const variant of branch.#variants)
        if (beginsAt(variant.first, branch.#depth, text, at) && isNews(variant, found) && stands(variant, text, at))
          insert(variant, here)
      branch = branch.#forks?.get(text.charCodeAt(at + branch.#depth))
    }
  }

  #take(variant: Variant): void {
    if (this.#forks !== undefined && variant.first.length > this.#depth)
      return this.#fork(variant.first.charCodeAt(this.#depth)).#take(variant)
    this.#variants.push(variant)
    if (this.#forks !== undefined || this.#variants.length <= handful) return
    this.#forks = new Forks()
    for (const one of this.#variants.splice(0)) this.#take(one)
  }

  #fork(code: number): Branch {
    const known = this.#forks?.get(code)
    if (known !== undefined) return known
    const made = new Branch(this.#depth + 1)
    this.#forks?.set(code, made)
    return made
  }
}

/** Puts a variant where it belongs in the order in which the phrases were added. */
function insert(variant: Variant, here: Variant[]): void {
  let place = here.length
  for (let last = here.at(-1); last !== undefined && last.index > variant.index; last = here[place - 1])
    here[place--] = last
  here[place] = variant
}

function isNews({ index, length }: Variant, found: ReadonlyMap<number, Place>): boolean {
  const known = found.get(index)
  return known === undefined || length > known.length
}

/** Does `first`, whose characters before `from` are known to stand there, stand there as a whole? */
function beginsAt(first: string, from: number, text: string, at: number): boolean {
  for (let next = from; next < first.length; next++)
    if (first.charCodeAt(next) !== text.charCodeAt(at + next)) return false
  return true
}

function variantsOf({ index, written }: Phrase): readonly Variant[] {
  return variants(fold(written)).map((variant) => {
    const whole = variant.endsWith('|')
    const parts = (whole ? variant.slice(0, -1) : variant).split('*').map((part) => part.trim())
    return { index, first: parts[0] ?? '', further: parts.slice(1), whole, length: variant.length }
  })
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 127 && code < 0x2e80)
}

/** Does the phrase whose first part stands there go on as it should? */
function stands({ first, further, whole }: Variant, text: string, at: number): boolean {
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

import { decodedViews } from './decoded-views.js'
import type { View } from './decoded-views.js'
import { startsOf } from './line-starts.js'
import { mask } from './redaction.js'
import type { SecretPattern } from './secret-framings.js'
import { minSecretLength } from './secret-patterns.js'
import type { SecretPatterns } from './secret-patterns.js'
import { bytesOf, textOf } from './wire-text.js'

interface Range {
  readonly from: number
  readonly to: number
}

/** Secrets that began on lines before: of each pattern, how many of its characters may have been seen. */
type Begun = Map<SecretPattern, Set<number>>

/** What a line leaves to the next one. */
interface Seam {
  readonly begun: Begun
  /** Encoded bytes at the very end of the line, the last of which may be in pieces or one of several of a character. */
  readonly open: string
  readonly begunBeforeOpen: Begun
}

const noSeam: Seam = { begun: new Map(), open: '', begunBeforeOpen: new Map() }
const maxOpen = 4096
const none: readonly number[] = []

/** The most that a line shows of a secret that begins at its end. */
const maxTail = minSecretLength - 1

/**
 * Masks the registered secrets wherever they stand in the lines of one side, also across lines. Each line is masked at
 * once: an end that is the beginning of a secret (six characters or more of it) is masked before the next line is
 * known, and the rest of a secret is masked where the next line begins, behind the reply code.
 */
export class ThoroughScrub {
  readonly #patterns: readonly SecretPatterns[]
  #before: Seam = noSeam
  #tail: string | undefined = ''

  /** @param patterns searched for together; each may grow between lines. */
  constructor(patterns: readonly SecretPatterns[]) {
    this.#patterns = patterns
  }

  /**
   * The last characters of the latest line, at most five, when they alone say which secrets may go on in the next one;
   * undefined when it takes more than that.
   */
  get tail(): string | undefined {
    return this.#tail
  }

  /** Goes on behind lines that were not shown to it, of which this is the {@link tail}. */
  resume(tail: string): void {
    const seam: Seam = { begun: new Map(), open: '', begunBeforeOpen: new Map() }
    for (const patterns of this.#patterns) begin(patterns, tail, [tail.length], seam.begun)
    this.#before = seam.begun.size === 0 ? noSeam : seam
    this.#tail = tail
  }

  /** The next line of this side, without its line end, with every secret in it masked. */
  line(content: string): string {
    if (content === '') return content
    if (this.#before === noSeam && this.#patterns.every((patterns) => patterns.isEmpty)) {
      this.#tail = ''
      return content
    }
    const before = this.#before
    const ranges: Range[] = []
    const open = content.slice(Math.max(openEnd(content), content.length - maxOpen))
    const seam: Seam = { begun: new Map(), open, begunBeforeOpen: new Map() }
    const views = decodedViews(content)
    let isDeep = before.open !== '' || open !== ''
    for (const view of views) {
      const found = (from: number, to: number): number => ranges.push({ from: view.start(from), to: view.end(to) })
      const starts = before.begun.size === 0 ? none : startsOf(view.text)
      const ends = endsOf(view.text)
      if (this.#search(view.text, before.begun, starts, ends, found, seam.begun)) isDeep = true
      if (ends.length > 1 || view.text.slice(-maxTail) !== content.slice(-maxTail)) isDeep = true
      if (open === '') continue
      const cut = placeOf(view, content.length - open.length)
      this.#search(view.text, before.begun, starts, [cut], found, seam.begunBeforeOpen)
    }
    if (before.open !== '') this.#searchOpen(content, before, ranges, seam)
    this.#before = seam.begun.size === 0 && open === '' ? noSeam : seam
    this.#tail = isDeep ? undefined : content.slice(-maxTail)
    return ranges.length === 0 ? content : withMasks(content, ranges)
  }

  /** Reads what a line before left open together with this line, as one who joins them does. */
  #searchOpen(content: string, before: Seam, ranges: Range[], seam: Seam): void {
    for (const start of startsOf(content)) {
      const joined = textOf(bytesOf(before.open + content.slice(start)))
      const place = (at: number): number => Math.max(start, content.length - (joined.length - at))
      for (const view of decodedViews(joined)) {
        const found = (from: number, to: number): number =>
          ranges.push({ from: place(view.start(from)), to: place(view.end(to)) })
        this.#search(view.text, before.begunBeforeOpen, [0], endsOf(view.text), found, seam.begun)
      }
    }
  }

  /** @returns whether something began that one to five characters at the end do not tell. */
  #search(
    text: string,
    before: Begun,
    starts: readonly number[],
    ends: readonly number[],
    found: Found,
    begun: Begun,
  ): boolean {
    const hit = (from: number, to: number, pattern: SecretPattern): void => {
      if (pattern.run === 'none') found(from, to)
      else found(...widened(text, from, to))
    }
    if (before.size > 0) goOn(before, text, starts, ends, hit, begun)
    for (const patterns of this.#patterns) search(patterns, text, ends, hit, begun)
    const isDeep = begun.size > 0
    for (const patterns of this.#patterns) begin(patterns, text, ends, begun)
    return isDeep
  }
}

type Found = (from: number, to: number) => void
type Hit = (from: number, to: number, pattern: SecretPattern) => void

function note(begun: Begun, pattern: SecretPattern, seen: number): void {
  const lengths = begun.get(pattern)
  if (lengths === undefined) begun.set(pattern, new Set([seen]))
  else lengths.add(seen)
}

function* each(begun: Begun): Iterable<{ readonly pattern: SecretPattern; readonly seen: number }> {
  for (const [pattern, lengths] of begun) for (const seen of lengths) yield { pattern, seen }
}

/** Secrets in a text, and those of which six characters or more stand at its end. */
function search(patterns: SecretPatterns, text: string, ends: readonly number[], hit: Hit, begun: Begun): void {
  const last = text.length - minSecretLength
  for (let at = 0; at <= last; at++)
    for (const pattern of patterns.beginningAt(text, at)) {
      if (text.startsWith(pattern.text, at)) hit(at, at + pattern.text.length, pattern)
      else
        for (const end of ends)
          if (end - at >= minSecretLength && pattern.text.startsWith(text.slice(at, end))) {
            hit(at, end, pattern)
            note(begun, pattern, end - at)
          }
    }
}

/** Secrets of which one to five characters may stand at the end of a text. */
function begin(patterns: SecretPatterns, text: string, ends: readonly number[], begun: Begun): void {
  for (const end of ends) patterns.startsBefore(text, end, (pattern, length) => note(begun, pattern, length))
}

/**
 * Where a line may end for one who joins lines: as it is, before a soft line break or a piece of a character, before
 * trailing blanks. The sign that begins a piece (`%2`) may belong to the secret itself, so it may end behind it as well.
 */
function endsOf(text: string): readonly number[] {
  const { length } = text
  const last = text.charCodeAt(length - 1)
  if (last === blank || last === tab) return [length, text.trimEnd().length]
  const piece = pieceStart(text)
  if (piece === length && !isByte(last)) return [length]
  return [...new Set([length, beforeBytes(text, piece), Math.min(length, piece + 1)])]
}

/** Where the encoded bytes at the end of a text begin, its end when there are none; the last one may be in pieces. */
function openEnd(text: string): number {
  let start = pieceStart(text)
  if (start === text.length) {
    if (!isHex(text.charCodeAt(start - 1)) || !isHex(text.charCodeAt(start - 2)) || !isSign(text.charCodeAt(start - 3)))
      return beforeBytes(text, start)
    start -= 3
  }
  const sign = text.charCodeAt(start)
  while (text.charCodeAt(start - 3) === sign && isHex(text.charCodeAt(start - 2)) && isHex(text.charCodeAt(start - 1)))
    start -= 3
  return start
}

/** Where an encoded byte of which the end is missing begins, such as `%C` or `=`; the end of the text when there is none. */
function pieceStart(text: string): number {
  const { length } = text
  const last = text.charCodeAt(length - 1)
  if (isSign(last)) return length - 1
  return isHex(last) && isSign(text.charCodeAt(length - 2)) ? length - 2 : length
}

/** Where the bytes before a place begin that are no characters, perhaps because a character is in pieces. */
function beforeBytes(text: string, end: number): number {
  let start = end
  while (start > 0 && isByte(text.charCodeAt(start - 1))) start--
  return start
}

const blank = 0x20
const tab = 0x09
const isSign = (unit: number): boolean => unit === 0x3d || unit === 0x25
const isByte = (unit: number): boolean => unit >= 0xdc80 && unit <= 0xdcff
const isHex = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66)

/** The rest of secrets that began on lines before, or as much of it as a whole line holds. */
function goOn(
  before: Begun,
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  hit: Hit,
  begun: Begun,
): void {
  for (const { pattern, seen } of each(before))
    for (const start of starts) {
      const rest = pattern.text.length - seen
      if (text.startsWith(pattern.text.slice(seen), start)) hit(start, start + rest, pattern)
      else
        for (const end of ends)
          if (end >= start && end - start < rest && pattern.text.startsWith(text.slice(start, end), seen)) {
            const known = seen + end - start
            if (end > start && known >= minSecretLength) hit(start, end, pattern)
            note(begun, pattern, known)
          }
    }
}

/** Where in a view the part begins that stands from a place of the original on. */
function placeOf(view: View, original: number): number {
  let place = view.text.length
  while (place > 0 && view.start(place - 1) >= original) place--
  return place
}

/** A hit with all of the Base64 around it. */
function widened(text: string, from: number, to: number): readonly [number, number] {
  let first = from
  let last = to
  while (first > 0 && isBase64(text.charCodeAt(first - 1))) first--
  while (last < text.length && isBase64(text.charCodeAt(last))) last++
  return [first, last]
}

/** Digits of both alphabets and the padding. */
const isBase64 = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  unit === 0x2b ||
  unit === 0x2f ||
  unit === 0x2d ||
  unit === 0x5f ||
  unit === 0x3d

function withMasks(text: string, ranges: readonly Range[]): string {
  const inOrder = ranges.toSorted((a, b) => a.from - b.from)
  let clean = ''
  let written = 0
  for (const { from, to } of inOrder) {
    if (to <= written) continue
    if (from > written || written === 0) clean += text.slice(written, from) + mask
    written = to
  }
  return clean + text.slice(written)
}

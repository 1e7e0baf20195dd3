import { startsOf } from './line-starts.js'
import type { SecretPatterns } from './secret-patterns.js'
import { ThoroughScrub } from './thorough-scrub.js'
import type { WireText } from './wire-text.js'

/**
 * The second layer of safety: masks the registered secrets wherever they stand in the lines of one side, also across
 * lines, as {@link ThoroughScrub} does. Lines in which, at a quick look, there can be none are not shown to it.
 */
export class SecretScrub {
  readonly #patterns: readonly SecretPatterns[]
  #thorough: ThoroughScrub | undefined
  /** The end of the latest line when that is all that matters of it; undefined when the thorough scrub knows more. */
  #tail: string | undefined = ''

  /** @param patterns searched for together; each may grow between lines. */
  constructor(patterns: readonly SecretPatterns[]) {
    this.#patterns = patterns
  }

  /** The next line of this side with every secret in it masked. */
  line(text: WireText): WireText {
    const content = text.endsWith('\n') ? text.slice(0, -1) : text
    if (content === '') return text
    if (this.#tail !== undefined && isPlain(this.#patterns, this.#tail, content)) {
      this.#tail = content.slice(-5)
      return text
    }
    this.#thorough ??= new ThoroughScrub(this.#patterns)
    if (this.#tail !== undefined) this.#thorough.resume(this.#tail)
    const clean = this.#thorough.line(content)
    this.#tail = this.#thorough.tail
    return content.length === text.length ? clean : `${clean}\n`
  }

  /** A text that stands alone, such as a field of an event. */
  alone(text: string): string {
    return isPlain(this.#patterns, '', text) ? text : new ThoroughScrub(this.#patterns).line(text)
  }
}

/** Whether a line holds no secret in any framing, nor ends or goes on one, for sure. */
function isPlain(patterns: readonly SecretPatterns[], tail: string, content: string): boolean {
  if (content.includes('=') || content.includes('%') || !isPlainEnd(content.charCodeAt(content.length - 1)))
    return false
  const starts = tail === '' ? none : startsOf(content)
  for (const known of patterns) {
    if (!known.isFreeOf(content)) return false
    for (const start of starts) if (known.mayGoOn(tail, content, start)) return false
  }
  return true
}

const none: readonly number[] = []

/** Neither a blank, which may get lost, nor a byte that may be one of several of a character. */
const isPlainEnd = (unit: number): boolean => unit !== 0x20 && unit !== 0x09 && !(unit >= 0xdc80 && unit <= 0xdcff)

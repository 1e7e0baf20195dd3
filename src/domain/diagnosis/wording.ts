import { Phrasebook, type Place } from './phrasebook.js'

/** Every phrase that the reading and the rules know, so that one pass over what was said finds all of them. */
export const vocabulary = new Phrasebook()

/** Folded words, and the known phrases that stand in them: looked for once, when somebody asks. */
export class Wording {
  readonly words: string
  #phrases: ReadonlyMap<number, Place> | undefined

  constructor(words: string) {
    this.words = words
  }

  /** The phrases by their number in the vocabulary, each with its place. */
  get phrases(): ReadonlyMap<number, Place> {
    return (this.#phrases ??= vocabulary.find(this.words))
  }
}

/** Each wording of a text once, however often it is said there. */
export class Wordings {
  readonly #known = new Map<string, Wording>()

  /** The wording of these folded words. */
  of(words: string): Wording {
    const known = this.#known.get(words)
    if (known !== undefined) return known
    const made = new Wording(words)
    this.#known.set(words, made)
    return made
  }
}

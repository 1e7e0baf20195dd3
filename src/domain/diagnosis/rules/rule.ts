import type { Cause, Phase, Side } from '../cause.js'
import type { Diagnosis } from '../diagnosis.js'

/**
 * One piece of knowledge about how servers or libraries word a failure. It fits a reply or a sentence when one of
 * `says` stands in it, one of `also` too, none of `unless` (near it, in the words of a program), and the code and phase
 * agree.
 */
export interface Rule {
  /** Ends up in `Diagnosis.rule`: names the cause's area and what was recognised. */
  readonly id: string
  readonly cause: Cause
  /** Phrases as `Phrasebook` reads them: `{a/b}` either, `*` a gap, `|` the end of a word. */
  readonly says?: readonly string[]
  readonly also?: readonly string[]
  readonly unless?: readonly string[]
  /** Reply codes (`550`), their first digit (`4`) or enhanced codes (`5.1.1`; `.1.1` for any class). */
  readonly codes?: readonly (number | string)[]
  /** Fits only where the phase is known to be one of these. */
  readonly phases?: readonly Phase[]
  /** Does not fit where the phase is known to be one of these. */
  readonly notIn?: readonly Phase[]
  /** Only for what a server replied, or only for what a program said. */
  readonly kind?: 'reply' | 'words'
  /** How much it says: see `weights`. */
  readonly weight: keyof typeof weights
  /** The phase when the text does not show it. */
  readonly phase?: Phase
  /** The phase whatever the text shows. */
  readonly at?: Phase
  readonly side?: Side
  readonly retryable?: boolean
  readonly confidence?: Diagnosis['confidence']
  /** Who words it like this. */
  readonly source: string
}

/**
 * Which rule wins when several fit: a provider's own tag beats a sentence that can mean one thing only, which beats a
 * usual wording, which beats a vague one, which beats a code; `least` only tells who must act where nothing else fits.
 */
export const weights = { tag: 90, exact: 70, usual: 50, vague: 30, code: 20, faint: 10, least: 1 } as const

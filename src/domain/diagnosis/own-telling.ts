import type { Utterance } from './utterance.js'

/** How a person's own words weigh: what is told may quote what was seen, what is asked is a guess. */
export type OwnWords = 'told' | 'asked'

/** Does a person tell here of the matter, or ask about it? Programs and servers do neither. */
export function ownWordsIn({ kind, words }: Utterance): OwnWords | undefined {
  if (kind !== 'words') return undefined
  if (asking.test(words)) return 'asked'
  return telling.test(words) ? 'told' : undefined
}

const asking = /\b(?:could (?:it|this|the)|any(?:one| idea| help)|please help|i (?:think|guess|wonder|suspect))\b/

const telling =
  /\b(?:i (?:already|also|have|had|am|was|tried|try|get|got|use|used|checked|can|cannot|cant|dont|did|know)|ive|im)\b/

import type { Utterance } from './utterance.js'

/** Does a person tell here of the matter, or ask about it? Such words hold guesses where those of programs hold facts. */
export function isOwnTelling({ kind, words }: Utterance): boolean {
  return kind === 'words' && firstPerson.test(words)
}

const firstPerson =
  /\b(?:i (?:already|also|have|had|am|was|tried|try|get|got|use|used|checked|can|cannot|cant|dont|did|think|guess|know)|ive|im|could (?:it|this|the)|any(?:one| idea| help)|please help)\b/

/** Chance, good enough for secrets. */
export interface Randomness {
  /** An identifier nobody can guess: 128 bits or more, in letters that need no escaping in a URL. */
  id(): string

  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number
}

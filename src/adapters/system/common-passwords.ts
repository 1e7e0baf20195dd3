import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The policy's shortest password: a shorter entry is refused for its length. */
const minLength = 12
const stemCount = 200
const stemPattern = /^[a-z]{5,}$/

/**
 * Knows the passwords that guessers try first: the long ones of the list, and the commonest words of it when only
 * digits and signs, or the same word again, make them long: `password1234`, `2026-monkey!!!`, `dragondragon`.
 */
export class CommonPasswords {
  #known: KnownPasswords | undefined

  /** For a password in lower case. The list is loaded (about 10 ms) when this is first asked. */
  isCommon(password: string): boolean {
    this.#known ??= load()
    return this.#known.entries.has(password) || isStemOverAndOver(password, this.#known.stems)
  }
}

interface KnownPasswords {
  readonly entries: ReadonlySet<string>
  readonly stems: readonly string[]
}

function load(): KnownPasswords {
  // Zxcvbn's list, the commonest first, all in lower case. As JSON it loads in a sixth of the time of the module.
  const list = require('@zxcvbn-ts/language-common/src/passwords.json') as readonly string[]
  return {
    entries: new Set(list.filter((entry) => [...entry].length >= minLength)),
    stems: list.filter((entry) => stemPattern.test(entry)).slice(0, stemCount),
  }
}

/** One stem once or several times, and around it nothing but what is no letter. */
function isStemOverAndOver(password: string, stems: readonly string[]): boolean {
  const words = password.split(/\P{L}+/u).filter((word) => word !== '')
  const [first] = words
  if (first === undefined) return false
  return stems.some((stem) => first.startsWith(stem) && words.every((word) => word.replaceAll(stem, '') === ''))
}

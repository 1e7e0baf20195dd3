import { decodedViews } from '../transcript/decoded-views.js'
import { SecretPatterns } from '../transcript/secret-patterns.js'
import { SecretScrub } from '../transcript/secret-scrub.js'

/**
 * Masks secrets that were found in one place of a text wherever else they stand in it: as they are, encoded for a URL or
 * in Base64 at any alignment. Words that might as well be part of a sentence, addresses, hosts and paths are let stand:
 * the reason for a refusal must stay readable.
 */
export function maskElsewhere(text: string, found: ReadonlySet<string>): string {
  const patterns = new SecretPatterns()
  for (const value of [...found].slice(0, maxValues)) {
    for (const form of [value.replaceAll(' ', ''), ...decodedViews(value).map((view) => view.text)])
      if (isTelling(form)) patterns.add(form)
  }
  if (patterns.isEmpty) return text
  const scrub = new SecretScrub([patterns])
  return text
    .split('\n')
    .map((line) => scrub.line(line))
    .join('\n')
}

/** More than any text has that a person pasted to ask about it. */
const maxValues = 100

/** Nobody says it by chance: letters with a digit or a sign among them, and no address, host, path or number. */
function isTelling(value: string): boolean {
  if (value.length < 8 || value.length > 400) return false
  if (/^[\w.+-]{1,100}@?[\w-]{1,100}(?:\.[\w-]{1,60}){1,6}$/.test(value) || value.includes('/')) return false
  return /^[a-z]{16}$/.test(value) || (/[A-Za-z]/.test(value) && /[^A-Za-z_ -]/.test(value))
}

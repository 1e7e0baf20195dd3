import type { Checked } from '../checked.js'

/** How a person wants to be called: any letters, no control characters, so that it can stand in a header or a page. */
export type PersonName = Checked<'PersonName'>

export type ParsedPersonName =
  | { readonly outcome: 'valid'; readonly name: PersonName | undefined }
  | { readonly outcome: 'invalid'; readonly reason: 'too-long' | 'unfit-character' }

const maxCharacters = 100

/** Controls, line and paragraph separators, bidi overrides and other invisible format characters, lone surrogates. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
/** Two format characters that Persian and Indian names need between letters (RFC 5892 A.1, A.2). */
const joiners = /[\u200c\u200d]/g

/** Reads a name; blanks around it are forgiven, and an empty one is none. */
export function parsePersonName(text: string): ParsedPersonName {
  const name = text.normalize('NFC')
  if (unfit.test(name.replace(joiners, ''))) return { outcome: 'invalid', reason: 'unfit-character' }
  const trimmed = name.trim()
  if ([...trimmed].length > maxCharacters) return { outcome: 'invalid', reason: 'too-long' }
  const isVisible = trimmed.replace(joiners, '').trim() !== ''
  return { outcome: 'valid', name: isVisible ? (trimmed as PersonName) : undefined }
}

import type { Checked } from '../checked.js'

/** A password that meets the policy, in NFC, so that two keyboards that spell one letter differently agree. */
export type Password = Checked<'Password'>

export type CheckedPassword =
  | { readonly outcome: 'acceptable'; readonly password: Password }
  | { readonly outcome: 'unacceptable'; readonly reason: UnacceptablePassword }

export type UnacceptablePassword = 'too-short' | 'too-long' | 'malformed' | 'is-the-address' | 'common'

/** NIST SP 800-63B 3.1.1.2: long rather than complicated, any Unicode, and nothing from the lists that guessers use. */
export const minPasswordCharacters = 12
export const maxPasswordCharacters = 128

/** True for a password, in lower case, that stands on a list of the commonest. */
export type IsCommonPassword = (password: string) => boolean

/**
 * Says whether a text may become somebody's password.
 *
 * @param addresses the person's address in every spelling that is known of it.
 */
export function checkPassword(text: string, addresses: readonly string[], isCommon: IsCommonPassword): CheckedPassword {
  if (/\p{Cs}/u.test(text)) return unacceptable('malformed')
  const password = text.normalize('NFC')
  const characters = [...password].length
  if (characters < minPasswordCharacters) return unacceptable('too-short')
  if (characters > maxPasswordCharacters) return unacceptable('too-long')
  const lower = password.toLowerCase()
  const isAddress = addresses.some((address) => address.normalize('NFC').toLowerCase() === lower)
  if (isAddress) return unacceptable('is-the-address')
  if (isRepetition(lower) || isRun(lower) || isCommon(lower)) return unacceptable('common')
  return { outcome: 'acceptable', password: password as Password }
}

/** The form in which a password is compared: what `checkPassword` made of it when it was chosen. */
export function normalisedPassword(text: string): string {
  return text.normalize('NFC')
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`: at most four different characters over and over. */
function isRepetition(text: string): boolean {
  const letters = [...text]
  return [1, 2, 3, 4].some((width) => letters.every((letter, at) => letter === letters[at % width]))
}

/** `123456789012`, `abcdefghijkl`, `987654321098`: each character follows the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  return [1, -1].some((step) =>
    codes.every(
      (code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step || isDigitWrap(codes[at - 1], code, step),
    ),
  )
}

function isDigitWrap(before: number | undefined, code: number, step: number): boolean {
  const [nine, zero] = [0x39, 0x30]
  return step === 1 ? before === nine && code === zero : before === zero && code === nine
}

function unacceptable(reason: UnacceptablePassword): CheckedPassword {
  return { outcome: 'unacceptable', reason }
}

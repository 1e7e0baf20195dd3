/**
 * Where a line may begin for one who joins lines: as it is, behind a reply's code and words of code (`250-5.7.8 `), a
 * stuffed dot or blanks. Each place once.
 */
export function startsOf(text: string): readonly number[] {
  const first = text.charCodeAt(0)
  // Most lines begin with a letter.
  if (first > nine) return onlyTheStart
  if (first === dot) return startAndDot
  const code = isDigits(text, 0, 3) && isBreak(text.charCodeAt(3)) ? 4 : 0
  const words = behindWords(text, code)
  let blanks = words
  while (isBlank(text.charCodeAt(blanks))) blanks++
  const starts = [0]
  if (code > 0) starts.push(code)
  if (words > code) starts.push(words)
  if (blanks > words) starts.push(blanks)
  return starts
}

const onlyTheStart: readonly number[] = [0]
const startAndDot: readonly number[] = [0, 1]
const [tab, blank, hyphen, dot, zero, nine] = [0x09, 0x20, 0x2d, 0x2e, 0x30, 0x39]

const isBlank = (unit: number): boolean => unit === blank || unit === tab
const isBreak = (unit: number): boolean => unit === blank || unit === hyphen
const isDigit = (unit: number): boolean => unit >= zero && unit <= nine

function isDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/** The place behind an enhanced status code (RFC 3463) at this place and the character after it, otherwise this place. */
function behindWords(text: string, from: number): number {
  const kind = text.charCodeAt(from)
  if ((kind !== 0x32 && kind !== 0x34 && kind !== 0x35) || text.charCodeAt(from + 1) !== dot) return from
  const subject = behindNumber(text, from + 2)
  if (subject === from + 2 || text.charCodeAt(subject) !== dot) return from
  const detail = behindNumber(text, subject + 1)
  return detail > subject + 1 && isBreak(text.charCodeAt(detail)) ? detail + 1 : from
}

/** The place behind at most three digits. */
function behindNumber(text: string, from: number): number {
  let to = from
  while (to < from + 3 && isDigit(text.charCodeAt(to))) to++
  return to
}

const escapes: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', ' '],
  ['&#39;', ''],
  ['&#039;', ''],
  ['&nbsp;', ' '],
  ['&amp;', '&'],
]

/** Undoes what web pages do to a log, so that `-&gt;` reads as an arrow again. */
export function unescapeMarkup(text: string): string {
  if (!text.includes('&')) return text
  return escapes.reduce((done, [from, to]) => done.replaceAll(from, to), text)
}

/**
 * The form in which words are compared: lower case, without accents, quotes and backslashes, blanks collapsed.
 *
 * Servers and libraries agree on words and disagree on everything else (quotes, escapes inside strings, line breaks,
 * typographic dashes, accents lost on the way), so a rule is written in this form and holds for all of them.
 */
export function fold(text: string): string {
  if (beyondAscii.test(text)) return inOneSpelling(withSingleBlanks(withoutTypography(text)).trim())
  const lower = text.toLowerCase()
  return inOneSpelling(withSingleBlanks(quoting.test(lower) ? withoutQuotes(lower) : lower).trim())
}

const beyondAscii = /[\u0080-\uffff]/

function withoutTypography(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f\u200b-\u200f\ufeff]/g, '')
  return withoutQuotes(plain.toLowerCase().replace(/[\u2010-\u2015łøđıßæœ]/g, (sign) => asciiOf[sign] ?? '-'))
}

/** Letters that are no letter with an accent, as people write them where they have none of these. */
const asciiOf: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }

/** Nothing is quoted or escaped without one of these, which most lines do without. */
const quoting = /["'`\\]|\*\*/

function withoutQuotes(text: string): string {
  const bare = text.replace(/b(?=['"])(?<=(?:^|[\s(,[{:=])b)/g, '')
  const unescaped = /[\\↵]/.test(bare) ? bare.replace(/\\r\\n|\\[nrt]|\\x0[ad]|↵/g, ' ') : bare
  const unquoted = unescaped.replace(/["'`´‘’“”„«»\\]/g, '')
  return unquoted.includes('**') ? unquoted.replaceAll('**', '') : unquoted
}

function withSingleBlanks(text: string): string {
  const blanks = text.replace(/[^\S ]/g, ' ')
  return blanks.includes('  ') ? blanks.replace(/ (?= )/g, '') : blanks
}

/** British servers do not authorise what American ones do not authorize. */
function inOneSpelling(text: string): string {
  return text.includes('authoris') ? text.replaceAll('authoris', 'authoriz') : text
}

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
  const plain = hasOnlyAscii(text) ? text : text.normalize('NFKD').replace(/[\u0300-\u036f\u200b-\u200f\ufeff]/g, '')
  return plain
    .toLowerCase()
    .replace(/(?<=^|[\s(,[{:=])b(?=['"])/g, '')
    .replace(/\\r\\n|\\[nrt]|\\x0[ad]|↵/g, ' ')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/["'`´‘’“”„«»\\]/g, '')
    .replaceAll('**', '')
    .replaceAll('authoris', 'authoriz')
    .replace(/\s+/g, ' ')
    .trim()
}

function hasOnlyAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}

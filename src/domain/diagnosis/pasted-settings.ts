import { endOfLine, isNoValue, nextParameter, pastedMask as mask, type Value, valueAt } from './pasted-values.js'

/** Names that are secret in whatever word they stand; those that are so as a word of their own; and parts of names. */
const named =
  /(passw(?:or)?[dt]|passwort|passphrase|kennwort|contrase(?:ñ|n|Ã±)a|mot[ _-]de[ _-]passe|wachtwoord|senha|пароль|密码|授权码|secret|api[_-]?key|(?:access|private|secret)[_-]?(?:access[_-]?)?key|(?:access|refresh|id|auth)[_-]?token)|(pass|pwd|psw|clave)|(token|key)/gi

/** What stands between a name and its value: in code, in settings, in what PHP prints, as attribute or element of XML. */
const separator =
  /[\w-]{0,24}(?:\\{0,3}["'`\]]){0,2}(?:[ \t]{0,12}(?:=>\s{0,12}(?=string\(\d)|=>|:=|=(?![=>~])|:(?![:/]))[ \t]{0,12}|;s:\d{1,6}:|[ \t]{1,3}value[ \t]{0,3}=[ \t]{0,3}|(?<=["'`])[ \t]{0,3},[ \t]{0,3}(?=\\{0,3}["'`])|>(?=[^<\n]{1,400}<\/))/y

/** Before a name that stands first in brackets: `define('SMTP_PASS', '…')`. */
const isPaired = /[([][ \t]{0,3}\\{0,3}["'`][\w.-]{0,60}$/

/** A sentence about a password, as servers say it behind a colon. */
const prose =
  /(?:incorrect|invalid|wrong|required|expired|not|no|authentication|authorization|failed|failure|mismatch|is|are|was|too|error|changed|empty|missing|blank|unknown|rejected|denied|disabled|please|the|you|your|must|cannot|[245]\d\d)\b/iy

/** Before a name in the query of a URL or in a form. */
const isOfUrl = /[&?][\w.-]{0,40}$/

/** How far before a name is looked. */
const maxBefore = 80

/** What is no word of a language. */
const random = /(?=[^\d\s]{0,60}\d)\S{8}/y

/**
 * Hides the values of what is named like a password or a key, and adds them to `found`: `SMTP_PASS=…`, `"apiKey": "…"`,
 * `'password' => '…'`, `<password>…</password>` and their like, also inside JSON that was quoted once more.
 */
export function maskNamed(text: string, found: Set<string>): string {
  let done = ''
  let from = 0
  for (const match of text.matchAll(named)) {
    if (match.index < from || !isName(text, match)) continue
    const value = valueOf(text, match)
    if (value === undefined) continue
    const said = text.slice(value.from, value.to)
    if (said === '' || isNoValue(said)) continue
    found.add(said)
    done += `${text.slice(from, value.from)}${mask}`
    from = value.to
  }
  return done + text.slice(from)
}

/** Short names count as words of their own only, in any spelling: `smtp_pass`, `smtpPass`, `PASS`; not `bypass`. */
function isName(text: string, { index, 1: always, 2: word, 3: part }: RegExpExecArray): boolean {
  if (always !== undefined) return true
  const before = text[index - 1] ?? ' '
  const isCamel = /[a-z\d]/.test(before) && /^[A-Z][a-z]/.test(word ?? part ?? '')
  if (word !== undefined) return isCamel || !/[A-Za-z]/.test(before)
  return isCamel || /[_-]/.test(before) || part?.length === 'token'.length
}

function valueOf(text: string, { index, 0: name, 1: always, 3: part }: RegExpExecArray): Value | undefined {
  separator.lastIndex = index + name.length
  const between = separator.exec(text)?.[0]
  if (between === undefined || (always === undefined && /^[a-z]/.test(between))) return undefined
  if (between.includes(',') && !isPaired.test(text.slice(Math.max(0, index - maxBefore), index))) return undefined
  const start = index + name.length + between.length
  if (between.endsWith('>') && !between.endsWith('=>')) return { from: start, to: text.indexOf('<', start) }
  if (part !== undefined && !isAt(random, text, start)) return undefined
  if (between.includes(':') && isAt(prose, text, start)) return undefined
  const before = text.slice(Math.max(0, index - maxBefore), index)
  if (isOfUrl.test(before)) return valueAt(text, start, nextParameter)
  const value = valueAt(text, start)
  const isQuoted = value.from > start
  return isQuoted || !isWholeLine(text, index, between) ? value : wholeLine(text, value)
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** `NAME=…` at the beginning of a line has the rest of the line for its value, blanks and all (so Gmail shows its app passwords). */
function isWholeLine(text: string, at: number, between: string): boolean {
  if (!/^[\w-]{0,24}[ \t]{0,12}=[ \t]{0,12}$/.test(between)) return false
  return /(?:^|\n)[ \t]{0,20}(?:export[ \t]{1,8}|set[ \t]{1,8})?[\w.-]{0,60}$/i.test(
    text.slice(Math.max(0, at - maxBefore), at),
  )
}

function wholeLine(text: string, { from, to }: Value): Value {
  const rest = text.slice(to, endOfLine(text, to))
  return /[\s,;][\w.-]{1,40}[=:]/.test(rest) ? { from, to } : { from, to: to + rest.trimEnd().length }
}

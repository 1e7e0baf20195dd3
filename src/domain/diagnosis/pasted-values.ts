/** What stands in place of a secret: always as long, so that it says nothing about the secret. */
export const pastedMask = '********'

/** Where a value stands in a text, without the signs around it. */
export interface Value {
  readonly from: number
  readonly to: number
}

/** How a value begins that goes on to the same sign; PHP tells its type before it. */
const opening = /(?:string\(\d{1,6}\)[ \t]|[bru](?=["']))?(\\{0,7})("""|'''|["'`])/y
/** A block of YAML: the value is the next line. */
const block = /[|>][+-]?[ \t]{0,8}\r?\n[ \t]{1,20}/y
/** A word alone on the line below, which is no reply of a server. */
const below = /\r?\n[ \t]{0,20}(?![245]\d\d|\*)(?=[^\s]{4,200}[ \t]{0,20}\r?(?:\n|$))/y

const nothing =
  /^(?:null|undefined|none|nil|true|false|yes|no|\*{1,100}|\[?(?:redacted|hidden|filtered|object|masked|removed)\]?|<\w{1,30}>|x{3,100}|\.{3})$/i

/** No value, and that there is none may be the very trouble. */
export function isNoValue(said: string): boolean {
  return nothing.test(said)
}

/** The value that begins at a place: quoted in whatever way, folded, on the line below, or up to the next blank. */
export function valueAt(text: string, start: number, next = nextSetting): Value {
  const folded = lengthOf(block, text, start)
  if (folded > 0) return { from: start + folded, to: endOfLine(text, start + folded) }
  const down = lengthOf(below, text, start)
  if (down > 0) return { from: start + down, to: endOfWord(text, start + down, next) }
  opening.lastIndex = start
  const [whole, slashes = '', sign] = opening.exec(text) ?? []
  if (whole === undefined || sign === undefined) return { from: start, to: endOfWord(text, start, next) }
  const from = start + whole.length
  return { from, to: closing(text, from, { slashes: slashes.length, sign }) }
}

/** Where the line ends in which a place is, before its CR LF. */
export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  if (end < 0) return text.length
  return text[end - 1] === '\r' ? Math.max(start, end - 1) : end
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** Where the same sign stands again, escaped as deep as the first; otherwise the end of the line. */
function closing(
  text: string,
  from: number,
  { slashes, sign }: { readonly slashes: number; readonly sign: string },
): number {
  let before = 0
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') before += 1
    else if (text.startsWith(sign, at) && (slashes === 0 ? before % 2 === 0 : before === slashes)) return at - before
    else before = 0
  }
  return endOfLine(text, from)
}

/** Where in a list of settings the next one begins, and where in the query of a URL. */
const nextSetting = /[;,]["']?[\w.%-]{1,40}["']?[=:]/y
export const nextParameter = /&/y

/** An unquoted value ends at a blank, or where the next setting begins; what closes a list is not of it. */
function endOfWord(text: string, start: number, next: RegExp): number {
  let end = start
  for (; end < text.length; end++) {
    const sign = text[end] ?? ' '
    if (sign <= ' ' || (';&,'.includes(sign) && lengthOf(next, text, end) > 0)) break
  }
  while (end > start && ')]},;'.includes(text[end - 1] ?? ' ')) end--
  return end
}

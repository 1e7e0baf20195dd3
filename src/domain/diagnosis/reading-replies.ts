/** A reply found somewhere in a text: bare, inside a sentence, in brackets, or without its three digits. */
export interface FoundReply {
  readonly at: number
  readonly end: number
  readonly code: number | undefined
  readonly enhanced: string | undefined
}

const enhancedAt = /[245]\.\d{1,3}\.\d{1,3}(?![\d.]\d|\d)/y
/** What stands before three digits that are a reply code and not a line number, a size or a part of an address. */
const introduces =
  /(?:said|says|code|was|is|stat|status|smtpstatus|response|responded|reply|replied|answer|error|failed|failure|rejected|returned|server|smtp|exception|message|with|returns|respuesta|servidor|fehler|erreur|got|msg|err|to talk to me|destinataire)[\s:;=("'[<.#-]{0,6}$/i

/** Chinese and Japanese put no blank before a number; a count has no Latin word behind it. */
const ideograph = /[\u3040-\u9fff]$/

/** The negative replies (4xx, 5xx) inside a sentence, in order, or the first ones of them. Linear in the text. */
export function findReplies(text: string, atMost = Infinity): readonly FoundReply[] {
  const found: FoundReply[] = []
  for (let at = 0; at < text.length && found.length < atMost; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit !== 4 && digit !== 5 && digit !== 2) continue
    const reply = replyAt(text, at)
    if (reply === undefined) continue
    found.push(reply)
    at = reply.end - 1
  }
  return found
}

function replyAt(text: string, at: number): FoundReply | undefined {
  const next = text.charCodeAt(at + 1)
  if (next !== dot && (next < zero || next > nine)) return undefined
  const before = at === 0 ? ' ' : (text[at - 1] ?? ' ')
  if (/[\d./@_]/.test(before) || (before === ':' && /\d/.test(text[at - 2] ?? ''))) return undefined
  if (/[=: ]/.test(before) && /(?:dsn=|[sS]tatus: ?)$/.test(text.slice(Math.max(0, at - 9), at))) return undefined
  const enhanced = enhancedFrom(text, at)
  if (enhanced !== undefined) {
    if (/[vV]$/.test(before) || /version[ /]?$/i.test(text.slice(Math.max(0, at - 9), at)) || text[at] === '2')
      return undefined
    return { at, end: at + enhanced.length, code: bracketCode(text, at + enhanced.length), enhanced }
  }
  if (text[at] === '2' || !/^\d\d(?!\d)/.test(text.slice(at + 1, at + 4))) return undefined
  const after = text[at + 3] ?? ' '
  if (/[.%/@_]/.test(after) && !/^\.(?:\s|$)/.test(text.slice(at + 3, at + 5))) return undefined
  const code = Number(text.slice(at, at + 3))
  let further = at + 3
  while (further < at + 8 && /[\s:\-;,"'#([<)\]]/.test(text[further] ?? '')) further++
  const spelled = enhancedFrom(text, further)
  if (spelled !== undefined) return { at, end: further + spelled.length, code, enhanced: spelled }
  const lead = text.slice(Math.max(0, at - 24), at)
  const bare = lead.trim() === '' || introduces.test(lead) || /["'>:([]\s?$/.test(lead) || /\S\.\s{1,2}$/.test(lead)
  const amongIdeographs = ideograph.test(lead) && /^ [a-z]/i.test(text.slice(at + 3, at + 5))
  const bracketed = (before === '(' && after === ')') || (before === '[' && after === ']')
  const known = (code < 560 && (code < 460 || code >= 500)) || code === 571
  return known && (bare || amongIdeographs || bracketed || after === '-')
    ? { at, end: at + 3, code, enhanced: undefined }
    : undefined
}

const [dot, zero, nine] = [46, 48, 57]

function enhancedFrom(text: string, at: number): string | undefined {
  enhancedAt.lastIndex = at
  return enhancedAt.exec(text)?.[0]
}

/** `4.7.1 Try again (451)`: the code may follow the words. */
function bracketCode(text: string, from: number): number | undefined {
  const match = /[([]([245]\d\d)[)\]]/.exec(text.slice(from, from + 400))
  return match === null ? undefined : Number(match[1])
}

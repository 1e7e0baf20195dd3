import type { Phase } from './cause.js'
import type { findReplies } from './reading-replies.js'

/** Postfix closes a rejection with the envelope and the client's name, which say nothing about the reason. */
export function withoutEnvelope(text: string): string {
  const at = text.indexOf('; from=<')
  const end = text.indexOf('helo=<', at)
  return at < 0 || end < 0 ? text : text.slice(0, at)
}

/** The words of a folded reply without the codes that each of its lines repeats, so that a sentence runs on. */
export function withoutRepeats(words: string, code: number | undefined, enhanced: string | undefined): string {
  if (code === undefined) return words
  const rest = words.slice(4).replaceAll(` ${code}-`, ' ')
  const plain = enhanced === undefined ? rest : rest.replaceAll(` ${code} ${enhanced} `, ' ')
  const head = enhanced === undefined ? 0 : plain.indexOf(enhanced) + enhanced.length
  return (
    words.slice(0, 4) +
    plain.slice(0, head) +
    (enhanced === undefined ? plain : plain.slice(head).replaceAll(` ${enhanced} `, ' '))
  )
}

/** Postfix closes a reply with the command it answers, whose words are not the server's. */
export function withoutAnswered(words: string): string {
  if (!words.includes('(in reply to')) return words
  return words.replace(/ ?\(in reply to [^()]{1,40}\)/g, '')
}

/** What programs write of their own functions behind what was said, where names of classes read like words of the server. */
export function withoutTrace(text: string): string {
  const at = text.search(traceBegins)
  return at < 0 ? text : text.slice(0, at)
}

const traceBegins =
  /\s\{"(?:userId|exception|trace)"|\(code: \d{1,3}\) at \/| in \/[\w./-]{1,200}\.php\b|\[stacktrace\]|\n#0 |\nStack trace:|\s(?:at|в|w|bei|en|à|in) [A-Z]\w{1,60}(?:[.+`][\w<>$`]{1,80}){1,12} ?\((?![^)]{0,80}\.java)/

/** qmail writes its sentences without blanks. */
export function spaced(text: string): string {
  return qmailWrites.test(text) ? text.replaceAll('_', ' ') : text
}

const qmailWrites = /Remote_host_said:_|Giving_up_on_|_\(#\d\.\d\.\d{1,3}\)/

/** A folded reply repeats its code; its parts are one reply. */
export function merged(replies: ReturnType<typeof findReplies>): ReturnType<typeof findReplies> {
  return replies.filter((reply, place) => {
    const before = replies[place - 1]
    return (
      before === undefined ||
      reply.code !== before.code ||
      (reply.enhanced ?? before.enhanced) !== (before.enhanced ?? reply.enhanced)
    )
  })
}

export function linesOf(
  open: { readonly parts: readonly string[]; readonly lines: readonly number[] },
  from: number,
  to: number,
): readonly number[] {
  const lines: number[] = []
  let at = 0
  for (const [place, part] of open.parts.entries()) {
    const line = open.lines[place]
    if (line !== undefined && at + part.length > from && at < to) lines.push(line)
    at += part.length + 1
  }
  return lines.length > 0 ? lines : open.lines
}

/** Ruby calls every 53x an authentication error; 530 is the answer to a sender that did not log in. */
export function unlessLogin(phase: Phase | undefined, code: number | undefined, words: string): Phase | undefined {
  return phase === 'auth' && code === 530 && words.includes('authenticationerror') ? undefined : phase
}

/** The few codes that belong to one step (RFC 4954 section 6; RFC 5321 section 4.3.2 for 555). */
export function phaseOfCode(code: number | undefined, enhanced: string | undefined): Phase | undefined {
  if (code === 530 || code === 555) return 'sender'
  return code === 535 || code === 534 || code === 538 || enhanced === '5.7.13' || enhanced === '5.7.8'
    ? 'auth'
    : undefined
}

/** Where a reply that nobody understands was most likely said, for the codes that servers mostly use in one step. */
export function phaseUsualFor(code: number | undefined): Phase | undefined {
  if (code === 450 || code === 551 || code === 553) return 'recipient'
  return code !== undefined && code >= 500 && code <= 503 ? 'hello' : undefined
}

/** Is this only the echo of an earlier refusal? A 503 out of sequence, "no valid recipients", "too many errors". */
export function follows(code: number, words: string, refusedBefore: boolean): boolean {
  if (!refusedBefore) return false
  if (code === 503 && !words.includes('auth')) return true
  return /no valid recipients|valid rcpt|need rcpt|need mail|need recipient|too many errors|bad sequence|polite people say|command out of sequence|no recipients|data if no rcpt/.test(
    words,
  )
}

/** lettre (Rust) spells a reply code in words when the server gave no text: `PermanentNegativeCompletion … Four`. */
export function withDigits(text: string): string {
  if (!text.includes('NegativeCompletion')) return text
  return text.replace(spelled, (whole: string, severity: string, category: string, detail: string) => {
    const digits = `${severity === 'Transient' ? 4 : 5}${categories.indexOf(category)}${details.indexOf(detail)}`
    return `error ${digits}`.padEnd(whole.length)
  })
}

const spelled =
  /(Transient|Permanent)NegativeCompletion, {0,4}(?:category: )?(Syntax|Information|Connections|Unspecified3|Unspecified4|MailSystem), {0,4}(?:detail: )?(Zero|One|Two|Three|Four|Five|Six|Seven|Eight|Nine)/g
const categories = ['Syntax', 'Information', 'Connections', 'Unspecified3', 'Unspecified4', 'MailSystem']
const details = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** smtplib (Python) prints refused recipients as a dictionary: each address with the reply to it. */
export function isKeyedByRecipient(text: string, at: number): boolean {
  if (text[at - 1] !== '(') return false
  return /[{,]\s{0,4}u?['"][^'"\s]{1,200}['"]:\s{0,4}\($/.test(text.slice(Math.max(0, at - 220), at))
}

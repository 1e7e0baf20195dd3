import type { WireText } from './wire-text.js'

/** What stands for a local part. */
export const localMask = '***'

/** Local parts that name a role, not a person (RFC 2142 and the commonest), or are ordinary words of replies and commands. */
export const ordinaryWords: ReadonlySet<string> = new Set(
  (
    'abuse accepted account accounts address admin administrator auth authentication billing chunking client closing ' +
    'contact customer data denied domain email error from hello help hostmaster info login mail mailbox mailer ' +
    'mailer-daemon message news no-reply noc noop noreply office password pipelining plain postmaster queued quit ' +
    'recipient relay rejected root rset sales security sender server service size smtp spam starttls support system ' +
    'team test unknown user username users webmaster'
  ).split(' '),
)

const minWordLength = 4
const maxWords = 1000

/**
 * Hides the local parts of addresses: in anything that looks like an address, and, once a command of this conversation
 * named it, as a word of its own in what is said later. The domain stays.
 */
export class AddressMask {
  readonly #words = new Set<string>()

  sent(command: WireText): WireText {
    const mailbox = /^[ \t]*(?:mail[ \t]+from|rcpt[ \t]+to)[ \t]*:[ \t]*<?([^<>\s]+)/i.exec(command)?.[1] ?? ''
    const local = mailbox.slice(0, Math.max(0, mailbox.lastIndexOf('@')))
    if (local.length >= minWordLength && !ordinaryWords.has(local.toLowerCase()) && this.#words.size < maxWords)
      this.#words.add(local)
    return this.text(command)
  }

  text(text: string): string {
    let hidden = text
    for (const { first, end } of localParts(text).toReversed())
      hidden = hidden.slice(0, first) + localMask + hidden.slice(end)
    for (const word of this.#words) if (hidden.includes(word)) hidden = withoutWord(hidden, word)
    return hidden
  }
}

interface Place {
  readonly first: number
  readonly end: number
}

/** Where the local parts of addresses stand in a text, in order. Takes time in proportion to the text. */
export function localParts(text: string): readonly Place[] {
  const places: Place[] = []
  let done = 0
  for (const match of text.matchAll(/(?:@|%40)(?=[\p{L}\p{N}[])/giu)) {
    const first =
      text[match.index - 1] === '"' ? quotedStart(text, match.index - 1, done) : atomStart(text, match.index, done)
    if (first < match.index) places.push({ first, end: match.index })
    done = match.index + match[0].length
  }
  return places
}

function atomStart(text: string, end: number, floor: number): number {
  let first = end
  while (first > floor && !/[\s"(),:;<>@[\]\\'`]/.test(text[first - 1] ?? '')) first--
  return first
}

function quotedStart(text: string, closing: number, floor: number): number {
  for (let at = closing - 1; at >= floor; at--) if (text[at] === '"' && text[at - 1] !== '\\') return at
  return closing
}

function withoutWord(text: string, word: string): string {
  let clean = ''
  let written = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at < written || isWord(text[at - 1]) || isWord(text[at + word.length])) continue
    clean += text.slice(written, at) + localMask
    written = at + word.length
  }
  return clean + text.slice(written)
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)

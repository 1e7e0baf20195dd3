import { decodedViews } from './decoded-views.js'
import { SecretPatterns } from './secret-patterns.js'
import { SecretScrub } from './secret-scrub.js'
import { bytesOf } from './wire-text.js'
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

const minWordLength = 3
const maxMailboxes = 1000

/**
 * Hides the local parts of addresses: in anything that looks like an address, and, once a command of this conversation
 * named it, wherever it is said later: as a word of its own of three characters or more in any capitals, broken over
 * two lines, and in Base64, quoted-printable, URL-encoding or xtext (from five characters, or with its domain). The
 * domain stays, except in Base64.
 */
export class AddressMask {
  readonly #words = new Set<string>()
  readonly #known = new SecretPatterns()
  readonly #sent = new SecretScrub([this.#known])
  readonly #received = new SecretScrub([this.#known])
  readonly #mailboxes = new Set<string>()

  /** A command of ours. */
  sent(command: WireText): WireText {
    const mailbox = named.exec(command)?.[1]?.replace(/^@[^:]*:/, '')
    if (mailbox !== undefined) this.#learn(mailbox)
    return this.#sent.line(this.#plain(command))
  }

  /** A line of a reply. */
  received(reply: WireText): WireText {
    return this.#received.line(this.#plain(reply))
  }

  /** A line of a message of ours. */
  message(line: WireText): WireText {
    return this.#sent.line(this.#plain(line))
  }

  /** A text that stands alone. */
  text(text: string): string {
    return this.#known.isEmpty ? this.#plain(text) : this.#sent.alone(this.#plain(text))
  }

  #plain(text: string): string {
    const named = this.#words.size === 0 ? text : withoutPlaces(text, this.#placesOfWords(text))
    const hidden = withoutPlaces(named, localParts(named))
    return hidden.includes('+40') ? hidden.replace(originalRecipient, `$1${localMask}`) : hidden
  }

  /** Where words of ours stand in a text, as it is or with an encoding undone. */
  #placesOfWords(text: string): readonly Place[] {
    const places: Place[] = []
    for (const view of decodedViews(text)) {
      const small = lowered(view.text)
      for (const word of this.#words)
        for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1))
          if (!isWord(small[at - 1]) && !isWord(small[at + word.length]))
            places.push({ first: view.start(at), end: view.end(at + word.length) })
    }
    return places.toSorted((a, b) => a.first - b.first || b.end - a.end)
  }

  #learn(mailbox: string): void {
    if (this.#mailboxes.has(mailbox) || this.#mailboxes.size >= maxMailboxes) return
    this.#mailboxes.add(mailbox)
    const at = mailbox.lastIndexOf('@')
    const written = at < 0 ? mailbox : mailbox.slice(0, at)
    const domain = at < 0 ? '' : mailbox.slice(at)
    for (const local of spellingsOf(written)) {
      this.#learnWord(local)
      // With the sign it is nobody's word: five characters are enough.
      for (const address of [`${local}@`, `${xtext(local)}+40`, `${local}${domain}`]) this.#known.add(address)
      if (!ordinaryWords.has(lowered(local))) this.#known.addEncoded(local)
    }
  }

  /** A server may leave out what stands behind the plus sign. */
  #learnWord(local: string): void {
    for (const word of [local, xtext(local), local.replace(/\+.*$/s, '')])
      if (word.length >= minWordLength && !ordinaryWords.has(lowered(word))) this.#words.add(lowered(word))
  }
}

/** The mailbox that a command names, its local part quoted or not. */
const named =
  /^[ \t]*(?:mail[ \t]+from[ \t]*:|rcpt[ \t]+to[ \t]*:|vrfy[ \t]|expn[ \t])[ \t]*<?((?:"(?:[^"\\]|\\.)*"|[^<>\s"])+)/i

/** The address in a DSN parameter (RFC 3461, section 4.2), where xtext hides the sign. */
const originalRecipient = /(\borcpt=[^;\s]{0,40};)(?:(?!\+40)[^\s<>"]){0,400}(?=\+40)/gi

/** How a local part may be written by others: without its quotes, in other capitals, in other forms of Unicode. */
function spellingsOf(local: string): ReadonlySet<string> {
  const plain = /^".*"$/s.test(local) ? local.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : local
  const forms = [local, plain, plain.normalize('NFC'), plain.normalize('NFD')]
  return new Set(forms.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]))
}

/** A text with its special characters as `+HH` (RFC 3461, section 4). */
const xtext = (text: string): string =>
  text.replaceAll(/[^!-*,-<>-~]/g, (character) =>
    Array.from(bytesOf(character), (byte) => `+${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )

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

/** @param places in order; what begins within one before it is hidden already, or the rest of it with that one. */
function withoutPlaces(text: string, places: readonly Place[]): string {
  let clean = ''
  let done = 0
  for (const { first, end } of places) {
    if (first >= done) clean += text.slice(done, first) + localMask
    done = Math.max(done, end)
  }
  return clean + text.slice(done)
}

/** In small letters, every character in its place. */
const lowered = (text: string): string =>
  /[^ -@[-~]/.test(text)
    ? text.replaceAll(/\p{Lu}/gu, (capital) => {
        const small = capital.toLowerCase()
        return small.length === capital.length ? small : capital
      })
    : text

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)

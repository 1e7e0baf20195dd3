import { mask } from './redaction.js'
import { SecretPatterns } from './secret-patterns.js'
import { SecretScrub } from './secret-scrub.js'
import type { WireText } from './wire-text.js'

const minNameLength = 3
const maxNames = 32

/**
 * Masks in what a server says the names under which we logged in, however short (from three characters; from six also
 * in the framings of secrets). A name that we then give in the clear ourselves, as sender or recipient, is no longer
 * masked: the envelope shows it anyway, and a reader needs to see who was refused.
 */
export class IdentityScrub {
  #names: readonly string[] = []
  #patterns = new SecretPatterns()
  #scrub = new SecretScrub([this.#patterns])

  learn(identities: readonly string[]): void {
    const local = identities.flatMap((name) => (name.includes('@') ? [name.slice(0, name.lastIndexOf('@'))] : []))
    const names = new Set([...this.#names, ...[...identities, ...local].filter((name) => name.length >= minNameLength)])
    if (names.size > this.#names.length) this.#keep([...names].slice(-maxNames))
  }

  /** Takes note of a command that was sent as it is. */
  sent(command: WireText): void {
    if (this.#names.length === 0) return
    const mailbox = /^[ \t]*(?:mail[ \t]+from|rcpt[ \t]+to)[ \t]*:[ \t]*<?([^<>\s]+)/i.exec(command)?.[1]?.toLowerCase()
    if (mailbox === undefined) return
    const shown = new Set([mailbox, mailbox.slice(0, Math.max(0, mailbox.lastIndexOf('@')))])
    const names = this.#names.filter((name) => !shown.has(name.toLowerCase()))
    if (names.length < this.#names.length) this.#keep(names)
  }

  received(text: WireText): WireText {
    let clean = text
    for (const name of this.#names) clean = withoutName(clean, name)
    return this.#scrub.line(clean)
  }

  #keep(names: readonly string[]): void {
    this.#names = names.toSorted((a, b) => b.length - a.length)
    this.#patterns = new SecretPatterns()
    for (const name of names) this.#patterns.add(name)
    this.#scrub = new SecretScrub([this.#patterns])
  }
}

/** A short name counts only as a word of its own, so that `bob` leaves `bobsled` alone. */
function withoutName(text: string, name: string): string {
  const wanted = lowered(name)
  const where = lowered(text)
  let clean = ''
  let written = 0
  for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) {
    const end = at + name.length
    if (at < written || (name.length < 6 && (isWord(text[at - 1]) || isWord(text[end])))) continue
    clean += text.slice(written, at) + mask
    written = end
  }
  return clean + text.slice(written)
}

/** Only ASCII letters, so that every character keeps its place. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)

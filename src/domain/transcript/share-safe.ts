import { localMask, localParts, ordinaryWords } from './address-mask.js'
import type { ConversationEvent } from './event.js'
import { withTexts } from './event-texts.js'
import { type Found, hostNamesIn, ipAddressesIn, isUnder, registeredDomain } from './network-names.js'
import { Pseudonyms } from './pseudonyms.js'
import { SecretPatterns } from './secret-patterns.js'
import { SecretScrub } from './secret-scrub.js'
import type { RecordedLine, Statement } from './statement.js'

export interface ShareSafeOptions {
  /** Names of ours that lines may hold besides those they show to be ours: user names, host names, domains. */
  readonly own?: readonly string[]
}

/**
 * The same lines to be given to strangers, such as a provider's support: e-mail addresses, user names, our host names and
 * our IP addresses stand as pseudonyms, the same for the same throughout these lines; addresses in Base64 are masked. Reply codes, the provider's hosts
 * and IP addresses, times and identifiers stay.
 *
 * The provider's are: the hosts that were looked up or connected to, with all of their domain, and the IP addresses
 * that were tried. Every other IP address, what we called ourselves, and the domains of addresses are taken for ours,
 * with all that is under the same registered domain.
 */
export function shareSafe(
  lines: readonly RecordedLine[],
  { own = [] }: ShareSafeOptions = {},
): readonly RecordedLine[] {
  const knowledge = new Knowledge(own)
  for (const { statement } of lines) knowledge.learnProvider(statement)
  for (const { statement } of lines) knowledge.learnOurs(statement)
  return lines.map((line) => Object.assign({}, line, { statement: knowledge.disguised(line.statement) }))
}

const minWordLength = 3
const domainAfter = /^(?:@|%40)(?:\[[^\]\s]*\]|[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?)/iu

/** Who is who in some lines. */
class Knowledge {
  readonly #names = new Pseudonyms()
  readonly #providers = new Set<string>()
  readonly #providerAddresses = new Set<string>()
  readonly #ourDomains = new Set<string>()
  readonly #words = new Map<string, string>()
  readonly #addresses = new SecretPatterns()
  readonly #encoded = new SecretScrub([this.#addresses])

  constructor(own: readonly string[]) {
    for (const name of own) {
      if (name.includes('@')) this.#person(name)
      else if (name.includes('.')) this.#ourDomains.add(registeredDomain(name))
      else this.#word(name, this.#names.of(name, 'user'))
    }
  }

  learnProvider(statement: Statement): void {
    if (statement.kind !== 'event') return
    const { event } = statement
    if (event.event === 'name-resolved') for (const address of event.addresses) this.#providerAddresses.add(address)
    if (event.event === 'address-tried' || event.event === 'address-failed') this.#providerAddresses.add(event.address)
    if (event.event !== 'connected' && event.event !== 'name-resolved' && event.event !== 'name-not-resolved') return
    if (ipAddressesIn(event.host).length > 0) this.#providerAddresses.add(event.host)
    else this.#providers.add(registeredDomain(event.host))
  }

  learnOurs(statement: Statement): void {
    if (statement.kind === 'event') {
      if (statement.event.event === 'message-handed-over') this.#learnMessage(statement.event)
      return
    }
    if (statement.kind === 'sent') {
      const hello = /^(?:ehlo|helo|lhlo)[ \t]+([^\s[\]]+)/i.exec(statement.text)?.[1]
      if (hello !== undefined && hello.toLowerCase() !== 'localhost') this.#ourHost(hello)
    } else this.#learnReverseName(statement.text)
    for (const { address } of addressesIn(statement.text)) this.#person(address)
  }

  disguised(statement: Statement): Statement {
    if (statement.kind !== 'event') return { kind: statement.kind, text: this.#disguise(statement.text) }
    return { kind: 'event', event: this.#disguisedEvent(statement.event) }
  }

  /** Names of people stand in headers: their words are looked for everywhere else too. */
  #learnMessage({ from, to, messageId }: Extract<ConversationEvent, { readonly event: 'message-handed-over' }>): void {
    for (const { address } of addressesIn(messageId)) this.#names.of(address, 'message')
    for (const header of [from, to]) {
      let done = 0
      for (const { address, at } of addressesIn(header)) {
        const pseudonym = this.#person(address)
        const shown = header
          .slice(done, at)
          .replaceAll(/["<>,;]/g, ' ')
          .trim()
        if (shown !== '') this.#word(shown, pseudonym)
        done = at + address.length
      }
    }
  }

  /** A server greets with the name that belongs to our address: `Hello ours.example [203.0.113.7]`. */
  #learnReverseName(text: string): void {
    for (const { text: address, at } of ipAddressesIn(text)) {
      if (this.#providerAddresses.has(address)) continue
      const before = /([a-z0-9_.-]+)[ \t]*[[(]{1,2}$/i.exec(text.slice(0, at))?.[1]
      if (before !== undefined && hostNamesIn(before).length > 0) this.#ourHost(before)
    }
  }

  #ourHost(host: string): void {
    if (this.#isProviders(host)) return
    if (host.includes('.')) this.#ourDomains.add(registeredDomain(host))
    else this.#word(host, this.#names.of(host, 'host'))
  }

  #isProviders(host: string): boolean {
    return [...this.#providers].some((domain) => isUnder(host, domain))
  }

  /** The pseudonym of who has an address; its local part, as a word of its own, gets the same. */
  #person(address: string): string {
    this.#addresses.add(address)
    const known = this.#names.known(address)
    if (known !== undefined) return known
    const pseudonym = this.#names.of(address, 'person')
    const cut = /(?:@|%40)(?=[^@]*$)/i.exec(address)
    const local = address.slice(0, cut?.index).replaceAll('"', '')
    if (local.length > minWordLength && !ordinaryWords.has(local.toLowerCase())) this.#word(local, pseudonym)
    const domain = cut === null ? '' : address.slice(cut.index + cut[0].length)
    if (domain.includes('.') && !domain.startsWith('[') && !this.#isProviders(domain))
      this.#ourDomains.add(registeredDomain(domain))
    return pseudonym
  }

  #word(word: string, pseudonym: string): void {
    if (word.length >= minWordLength && word !== localMask && !this.#words.has(asciiLower(word)))
      this.#words.set(asciiLower(word), pseudonym)
  }

  #disguisedEvent(event: ConversationEvent): ConversationEvent {
    if (event.event === 'extended-log-on') return { ...event, file: event.file.replace(/^.*[/\\]/, '') }
    if (event.event === 'recording-switched') return { ...event, by: 'somebody' }
    if (event.event !== 'message-handed-over') return withTexts(event, (text) => this.#disguise(text))
    const people = (header: string): string =>
      addressesIn(header)
        .map(({ address }) => this.#disguise(address))
        .join(', ')
    return {
      ...withTexts(event, (text) => this.#disguise(text)),
      from: people(event.from),
      to: people(event.to),
    } as typeof event
  }

  #disguise(text: string): string {
    const parts = splitAt(
      text,
      addressesIn(text).map(({ address, at }) => ({ text: address, at })),
    )
    const clean = parts
      .map(({ text: part, found }) => (found ? this.#disguisedAddress(part) : this.#disguiseNames(part)))
      .join('')
    return this.#encoded.alone(clean)
  }

  #disguisedAddress(address: string): string {
    const cut = /(?:@|%40)(?=[^@]*$)/i.exec(address)
    const at = cut?.index ?? address.length
    const local = address.slice(0, at) === localMask ? localMask : this.#person(address)
    const sign = cut?.[0] ?? ''
    return local + sign + this.#disguiseNames(address.slice(at + sign.length))
  }

  #disguiseNames(text: string): string {
    const ours = ipAddressesIn(text).filter(({ text: found }) => !this.#providerAddresses.has(found))
    return splitAt(text, ours)
      .map(({ text: part, found }) => (found ? this.#names.of(part, 'ip') : this.#disguiseHosts(part)))
      .join('')
  }

  #disguiseHosts(text: string): string {
    const ours = hostNamesIn(text)
      .map((found) => afterQuotedAt(text, found))
      .filter(({ text: found }) => this.#isOurs(found))
    return splitAt(text, ours)
      .map(({ text: part, found }) => (found ? `${this.#names.of(part, 'host')}.example` : this.#disguiseWords(part)))
      .join('')
  }

  #isOurs(host: string): boolean {
    return !this.#isProviders(host) && [...this.#ourDomains].some((ours) => isUnder(host, ours))
  }

  #disguiseWords(text: string): string {
    let clean = text
    for (const [word, pseudonym] of this.#words) clean = withWord(clean, word, pseudonym)
    return clean
  }
}

/** The e-mail addresses in a text. */
function addressesIn(text: string): readonly { readonly address: string; readonly at: number }[] {
  return localParts(text).map(({ first, end }) => {
    const domain = domainAfter.exec(text.slice(end))?.[0] ?? ''
    return { address: text.slice(first, end) + domain, at: first }
  })
}

/** In quoted-printable the @ is `=40`, and its digits look like the beginning of the domain after it. */
function afterQuotedAt(text: string, found: Found): Found {
  const isQuoted = text[found.at - 1] === '=' && found.text.startsWith('40')
  return isQuoted ? { text: found.text.slice(2), at: found.at + 2 } : found
}

interface Part {
  readonly text: string
  readonly found: boolean
}

function splitAt(text: string, places: readonly { readonly text: string; readonly at: number }[]): readonly Part[] {
  const parts: Part[] = []
  let done = 0
  for (const place of places) {
    if (place.at < done) continue
    parts.push({ text: text.slice(done, place.at), found: false }, { text: place.text, found: true })
    done = place.at + place.text.length
  }
  return [...parts, { text: text.slice(done), found: false }]
}

const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_-]/u.test(character)

function withWord(text: string, word: string, pseudonym: string): string {
  const where = asciiLower(text)
  let clean = ''
  let done = 0
  for (let at = where.indexOf(word); at >= 0; at = where.indexOf(word, at + 1)) {
    const end = at + word.length
    if (at < done || isWord(text[at - 1]) || isWord(text[end])) continue
    clean += text.slice(done, at) + pseudonym
    done = end
  }
  return clean + text.slice(done)
}

import type { Checked } from '../checked.js'

/**
 * An address that can stand in an SMTP envelope: parsed once, it carries no line break, blank, angle bracket or
 * control character. The domain is in A-labels and lower case; the local part is kept as it was written (RFC 5321 2.4).
 */
export type EmailAddress = Checked<'EmailAddress'>

/** What two spellings of one address have in common: addresses are compared without regard to case. */
export type AddressKey = Checked<'AddressKey'>

export type ParsedEmailAddress =
  | { readonly outcome: 'valid'; readonly address: EmailAddress }
  | { readonly outcome: 'invalid'; readonly reason: InvalidAddress }

export type InvalidAddress =
  'empty' | 'too-long' | 'no-at-sign' | 'local-part-too-long' | 'local-part-malformed' | 'domain-malformed'

/** Turns a domain name with any letters into A-labels (RFC 5890), or into an empty text when it is not a domain name. */
export type DomainToAscii = (domain: string) => string

/** RFC 5321 4.5.3.1: octets, not characters. */
const maxLocalPartOctets = 64
const maxAddressOctets = 254
const maxDomainOctets = 253
const maxLabelOctets = 63

/** RFC 5321 4.1.2 Dot-string, with RFC 6531's letters beyond ASCII. Quoted local parts are not accepted. */
const asciiAtom = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+$/
const asciiLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
/** Separators, controls, format characters, surrogates and the unassigned: none of them is a letter of a name. */
const unfitForLocalPart = /[\p{C}\p{Z}]/u
/** Of ASCII only letters, digits, dots and hyphens: what turns a name into A-labels may stop at a `/` or undo a `%`. */
const unfitForDomain = /[\p{C}\p{Z}]|[\x00-\x2c\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]/u

const onlyAscii: DomainToAscii = (domain) => (isAscii(domain) ? domain.toLowerCase() : '')

/**
 * Reads an address as a person types it. Blanks around it are forgiven.
 *
 * @param domainToAscii how international domain names become A-labels; without it only ASCII domains are valid.
 */
export function parseEmailAddress(text: string, domainToAscii: DomainToAscii = onlyAscii): ParsedEmailAddress {
  const written = text.replace(/^[ \t]+|[ \t]+$/g, '').normalize('NFC')
  if (written === '') return invalid('empty')
  if (octets(written) > 4 * maxAddressOctets) return invalid('too-long')
  const at = written.lastIndexOf('@')
  if (at < 0) return invalid('no-at-sign')
  const localPart = written.slice(0, at)
  if (octets(localPart) > maxLocalPartOctets) return invalid('local-part-too-long')
  if (!isLocalPart(localPart)) return invalid('local-part-malformed')
  const domain = domainOf(written.slice(at + 1), domainToAscii)
  if (domain === undefined) return invalid('domain-malformed')
  const address = `${localPart}@${domain}`
  return octets(address) > maxAddressOctets
    ? invalid('too-long')
    : { outcome: 'valid', address: address as EmailAddress }
}

/**
 * The key under which an address is one and the same, however it is capitalised. Letters that are merely alike, such as
 * a ligature or a full-width one, stay apart: they may belong to somebody else's mailbox.
 */
export function addressKey(address: EmailAddress): AddressKey {
  const folded: string = address.toLowerCase().normalize('NFC')
  return folded as AddressKey
}

/** True when the local part needs SMTPUTF8 (RFC 6531): the domain never does, it is in A-labels. */
export function needsSmtpUtf8(address: EmailAddress): boolean {
  return !isAscii(address)
}

export function domainOfAddress(address: EmailAddress): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function isLocalPart(text: string): boolean {
  return text.split('.').every((atom) => {
    if (atom === '') return false
    if (isAscii(atom)) return asciiAtom.test(atom)
    return !unfitForLocalPart.test(atom) && [...atom].every((letter) => !isAscii(letter) || asciiAtom.test(letter))
  })
}

function domainOf(written: string, domainToAscii: DomainToAscii): string | undefined {
  if (unfitForDomain.test(written)) return undefined
  const domain = domainToAscii(written)
  if (domain === '' || domain.length > maxDomainOctets) return undefined
  const labels = domain.split('.')
  const wellFormed = labels.every((label) => label.length <= maxLabelOctets && asciiLabel.test(label))
  // A mail domain has at least two labels, and its last one is no number (RFC 3696 2): `1.2.3.4` is no domain.
  return wellFormed && labels.length > 1 && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : undefined
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}

/** The length in UTF-8, which is what RFC 5321's limits count. */
function octets(text: string): number {
  let count = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return count
}

function invalid(reason: InvalidAddress): ParsedEmailAddress {
  return { outcome: 'invalid', reason }
}

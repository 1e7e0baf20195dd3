import { encodeWord, foldLines, quoteString } from 'nodemailer/lib/mime-funcs'
import type { EmailMessage, Mailbox } from '../../application/ports/email-composer.js'
import { needsSmtpUtf8 } from '../../domain/registration/email-address.js'
import { quotedPrintable } from './quoted-printable.js'

/** A message as it goes over the wire (before dot-stuffing), with its envelope. */
export interface ComposedMail {
  readonly envelope: { readonly from: string; readonly to: string }
  /** Header and body with CRLF line ends, in ASCII unless an address in the header needs SMTPUTF8. */
  readonly bytes: Buffer
  readonly needsSmtpUtf8: boolean
}

const lineBreaks = /[\r\n\u2028\u2029\0]+/g
const maxWord = 60

/**
 * The MIME form (RFC 5322, 2045, 2046, 2047): text and HTML as alternatives, each 7bit where it can be and
 * quoted-printable where not, so that no server has to change a byte. The same message gives the same bytes.
 *
 * Made here in one go: as a tree of streams it costs more than all the rest of a delivery.
 */
export function composeMime({ from, to, ...message }: EmailMessage): ComposedMail {
  const boundary = `=_${message.messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)}`
  const lines = [
    field('From', mailbox(from)),
    field('To', mailbox(to)),
    field('Subject', words(message.subject.replace(lineBreaks, ' '))),
    field('Message-ID', message.messageId),
    field('Date', new Date(message.date).toUTCString().replace('GMT', '+0000')),
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    field('Content-Language', message.language),
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
    '',
    part('plain', message.text, boundary),
    part('html', message.html, boundary),
    `--${boundary}--`,
    '',
  ]
  return {
    envelope: { from: from.address, to: to.address },
    bytes: Buffer.from(lines.join('\r\n')),
    needsSmtpUtf8: needsSmtpUtf8(from.address) || needsSmtpUtf8(to.address),
  }
}

function field(name: string, value: string): string {
  return foldLines(`${name}: ${value}`)
}

function mailbox({ name, address }: Mailbox): string {
  const shown = name?.replace(lineBreaks, ' ').trim() ?? ''
  if (shown === '') return address
  const phrase = /^[\w ]+$/.test(shown) ? shown : isShortAscii(shown) ? quoteString(shown) : words(shown)
  return `${phrase} <${address}>`
}

/** As it is, or in encoded words (RFC 2047): in Q where most of it stays readable. */
function words(text: string): string {
  if (isShortAscii(text)) return text
  const beyond = text.replace(/[\x20-\x7e]/g, '').length
  return encodeWord(text, beyond * 2 > text.length ? 'B' : 'Q', 52)
}

/** What looks like an encoded word would be read as one, and what has no blank cannot be folded. */
function isShortAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && text.split(' ').every((word) => word.length <= maxWord)
}

function part(subtype: 'plain' | 'html', content: string, boundary: string): string {
  const text = content.replace(/\r\n?|\n/g, '\r\n')
  const isPlain = is7bit(text, boundary)
  const encoding = isPlain ? '7bit' : 'quoted-printable'
  return `--${boundary}\r
Content-Type: text/${subtype}; charset=utf-8\r
Content-Transfer-Encoding: ${encoding}\r
\r
${isPlain ? text : quotedPrintable(text)}`
}

/** Printable ASCII in lines that nobody has to break, no trailing blank that gets lost, nothing like the boundary. */
function is7bit(text: string, boundary: string): boolean {
  if (/[^\x20-\x7e\r\n\t]/.test(text) || text.includes(boundary)) return false
  return text.split('\r\n').every((line) => line.length <= 76 && !/[ \t]$/.test(line))
}

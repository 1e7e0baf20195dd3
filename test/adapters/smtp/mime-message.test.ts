import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { composeMime } from '../../../src/adapters/smtp/mime-message.js'
import { quotedPrintable } from '../../../src/adapters/smtp/quoted-printable.js'
import { emailTo } from '../../support/emails.js'

/** As it may stand in a header: blanks at the ends or in a row are nobody's words. */
const oneLine = fc
  .array(fc.stringMatching(/^[!-~ñ€𝄞é]{1,12}$/u), { maxLength: 12 })
  .map((words) => words.join(' '))
  .filter((text) => !/[<>@;:,()"\\]/.test(text))
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '\r\n', ' \n', '=', '.', '\t', 'ñ€𝄞', '=_')))
  .map((pieces) => pieces.join(''))

describe('a message in MIME', () => {
  it('is read back as it was written, whatever its words are', () =>
    fc.assert(
      fc.asyncProperty(anyText, anyText, oneLine, oneLine, async (text, html, subject, name) => {
        const to = { name, address: emailTo('ana@example.org').to.address }
        const { bytes } = composeMime(emailTo('ana@example.org', { text, html, subject, to }))
        const parsed = await PostalMime.parse(bytes)
        expect(lines(parsed.text)).toBe(lines(text))
        expect(lines(parsed.html)).toBe(lines(html))
        expect(parsed.subject ?? '').toBe(subject)
        expect(parsed.to?.[0]?.address).toBe('ana@example.org')
        expect(parsed.to?.[0]?.name).toBe(name)
        expect(parsed.messageId).toBe('<delivery-1@example.org>')
        expect(parsed.date).toBe('2026-11-21T15:03:11.000Z')
      }),
    ))

  it('is ASCII in lines of CRLF that no server has to break', () =>
    fc.assert(
      fc.property(anyText, anyText, oneLine, oneLine, (text, html, subject, name) => {
        const to = { name, address: emailTo('ana@example.org').to.address }
        const { bytes } = composeMime(emailTo('ana@example.org', { text, html, subject, to }))
        const written = bytes.toString('latin1')
        expect(written).toMatch(/^[\x20-\x7e\r\n\t]*$/)
        expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(Math.max(...written.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(78)
      }),
    ))

  it('is the same again in every attempt', () => {
    expect(composeMime(emailTo('ana@example.org'))).toEqual(composeMime(emailTo('ana@example.org')))
  })

  it('is not ended by a text that knows its boundary', async () => {
    const text = '--=_delivery1exampleorg--\r\n--=_delivery1exampleorg\r\nContent-Type: text/plain\r\n\r\nevil'
    const parsed = await PostalMime.parse(composeMime(emailTo('ana@example.org', { text })).bytes)
    expect(lines(parsed.text)).toBe(lines(text))
    expect(parsed.attachments).toHaveLength(0)
  })

  it('stays readable as it is where every server takes it', () => {
    const written = composeMime(emailTo('ana@example.org')).bytes.toString()
    expect(written).toContain('Content-Transfer-Encoding: 7bit\r\n\r\nHello Ana\r\n')
    expect(written).toContain('To: Ana <ana@example.org>\r\nSubject: Confirm your address\r\n')
  })

  it('has an address beyond ASCII in UTF-8, and says that it needs SMTPUTF8', () => {
    const composed = composeMime(emailTo('añá@example.org'))
    expect(composed.needsSmtpUtf8).toBe(true)
    expect(composed.bytes.toString()).toContain('<añá@example.org>')
  })
})

describe('quoted-printable', () => {
  it('can be read back, in lines of 76 characters at most and with no character cut in two', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = quotedPrintable(text)
        const decoded = encoded.replaceAll('=\r\n', '').replace(/(?:=[0-9A-F]{2})+/g, (escapes) => decode(escapes))
        expect(decoded).toBe(Buffer.from(text.replace(/\r\n?|\n/g, '\r\n')).toString())
        for (const line of encoded.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76)
          expect(line).not.toMatch(/[ \t]$/)
          expect(isUtf8(bytesOf(/(?:=[0-9A-F]{2})*/.exec(line)?.[0] ?? ''))).toBe(true)
        }
        expect(encoded).not.toContain('=_')
      }),
    ))
})

function decode(escapes: string): string {
  return bytesOf(escapes).toString()
}

function bytesOf(escapes: string): Buffer {
  return Buffer.from(escapes.replaceAll('=', ''), 'hex')
}

/** Line ends of one kind, and none at the end: the part's own is not told from it. */
function lines(text: string | undefined): string {
  const written = Buffer.from(text ?? '').toString()
  return written.replace(/\r\n?|\n/g, '\n').replace(/\n+$/, '')
}

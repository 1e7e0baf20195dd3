import { domainToASCII } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type EmailAddress,
  addressKey,
  domainOfAddress,
  needsSmtpUtf8,
  parseEmailAddress,
} from '../../../src/domain/registration/email-address.js'

const parse = (text: string) => parseEmailAddress(text, domainToASCII)

function valid(text: string): EmailAddress {
  const parsed = parse(text)
  if (parsed.outcome === 'invalid') throw new Error(`${JSON.stringify(text)} is ${parsed.reason}`)
  return parsed.address
}

const letters = (count: number) => 'a'.repeat(count)
/** A domain of so many octets, in labels of 63 at most. */
const domainOf = (octets: number) => `${`${letters(63)}.`.repeat(3)}${letters(octets - 200)}.example`

const atomCharacter = fc.constantFrom(..."abcxyzABCXYZ0189!#$%&'*+-/=?^_`{|}~", ...'éñüßжעα中あ')
const atom = fc.string({ unit: atomCharacter, minLength: 1, maxLength: 12 })
const localPart = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join('.'))
const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/).filter((text) => !text.startsWith('xn--'))
const domain = fc
  .tuple(
    fc.array(fc.oneof(label, fc.constantFrom('münchen', 'España', '例え', 'пример')), { minLength: 1, maxLength: 3 }),
  )
  .map(([labels]) => [...labels, 'example'].join('.'))
  .filter((text) => domainToASCII(text) !== '')
const goodAddress = fc.tuple(localPart, domain).map(([local, host]) => `${local}@${host}`)

describe('an e-mail address', () => {
  it.each([
    ['ana@example.com', 'ana@example.com'],
    ['  ana@example.com\t', 'ana@example.com'],
    ['Ana.Lopez+news@Example.COM', 'Ana.Lopez+news@example.com'],
    ["!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"],
    ['ana@münchen.de', 'ana@xn--mnchen-3ya.de'],
    ['ana@XN--MNCHEN-3YA.de', 'ana@xn--mnchen-3ya.de'],
    ['ana@例え。jp', 'ana@xn--r8jz45g.jp'],
    ['josé@example.com', 'josé@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['медведь@пример.рф', 'медведь@xn--e1afmkfd.xn--p1ai'],
    ['550@fail.test', '550@fail.test'],
    ['ana@4.4.4.example', 'ana@4.4.4.example'],
  ])('reads %j as %j', (text, address) => {
    expect(parse(text)).toEqual({ outcome: 'valid', address })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['ana', 'no-at-sign'],
    ['@example.com', 'local-part-malformed'],
    ['.ana@example.com', 'local-part-malformed'],
    ['ana.@example.com', 'local-part-malformed'],
    ['ana..b@example.com', 'local-part-malformed'],
    ['"ana b"@example.com', 'local-part-malformed'],
    ['ana b@example.com', 'local-part-malformed'],
    ['<ana@example.com>', 'local-part-malformed'],
    ['Ana <ana@example.com>', 'local-part-malformed'],
    ['ana@b@example.com', 'local-part-malformed'],
    ['ana\r\nRCPT TO:<eve@example.com', 'local-part-malformed'],
    ['an\0a@example.com', 'local-part-malformed'],
    ['an\u00a0a@example.com', 'local-part-malformed'],
    ['an\u200ba@example.com', 'local-part-malformed'],
    ['an\u202ea@example.com', 'local-part-malformed'],
    ['an\ud800a@example.com', 'local-part-malformed'],
    ['ana@', 'domain-malformed'],
    ['ana@localhost', 'domain-malformed'],
    ['ana@example.com.', 'domain-malformed'],
    ['ana@example..com', 'domain-malformed'],
    ['ana@-example.com', 'domain-malformed'],
    ['ana@example-.com', 'domain-malformed'],
    ['ana@ex_ample.com', 'domain-malformed'],
    ['ana@127.0.0.1', 'domain-malformed'],
    ['ana@0x7f.1', 'domain-malformed'],
    ['ana@１２７.0.0.1', 'domain-malformed'],
    ['ana@[127.0.0.1]', 'domain-malformed'],
    ['ana@[IPv6:::1]', 'domain-malformed'],
    ['ana@exam ple.com', 'domain-malformed'],
    ['ana@example.com\n', 'domain-malformed'],
    ['ana@example.com:25', 'domain-malformed'],
    ['ana@example.com/eve', 'domain-malformed'],
    ['ana@example.com?eve', 'domain-malformed'],
    ['ana@example.com#eve', 'domain-malformed'],
    ['ana@example.com\\eve', 'domain-malformed'],
    ['ana@ex%61mple.com', 'domain-malformed'],
  ])('does not take %j for one: %s', (text, reason) => {
    expect(parse(text)).toEqual({ outcome: 'invalid', reason })
  })

  it('counts the limits of RFC 5321 in octets', () => {
    expect(parse(`${letters(64)}@example.com`).outcome).toBe('valid')
    expect(parse(`${letters(65)}@example.com`)).toEqual({ outcome: 'invalid', reason: 'local-part-too-long' })
    expect(parse(`${'é'.repeat(32)}@example.com`).outcome).toBe('valid')
    expect(parse(`${'é'.repeat(33)}@example.com`)).toEqual({ outcome: 'invalid', reason: 'local-part-too-long' })
    expect(parse(`${'😀'.repeat(17)}@example.com`)).toEqual({ outcome: 'invalid', reason: 'local-part-too-long' })
    expect(domainOf(249)).toHaveLength(249)
    expect(parse(`abcd@${domainOf(249)}`).outcome).toBe('valid')
    expect(parse(`abcde@${domainOf(249)}`)).toEqual({ outcome: 'invalid', reason: 'too-long' })
    expect(parse(`a@${letters(63)}.example`).outcome).toBe('valid')
    expect(parse(`a@${letters(64)}.example`)).toEqual({ outcome: 'invalid', reason: 'domain-malformed' })
    expect(parse(`a@${letters(100_000)}.example`)).toEqual({ outcome: 'invalid', reason: 'too-long' })
  })

  it('takes only ASCII domains where nobody can turn others into A-labels', () => {
    expect(parseEmailAddress('josé@Example.com')).toEqual({ outcome: 'valid', address: 'josé@example.com' })
    expect(parseEmailAddress('ana@münchen.de')).toEqual({ outcome: 'invalid', reason: 'domain-malformed' })
  })

  it('carries any letters before the @ and A-labels after it', () =>
    fc.assert(
      fc.property(goodAddress, (text) => {
        const address = valid(text)
        const at = address.lastIndexOf('@')
        expect(address.slice(0, at)).toBe(text.slice(0, text.lastIndexOf('@')).normalize('NFC'))
        expect(domainOfAddress(address)).toMatch(/^[a-z0-9.-]+$/)
        expect(needsSmtpUtf8(address)).toBe(/[^\x00-\x7f]/.test(address))
        expect(parse(address)).toEqual({ outcome: 'valid', address })
      }),
    ))

  it('refuses a good address with one forbidden character put inside it', () => {
    const forbidden = fc.oneof(
      fc.constantFrom(
        ...'\r\n\0\t <>()[],;:\\"@',
        '\u007f',
        '\u0085',
        '\u00a0',
        '\u200b',
        '\u200e',
        '\u2028',
        '\ud800',
      ),
      fc.constantFrom('\u202e', '\ufeff', '\u3000', '\u00ad', '\ue000', '\u{e0001}'),
    )
    fc.assert(
      fc.property(goodAddress, fc.nat(), forbidden, (good, at, bad) => {
        const inside = 1 + (at % (good.length - 1))
        // Inside a pair of surrogates anything makes two lone ones, which is forbidden just as well.
        expect(parse(good.slice(0, inside) + bad + good.slice(inside)).outcome).toBe('invalid')
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a domain with anything but letters, digits, dots and hyphens in it', () =>
    fc.assert(
      fc.property(domain, fc.nat(), fc.constantFrom(..."!#$%&'*+/=?^_`{|}~"), fc.boolean(), (host, at, bad, more) => {
        const inside = 1 + (at % (host.length - 1))
        const text = `ana@${host.slice(0, inside)}${bad}${more ? '41' : ''}${host.slice(inside)}`
        expect(parse(text).outcome).toBe('invalid')
      }),
      { numRuns: 500 },
    ))

  it('never lets through what ends or changes an SMTP command, whatever is typed', () => {
    const piece = fc.oneof(
      goodAddress,
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('@', '.', '>', '\r\n', ' '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const parsed = parse(pieces.join(''))
        if (parsed.outcome === 'invalid') return
        expect(parsed.address).not.toMatch(/[\p{C}\p{Z}<>()[\],;:\\"]/u)
        expect(parsed.address.split('@')).toHaveLength(2)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the key of an address', () => {
  it.each([
    ['Ana@Example.com', 'ana@example.COM'],
    ['JOSÉ@example.com', 'jose\u0301@example.com'],
    ['МЕДВЕДЬ@example.com', 'медведь@EXAMPLE.com'],
    ['ana@MÜNCHEN.de', 'ana@xn--mnchen-3ya.de'],
  ])('is one for %j and %j', (one, other) => {
    expect(addressKey(valid(one))).toBe(addressKey(valid(other)))
  })

  it.each([
    ['ana@example.com', 'anna@example.com'],
    ['ana@example.com', 'ana@example.org'],
    ['a.na@example.com', 'ana@example.com'],
    ['ana+1@example.com', 'ana@example.com'],
    // Letters that only look alike, or that a compatibility mapping would merge, are mailboxes of different people.
    ['ａna@example.com', 'ana@example.com'],
    ['ªna@example.com', 'ana@example.com'],
    ['ﬁona@example.com', 'fiona@example.com'],
    ['iſis@example.com', 'isis@example.com'],
    ['аna@example.com', 'ana@example.com'],
  ])('is another for %j than for %j', (one, other) => {
    expect(addressKey(valid(one))).not.toBe(addressKey(valid(other)))
  })

  it('does not depend on the capitals of an ASCII address', () =>
    fc.assert(
      fc.property(goodAddress, fc.infiniteStream(fc.boolean()), (text, coins) => {
        const spelled = text.replace(/[a-zA-Z]/g, (letter) =>
          coins.next().value === true ? letter.toUpperCase() : letter.toLowerCase(),
        )
        expect(addressKey(valid(spelled))).toBe(addressKey(valid(text)))
      }),
    ))

  it('of an ASCII address belongs to ASCII addresses alone', () =>
    fc.assert(
      fc.property(goodAddress, (text) => {
        const address = valid(text)
        expect(needsSmtpUtf8(addressKey(address) as string as EmailAddress)).toBe(needsSmtpUtf8(address))
      }),
    ))
})

import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HmacConfirmationTokens } from '../../../src/adapters/system/hmac-confirmation-tokens.js'
import { KeyedFingerprint } from '../../../src/adapters/system/keyed-fingerprint.js'
import type { EmailAddress } from '../../../src/domain/registration/email-address.js'

const secretKey = Buffer.alloc(32, 7)

describe('KeyedFingerprint', () => {
  it('is equal for equal purpose, text and key, and only then', () => {
    const pair = fc.tuple(fc.string(), fc.string())
    fc.assert(
      fc.property(pair, pair, ([purpose, text], [otherPurpose, otherText]) => {
        const fingerprint = new KeyedFingerprint({ secretKey })
        const print = fingerprint.of(purpose, text)
        expect(print).toMatch(/^[\w-]{43}$/)
        expect(new KeyedFingerprint({ secretKey }).of(purpose, text)).toBe(print)
        expect(fingerprint.of(otherPurpose, otherText) === print).toBe(purpose === otherPurpose && text === otherText)
        expect(new KeyedFingerprint({ secretKey: Buffer.alloc(32, 8) }).of(purpose, text)).not.toBe(print)
        expect(fingerprint.of(`${purpose}x`, text)).not.toBe(fingerprint.of(purpose, `x${text}`))
      }),
    )
  })

  it('is HMAC-SHA-256 over `fingerprint`, purpose and text, each after its length in octets', () => {
    const octets = Buffer.from('\0\0\0\x0bfingerprint\0\0\0\x04body\0\0\0\x02{}')
    const expected = createHmac('sha256', secretKey).update(octets).digest('base64url')
    expect(new KeyedFingerprint({ secretKey }).of('body', '{}')).toBe(expected)
  })

  it('has no fingerprint that is a confirmation token', () => {
    const token = new HmacConfirmationTokens({ secretKey }).tokenFor('r', 'a@example.com' as EmailAddress, 0)
    const fingerprint = new KeyedFingerprint({ secretKey })
    for (const [purpose, text] of [
      ['confirm', 'ra@example.com0'],
      ['r', 'a@example.com'],
      ['', 'confirm'],
    ] as const)
      expect(fingerprint.of(purpose, text)).not.toBe(token)
  })
})

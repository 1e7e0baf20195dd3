import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HmacConfirmationTokens } from '../../../src/adapters/system/hmac-confirmation-tokens.js'
import type { EmailAddress } from '../../../src/domain/registration/email-address.js'
import { confirmationTokensContract } from '../../contracts/confirmation-tokens.contract.js'

describe('HmacConfirmationTokens', () => {
  confirmationTokensContract((secret) => new HmacConfirmationTokens({ secretKey: Buffer.from(secret) }))

  it('is HMAC-SHA-256 over the parts, each after its length in octets', () => {
    const secretKey = Buffer.alloc(32, 7)
    const octets = Buffer.concat([
      Buffer.from('\0\0\0\x07confirm'),
      Buffer.from('\0\0\0\x02r1'),
      Buffer.from('\0\0\0\x0eü@example.com'),
      Buffer.from('\0\0\0\x0212'),
    ])
    const expected = createHmac('sha256', secretKey).update(octets).digest('base64url')
    const token = new HmacConfirmationTokens({ secretKey }).tokenFor('r1', 'ü@example.com' as EmailAddress, 12)
    expect(token).toBe(expected)
  })
})

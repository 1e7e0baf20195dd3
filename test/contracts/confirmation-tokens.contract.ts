import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ConfirmationTokens } from '../../src/application/ports/confirmation-tokens.js'
import type { EmailAddress } from '../../src/domain/registration/email-address.js'

/** What all confirmation tokens keep. Call it inside a `describe`. */
export function confirmationTokensContract(open: (secret: string) => ConfirmationTokens): void {
  const address = 'somebody@example.com' as EmailAddress
  const parts = fc.tuple(fc.string(), fc.string() as unknown as fc.Arbitrary<EmailAddress>, fc.nat(20))

  it('makes the same token for the same registration, address and generation', () => {
    fc.assert(
      fc.property(parts, ([id, address, generation]) => {
        const token = open('secret').tokenFor(id, address, generation)
        expect(token).toMatch(/^[\w-]{43}$/)
        expect(open('secret').tokenFor(id, address, generation)).toBe(token)
      }),
    )
  })

  it('makes another for any other, however the parts are cut', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const [same, tokens] = [
          String(one) === String(other) && one.every((part, at) => part === other[at]),
          open('secret'),
        ]
        expect(tokens.tokenFor(...one) === tokens.tokenFor(...other)).toBe(same)
      }),
    )
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(99), (text, at) => {
        const cut = at % (text.length + 1)
        const moved = (cut + 1) % (text.length + 1)
        const tokenOf = (to: number): string =>
          open('secret').tokenFor(text.slice(0, to), text.slice(to) as EmailAddress, 1)
        expect(tokenOf(cut)).not.toBe(tokenOf(moved))
      }),
    )
    const tokens = open('secret')
    expect(tokens.tokenFor('r', `${address}1` as EmailAddress, 1)).not.toBe(tokens.tokenFor('r', address, 11))
  })

  it('makes others from another secret key', () => {
    expect(open('secret').tokenFor('r', address, 0)).not.toBe(open('Secret').tokenFor('r', address, 0))
  })

  it('hashes any text, by SHA-256', () => {
    // The digest of the empty text, and of `abc` (FIPS 180-2, appendix B.1).
    expect(open('secret').hashOf('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
    expect(open('secret').hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })
}

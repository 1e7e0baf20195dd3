import { hash } from 'node:crypto'
import type { ConfirmationTokens } from '../../application/ports/confirmation-tokens.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import { KeyedDigest } from './keyed-digest.js'

/** Tokens from a secret key: 43 letters of base64url, joined as {@link KeyedDigest} joins. Another key, other tokens. */
export class HmacConfirmationTokens implements ConfirmationTokens {
  readonly #digest: KeyedDigest

  constructor({ secretKey }: { readonly secretKey: Uint8Array }) {
    this.#digest = new KeyedDigest(secretKey)
  }

  tokenFor(registrationId: string, address: EmailAddress, generation: number): string {
    return this.#digest.of('confirm', registrationId, address, String(generation))
  }

  hashOf(token: string): string {
    return hash('sha256', token, 'base64url')
  }
}

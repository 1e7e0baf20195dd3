import type { EmailAddress } from '../../domain/registration/email-address.js'

/** Makes the secrets in confirmation links: always the same for the same registration, address and generation. */
export interface ConfirmationTokens {
  /** base64url(HMAC-SHA-256(secret key, "confirm" ‖ registration id ‖ address ‖ generation)). */
  tokenFor(registrationId: string, address: EmailAddress, generation: number): string

  /** SHA-256 of a token in base64url, the only form that is stored. Any text has one. */
  hashOf(token: string): string
}

import { KeyedDigest } from './keyed-digest.js'

/** Tells whether two texts are equal without keeping either: who lacks the secret key cannot even try guesses. */
export class KeyedFingerprint {
  readonly #digest: KeyedDigest

  constructor({ secretKey }: { readonly secretKey: Uint8Array }) {
    this.#digest = new KeyedDigest(secretKey)
  }

  /** 43 letters of base64url. Fingerprints of different purposes have nothing in common, nor with any token. */
  of(purpose: string, text: string): string {
    return this.#digest.of('fingerprint', purpose, text)
  }
}

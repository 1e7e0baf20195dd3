import { type KeyObject, createHmac, createSecretKey } from 'node:crypto'

/**
 * HMAC-SHA-256 over several texts, in base64url. Each text stands as its length in octets (32 bits, big-endian) and its
 * UTF-8: no two lists of texts are joined to the same octets. The first text says what the digest is for.
 */
export class KeyedDigest {
  readonly #key: KeyObject

  constructor(secretKey: Uint8Array) {
    this.#key = createSecretKey(secretKey)
  }

  of(purpose: string, ...texts: readonly string[]): string {
    const parts = [purpose, ...texts].flatMap((text) => {
      const octets = Buffer.from(text)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(octets.length)
      return [length, octets]
    })
    return createHmac('sha256', this.#key).update(Buffer.concat(parts)).digest('base64url')
  }
}

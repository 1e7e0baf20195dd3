import { randomBytes } from 'node:crypto'
import type { Randomness } from '../../application/ports/randomness.js'

const idBytes = 16
/** As many bits as a fraction of JavaScript holds. */
const fractionBits = 53n

/** Chance from the operating system. */
export class CryptoRandomness implements Randomness {
  /** 128 bits in 22 letters of base64url. */
  id(): string {
    return randomBytes(idBytes).toString('base64url')
  }

  fraction(): number {
    return Number(randomBytes(8).readBigUInt64BE() >> (64n - fractionBits)) / 2 ** Number(fractionBits)
  }
}

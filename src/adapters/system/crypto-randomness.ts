import { randomFillSync } from 'node:crypto'
import type { Randomness } from '../../application/ports/randomness.js'

const idBytes = 16
/** As many bits as a fraction of JavaScript holds. */
const fractionBits = 53n

/** So much chance is asked of the operating system at once. */
const supplyBytes = 4_096

/** Chance from the operating system. */
export class CryptoRandomness implements Randomness {
  readonly #supply = Buffer.alloc(supplyBytes)
  #used = supplyBytes

  /**
   * The moment in eight letters (milliseconds since 1970 to the base of 36), so that what is made together stands
   * together in the trees of a database and few of their pages change; and 128 bits of chance in 22 of base64url.
   */
  id(): string {
    return Date.now().toString(36) + this.#draw(idBytes).toString('base64url')
  }

  fraction(): number {
    return Number(this.#draw(8).readBigUInt64BE() >> (64n - fractionBits)) / 2 ** Number(fractionBits)
  }

  /** Bytes that nobody else gets, good until the next call. */
  #draw(bytes: number): Buffer {
    if (this.#used + bytes > supplyBytes) {
      randomFillSync(this.#supply)
      this.#used = 0
    }
    this.#used += bytes
    return this.#supply.subarray(this.#used - bytes, this.#used)
  }
}

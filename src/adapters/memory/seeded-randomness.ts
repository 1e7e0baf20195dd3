import { createHash } from 'node:crypto'
import type { Randomness } from '../../application/ports/randomness.js'

/** The same chance each time for the same seed: what happened by it happens again. Anybody can guess it. */
export class SeededRandomness implements Randomness {
  readonly #seed: string
  #drawn = 0

  constructor(seed: number | string = 0) {
    this.#seed = String(seed)
  }

  /** No two of one seed are equal. */
  id(): string {
    return this.#draw().subarray(0, 16).toString('base64url')
  }

  fraction(): number {
    return this.#draw().readUInt32BE() / 2 ** 32
  }

  #draw(): Buffer {
    return createHash('sha256').update(`${this.#seed} ${this.#drawn++}`).digest()
  }
}

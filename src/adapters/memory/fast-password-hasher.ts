import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Hashing, PasswordHasher, Verification } from '../../application/ports/password-hasher.js'
import type { Password } from '../../domain/registration/password-policy.js'

/** scrypt at its cheapest: a hash takes some 20 µs, for whoever guesses too. For tests and trials, never for accounts. */
const cost = { N: 2, r: 1, p: 1 }
const hashBytes = 32

/** Salted hashes at next to no cost. It is never busy unless told so. */
export class FastPasswordHasher implements PasswordHasher {
  #busyForSeconds: number | undefined

  async hash(password: Password): Promise<Hashing> {
    if (this.#busyForSeconds !== undefined) return { outcome: 'busy', retryAfterSeconds: this.#busyForSeconds }
    const salt = randomBytes(16)
    const hash = scrypted(password, salt)
    return { outcome: 'hashed', hash: `$scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}` }
  }

  async verify(known: string | undefined, password: string): Promise<Verification> {
    if (this.#busyForSeconds !== undefined) return { outcome: 'busy', retryAfterSeconds: this.#busyForSeconds }
    const [, , salt = '', hash = ''] = known?.split('$') ?? []
    const expected = Buffer.alloc(hashBytes)
    expected.write(hash, 'base64url')
    const given = scrypted(password, Buffer.from(salt, 'base64url'))
    return { outcome: 'verified', matches: timingSafeEqual(given, expected) && known !== undefined }
  }

  /** From now on everything is answered with `busy`, or with nothing given as before. */
  beBusy(retryAfterSeconds?: number): void {
    this.#busyForSeconds = retryAfterSeconds
  }
}

/** Of the password's digest: scrypt itself does not tell a password from the same one with a NUL behind it. */
function scrypted(password: string, salt: Uint8Array): Buffer {
  return scryptSync(createHash('sha256').update(password).digest(), salt, hashBytes, cost)
}

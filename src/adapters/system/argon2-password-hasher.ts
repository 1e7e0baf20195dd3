import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import type { Hashing, PasswordHasher, Verification } from '../../application/ports/password-hasher.js'
import type { Password } from '../../domain/registration/password-policy.js'
import { HashingQueue, type QueueLimits } from './hashing-queue.js'

/** OWASP's choice for argon2id, which is the package's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The threads that file system, name resolution and hashes share (https://docs.libuv.org/en/v1.x/threadpool.html). */
const poolThreads = Number(process.env['UV_THREADPOOL_SIZE']) || 4

/** One thread is always left: otherwise a name resolution waits for a whole queue of hashes. */
const defaultLimits: QueueLimits = {
  concurrent: Math.max(1, Math.min(availableParallelism(), poolThreads - 1)),
  maxWaiting: 200,
}

/** In the place of a hash that is not there: as costly to compare with as any, and equal to none that is known. */
const noHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** argon2id in PHC string format. Hashes and comparisons wait in one queue, in order. */
export class Argon2PasswordHasher implements PasswordHasher {
  readonly #queue: HashingQueue

  constructor(limits: Partial<QueueLimits> = {}) {
    this.#queue = new HashingQueue({ ...defaultLimits, ...limits })
  }

  async hash(password: Password): Promise<Hashing> {
    const hashing = await this.#queue.run(() => hash(password, cost))
    return hashing.outcome === 'busy' ? hashing : { outcome: 'hashed', hash: hashing.value }
  }

  async verify(known: string | undefined, password: string): Promise<Verification> {
    const comparing = await this.#queue.run(() => verify(known ?? noHash, password))
    if (comparing.outcome === 'busy') return comparing
    return { outcome: 'verified', matches: comparing.value && known !== undefined }
  }
}

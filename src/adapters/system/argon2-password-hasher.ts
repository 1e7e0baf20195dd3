import { availableParallelism } from 'node:os'
import type { Hashing, PasswordHasher, Verification } from '../../application/ports/password-hasher.js'
import type { Password } from '../../domain/registration/password-policy.js'
import { HashingQueue, type QueueLimits } from './hashing-queue.js'
import { type HashingJob, HashingThreads } from './hashing-threads.js'

/** OWASP's choice for argon2id, which is the package's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** So many hashes are handed to each thread beyond the one it works on: see `HashingThreads`. */
const ahead = 15

const defaultLimits: QueueLimits = { concurrent: availableParallelism(), maxWaiting: 200 }

/** In the place of a hash that is not there: as costly to compare with as any, and equal to none that is known. */
const noHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/**
 * argon2id in PHC string format. Hashes and comparisons run in threads of their own, one for each processor, and wait in
 * one queue, in order. Passwords go to those threads and nowhere else.
 */
export class Argon2PasswordHasher implements PasswordHasher {
  readonly #queue: HashingQueue
  readonly #threads: HashingThreads

  constructor(limits: Partial<QueueLimits> = {}) {
    const { concurrent, maxWaiting } = { ...defaultLimits, ...limits }
    this.#queue = new HashingQueue({ concurrent, maxWaiting, ahead: concurrent * ahead })
    this.#threads = new HashingThreads({ threads: concurrent, cost })
  }

  async hash(password: Password): Promise<Hashing> {
    const hashing = await this.#run({ password })
    return hashing.outcome === 'busy' ? hashing : { outcome: 'hashed', hash: String(hashing.value) }
  }

  async verify(known: string | undefined, password: string): Promise<Verification> {
    const comparing = await this.#run({ password, known: known ?? noHash })
    if (comparing.outcome === 'busy') return comparing
    return { outcome: 'verified', matches: comparing.value === true && known !== undefined }
  }

  /** Ends the threads; what still waits for them rejects. */
  async close(): Promise<void> {
    await this.#threads.close()
  }

  #run(job: HashingJob) {
    return this.#queue.run(() => this.#threads.run(job))
  }
}

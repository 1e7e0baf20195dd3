import { parseOptions } from '@node-rs/argon2'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Argon2PasswordHasher } from '../../../src/adapters/system/argon2-password-hasher.js'
import type { QueueLimits } from '../../../src/adapters/system/hashing-queue.js'
import type { Password } from '../../../src/domain/registration/password-policy.js'
import { passwordHasherContract } from '../../contracts/password-hasher.contract.js'

const password = 'correct horse battery staple' as Password

function open(limits: Partial<QueueLimits> = {}): Argon2PasswordHasher {
  const hasher = new Argon2PasswordHasher(limits)
  onTestFinished(() => hasher.close())
  return hasher
}

describe('Argon2PasswordHasher', () => {
  passwordHasherContract(() => open())

  it('hashes by argon2id with 19 MiB, two passes and one lane', async () => {
    const hashing = await open().hash(password)
    const hash = hashing.outcome === 'hashed' ? hashing.hash : ''
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(parseOptions(hash)).toMatchObject({
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      saltLen: 16,
      outputLen: 32,
    })
  })

  it('recognises a hash that another program made', async () => {
    // From the test vectors of the reference implementation: password `password`, salt `somesalt`.
    const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    const hasher = open()
    expect(await hasher.verify(known, 'password')).toEqual({ outcome: 'verified', matches: true })
    expect(await hasher.verify(known, 'Password')).toEqual({ outcome: 'verified', matches: false })
  })

  it('is busy when too many wait, for hashes and comparisons alike, with a hash to compare or none', async () => {
    const hasher = open({ concurrent: 1, maxWaiting: 1 })
    const running = [hasher.verify(undefined, password), hasher.hash(password)]
    const refused = [
      await hasher.hash(password),
      await hasher.verify(undefined, password),
      await hasher.verify('', password),
    ]
    for (const answer of refused) expect(answer).toEqual({ outcome: 'busy', retryAfterSeconds: 1 })
    expect((await Promise.all(running)).map(({ outcome }) => outcome)).toEqual(['verified', 'hashed'])
    expect((await hasher.hash(password)).outcome).toBe('hashed')
  })

  it('lets 200 wait unless told otherwise', async () => {
    const hasher = open({ concurrent: 1 })
    const broken = '$argon2id$broken'
    const answers = Array.from({ length: 202 }, () => hasher.verify(broken, password).catch(() => 'taken'))
    const [refused] = await Promise.all([answers.at(-1), ...answers])
    expect(refused).toMatchObject({ outcome: 'busy' })
    expect((await Promise.all(answers)).filter((answer) => answer === 'taken')).toHaveLength(201)
  })
})

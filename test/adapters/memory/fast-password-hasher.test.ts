import { describe, expect, it } from 'vitest'
import { FastPasswordHasher } from '../../../src/adapters/memory/fast-password-hasher.js'
import type { Password } from '../../../src/domain/registration/password-policy.js'
import { passwordHasherContract } from '../../contracts/password-hasher.contract.js'

describe('FastPasswordHasher', () => {
  passwordHasherContract(() => new FastPasswordHasher())

  it('is busy while it is told so', async () => {
    const hasher = new FastPasswordHasher()
    hasher.beBusy(7)
    expect(await hasher.hash('a long password' as Password)).toEqual({ outcome: 'busy', retryAfterSeconds: 7 })
    expect(await hasher.verify(undefined, 'x')).toEqual({ outcome: 'busy', retryAfterSeconds: 7 })
    hasher.beBusy()
    expect((await hasher.hash('a long password' as Password)).outcome).toBe('hashed')
  })
})

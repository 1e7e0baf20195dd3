import { expect, it } from 'vitest'
import type { PasswordHasher } from '../../src/application/ports/password-hasher.js'
import type { Password } from '../../src/domain/registration/password-policy.js'

/** What every password hasher keeps. Call it inside a `describe`. */
export function passwordHasherContract(open: () => PasswordHasher): void {
  const password = 'correct horse battery staple' as Password

  it('recognises the password that a hash was made from, and no other', async () => {
    const hasher = open()
    const hash = await hashOf(hasher, password)
    expect(await hasher.verify(hash, password)).toEqual({ outcome: 'verified', matches: true })
    for (const other of ['', 'correct horse battery stapl', `${password} `, password.toUpperCase(), `${password}\0`])
      expect(await hasher.verify(hash, other)).toEqual({ outcome: 'verified', matches: false })
  })

  it('takes any letters, as many as the policy allows', async () => {
    const hasher = open()
    for (const text of ['🦊'.repeat(128), 'пароль-пароль', 'nul\0in the middle', 'é'.repeat(12)]) {
      const hash = await hashOf(hasher, text as Password)
      expect(hash).toMatch(/^[\x21-\x7e]+$/)
      expect(await hasher.verify(hash, text)).toEqual({ outcome: 'verified', matches: true })
      expect(await hasher.verify(hash, text.slice(0, -2))).toEqual({ outcome: 'verified', matches: false })
    }
  })

  it('makes another hash each time, and keeps the password out of it', async () => {
    const hasher = open()
    const hashes = [await hashOf(hasher, password), await hashOf(hasher, password)]
    expect(hashes[0]).not.toBe(hashes[1])
    for (const hash of hashes) {
      expect(hash).not.toContain(password)
      expect(hash).not.toContain(Buffer.from(password).toString('base64url'))
    }
  })

  it('matches nothing where there is no hash', async () => {
    const hasher = open()
    for (const text of [password, '', 'A'.repeat(32), '\0'.repeat(32)])
      expect(await hasher.verify(undefined, text)).toEqual({ outcome: 'verified', matches: false })
  })

  it('answers everything that is asked at once', async () => {
    const hasher = open()
    const hash = await hashOf(hasher, password)
    const answers = await Promise.all([
      hasher.hash(password),
      hasher.verify(hash, password),
      hasher.verify(hash, 'another'),
      hasher.verify(undefined, password),
      hasher.hash(password),
    ])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['hashed', 'verified', 'verified', 'verified', 'hashed'])
    expect(answers.map((answer) => 'matches' in answer && answer.matches)).toEqual([false, true, false, false, false])
  })
}

async function hashOf(hasher: PasswordHasher, password: Password): Promise<string> {
  const hashing = await hasher.hash(password)
  return hashing.outcome === 'hashed' ? hashing.hash : 'busy'
}

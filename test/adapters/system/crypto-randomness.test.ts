import { describe, expect, it } from 'vitest'
import { CryptoRandomness } from '../../../src/adapters/system/crypto-randomness.js'
import { randomnessContract } from '../../contracts/randomness.contract.js'

describe('CryptoRandomness', () => {
  randomnessContract(() => new CryptoRandomness())

  it('makes ids that begin with the moment they were made', () => {
    const randomness = new CryptoRandomness()
    const before = Date.now()
    const moments = Array.from({ length: 1_000 }, () => Number.parseInt(randomness.id().slice(0, -22), 36))
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(before)
    expect(Math.max(...moments)).toBeLessThanOrEqual(Date.now())
  })
})

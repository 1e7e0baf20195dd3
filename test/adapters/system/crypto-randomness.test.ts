import { describe } from 'vitest'
import { CryptoRandomness } from '../../../src/adapters/system/crypto-randomness.js'
import { randomnessContract } from '../../contracts/randomness.contract.js'

describe('CryptoRandomness', () => {
  randomnessContract(() => new CryptoRandomness())
})

import { describe, expect, it } from 'vitest'
import { SeededRandomness } from '../../../src/adapters/memory/seeded-randomness.js'
import { randomnessContract } from '../../contracts/randomness.contract.js'

describe('SeededRandomness', () => {
  randomnessContract(() => new SeededRandomness(42))

  it('draws the same again from the same seed, and other things from another', () => {
    expect(drawn(1)).toEqual(drawn(1))
    expect(drawn(1)).not.toEqual(drawn(2))
    expect(new Set([...drawn(1), ...drawn(2)]).size).toBe(8)
  })
})

function drawn(seed: number): readonly unknown[] {
  const randomness = new SeededRandomness(seed)
  return [randomness.id(), randomness.fraction(), randomness.id(), randomness.fraction()]
}

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutAddress } from '../../../src/domain/diagnosis/without-address.js'
import { aDiagnosis } from '../../contracts/store-samples.js'

it('masks the address in all that is quoted, and leaves the rest as it was', () => {
  const quoting = {
    ...aDiagnosis,
    evidence: ['S < "550 5.7.1 <Ana.B+c@Example.org>: ana.b+c@example.org may not"', 'S < "550 anaxb+c@example.org"'],
    explanation: { en: 'For ana.b+c@example.org.', es: 'Para ANA.B+C@EXAMPLE.ORG.' },
  }
  const clean = withoutAddress(quoting, 'ana.b+c@example.org')
  expect(JSON.stringify(clean).toLowerCase()).not.toContain('ana.b+c@')
  expect(clean.evidence[1]).toBe('S < "550 anaxb+c@example.org"')
  expect(clean.evidence[0]).toMatch(/<[^<>]*@example\.org>: [^ ]*@example\.org may not"$/)
  expect({ ...clean, evidence: [], explanation: 0 }).toEqual({ ...quoting, evidence: [], explanation: 0 })
})

it('masks any address', () => {
  const letters = fc.constantFrom(...'aZ09.!#$%&\'*+/=?^_`{|}~-é"\\ []()')
  // A name of asterisks alone looks like its own mask.
  const local = fc.string({ unit: letters, minLength: 1, maxLength: 12 }).filter((name) => !/^\*+$/.test(name))
  fc.assert(
    fc.property(local, fc.string(), (name, around) => {
      const address = `${name}@example.org`
      const { evidence } = withoutAddress({ ...aDiagnosis, evidence: [`${around}${address}${around}`] }, address)
      expect(evidence[0]).not.toContain(address)
    }),
  )
})

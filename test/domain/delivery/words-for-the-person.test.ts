import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryStates } from '../../../src/domain/delivery/delivery.js'
import { wordsForThePerson } from '../../../src/domain/delivery/words-for-the-person.js'
import { type Cause, causes } from '../../../src/domain/diagnosis/cause.js'
import { fateOf } from '../../../src/domain/diagnosis/fate.js'
import { anyState } from './sample-deliveries.js'

const recipientCauses = causes.filter((cause) => cause.startsWith('recipient-') || cause === 'smtputf8-unsupported')
const othersBusiness = causes.filter((cause) => !recipientCauses.includes(cause))
const everythingSaid = deliveryStates.flatMap((state) =>
  [undefined, ...causes].map((cause) => wordsForThePerson(cause === undefined ? { state } : { state, cause })),
)

describe('what the person reads about their e-mail', () => {
  it('names what they can mend', () => {
    const words = wordsForThePerson({ state: 'refused', cause: 'recipient-unknown' })
    expect(words.en).toBe('There is no mailbox with this address. Please check how it is spelled.')
    expect(words.es).toBe('No existe ningún buzón con esta dirección. Por favor, comprueba cómo está escrita.')
    expect(wordsForThePerson({ state: 'delayed', cause: 'recipient-mailbox-full' }).en).toContain('full')
  })

  it('is that we keep trying, wherever the fault is not theirs', () => {
    for (const state of ['held', 'delayed'] as const) {
      for (const cause of othersBusiness) {
        expect(wordsForThePerson({ state, cause }).en).toBe('We could not send it yet, we keep trying.')
      }
    }
  })

  it('is alike for every fault of ours, of a network or of a provider', () =>
    fc.assert(
      fc.property(
        anyState,
        fc.constantFrom(...othersBusiness),
        fc.constantFrom(...othersBusiness),
        (state, one, other) => {
          expect(wordsForThePerson({ state, cause: one })).toEqual(wordsForThePerson({ state, cause: other }))
        },
      ),
    ))

  it('never says that we keep trying once it is over', () => {
    for (const state of ['accepted', 'refused', 'expired', 'cancelled'] as const) {
      for (const cause of [undefined, ...causes]) {
        const words = wordsForThePerson(cause === undefined ? { state } : { state, cause })
        expect(words.en).not.toContain('keep trying')
      }
    }
  })

  it('never speaks of providers, credentials, quotas, codes or incidents', () => {
    expect(everythingSaid).toHaveLength(deliveryStates.length * (causes.length + 1))
    for (const { en, es } of everythingSaid) {
      expect(en).not.toMatch(/provider|credential|password|quota|incident|smtp|tls|relay|blocked|spam filter|\d{3}/i)
      expect(es).not.toMatch(/proveedor|credencial|contraseña|cuota|incidente|smtp|tls|\d{3}/i)
    }
  })

  it('has its own words for each final cause of the recipient', () => {
    const final = recipientCauses.filter((cause: Cause) => fateOf[cause] === 'final')
    for (const cause of final) {
      expect(wordsForThePerson({ state: 'refused', cause }).en).toMatch(/mailbox|address/)
    }
  })

  it('speaks two languages, never the same words in both', () => {
    for (const { en, es } of everythingSaid) {
      expect(en.length).toBeGreaterThan(10)
      expect(es.length).toBeGreaterThan(10)
      expect(es).not.toBe(en)
    }
  })
})

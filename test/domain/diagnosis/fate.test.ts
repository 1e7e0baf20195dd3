import { describe, expect, it } from 'vitest'
import { causes } from '../../../src/domain/diagnosis/cause.js'
import { catalogue } from '../../../src/domain/diagnosis/catalogue.js'
import { fateOf } from '../../../src/domain/diagnosis/fate.js'

const withFate = (fate: string) => causes.filter((cause) => fateOf[cause] === fate)

describe('fateOf', () => {
  it('ends a delivery only for the recipient, or when it is accepted', () => {
    expect(withFate('final')).toEqual([
      'accepted',
      'recipient-unknown',
      'recipient-disabled',
      'recipient-domain-not-found',
      'recipient-address-invalid',
      'recipient-refused-policy',
    ])
  })

  it('lets one delivery wait where waiting helps this one', () => {
    expect(withFate('later')).toEqual(['connection-dropped', 'recipient-mailbox-full', 'greylisted', 'unknown'])
  })

  it('never ends a delivery for what is not the recipient', () => {
    const ours = causes.filter((cause) => !['recipient', 'none'].includes(catalogue[cause].side))
    for (const cause of ours) expect(fateOf[cause]).not.toBe('final')
  })

  it('holds everything of side configuration, credentials and message', () => {
    const held = causes.filter((cause) => ['configuration', 'credentials', 'message'].includes(catalogue[cause].side))
    for (const cause of held) expect(fateOf[cause]).toBe('provider')
  })
})

import { describe, expect, it } from 'vitest'
import type { AttemptOutcome } from '../../../src/domain/delivery/attempt.js'
import type { Delivery } from '../../../src/domain/delivery/delivery.js'
import type { Fate } from '../../../src/domain/delivery/fate.js'
import { type SettlementFacts, settled } from '../../../src/domain/delivery/settlement.js'
import type { Cause } from '../../../src/domain/diagnosis/cause.js'
import { hour, minute, second } from '../../../src/domain/instant.js'
import { aDelivery, aDiagnosis, noon } from './sample-deliveries.js'

function after(fate: Fate, outcome: AttemptOutcome, cause: Cause, over: Partial<SettlementFacts> = {}, of?: Delivery) {
  const end = { outcome, diagnosis: aDiagnosis(cause) }
  return settled(of ?? aDelivery('sending'), fate, { end, now: noon, chance: 0.5, incidentId: 'i9', ...over })
}

describe('after an attempt, a delivery', () => {
  it('that was accepted is over', () => {
    expect(after('accepted', 'accepted', 'accepted')).toMatchObject({ state: 'accepted', acceptedAt: noon })
  })

  it('to a recipient that cannot be reached is over, too', () => {
    expect(after('final', 'refused', 'recipient-unknown')).toMatchObject({
      state: 'refused',
      cause: 'recipient-unknown',
    })
  })

  it('that must wait waits longer each time, and as long as the server says', () => {
    const first = after('later', 'deferred', 'greylisted')
    expect(first).toMatchObject({ state: 'delayed', cause: 'greylisted', deferrals: 1, nextAttemptAt: noon + minute })
    const sending = aDelivery('sending', { deferrals: 1 })
    expect(after('later', 'deferred', 'greylisted', {}, sending).nextAttemptAt).toBe(noon + 5 * minute)
    const named = after('later', 'deferred', 'greylisted', { namedMs: 10 * minute, chance: 0 })
    expect(named.nextAttemptAt).toBe(noon + 10 * minute)
  })

  it('that was stopped goes again soon, uncharged', () => {
    const again = after('again', 'interrupted', 'unknown')
    expect(again).toMatchObject({ state: 'queued', deferrals: 0, nextAttemptAt: noon + 5 * second })
    expect(after('again', 'interrupted', 'unknown', {}, aDelivery('sending', { deferrals: 7 })).nextAttemptAt).toBe(
      noon + 5 * second,
    )
  })

  it('in doubt goes again soon, and is spaced when that happens time and again', () => {
    expect(after('again', 'in-doubt', 'connection-dropped')).toMatchObject({
      state: 'queued',
      deferrals: 1,
      nextAttemptAt: noon + 5 * second,
    })
    const often = aDelivery('sending', { deferrals: 4 })
    expect(after('again', 'in-doubt', 'connection-dropped', {}, often).nextAttemptAt).toBe(noon + 5 * minute)
  })

  it('refused for no known reason is asked for again an hour after the first time, however often meanwhile', () => {
    const first = after('second-opinion', 'refused', 'unknown')
    expect(first).toMatchObject({ state: 'delayed', unknownRefusalAt: noon, nextAttemptAt: noon + hour })
    const later = aDelivery('sending', { unknownRefusalAt: noon - 20 * minute })
    expect(after('second-opinion', 'refused', 'unknown', {}, later)).toMatchObject({
      unknownRefusalAt: noon - 20 * minute,
      nextAttemptAt: noon + 40 * minute,
    })
  })

  it('that nothing is wrong with is held until its provider works, uncharged', () => {
    expect(after('provider', 'failed', 'credentials-rejected')).toMatchObject({
      state: 'held',
      incidentId: 'i9',
      cause: 'credentials-rejected',
      deferrals: 0,
    })
  })
})

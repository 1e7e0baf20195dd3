import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delivery, deliveryStates, isFinal, isWaiting } from '../../../src/domain/delivery/delivery.js'
import {
  accepted,
  broughtBack,
  cancelled,
  claimed,
  delayed,
  expired,
  hastened,
  held,
  marked,
  newDelivery,
  refused,
  renewed,
  requeued,
  requeuedInDoubt,
} from '../../../src/domain/delivery/transitions.js'
import { day, minute, second } from '../../../src/domain/instant.js'
import { aDelivery, aRegistration, anyCause, anyChance, anyInstant, noon } from './sample-deliveries.js'

const lease = { owner: 'worker', attemptId: 'a2', until: noon + 15 * second }

type Change = (delivery: Delivery) => Delivery

/** Every change there is, with any moment and cause. */
const anyChange: fc.Arbitrary<Change> = fc
  .tuple(anyInstant, anyInstant, anyCause, anyChance)
  .chain(([now, at, cause, chance]) =>
    fc.constantFrom<Change>(
      (delivery) => claimed(delivery, lease, 'smtp.test:587', now),
      (delivery) => renewed(delivery, at),
      (delivery) => marked(delivery, now),
      (delivery) => accepted(delivery, now),
      (delivery) => refused(delivery, cause, now),
      (delivery) => delayed(delivery, cause, at, now),
      (delivery) => requeued(delivery, at, now),
      (delivery) => requeuedInDoubt(delivery, chance, now),
      (delivery) => held(delivery, 'i2', cause, now),
      (delivery) => hastened(delivery, now),
      (delivery) => broughtBack(delivery, now),
      (delivery) => expired(delivery, now),
      (delivery) => cancelled(delivery, 'confirmed', now),
    ),
  )

const anyJourney = fc.array(anyChange, { minLength: 1, maxLength: 12 })

describe('a new delivery', () => {
  it('goes out at once when the address may be written to', () => {
    expect(newDelivery('d1', 'confirm-address', aRegistration(), noon, noon)).toEqual(aDelivery('queued'))
  })

  it('waits for the end of the cool-down otherwise', () => {
    const delivery = newDelivery('d1', 'already-registered', aRegistration(), noon + minute, noon)
    expect(delivery).toMatchObject({ state: 'delayed', slot: noon + minute, nextAttemptAt: noon + minute })
    expect(delivery.email).toEqual({ kind: 'already-registered', recipient: 'ana@example.com', locale: 'en' })
  })
})

describe('a delivery', () => {
  it('is sent, marked and accepted', () => {
    const sending = claimed(aDelivery('queued'), lease, 'smtp.test:587', noon + 1)
    expect(sending).toMatchObject({ state: 'sending', since: noon + 1, lease, provider: 'smtp.test:587' })
    const done = accepted(marked(renewed(sending, noon + 20 * second), noon + 2), noon + 3)
    expect(done).toMatchObject({ state: 'accepted', acceptedAt: noon + 3, handedOverAt: noon + 2, cause: 'accepted' })
  })

  it('keeps its claim for longer when that is renewed, and gets none by it', () => {
    expect(renewed(aDelivery('sending'), noon + minute).lease?.until).toBe(noon + minute)
    expect(renewed(aDelivery('queued'), noon + minute)).toEqual(aDelivery('queued'))
  })

  it('is tried again never before the cool-down of its address ends', () => {
    const waiting = aDelivery('sending', { slot: noon + minute })
    expect(delayed(waiting, 'greylisted', noon + second, noon).nextAttemptAt).toBe(noon + minute)
    expect(requeued(waiting, noon + second, noon).nextAttemptAt).toBe(noon + minute)
    expect(delayed(waiting, 'greylisted', noon + 2 * minute, noon).nextAttemptAt).toBe(noon + 2 * minute)
  })

  it('counts what spaces its attempts: deferrals and doubts, not interruptions', () => {
    expect(delayed(aDelivery('sending'), 'greylisted', noon, noon).deferrals).toBe(1)
    expect(requeuedInDoubt(aDelivery('sending'), 0.5, noon).deferrals).toBe(1)
    expect(requeued(aDelivery('sending'), noon, noon).deferrals).toBe(0)
    expect(held(aDelivery('sending'), 'i1', 'quota-exceeded', noon).deferrals).toBe(0)
  })

  it('cannot be called back while it is being sent', () => {
    expect(cancelled(aDelivery('sending'), 'superseded', noon)).toEqual(aDelivery('sending'))
    for (const state of ['queued', 'delayed', 'held'] as const) {
      const over = cancelled(aDelivery(state), 'superseded', noon + 1)
      expect(over).toMatchObject({ state: 'cancelled', cancelledBecause: 'superseded', since: noon + 1 })
    }
  })

  it('waits as long as was meant when the clock was set back meanwhile', () => {
    const tomorrow = noon + day
    const waiting = aDelivery('delayed', { since: tomorrow, slot: tomorrow + second, nextAttemptAt: tomorrow + minute })
    expect(broughtBack(waiting, noon)).toEqual({
      ...waiting,
      since: noon,
      slot: noon + second,
      nextAttemptAt: noon + minute,
    })
    const lease = { owner: 'worker', attemptId: 'a1', until: tomorrow + 15 * second }
    expect(broughtBack(aDelivery('sending', { since: tomorrow, lease }), noon).lease?.until).toBe(noon + 15 * second)
    expect(broughtBack(aDelivery('delayed'), noon)).toEqual(aDelivery('delayed'))
  })

  it('hurries on the operator’s word, but not past the cool-down of its address', () => {
    const later = aDelivery('delayed', { nextAttemptAt: noon + minute })
    expect(hastened(later, noon)).toMatchObject({ state: 'queued', nextAttemptAt: noon })
    const cooling = { ...later, slot: noon + second }
    expect(hastened(cooling, noon)).toMatchObject({ state: 'delayed', nextAttemptAt: noon + second })
    for (const state of ['held', 'sending', 'queued'] as const) {
      expect(hastened(aDelivery(state), noon)).toEqual(aDelivery(state))
    }
  })

  it('waits, is with a provider, or is over', () => {
    const waiting = deliveryStates.filter((state) => isWaiting(aDelivery(state)))
    const over = deliveryStates.filter((state) => isFinal(aDelivery(state)))
    expect(waiting).toEqual(['queued', 'delayed', 'held'])
    expect(over).toEqual(['accepted', 'refused', 'expired', 'cancelled'])
  })
})

describe('whatever is asked of it, a delivery', () => {
  it('that is over stays as it is', () =>
    fc.assert(
      fc.property(fc.constantFrom('accepted', 'refused', 'expired', 'cancelled'), anyJourney, (state, changes) => {
        const over = aDelivery(state)
        for (const change of changes) expect(change(over)).toEqual(over)
      }),
    ))

  it('has a lease, a next attempt and an incident each in its own states, and is never silent', () =>
    fc.assert(
      fc.property(fc.constantFrom('queued', 'delayed', 'sending', 'held'), anyJourney, (state, changes) => {
        let delivery = aDelivery(state)
        for (const change of changes) delivery = change(delivery)
        expect(delivery.lease !== undefined).toBe(delivery.state === 'sending')
        expect(delivery.nextAttemptAt !== undefined).toBe(delivery.state === 'queued' || delivery.state === 'delayed')
        expect(delivery.incidentId !== undefined).toBe(delivery.state === 'held')
      }),
    ))

  it('remains the same e-mail to the same person', () =>
    fc.assert(
      fc.property(anyJourney, (changes) => {
        const before = aDelivery('queued')
        let delivery = before
        for (const change of changes) delivery = change(delivery)
        const { id, registrationId, email, addressKey, generation, createdAt } = delivery
        const known = { id, registrationId, email, addressKey, generation, createdAt }
        expect(before).toMatchObject(known)
      }),
    ))
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoolDown, defaultCoolDown, nextSlot, supersededBy } from '../../../src/domain/delivery/cool-down.js'
import { type Delivery, isWaiting } from '../../../src/domain/delivery/delivery.js'
import {
  accepted,
  cancelled,
  claimed,
  expired,
  held,
  marked,
  newDelivery,
  refused,
  requeued,
} from '../../../src/domain/delivery/transitions.js'
import { type Instant, day, hour, minute, second } from '../../../src/domain/instant.js'
import { aDelivery, aRegistration, anyState, noon } from './sample-deliveries.js'

const sentAt = (at: Instant): Delivery => aDelivery('accepted', { slot: at, handedOverAt: at })
const slotAfter = (earlier: readonly Delivery[], now = noon) => nextSlot(earlier, now, defaultCoolDown)

describe('the slot of one more e-mail to an address', () => {
  it('is now when nothing was sent, or long ago', () => {
    expect(slotAfter([])).toBe(noon)
    expect(slotAfter([sentAt(noon - minute)])).toBe(noon)
    expect(slotAfter([sentAt(noon - day)])).toBe(noon)
  })

  it('is a minute after the last one', () => {
    expect(slotAfter([sentAt(noon)])).toBe(noon + minute)
    expect(slotAfter([sentAt(noon - hour), sentAt(noon - 20 * second)])).toBe(noon + 40 * second)
  })

  it('is a day after the fifth last one', () => {
    const five = [1, 2, 3, 4, 5].map((hours) => sentAt(noon - hours * hour))
    expect(slotAfter(five.slice(0, 4))).toBe(noon)
    expect(slotAfter(five)).toBe(noon - 5 * hour + day)
  })

  it('does not count what waits or never went out, and counts what may have arrived', () => {
    for (const state of ['queued', 'delayed', 'held', 'cancelled', 'expired'] as const) {
      expect(slotAfter([aDelivery(state)])).toBe(noon)
      expect(slotAfter([aDelivery(state, { handedOverAt: noon })])).toBe(noon + minute)
    }
    for (const state of ['sending', 'refused'] as const) expect(slotAfter([aDelivery(state)])).toBe(noon + minute)
  })

  it('is reckoned from when an e-mail went out, however early it was allowed to', () => {
    const late = aDelivery('accepted', { slot: noon - day, handedOverAt: noon - second })
    expect(slotAfter([late])).toBe(noon + 59 * second)
    const underway = aDelivery('sending', { slot: noon - day, since: noon - second })
    expect(slotAfter([underway])).toBe(noon + 59 * second)
  })

  it('is not kept by a clock that was set back for as long as it was wrong', () => {
    const tomorrow = [1, 2, 3, 4, 5].map((days) => sentAt(noon + days * day))
    expect(slotAfter(tomorrow)).toBe(noon)
    expect(slotAfter([sentAt(noon + 2 * second)])).toBe(noon + minute + 2 * second)
  })

  it('takes the place of whatever waits, and of nothing else', () => {
    const all = (['queued', 'delayed', 'held', 'sending', 'accepted', 'refused', 'cancelled', 'expired'] as const).map(
      (state) => aDelivery(state, { id: state }),
    )
    expect(supersededBy(all).map(({ id }) => id)).toEqual(['queued', 'delayed', 'held'])
  })

  it('is never in the past, whatever was sent before', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyState, fc.integer({ min: -3 * day, max: 3 * day })), { maxLength: 12 }),
        (before) => {
          const earlier = before.map(([state, at]) => aDelivery(state, { slot: noon + at, since: noon + at }))
          const slot = slotAfter(earlier)
          expect(slot).toBeGreaterThanOrEqual(noon)
          expect(slot).toBeLessThanOrEqual(noon + day + minute)
        },
      ),
    ))
})

/** Somebody asks for e-mails, time passes, and what is due meets one fate or another. */
type Step =
  | { readonly step: 'ask' }
  | { readonly step: 'wait'; readonly ms: number }
  | { readonly step: 'send'; readonly ends: 'accepted' | 'refused' | 'lost' | 'held' | 'expired' | 'unended' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ step: 'ask' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 2 * minute }), fc.integer({ min: 0, max: 9 * hour })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant('send' as const),
      ends: fc.constantFrom('accepted', 'accepted', 'refused', 'lost', 'held', 'expired', 'unended'),
    }),
  },
)

interface Asked {
  readonly slot: Instant
  readonly replaced: readonly Delivery[]
  readonly now: Instant
  /** How many had gone out when it was asked for. */
  readonly gone: number
}

interface History {
  readonly asked: readonly Asked[]
  /** When each e-mail first went out. */
  readonly wentOut: readonly Instant[]
  readonly mostWaiting: number
}

function play(steps: readonly Step[], coolDown: CoolDown): History {
  const deliveries = new Map<string, Delivery>()
  const asked: Asked[] = []
  const wentOut: Instant[] = []
  let [now, mostWaiting] = [noon, 0]
  const keep = (delivery: Delivery): void => void deliveries.set(delivery.id, delivery)
  for (const step of steps) {
    if (step.step === 'wait') now += step.ms
    if (step.step === 'ask') {
      const earlier = [...deliveries.values()]
      const replaced = supersededBy(earlier)
      const slot = nextSlot(earlier, now, coolDown)
      for (const waiting of replaced) keep(cancelled(waiting, 'superseded', now))
      keep(newDelivery(`d${String(deliveries.size)}`, 'confirm-address', aRegistration(), slot, now))
      asked.push({ slot, replaced, now, gone: wentOut.length })
    }
    if (step.step === 'send') {
      const due = [...deliveries.values()].find(
        (one) => isWaiting(one) && (one.nextAttemptAt ?? 0) <= now && ![...deliveries.values()].some(isSending),
      )
      if (due === undefined) continue
      const sending = claimed(due, { owner: 'w', attemptId: 'a', until: now + 15 * second }, 'smtp.test', now)
      if (step.ends === 'held') keep(held(sending, 'i1', 'quota-exceeded', now))
      if (step.ends === 'expired') keep(expired(sending, now))
      if (step.ends === 'refused') keep(refused(sending, 'recipient-unknown', now))
      if (step.ends === 'held' || step.ends === 'expired' || step.ends === 'refused') continue
      // An e-mail in doubt that is sent again is the same e-mail.
      if (sending.handedOverAt === undefined) wentOut.push(now)
      const handedOver = marked(sending, now)
      if (step.ends === 'accepted') keep(accepted(handedOver, now))
      if (step.ends === 'lost') keep(requeued(handedOver, now, now))
      if (step.ends === 'unended') keep(handedOver)
    }
    mostWaiting = Math.max(mostWaiting, [...deliveries.values()].filter(isWaiting).length)
  }
  return { asked, wentOut, mostWaiting }
}

const isSending = ({ state }: Delivery): boolean => state === 'sending'

const journeys = fc.array(anyStep, { maxLength: 60 })
const coolDowns = fc.record({
  betweenMs: fc.integer({ min: 0, max: 2 * hour }),
  perDay: fc.integer({ min: 1, max: 6 }),
})

describe('however often e-mails to an address are asked for', () => {
  it('they never come closer to each other than the cool-down allows', () =>
    fc.assert(
      fc.property(journeys, coolDowns, (steps, coolDown) => {
        const { wentOut } = play(steps, coolDown)
        for (const [at, time] of wentOut.entries()) {
          const before = wentOut[at - 1]
          if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(coolDown.betweenMs)
        }
      }),
      { numRuns: 400 },
    ))

  it('no day brings more of them than allowed', () =>
    fc.assert(
      fc.property(journeys, coolDowns, (steps, coolDown) => {
        const { wentOut } = play(steps, coolDown)
        for (const start of wentOut) {
          expect(wentOut.filter((at) => at >= start && at < start + day).length).toBeLessThanOrEqual(coolDown.perDay)
        }
      }),
      { numRuns: 400 },
    ))

  it('at most one waits', () =>
    fc.assert(
      fc.property(journeys, coolDowns, (steps, coolDown) => {
        // One that was being sent may come back to wait beside a later one until it is settled.
        expect(
          play(
            steps.filter((step) => step.step !== 'send' || step.ends !== 'unended'),
            coolDown,
          ).mostWaiting,
        ).toBeLessThanOrEqual(1)
      }),
    ))

  it('asking again never pushes back the one that waits, unless one went out meanwhile', () =>
    fc.assert(
      fc.property(journeys, coolDowns, (steps, coolDown) => {
        const { asked } = play(steps, coolDown)
        for (const [at, { slot, replaced, now, gone }] of asked.entries()) {
          if (replaced.length === 0 || asked[at - 1]?.gone !== gone) continue
          const replacedSlot = Math.max(...replaced.map((delivery) => delivery.slot))
          expect(slot).toBeLessThanOrEqual(Math.max(replacedSlot, now))
        }
      }),
      { numRuns: 400 },
    ))

  it('somebody who asks all the time is written to as often as the cool-down allows', () => {
    const everySecond = Array.from({ length: 3 * 60 }, (): Step[] => [
      { step: 'ask' },
      { step: 'send', ends: 'accepted' },
      { step: 'wait', ms: second },
    ]).flat()
    const { wentOut } = play(everySecond, defaultCoolDown)
    expect(wentOut.map((at) => (at - noon) / second)).toEqual([0, 60, 120])
  })
})

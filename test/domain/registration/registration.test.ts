import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, day, hour, minute } from '../../../src/domain/instant.js'
import type { AddressKey, EmailAddress } from '../../../src/domain/registration/email-address.js'
import type { PersonName } from '../../../src/domain/registration/person-name.js'
import {
  type Lifetimes,
  type Registration,
  heldFrom,
  linkStateOf,
  maxRegistrationMs,
  newRegistration,
  releasedAt,
  statusOf,
  withAcceptance,
  withAddress,
} from '../../../src/domain/registration/registration.js'
import { userFrom } from '../../../src/domain/registration/user.js'

const noon = Date.UTC(2026, 10, 21, 12)
const week: Lifetimes = { registrationMs: 7 * day, linkMs: 24 * hour }

function registered(at: Instant = noon, lifetimes = week): Registration {
  const facts = {
    id: 'r1',
    address: 'Ana@example.com' as EmailAddress,
    addressKey: 'ana@example.com' as AddressKey,
    name: 'Ana' as PersonName,
    locale: 'es' as const,
    passwordHash: '$argon2id$…',
    tokenHash: 'first',
  }
  return newRegistration(facts, at, lifetimes)
}

const handedOver = (registration: Registration, at: Instant): Registration => ({ ...registration, handedOverAt: at })

describe('a registration', () => {
  it('is pending until its days are over, and expired from that moment on', () => {
    const registration = registered()
    expect(statusOf(registration, noon)).toBe('pending')
    expect(statusOf(registration, noon + 7 * day - 1)).toBe('pending')
    expect(statusOf(registration, noon + 7 * day)).toBe('expired')
  })

  it('stays confirmed for ever', () => {
    expect(statusOf({ ...registered(), confirmedAt: noon }, noon + 365 * day)).toBe('confirmed')
  })

  it('goes on reading like any other when its address was confirmed through another one', () => {
    const superseded = { ...registered(), supersededAt: noon + 1 }
    expect(statusOf(superseded, noon + day)).toBe('pending')
    expect(statusOf(superseded, noon + 7 * day)).toBe('expired')
  })

  it('lives as long as its last link', () => {
    const late = withAcceptance(registered(), noon + 6.5 * day, week)
    expect(late.expiresAt).toBe(noon + 7.5 * day)
    const early = withAcceptance(registered(), noon + minute, week)
    expect(early.expiresAt).toBe(noon + 7 * day)
  })

  it('gets the time back for which its e-mail was held, but never more than thirty days in all', () => {
    const held = heldFrom(registered(), noon + hour, week)
    expect(statusOf(held, noon + 29 * day)).toBe('pending')
    expect(statusOf(held, noon + 30 * day)).toBe('expired')
    const released = releasedAt(held, noon + hour + 3 * day, week)
    expect(released.expiresAt).toBe(noon + 10 * day)
    const again = releasedAt(heldFrom(released, noon + 5 * day, week), noon + 6 * day, week)
    expect(again.expiresAt).toBe(noon + 11 * day)
    expect(releasedAt(held, noon + 28 * day, week).expiresAt).toBe(noon + 30 * day)
  })

  it('counts a time of being held once, however often it is said', () => {
    const held = heldFrom(heldFrom(registered(), noon + hour, week), noon + 2 * hour, week)
    expect(releasedAt(held, noon + 3 * hour, week).heldMs).toBe(2 * hour)
    expect(releasedAt(registered(), noon + hour, week)).toEqual(registered())
  })

  it('loses no time when the clock was set back while it was held', () => {
    expect(releasedAt(heldFrom(registered(), noon + hour, week), noon - day, week).heldMs).toBe(0)
  })

  it('with another address has another link, and nothing of what befell the old one', () => {
    const before = { ...withAcceptance(handedOver(registered(), noon), noon + 1, week), supersededAt: noon + 2 }
    const after = withAddress(before, 'eva@example.org' as EmailAddress, 'eva@example.org' as AddressKey, 'second')
    expect(after).toMatchObject({ id: 'r1', address: 'eva@example.org', tokenHash: 'second', generation: 2 })
    expect(after).toMatchObject({ passwordHash: before.passwordHash, name: 'Ana', createdAt: noon })
    expect(linkStateOf(after, noon + 3)).toBe('not-sent')
    expect(linkStateOf(handedOver(after, noon + 4), noon + 5)).toBe('valid')
  })

  it('becomes a user with its own password', () => {
    expect(userFrom(registered(), 'u1', noon + 5)).toEqual({
      id: 'u1',
      address: 'Ana@example.com',
      addressKey: 'ana@example.com',
      name: 'Ana',
      locale: 'es',
      passwordHash: '$argon2id$…',
      registrationId: 'r1',
      confirmedAt: noon + 5,
    })
    const { name: _, ...nameless } = registered()
    expect(userFrom(nameless, 'u2', noon)).not.toHaveProperty('name')
  })
})

describe('its link', () => {
  it('works from the moment its message is handed to a provider', () => {
    expect(linkStateOf(registered(), noon)).toBe('not-sent')
    expect(linkStateOf(handedOver(registered(), noon), noon)).toBe('valid')
  })

  it('lives as long as the registration while nobody said that it arrived', () => {
    const inDoubt = handedOver(registered(), noon)
    expect(linkStateOf(inDoubt, noon + 7 * day - 1)).toBe('valid')
    expect(linkStateOf(inDoubt, noon + 7 * day)).toBe('expired')
  })

  it('lives for its hours after each acceptance', () => {
    const sent = withAcceptance(handedOver(registered(), noon), noon + 1, week)
    expect(linkStateOf(sent, noon + 24 * hour)).toBe('valid')
    expect(linkStateOf(sent, noon + 24 * hour + 1)).toBe('expired')
    const again = withAcceptance(sent, noon + 2 * day, week)
    expect(linkStateOf(again, noon + 3 * day - 1)).toBe('valid')
  })

  it('is used once it confirmed, and superseded once another one did', () => {
    const sent = handedOver(registered(), noon)
    expect(linkStateOf({ ...sent, confirmedAt: noon }, noon + 99 * day)).toBe('used')
    expect(linkStateOf({ ...sent, supersededAt: noon }, noon)).toBe('superseded')
  })
})

/** What befalls the e-mail of a registration, at hours after the one before. */
type Happening = { readonly kind: 'handed-over' | 'accepted' | 'held' | 'released'; readonly afterHours: number }

const happenings = fc.array(
  fc.record<Happening>({
    kind: fc.constantFrom('handed-over', 'accepted', 'held', 'released'),
    afterHours: fc.integer({ min: 0, max: 200 }),
  }),
  { maxLength: 12 },
)
const lifetimes = fc.record<Lifetimes>({
  registrationMs: fc.integer({ min: 1, max: 30 }).map((days) => days * day),
  linkMs: fc.integer({ min: 1, max: 720 }).map((hours) => hours * hour),
})

interface Life {
  readonly registration: Registration
  readonly now: Instant
  readonly acceptedAt: readonly Instant[]
  /** Reckoned apart from the code under test. */
  readonly heldMs: number
  readonly heldSince: Instant | undefined
}

function live(steps: readonly Happening[], rules: Lifetimes): Life {
  let [registration, now] = [registered(noon, rules), noon]
  const acceptedAt: Instant[] = []
  let heldMs = 0
  let heldSince: Instant | undefined
  for (const { kind, afterHours } of steps) {
    now += afterHours * hour
    if (kind === 'handed-over') registration = handedOver(registration, now)
    if (kind === 'accepted') {
      registration = withAcceptance(handedOver(registration, now), now, rules)
      acceptedAt.push(now)
    }
    if (kind === 'held') {
      registration = heldFrom(registration, now, rules)
      heldSince ??= now
    }
    if (kind === 'released') {
      registration = releasedAt(registration, now, rules)
      if (heldSince !== undefined) heldMs += now - heldSince
      heldSince = undefined
    }
  }
  return { registration, now, acceptedAt, heldMs, heldSince }
}

describe('whatever befalls its e-mail, a registration', () => {
  it('lapses at the later of its days with the time held and its last link, within thirty days', () =>
    fc.assert(
      fc.property(happenings, lifetimes, (steps, rules) => {
        const { registration, acceptedAt, heldMs, heldSince } = live(steps, rules)
        const own = heldSince === undefined ? noon + rules.registrationMs + heldMs : Number.POSITIVE_INFINITY
        const link = Math.max(...acceptedAt.map((at) => at + rules.linkMs))
        expect(registration.expiresAt).toBe(Math.min(noon + maxRegistrationMs, Math.max(own, link)))
      }),
    ))

  it('never has a link that works longer than itself, nor one that works before its message was sent', () =>
    fc.assert(
      fc.property(happenings, lifetimes, fc.nat({ max: 40 * 24 }), (steps, rules, laterHours) => {
        const { registration, now } = live(steps, rules)
        const then = now + laterHours * hour
        if (linkStateOf(registration, then) !== 'valid') return
        expect(statusOf(registration, then)).toBe('pending')
        expect(steps.some(({ kind }) => kind === 'handed-over' || kind === 'accepted')).toBe(true)
      }),
    ))

  it('keeps a link that arrived for all its hours, where thirty days allow it', () =>
    fc.assert(
      fc.property(happenings, lifetimes, (steps, rules) => {
        const { registration, acceptedAt } = live(steps, rules)
        const last = acceptedAt.at(-1)
        if (last === undefined) return
        const end = Math.min(last + rules.linkMs, noon + maxRegistrationMs)
        expect(linkStateOf(registration, end)).toBe('expired')
        if (last < end) expect(linkStateOf(registration, end - 1)).toBe('valid')
      }),
    ))
})

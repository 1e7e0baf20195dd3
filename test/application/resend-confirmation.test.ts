import { describe, expect, it } from 'vitest'
import { day, minute, second } from '../../src/domain/instant.js'
import { World } from '../support/world.js'

describe('ResendConfirmation', () => {
  it('sends the same link again once the cool-down is over, and says before how long it lasts', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    expect(await world.resend(id)).toEqual({ outcome: 'too-soon', retryAfterSeconds: 60 })
    await world.pass(59_001)
    expect(await world.resend(id)).toEqual({ outcome: 'too-soon', retryAfterSeconds: 1 })
    await world.pass(second)
    expect((await world.resend(id)).outcome).toBe('accepted')
    const [first, again] = world.linksTo('ana@example.com')
    expect(first).toBeDefined()
    expect(again).toBe(first)
    expect(new Set(world.server.inbox.map(({ messageId }) => messageId)).size).toBe(2)
  })

  it('is content with the one that still waits', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    expect(await world.resend(id)).toMatchObject({ outcome: 'accepted', registration: { email: { state: 'held' } } })
    expect(await world.deliveries(id)).toHaveLength(1)
  })

  it('counts what waits for the address as if it had gone', async () => {
    const world = await World.open()
    const first = await world.register('ana@example.com')
    await world.register('ana@example.com')
    expect(await world.resend(first.id)).toEqual({ outcome: 'too-soon', retryAfterSeconds: 120 })
  })

  it('can be had five times a day, all registrations of the address together', async () => {
    const world = await World.open()
    const one = await world.register('ana@example.com')
    await world.sleep(2 * minute)
    const other = await world.register('ana@example.com')
    for (const { id } of [one, other, one]) {
      await world.sleep(2 * minute)
      expect((await world.resend(id)).outcome).toBe('accepted')
    }
    await world.sleep(2 * minute)
    const left = (day - 10 * minute) / second
    expect(await world.resend(one.id)).toEqual({ outcome: 'too-soon', retryAfterSeconds: left })
    expect(await world.resend(other.id)).toEqual({ outcome: 'too-soon', retryAfterSeconds: left })
  })

  it('has nothing to send for a registration that is confirmed, expired or unknown', async () => {
    const world = await World.open()
    const ana = await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    expect(await world.resend(ana.id)).toEqual({ outcome: 'already-confirmed' })
    const eva = await world.register('eva@example.com')
    await world.sleep(7 * day)
    expect(await world.resend(eva.id)).toEqual({ outcome: 'expired' })
    expect(await world.resend('nobody')).toEqual({ outcome: 'unknown-registration' })
  })

  it('sends to the owner of an account what every registration of it sends', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    await world.pass(minute)
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    expect((await world.resend(id)).outcome).toBe('accepted')
    expect(world.server.inbox.map(({ subject }) => subject).slice(1)).toEqual([
      'already-registered',
      'already-registered',
    ])
  })

  it('tells the newest e-mail of a registration, also where all happened in one moment or the clock was set back', async () => {
    const world = await World.open({ coolDown: { betweenMs: 0 } })
    world.server.answer = 'unknown-recipient'
    const { id } = await world.register('ana@example.com')
    world.clock.jumpTo(world.clock.now() - minute)
    world.server.answer = 'accepted'
    for (let time = 0; time < 4; time += 1) {
      expect((await world.resend(id)).outcome).toBe('accepted')
      expect(await world.state(id)).toBe('accepted')
    }
  })
})

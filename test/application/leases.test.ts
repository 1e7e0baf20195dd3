import { describe, expect, it } from 'vitest'
import { hour, minute, second } from '../../src/domain/instant.js'
import { World } from '../support/world.js'

describe('a claim', () => {
  it('is renewed for as long as the conversation takes', async () => {
    const world = await World.open()
    const other = await world.another({ instance: 'two' })
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    const { lease } = await world.delivery(id)
    expect((lease?.until ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(10 * second)
    world.server.goOn()
    await world.quiet()
    await other.quiet()
    expect(await world.state(id)).toBe('accepted')
    expect(world.server.tries).toHaveLength(1)
  })

  it('survives a renewal that fails', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const before = world.store.transactions
    world.store.failWhen((transaction) => transaction > before)
    await world.pass(6 * second)
    world.store.failWhen(undefined)
    await world.pass(minute)
    world.server.goOn()
    await world.quiet()
    expect(await world.state(id)).toBe('accepted')
    expect(world.server.tries).toHaveLength(1)
    expect(world.background.failures.length).toBeGreaterThan(0)
  })

  it('of a program that was killed lapses, and another one sends the message', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const other = await world.another({ instance: 'two' })
    world.store.kill()
    world.server.stopsAt = undefined
    await other.pass(14 * second)
    expect(await other.state(id)).toBe('sending')
    await other.pass(second)
    expect(await other.state(id)).toBe('accepted')
    expect((await other.attempts(id)).map(({ outcome }) => outcome)).toEqual(['interrupted', 'accepted'])
  })

  it('of a program that is known to be gone ends at the next start, and only that one', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const second = await world.another({ instance: 'two' })
    const { id: others } = await second.register('eva@example.com')
    world.store.kill()
    world.worker.stop()
    world.server.stopsAt = undefined
    const third = await world.another({ instance: 'three', isGone: (owner) => owner === 'one' })
    expect(await third.state(id)).toBe('accepted')
    const outcomes = (await third.attempts(id)).map(({ outcome }) => outcome)
    expect(outcomes.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['accepted', 'interrupted'])
    expect(await third.state(others)).toBe('sending')
    expect((await third.delivery(others)).lease?.owner).toBe('two')
  })

  it('of a program that was killed after the mark leaves the message in doubt', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    world.server.stopsAt = undefined
    const after = await world.restart()
    await after.pass(15 * second)
    expect((await after.attempts(id))[0]?.outcome).toBe('in-doubt')
    await after.pass(10 * second)
    expect(await after.state(id)).toBe('accepted')
    expect((await after.attempts(id)).map(({ outcome }) => outcome)).toEqual(['in-doubt', 'accepted'])
  })

  it('of a program that was killed while it probed lets another one probe soon', async () => {
    const one = await World.open()
    const two = await one.another({ instance: 'two' })
    one.server.answer = 'bad-password'
    const { id } = await one.register('ana@example.com')
    one.server.answer = 'accepted'
    one.server.stopsAt = 'greeting'
    await one.pass(30 * second)
    const { lease } = await one.delivery(id)
    const [killed, left] = lease?.owner === 'one' ? [one, two] : [two, one]
    killed.store.kill()
    killed.worker.stop()
    one.server.stopsAt = undefined
    await left.pass(minute)
    expect(await left.state(id)).toBe('accepted')
    expect(await left.openIncidents()).toEqual([])
  })

  it('of a program that was killed gives way to a later e-mail, like any that waits', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const first = await world.register('ana@example.com')
    const other = await world.another({ instance: 'two' })
    world.store.kill()
    world.server.stopsAt = undefined
    const later = await other.register('ana@example.com')
    await other.pass(16 * second)
    expect(await other.delivery(first.id)).toMatchObject({ state: 'cancelled', cancelledBecause: 'superseded' })
    await other.pass(minute)
    expect(await other.state(later.id)).toBe('accepted')
    expect(world.server.inbox).toHaveLength(1)
  })

  it('that was lost stops the message before it is handed over', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const before = world.store.transactions
    // This program's disk is away for longer than its claim lasts.
    world.store.failWhen((transaction) => transaction > before)
    const other = await world.another({ instance: 'two' })
    await world.pass(30 * second)
    world.store.failWhen(undefined)
    world.server.goOn()
    await world.pass(minute)
    await other.quiet()
    expect(world.server.inbox).toHaveLength(1)
    expect(await world.state(id)).toBe('accepted')
  })

  it('that was lost leaves the outcome to the one that has it now', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const before = world.store.transactions
    world.store.failWhen((transaction) => transaction > before)
    world.server.stopsAt = 'reply'
    const other = await world.another({ instance: 'two' })
    await world.pass(20 * second)
    expect((await world.delivery(id)).lease?.owner).toBe('two')
    world.store.failWhen(undefined)
    // The one that lost it is refused now; the other one's message is about to be taken.
    world.server.answer = 'unknown-recipient'
    world.server.goOn()
    await world.quiet()
    await other.quiet()
    expect(await world.state(id)).toBe('accepted')
    expect(world.server.tries).toHaveLength(2)
  })

  it('with little of it left is not risked: the message is not handed over, and goes again', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    const before = world.store.transactions
    world.store.failWhen((transaction) => transaction > before)
    await world.pass(8 * second)
    world.store.failWhen(undefined)
    world.server.goOn()
    await world.quiet()
    expect(world.server.inbox).toHaveLength(0)
    await world.pass(20 * second)
    expect((await world.attempts(id)).map(({ outcome }) => outcome)).toEqual(['interrupted', 'accepted'])
    expect(world.server.inbox).toHaveLength(1)
  })

  it('is taken by one of two programs, and both share the work', async () => {
    const world = await World.open()
    const other = await world.another({ instance: 'two' })
    world.server.answer = 'bad-password'
    for (let person = 0; person < 40; person += 1) await world.register(`p${String(person)}@example.com`)
    world.server.answer = 'accepted'
    await world.pass(minute)
    await other.quiet()
    expect(world.server.inbox).toHaveLength(40)
    expect(new Set(world.server.inbox.map(({ to }) => to.address)).size).toBe(40)
    expect(world.background.failures).toEqual([])
    expect(other.background.failures).toEqual([])
  })

  it('of a message that stops its program time and again comes back, but not at once for ever', async () => {
    let world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    for (let kill = 0; kill < 4; kill += 1) {
      world = await world.restart()
      await world.pass(20 * second)
    }
    expect(world.server.tries).toHaveLength(3)
    world.server.goOn()
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('accepted')
  })

  it('of a message whose sender keeps it for hours ends with the message, not before', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    await world.pass(hour)
    expect(await world.state(id)).toBe('sending')
    expect(world.server.tries).toHaveLength(1)
    world.server.goOn()
    await world.quiet()
    expect(await world.state(id)).toBe('accepted')
  })
})

describe('after kill -9 at any moment', () => {
  it('nothing that was accepted is lost, and nothing arrives twice but what was in doubt', async () => {
    for (let transaction = 0; transaction < 12; transaction += 1) {
      const world = await World.open()
      // Everything the program wrote up to this transaction stands, and not a word more.
      world.store.killAfter(world.store.transactions + transaction)
      const answer = Promise.race([world.tryToRegister('ana@example.com'), world.quiet().then(() => undefined)])
      const accepted = (await answer)?.outcome === 'accepted'
      const after = await world.restart()
      await after.pass(minute)
      const attempts = await after.look(async (records) => {
        const [delivery] = await records.findDeliveries({}, { limit: 1 })
        return delivery === undefined ? [] : records.attemptsOf(delivery.id)
      })
      const doubts = attempts.filter(({ outcome }) => outcome === 'in-doubt').length
      const copies = world.server.inbox.length
      if (accepted) expect(copies).toBeGreaterThanOrEqual(1)
      expect(copies).toBeLessThanOrEqual(1 + doubts)
      expect(await after.look((records) => records.countDeliveries({ state: 'accepted' }))).toBe(Math.min(1, copies))
    }
  })
})

import { describe, expect, it } from 'vitest'
import { day, hour, minute, second } from '../../src/domain/instant.js'
import { MailServer } from '../support/mail-server.js'
import { World } from '../support/world.js'

async function register(world: World, count: number, from = 0): Promise<string[]> {
  const ids: string[] = []
  for (let person = from; person < from + count; person += 1) {
    ids.push((await world.register(`p${String(person)}@example.com`)).id)
  }
  return ids
}

const countStates = async (world: World, ids: readonly string[], state: string): Promise<number> =>
  (await Promise.all(ids.map((id) => world.state(id)))).filter((one) => one === state).length

/** How often the store is asked while so much time passes. */
async function askedDuring(world: World, ms: number): Promise<number> {
  const before = world.store.transactions
  await world.pass(ms)
  return world.store.transactions - before
}

describe('the delivery worker', () => {
  it('sends an e-mail at the end of its cool-down, to the millisecond', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    await world.register('ana@example.com')
    await world.pass(minute - 1)
    expect(world.server.inbox).toHaveLength(1)
    await world.pass(1)
    expect(world.server.inbox).toHaveLength(2)
  })

  it('hardly asks while there is nothing to do', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    expect(await askedDuring(world, hour)).toBeLessThanOrEqual(2 * 6 * 60 + 10)
  })

  it.each(['greylisted', 'bad-password', 'unreachable', 'over-quota', 'mailbox-full', 'unexplained'] as const)(
    'does not ask all the time while many meet %s',
    async (answer) => {
      const world = await World.open()
      world.server.answer = answer
      await register(world, 120)
      expect(await askedDuring(world, 10 * minute)).toBeLessThan(120 * 4 * 4 + 10 * 60 * 3)
    },
  )

  it('does not ask all the time while its only place is taken', async () => {
    const world = await World.open({ servers: [new MailServer({ maxConnections: 1 })] })
    world.server.stopsAt = 'greeting'
    await register(world, 60)
    expect(await askedDuring(world, 5 * minute)).toBeLessThan(5 * 60)
    world.server.goOn()
    await world.quiet()
    expect(world.server.inbox).toHaveLength(60)
  })

  it('sends what was left behind by a run that was stopped', async () => {
    const before = await World.open({ startsWorker: false })
    before.server.answer = 'greylisted'
    const ids = await register(before, 20)
    before.server.answer = 'accepted'
    await before.sleep(hour)
    expect(await countStates(before, ids, 'delayed')).toBe(20)
    const after = await before.restart({ startsWorker: true })
    expect(await countStates(after, ids, 'accepted')).toBe(20)
  })

  it('takes on nothing more once it was stopped, and ends what is under way', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    await world.register('ana@example.com')
    world.worker.stop()
    world.server.goOn()
    await world.background.settled()
    expect(await world.state(id)).toBe('accepted')
    await world.pass(hour)
    expect(world.server.inbox).toHaveLength(1)
  })

  it('goes on after its disk was away', async () => {
    const world = await World.open()
    world.store.failWhen(() => true)
    await world.pass(5 * minute)
    world.store.failWhen(undefined)
    expect(world.background.failures.length).toBeGreaterThan(5)
    expect(world.background.failures.length).toBeLessThan(200)
    world.server.answer = 'greylisted'
    const { id } = await world.register('ana@example.com')
    world.server.answer = 'accepted'
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('accepted')
  })
})

describe('a provider’s limits', () => {
  it('let so many conversations run at once, and no more', async () => {
    const world = await World.open({ servers: [new MailServer({ maxConnections: 3 })] })
    world.server.stopsAt = 'greeting'
    const ids = await register(world, 10)
    expect(world.server.tries).toHaveLength(3)
    expect(await countStates(world, ids, 'queued')).toBe(7)
    world.server.goOn()
    await world.quiet()
    expect(await countStates(world, ids, 'accepted')).toBe(10)
    expect(world.server.mostAtOnce).toBe(3)
  })

  it('let one slow message delay no other', async () => {
    const world = await World.open({ servers: [new MailServer({ maxConnections: 2 })] })
    world.server.stopsAt = 'greeting'
    const [slow] = await register(world, 1)
    world.server.stopsAt = undefined
    const ids = await register(world, 30, 1)
    expect(await countStates(world, ids, 'accepted')).toBe(30)
    expect(await world.state(slow ?? '')).toBe('sending')
  })

  it('let so many messages a minute through', async () => {
    const world = await World.open({ servers: [new MailServer({ ratePerMinute: 4 })] })
    const ids = await register(world, 10)
    expect(world.server.inbox).toHaveLength(4)
    await world.pass(minute - 1)
    expect(world.server.inbox).toHaveLength(4)
    await world.pass(1)
    expect(world.server.inbox).toHaveLength(8)
    await world.pass(minute)
    expect(await countStates(world, ids, 'accepted')).toBe(10)
  })

  it('let no more through in a minute because the service was started again', async () => {
    let world = await World.open({ servers: [new MailServer({ ratePerMinute: 4 })] })
    const ids = await register(world, 10)
    await world.pass(minute / 2)
    world = await world.restart()
    await world.quiet()
    expect(world.server.inbox).toHaveLength(4)
    await world.pass(minute)
    expect(world.server.inbox).toHaveLength(8)
    world = await world.restart()
    await world.pass(minute)
    expect(await countStates(world, ids, 'accepted')).toBe(10)
  })

  it('let so many messages a day through, also many at once, and the rest a day later', async () => {
    const world = await World.open({ servers: [new MailServer({ perDay: 12 })] })
    world.server.stopsAt = 'reply'
    const ids = await register(world, 20)
    world.server.goOn()
    await world.quiet()
    expect(world.server.inbox).toHaveLength(12)
    expect(await askedDuring(world, 10 * minute)).toBeLessThan(10 * 60 * 2)
    expect(await world.openIncidents()).toEqual([])
    await world.sleep(day - 12 * minute)
    expect(world.server.inbox).toHaveLength(12)
    await world.pass(3 * minute)
    expect(await countStates(world, ids, 'accepted')).toBe(20)
  })

  it('that are used up for the day give the rest to the next provider', async () => {
    const [first, next] = [new MailServer({ name: 'a.test:25', perDay: 3 }), new MailServer({ name: 'b.test:25' })]
    const world = await World.open({ servers: [first, next] })
    await register(world, 8)
    await world.quiet()
    expect(first.inbox).toHaveLength(3)
    expect(next.inbox).toHaveLength(5)
    expect(world.notices).toEqual([{ said: 'day-used-up', provider: 'a.test:25', perDay: 3 }])
  })

  it('that are used up for the day are told of once a day', async () => {
    const world = await World.open({ servers: [new MailServer({ perDay: 2 })] })
    await register(world, 9)
    await world.pass(10 * minute)
    expect(world.notices).toEqual([{ said: 'day-used-up', provider: 'smtp.test:587', perDay: 2 }])
    await world.sleep(day)
    await world.pass(10 * minute)
    expect(world.server.inbox).toHaveLength(4)
    expect(world.notices).toHaveLength(2)
  })

  it('are given back whatever becomes of a message or of its storing', async () => {
    const world = await World.open({ servers: [new MailServer({ maxConnections: 2 })] })
    const answers = ['defect', 'hung-up', 'lost-after-dot', 'unknown-recipient', 'accepted'] as const
    for (const [person, answer] of answers.entries()) {
      for (const fails of [1, 2, 3, 4, 5, 6, 7, 8]) {
        world.server.answer = answer
        const before = world.store.transactions
        world.store.failWhen((transaction) => transaction === before + fails)
        await world.tryToRegister(`p${String(person * 10 + fails)}@example.com`).catch(() => undefined)
        world.store.failWhen(undefined)
      }
    }
    world.server.answer = 'accepted'
    const { provider } = world.server
    expect(world.ports.limits.freePlaces(provider.name, world.clock.now())).toBe(2)
    await world.pass(20 * minute)
    const left = await world.look((records) => records.findDeliveries({}, { limit: 100 }))
    expect(left.filter(({ state }) => state !== 'accepted' && state !== 'refused')).toEqual([])
  })
})

describe('a clock that jumps', () => {
  it('ahead by hours sends what is due then, once each, a few at a time', async () => {
    const world = await World.open()
    world.server.answer = 'greylisted'
    const ids = await register(world, 60)
    world.server.answer = 'accepted'
    world.clock.jumpTo(world.clock.now() + 5 * hour)
    await world.pass(11 * second)
    expect(await countStates(world, ids, 'accepted')).toBe(60)
    expect(world.server.inbox).toHaveLength(60)
    expect(world.server.mostAtOnce).toBeLessThanOrEqual(5)
  })

  it('ahead during a conversation does not send its message twice', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    await world.pass(second)
    world.clock.jumpTo(world.clock.now() + hour)
    world.ports.bell.ring()
    await world.pass(30 * second)
    expect(world.server.tries).toHaveLength(1)
    world.server.goOn()
    await world.quiet()
    expect(await world.state(id)).toBe('accepted')
  })

  it('ahead while a provider considers a message leaves it in its hands', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    world.clock.jumpTo(world.clock.now() + hour)
    world.ports.bell.ring()
    await world.pass(minute)
    world.server.goOn()
    await world.quiet()
    expect(await world.state(id)).toBe('accepted')
    expect(world.server.inbox).toHaveLength(1)
  })

  it.each([
    ['a minute', minute],
    ['two hours', 2 * hour],
    ['a year', 365 * day],
  ])('back by %s delays what waits by no more than its own wait', async (_, ms) => {
    const world = await World.open()
    world.server.answer = 'greylisted'
    const [delayed] = await register(world, 1)
    world.server.answer = 'bad-password'
    const [held] = await register(world, 1, 1)
    await world.pass(second)
    world.server.answer = 'accepted'
    world.clock.jumpTo(world.clock.now() - ms)
    await world.pass(6 * minute)
    expect(await world.state(held ?? '')).toBe('accepted')
    expect(await world.state(delayed ?? '')).toBe('accepted')
  })

  it('back by a year while the program was down delays nothing either', async () => {
    const world = await World.open()
    world.server.answer = 'greylisted'
    const [id] = await register(world, 1)
    world.server.answer = 'accepted'
    world.clock.jumpTo(world.clock.now() - 365 * day)
    const after = await world.restart()
    await after.pass(6 * minute)
    expect(await after.state(id ?? '')).toBe('accepted')
  })

  it('back leaves no claim of a dead program standing for as long', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    world.server.stopsAt = undefined
    world.clock.jumpTo(world.clock.now() - 2 * hour)
    const after = await world.restart()
    await after.pass(minute)
    expect(await after.state(id)).toBe('accepted')
  })

  it('back keeps no address from being written to', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    world.clock.jumpTo(world.clock.now() - 30 * day)
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    expect(await world.state(id)).toBe('accepted')
  })
})

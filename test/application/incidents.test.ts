import { describe, expect, it } from 'vitest'
import { day, hour, minute, second } from '../../src/domain/instant.js'
import { MailServer } from '../support/mail-server.js'
import { World } from '../support/world.js'

/** Registers so many people one after the other, a second apart. */
async function registerMany(world: World, count: number, from = 0): Promise<string[]> {
  const ids: string[] = []
  for (let person = from; person < from + count; person += 1) {
    ids.push((await world.register(`p${String(person)}@example.com`)).id)
    world.clock.jumpTo(world.clock.now() + 1)
  }
  return ids
}

async function statesOf(world: World, ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map((id) => world.state(id)))
}

const recipients = (server: MailServer): string[] => server.inbox.map(({ to }) => to.address)
const people = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, person) => `p${String(from + person)}@example.com`)

describe('a provider at fault', () => {
  it('opens one incident for all, and costs no message a try', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 7)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['held']))
    expect(world.server.tries).toHaveLength(1)
    const [incident, ...others] = await world.openIncidents()
    expect(others).toEqual([])
    expect(incident).toMatchObject({ provider: 'smtp.test:587', cause: 'credentials-rejected', phase: 'auth' })
    for (const id of ids) {
      expect(await world.delivery(id)).toMatchObject({ incidentId: incident?.id, deferrals: 0 })
      expect((await world.view(id)).email.message.en).toBe('We could not send it yet, we keep trying.')
    }
    expect(world.notices).toMatchObject([{ said: 'opened', takenOverBy: undefined }])
  })

  it('is one incident, also when several messages meet the fault at once', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    await registerMany(world, 5)
    world.server.answer = 'bad-password'
    world.server.goOn()
    await world.quiet()
    expect(world.server.tries).toHaveLength(5)
    expect(await world.openIncidents()).toHaveLength(1)
    expect(world.notices).toHaveLength(1)
  })

  it('is probed by one message at a time, ever more seldom', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    await registerMany(world, 20)
    const opened = world.clock.now()
    const tries: number[] = []
    for (let passed = 0; passed < 45; passed += 1) {
      const before = world.server.tries.length
      await world.pass(minute)
      for (let more = world.server.tries.length - before; more > 0; more -= 1) tries.push(world.clock.now() - opened)
    }
    // After 30 s, and then 1, 2, 4, 8, 15 and 15 minutes later.
    expect(tries.map((ms) => ms / minute)).toEqual([1, 2, 4, 8, 16, 31])
    expect(new Set(world.server.tries.slice(1))).toEqual(new Set(['p0@example.com']))
    expect(world.notices).toHaveLength(1)
  })

  it('is not probed by another message while a probe takes its time', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    await registerMany(world, 5)
    world.server.stopsAt = 'greeting'
    await world.pass(8 * minute)
    expect(world.server.tries).toHaveLength(2)
    world.server.answer = 'accepted'
    world.server.goOn()
    await world.quiet()
    expect(recipients(world.server)).toEqual(people(5))
  })

  it('lets everything go once a probe is past the fault, oldest first, a few at a time, and without waiting', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 60)
    world.server.answer = 'accepted'
    await world.pass(30 * second)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
    expect(recipients(world.server)).toEqual(people(60))
    expect(world.server.mostAtOnce).toBeLessThanOrEqual(5)
    expect(await world.openIncidents()).toEqual([])
    expect(world.notices.map(({ said }) => said)).toEqual(['opened', 'closed'])
  })

  it.each([1, 2, 5])('lets what is new and what was held take turns at %i places', async (maxConnections) => {
    const world = await World.open({ servers: [new MailServer({ maxConnections })] })
    world.server.answer = 'bad-password'
    await registerMany(world, 60)
    world.server.answer = 'accepted'
    world.server.stopsAt = 'reply'
    await world.pass(30 * second)
    world.server.goOn()
    world.server.stopsAt = 'reply'
    await world.quiet()
    expect(await world.openIncidents()).toEqual([])
    const before = world.server.tries.length
    for (const person of ['new1', 'new2', 'new3']) await world.register(`${person}@example.com`)
    world.server.goOn()
    await world.quiet()
    const order = world.server.tries.slice(before)
    const places = ['new1', 'new2', 'new3'].map((person) => order.indexOf(`${person}@example.com`))
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...places)).toBeLessThan(2 * 3 + maxConnections)
    const held = order.filter((address) => address.startsWith('p'))
    expect(held).toEqual(people(60).slice(-held.length))
  })

  it('is over when the probe’s own recipient is refused: that is past the fault', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 3)
    world.server.answer = 'accepted'
    world.server.answerTo('p0@example.com', 'unknown-recipient')
    await world.pass(minute)
    expect(await statesOf(world, ids)).toEqual(['refused', 'accepted', 'accepted'])
  })

  it('that has another fault behind the first keeps its messages for that one', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    const ids = await registerMany(world, 60)
    world.server.answer = 'bad-password'
    await world.pass(minute)
    expect(await world.openIncidents()).toMatchObject([{ cause: 'credentials-rejected' }])
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['held']))
    const asked = world.store.transactions
    await world.pass(10 * second)
    expect(world.store.transactions - asked).toBeLessThan(30)
    world.server.answer = 'accepted'
    await world.pass(5 * minute)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
  })

  it('gives the time back for which registrations were held, that of the first and of those behind it', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 2)
    await world.sleep(8 * day)
    for (const id of ids) expect((await world.view(id)).status).toBe('pending')
    world.server.answer = 'mailbox-full'
    await world.pass(16 * minute)
    for (const id of ids) {
      const { expiresAt, createdAt, heldSince } = await world.registration(id)
      expect(heldSince).toBeUndefined()
      expect(expiresAt - createdAt).toBeGreaterThan(15 * day - minute)
      expect(expiresAt - createdAt).toBeLessThan(15 * day + 20 * minute)
    }
  })

  it('holds what was delayed for its own sake, too, once it would be tried again', async () => {
    const world = await World.open()
    world.server.answer = 'greylisted'
    const [id = ''] = await registerMany(world, 1)
    world.server.answer = 'bad-password'
    await registerMany(world, 1, 1)
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('held')
    expect((await world.registration(id)).heldSince).toBeDefined()
    world.server.answer = 'accepted'
    await world.pass(5 * minute)
    expect(await world.state(id)).toBe('accepted')
  })

  it('gives no time to a registration whose e-mail gave way to a later one', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const first = await world.register('ana@example.com')
    await world.pass(hour)
    const later = await world.register('ana@example.com')
    expect(await statesOf(world, [first.id, later.id])).toEqual(['cancelled', 'held'])
    const { heldMs, heldSince, expiresAt, createdAt } = await world.registration(first.id)
    expect({ heldMs, heldSince }).toEqual({ heldMs: hour, heldSince: undefined })
    expect(expiresAt - createdAt).toBe(7 * day + hour)
  })

  it('is asked at once after a new start', async () => {
    const world = await World.open()
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 3)
    await world.pass(2 * hour)
    world.server.answer = 'accepted'
    const after = await world.restart()
    expect(new Set(await statesOf(after, ids))).toEqual(new Set(['accepted']))
    expect(after.notices).toMatchObject([{ said: 'closed' }])
  })

  it('is forgotten when the settings name it no more, and its messages go through the others', async () => {
    const world = await World.open({ servers: [new MailServer({ name: 'old.test:587' })] })
    world.server.answer = 'bad-password'
    const ids = await registerMany(world, 3)
    const after = await world.restart({ servers: [new MailServer({ name: 'new.test:587' })] })
    expect(await after.openIncidents()).toEqual([])
    expect(new Set(await statesOf(after, ids))).toEqual(new Set(['accepted']))
  })

  it('keeps nothing back that is no longer wanted', async () => {
    const world = await World.open({ coolDown: { betweenMs: 0 } })
    const { id } = await world.register('ana@example.com')
    world.server.answer = 'bad-password'
    await world.resend(id)
    const other = await world.register('eva@example.com')
    expect(await statesOf(world, [id, other.id])).toEqual(['held', 'held'])
    await world.confirmNewest('ana@example.com')
    world.server.answer = 'accepted'
    await world.pass(hour)
    expect(await statesOf(world, [id, other.id])).toEqual(['cancelled', 'accepted'])
    expect(recipients(world.server)).toEqual(['ana@example.com', 'eva@example.com'])
  })
})

describe('several providers', () => {
  const open = async () => {
    const servers = [new MailServer({ name: 'first.test:587' }), new MailServer({ name: 'second.test:587' })] as const
    const world = await World.open({ servers })
    return { world, first: servers[0], second: servers[1] }
  }

  it('leave everything to the first while it works, however busy it is', async () => {
    const { world, first, second } = await open()
    first.stopsAt = 'greeting'
    await registerMany(world, 12)
    expect(first.tries).toHaveLength(5)
    first.goOn()
    await world.quiet()
    expect(recipients(first).toSorted()).toEqual(people(12).toSorted())
    expect(second.tries).toEqual([])
  })

  it('take over from one at fault, say so, and give back when it works again', async () => {
    const { world, first, second } = await open()
    first.answer = 'bad-password'
    const ids = await registerMany(world, 4)
    await world.quiet()
    expect(recipients(second).toSorted()).toEqual(people(4))
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
    expect(world.notices).toMatchObject([{ said: 'opened', takenOverBy: 'second.test:587' }])
    first.answer = 'accepted'
    await world.pass(hour)
    const [probe] = await registerMany(world, 1, 10)
    await registerMany(world, 3, 11)
    expect(recipients(first)).toEqual(people(4, 10))
    expect(await world.state(probe ?? '')).toBe('accepted')
    expect(world.notices.at(-1)?.said).toBe('closed')
  })

  it('hold what they have when all are at fault, and name nobody who takes over', async () => {
    const { world, first, second } = await open()
    first.answer = 'bad-password'
    second.answer = 'unreachable'
    const ids = await registerMany(world, 60)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['held']))
    expect(world.notices).toMatchObject([
      { said: 'opened', incident: { provider: 'first.test:587' }, takenOverBy: 'second.test:587' },
      { said: 'opened', incident: { provider: 'second.test:587' }, takenOverBy: undefined },
    ])
    second.answer = 'accepted'
    await world.pass(minute)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
    expect(new Set(recipients(second))).toEqual(new Set(people(60)))
  })

  it('try the second with what is held for the first, though nobody registers any more', async () => {
    const { world, first, second } = await open()
    first.answer = 'bad-password'
    second.answer = 'unreachable'
    const [id = ''] = await registerMany(world, 1)
    expect(await world.state(id)).toBe('held')
    // Its next probe goes to the first, and from then on it is held for that one again.
    await world.pass(minute)
    second.answer = 'accepted'
    await world.pass(minute)
    expect(await world.state(id)).toBe('accepted')
    expect(recipients(second)).toEqual(people(1))
    expect(await world.openIncidents()).toMatchObject([{ provider: 'first.test:587' }])
  })

  it('send through the second what was held for both, once a start finds only the second mended', async () => {
    const { world, first, second } = await open()
    first.answer = 'bad-password'
    second.answer = 'bad-password'
    const ids = await registerMany(world, 20)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['held']))
    second.answer = 'accepted'
    const again = await world.restart()
    await again.quiet()
    expect(new Set(await statesOf(again, ids))).toEqual(new Set(['accepted']))
    expect(recipients(second).toSorted()).toEqual(people(20).toSorted())
  })

  it('are probed one message at a time, also when what is held may go through either', async () => {
    const { world, first, second } = await open()
    first.answer = 'bad-password'
    second.answer = 'unreachable'
    await registerMany(world, 30)
    const before = [first.tries.length, second.tries.length]
    await world.pass(minute)
    await world.pass(minute)
    expect(first.tries.length + second.tries.length - (before[0] ?? 0) - (before[1] ?? 0)).toBeLessThanOrEqual(4)
  })

  it('do not ask a provider at fault for each message', async () => {
    const { world, first } = await open()
    first.answer = 'bad-password'
    await registerMany(world, 50)
    expect(first.tries).toHaveLength(1)
  })
})

describe('a template that fails', () => {
  it('holds its own messages, and nobody else’s', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    await world.pass(minute)
    world.composer.defective.add('already-registered')
    const broken = await world.register('ana@example.com')
    const other = await world.register('eva@example.com')
    expect(await statesOf(world, [broken.id, other.id])).toEqual(['held', 'accepted'])
    expect(await world.openIncidents()).toMatchObject([{ provider: 'composer' }])
    expect(world.notices).toMatchObject([{ said: 'opened', takenOverBy: undefined }])
    await world.pass(2 * hour)
    const more = await registerMany(world, 3)
    expect(new Set(await statesOf(world, more))).toEqual(new Set(['accepted']))
    expect(await world.state(broken.id)).toBe('held')
  })

  it('leaves the places to others, however many it holds', async () => {
    const world = await World.open()
    await registerMany(world, 12)
    for (const person of people(12)) await world.confirmNewest(person)
    await world.pass(minute)
    world.composer.defective.add('already-registered')
    const broken = await registerMany(world, 12)
    world.server.answer = 'greylisted'
    const [id = ''] = await registerMany(world, 1, 12)
    world.server.answer = 'accepted'
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('accepted')
    expect(new Set(await statesOf(world, broken))).toEqual(new Set(['held']))
  })

  it('is tried by one message at a time, and lets all go once it is mended', async () => {
    const world = await World.open()
    world.composer.defective.add('confirm-address')
    const ids = await registerMany(world, 12)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['held']))
    const attempts = async () => (await Promise.all(ids.map((id) => world.attempts(id)))).flat().length
    const begun = await attempts()
    await world.pass(29 * second)
    expect(await attempts()).toBe(begun)
    await world.pass(minute)
    expect(await attempts()).toBe(begun + 1)
    world.composer.defective.clear()
    await world.pass(2 * minute)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
    expect(await world.openIncidents()).toEqual([])
    expect(world.notices.map(({ said }) => said)).toEqual(['opened', 'closed'])
  })

  it('is tried again at once by a new version', async () => {
    const world = await World.open()
    world.composer.defective.add('confirm-address')
    const ids = await registerMany(world, 12)
    world.composer.defective.clear()
    const after = await world.restart()
    await after.pass(second)
    expect(new Set(await statesOf(after, ids))).toEqual(new Set(['accepted']))
  })
})

describe("a fault that is one message's own", () => {
  it('does not keep the others back, however often that message is the oldest', async () => {
    const world = await World.open()
    world.server.answerTo('p0@example.com', 'relay-denied')
    const ids = await registerMany(world, 4)
    expect(await statesOf(world, ids)).toEqual(['held', 'held', 'held', 'held'])
    await world.pass(hour)
    expect(recipients(world.server).toSorted()).toEqual(people(3, 1))
    expect(await world.openIncidents()).toEqual([])
    // It waits by its own clock, and opens no other incident.
    expect(await world.delivery(ids[0] ?? '')).toMatchObject({ state: 'delayed', cause: 'relay-denied' })
    expect(world.notices.map(({ said }) => said)).toEqual(['opened', 'closed'])
    await world.pass(5 * hour)
    expect(world.notices.map(({ said }) => said)).toEqual(['opened', 'closed'])
    world.server.answerTo('p0@example.com', 'accepted')
    await world.pass(5 * hour)
    expect(await world.state(ids[0] ?? '')).toBe('accepted')
  })

  it("is the provider's while nobody passes it", async () => {
    const world = await World.open()
    world.server.answer = 'relay-denied'
    const ids = await registerMany(world, 4)
    await world.pass(4 * hour)
    expect(await statesOf(world, ids)).toEqual(['held', 'held', 'held', 'held'])
    expect(world.notices.map(({ said }) => said)).toEqual(['opened'])
    world.server.answer = 'accepted'
    await world.pass(16 * minute)
    expect(recipients(world.server).toSorted()).toEqual(people(4))
  })

  it('is not shown by its own copies: nobody else passed', async () => {
    const world = await World.open()
    world.server.answer = 'over-quota'
    const [id = ''] = await registerMany(world, 1)
    world.server.answer = 'lost-after-dot'
    await world.pass(minute)
    world.server.answer = 'over-quota'
    await world.pass(5 * minute)
    expect(await world.delivery(id)).toMatchObject({ state: 'held', cause: 'quota-exceeded' })
    expect(await world.openIncidents()).toHaveLength(1)
  })

  it('has it go through another provider: one that works, or one that may be mended', async () => {
    const servers = ['first', 'second'].map((name) => new MailServer({ name: `${name}.test:587` }))
    const world = await World.open({ servers })
    const [first, second] = servers
    if (first === undefined || second === undefined) throw new Error('there are two')
    for (const one of ['p0', 'p1']) first.answerTo(`${one}@example.com`, 'relay-denied')
    second.answer = 'unreachable'
    const ids = await registerMany(world, 4)
    await world.pass(30 * minute)
    expect(recipients(first).toSorted()).toEqual(people(2, 2))
    second.answer = 'accepted'
    await world.pass(day)
    expect(new Set(await statesOf(world, ids))).toEqual(new Set(['accepted']))
    expect(recipients(second).toSorted()).toEqual(people(2))
    expect(await world.openIncidents()).toEqual([])
  })

  it("is nobody's own before the recipient is named, whoever passed meanwhile", async () => {
    const world = await World.open()
    world.server.answerTo('p0@example.com', 'bad-password')
    const [first = ''] = await registerMany(world, 3)
    world.server.answerTo('p0@example.com', 'greylisted')
    await world.pass(minute)
    expect(recipients(world.server)).toEqual(people(2, 1))
    world.server.answerTo('p0@example.com', 'bad-password')
    await world.pass(10 * minute)
    expect(await world.delivery(first)).toMatchObject({ state: 'held', cause: 'credentials-rejected' })
    expect(await world.openIncidents()).toHaveLength(1)
  })
})

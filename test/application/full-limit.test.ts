import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShownDelivery } from '../../src/application/full-limit.js'
import { ListDeliveries } from '../../src/application/list-deliveries.js'
import { ShowDelivery } from '../../src/application/show-delivery.js'
import { day, hour, minute, second } from '../../src/domain/instant.js'
import { MailServer } from '../support/mail-server.js'
import { World } from '../support/world.js'

/** What the operator sees, oldest first. */
async function listed(world: World): Promise<readonly ShownDelivery[]> {
  const found = await new ListDeliveries(world.ports).execute({ search: {}, page: { limit: 500 } })
  return found.outcome === 'found' ? found.deliveries.toReversed() : []
}

async function registered(world: World, ...names: readonly string[]): Promise<void> {
  for (const name of names) await world.register(`${name}@example.com`)
}

describe('the next time of a delivery', () => {
  it('is when the rate has room again', async () => {
    const world = await World.open({ servers: [new MailServer({ ratePerMinute: 2 })] })
    await registered(world, 'ana')
    const room = world.clock.now() + minute
    await world.pass(10 * second)
    await registered(world, 'eva', 'ida')
    const [, , waiting] = await listed(world)
    expect(waiting).toMatchObject({ state: 'queued', nextAttemptAt: room, waitsFor: 'rate' })
    expect((await world.delivery(waiting?.registrationId ?? '')).nextAttemptAt).toBe(world.clock.now())
    await world.pass(50 * second - 1)
    expect((await listed(world))[2]?.state).toBe('queued')
    await world.pass(1)
    expect((await listed(world))[2]?.state).toBe('accepted')
  })

  it('is when the day has room again, to the second', async () => {
    const world = await World.open({ servers: [new MailServer({ perDay: 2 })] })
    await registered(world, 'ana')
    const room = world.clock.now() + day
    await world.pass(hour)
    await registered(world, 'eva', 'ida')
    const [, , waiting] = await listed(world)
    expect(waiting).toMatchObject({ state: 'queued', waitsFor: 'daily' })
    expect(waiting?.nextAttemptAt).toBeGreaterThan(room)
    expect(waiting?.nextAttemptAt).toBeLessThanOrEqual(room + second)
    const shown = await new ShowDelivery(world.ports).execute({ id: waiting?.id ?? '' })
    expect(shown).toMatchObject({ outcome: 'found', delivery: waiting })
    await world.pass(23 * hour + minute + second)
    expect((await listed(world))[2]).toMatchObject({ state: 'accepted' })
    expect((await listed(world))[2]).not.toHaveProperty('waitsFor')
  })

  it('is when it is looked for room again where the day has some by now', async () => {
    const world = await World.open({ servers: [new MailServer({ perDay: 1 })] })
    await registered(world, 'ana')
    await world.pass(8 * hour + 30 * second)
    await registered(world, 'eva')
    await world.pass(16 * hour - 29 * second)
    const now = world.clock.now()
    const [, waiting] = await listed(world)
    expect(waiting).toMatchObject({ state: 'queued', waitsFor: 'daily' })
    expect(waiting?.nextAttemptAt).toBeGreaterThan(now)
    await world.pass((waiting?.nextAttemptAt ?? 0) - now)
    expect((await listed(world))[1]?.state).toBe('accepted')
  })

  it('stays its own where that is later', async () => {
    const server = new MailServer({ ratePerMinute: 1 })
    const world = await World.open({ servers: [server] })
    server.answer = 'mailbox-full'
    await registered(world, 'ana')
    await world.pass(minute + 30 * second)
    await registered(world, 'eva')
    const [, ana, eva] = [0, ...(await listed(world))]
    expect(ana).toMatchObject({ state: 'delayed' })
    expect(ana).not.toHaveProperty('waitsFor')
    expect(eva).toMatchObject({ state: 'queued', waitsFor: 'rate' })
  })

  it('is its own while another provider takes over for one that has used up its day', async () => {
    const servers = [new MailServer({ name: 'one.test:587', perDay: 1 }), new MailServer({ name: 'two.test:587' })]
    const world = await World.open({ servers })
    const [one, two] = servers
    await registered(world, 'ana', 'eva')
    expect([one?.inbox.length, two?.inbox.length]).toEqual([1, 1])
    if (two !== undefined) two.answer = 'mailbox-full'
    await registered(world, 'ida')
    expect((await listed(world))[2]).toMatchObject({ state: 'delayed' })
    expect((await listed(world))[2]).not.toHaveProperty('waitsFor')
  })

  it('is no later than the next probe of a provider that may take over', async () => {
    const servers = [new MailServer({ name: 'one.test:587', perDay: 1 }), new MailServer({ name: 'two.test:587' })]
    const world = await World.open({ servers })
    const [, two] = servers
    if (two !== undefined) two.answer = 'unreachable'
    await registered(world, 'ana', 'eva')
    await world.pass(1)
    await registered(world, 'ida')
    const [incident] = await world.openIncidents()
    expect((await listed(world)).at(-1)).toMatchObject({
      state: 'queued',
      waitsFor: 'daily',
      nextAttemptAt: incident?.nextProbeAt,
    })
    if (two !== undefined) two.answer = 'accepted'
    await world.pass(minute)
    expect((await listed(world)).map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('is never past where only limits keep messages back, and none goes out before it', async () => {
    const limits = fc.record(
      { ratePerMinute: fc.integer({ min: 1, max: 3 }), perDay: fc.integer({ min: 1, max: 6 }) },
      { requiredKeys: [] },
    )
    const steps = fc.array(
      fc.oneof(
        fc.record({ register: fc.integer({ min: 1, max: 4 }) }),
        fc.record({ pass: fc.integer({ min: 1, max: 3 * minute }) }),
        fc.record({ pass: fc.constantFrom(hour, 8 * hour) }),
      ),
      { minLength: 1, maxLength: 12 },
    )
    let waited = 0
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limit, plan) => {
        const world = await World.open({ servers: [new MailServer(limit)] })
        const promised = new Map<string, number>()
        let count = 0
        for (const step of plan) {
          if ('pass' in step) await world.pass(step.pass)
          else for (let one = 0; one < step.register; one += 1) await registered(world, `p${String((count += 1))}`)
          for (const { id, state, nextAttemptAt, acceptedAt } of await listed(world)) {
            if (acceptedAt !== undefined) expect(acceptedAt).toBeGreaterThanOrEqual((promised.get(id) ?? 0) - second)
            if (state === 'accepted') continue
            waited += 1
            expect(nextAttemptAt).toBeGreaterThan(world.clock.now())
            promised.set(id, nextAttemptAt ?? Number.POSITIVE_INFINITY)
          }
        }
        world.worker.stop()
      }),
      { numRuns: 60 },
    )
    expect(waited).toBeGreaterThan(50)
  })
})

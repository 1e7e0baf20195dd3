import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import type { Store } from '../../src/application/ports/store.js'
import { type Delivery, isFinal } from '../../src/domain/delivery/delivery.js'
import { day } from '../../src/domain/instant.js'
import { MailServer } from '../support/mail-server.js'
import { type Step, Walk, addressOf, keyOf, passwords, steps } from '../support/walk.js'
import { sqliteWorld } from '../adapters/database/sqlite-world.js'
import { World } from '../support/world.js'

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: steps.register },
  { weight: 6, arbitrary: steps.click },
  { weight: 4, arbitrary: steps.resend },
  { weight: 2, arbitrary: steps.correct },
  { weight: 1, arbitrary: steps.erase },
  { weight: 6, arbitrary: steps.pass },
  { weight: 2, arbitrary: steps.sleep },
  { weight: 4, arbitrary: steps.server },
  { weight: 2, arbitrary: steps.stop },
  { weight: 1, arbitrary: steps.restart },
)
const anyLife = fc.array(anyStep, { minLength: 1, maxLength: 40 })

const twoServers = () => [new MailServer({ name: 'a.test:587' }), new MailServer({ name: 'b.test:587' })]

/** Lives through all steps, and looks after each of them. */
async function live(life: readonly Step[], store: Store, look: (walk: Walk) => Promise<void>): Promise<Walk> {
  const walk = new Walk(await World.open({ servers: twoServers(), store }))
  for (const step of life) {
    await walk.take(step)
    await look(walk)
  }
  return walk
}

/** (a) and (d): the one user of an address has the password of the registration whose link was followed, and no other. */
async function expectRightPasswords({ world, registrations }: Walk): Promise<void> {
  for (const person of [0, 1, 2]) {
    const address = addressOf(person, 1)
    const confirmed = registrations.filter(({ key, isConfirmed }) => key === keyOf(person) && isConfirmed)
    expect(confirmed.length).toBeLessThanOrEqual(1)
    expect(await world.usersOf(address)).toBe(confirmed.length)
    for (const password of passwords) {
      expect(await world.isPasswordOf(address, password)).toBe(password === confirmed[0]?.password)
    }
  }
}

/** (b): each id has a status of its own. */
async function expectOwnStatuses({ world, registrations }: Walk): Promise<void> {
  for (const { id, isConfirmed } of registrations) {
    expect((await world.view(id)).status === 'confirmed').toBe(isConfirmed)
  }
}

/** Nothing that is over comes back, and nothing that is not over is silent for ever. */
async function expectNoneSilent(walk: Walk): Promise<void> {
  expect(await walk.resurrected()).toEqual([])
  for (const delivery of await walk.deliveries()) {
    const { state, nextAttemptAt, lease, incidentId } = delivery
    const incident = await walk.world.look((records) => records.incident(incidentId ?? ''))
    const wakes = [nextAttemptAt, lease?.until, incident?.nextProbeAt].filter((at) => at !== undefined)
    expect({ state, wakes: wakes.length }).toEqual({ state, wakes: isFinal(delivery) ? 0 : 1 })
    for (const at of wakes) expect(at - walk.world.clock.now()).toBeLessThanOrEqual(day + 60_000)
  }
}

/** (e): every registration has an e-mail that went out, waits, or gave way to a later one of its address. */
async function expectNoneForgotten(walk: Walk): Promise<void> {
  const all = await walk.deliveries()
  for (const { id } of walk.registrations) {
    const latest = all.find(({ registrationId }) => registrationId === id)
    if (latest === undefined) throw new Error('A registration has no e-mail.')
    if (latest.state !== 'cancelled') continue
    const hasLater = all.some((one) => one.addressKey === latest.addressKey && one.createdAt > latest.createdAt)
    const isTaken = walk.registrations.some(({ key, isConfirmed }) => isConfirmed && key === latest.addressKey)
    expect(latest.cancelledBecause === 'superseded' ? hasLater : isTaken).toBe(true)
  }
  const waiting = all.filter((one) => !isFinal(one) && one.state !== 'sending')
  expect(new Set(waiting.map(({ addressKey }) => addressKey)).size).toBe(waiting.length)
}

async function expectAllWell(walk: Walk): Promise<void> {
  await expectOwnStatuses(walk)
  await expectNoneSilent(walk)
  await expectNoneForgotten(walk)
  expect(walk.world.background.failures).toEqual([])
}

/** In the end the latest e-mail to every address arrived, was refused for its recipient, or came too late. */
async function expectAllDone(walk: Walk): Promise<void> {
  await walk.recover()
  const all = await walk.deliveries()
  expect(all.filter((one) => !isFinal(one))).toEqual([])
  const latest = new Map<string, Delivery>()
  for (const delivery of all.toReversed()) latest.set(delivery.addressKey, delivery)
  for (const { state, cancelledBecause } of latest.values()) {
    expect(['accepted', 'refused', 'expired', 'confirmed']).toContain(state === 'cancelled' ? cancelledBecause : state)
  }
}

describe('whatever people do, whatever their mail servers answer and however often the program is killed', () => {
  it('no account has another password than that of the registration whose link was followed', () =>
    fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await live(life, new InMemoryStore(), expectRightPasswords)
      }),
      { numRuns: 100 },
    ))

  it('no registration shares its status, and no e-mail is lost, silent or back from its end', () =>
    fc.assert(
      fc.asyncProperty(anyLife, async (life) => {
        await expectAllDone(await live(life, new InMemoryStore(), expectAllWell))
      }),
      { numRuns: 100 },
    ))

  it('all of this holds on a disk, too', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (steps) => {
        const disk = await sqliteWorld()
        try {
          const walk = await live(steps, disk.store, expectAllWell)
          await expectRightPasswords(walk)
          await expectAllDone(walk)
        } finally {
          await disk.close()
        }
      }),
      { numRuns: 10 },
    )
  })
})

/** Chance that spreads nothing: what differs between two worlds does not come from it. */
class EvenChance extends SeededRandomness {
  override fraction(): number {
    return 0.5
  }
}

/** A world where the first person has an account, or where only somebody else has. */
async function worldWith(account: string): Promise<Walk> {
  const world = await World.open({ servers: twoServers(), randomness: new EvenChance() })
  await world.register(account)
  await world.confirmNewest(account)
  await world.sleep(2 * day)
  return new Walk(world)
}

const commandsOfAStranger: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: steps.register.map((step) => ({ ...step, person: 0 })) },
  { weight: 4, arbitrary: steps.resend },
  { weight: 2, arbitrary: steps.correct.map((step) => ({ ...step, person: 0 })) },
  { weight: 6, arbitrary: steps.pass },
  { weight: 2, arbitrary: steps.sleep },
  { weight: 4, arbitrary: steps.server },
  { weight: 2, arbitrary: steps.stop },
  { weight: 1, arbitrary: steps.restart },
)

describe('a stranger who registers an address', () => {
  it('is told the same whether it has an account or not, whatever they do', () =>
    fc.assert(
      fc.asyncProperty(fc.array(commandsOfAStranger, { minLength: 1, maxLength: 30 }), async (life) => {
        const known = await worldWith(addressOf(0))
        const unknown = await worldWith('somebody.else@example.com')
        for (const step of life) {
          await known.take(step)
          await unknown.take(step)
          expect(await viewsOf(known)).toEqual(await viewsOf(unknown))
          expect(await resendAnswers(known)).toEqual(await resendAnswers(unknown))
        }
      }),
      { numRuns: 100 },
    ))
})

async function viewsOf({ world, registrations }: Walk): Promise<readonly object[]> {
  const views = await Promise.all(registrations.map(({ id }) => world.view(id)))
  return views.map((view) => ({ ...view, id: '', email: { ...view.email, deliveryId: '' } }))
}

/** Asked only where it is too soon or too late, so that asking changes nothing. */
async function resendAnswers({ world, registrations }: Walk): Promise<readonly object[]> {
  const answers: object[] = []
  for (const { id } of registrations) {
    const before = await world.look((records) => records.countDeliveries({}))
    const answer = await world.resend(id)
    const isNew = (await world.look((records) => records.countDeliveries({}))) > before
    answers.push({ outcome: answer.outcome, isNew, ...('retryAfterSeconds' in answer ? answer : {}) })
  }
  return answers
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Bell } from '../../src/application/bell.js'
import { ConfirmAddress } from '../../src/application/confirm-address.js'
import { EraseUser } from '../../src/application/erase-user.js'
import type { Announcement, Channel } from '../../src/domain/announcement/announcement.js'
import { anIncident } from '../contracts/store-samples.js'
import { Product } from '../support/product-in-memory.js'

let product: Product
let rings: number

function begin(channels: readonly Channel[], names = ['one.test:587']): void {
  const bell = new Bell()
  rings = 0
  bell.onRing(() => (rings += 1))
  product = new Product(names, { announcing: { channels: new Set(channels), bell } })
}
beforeEach(() => begin(['alerts', 'events']))
afterEach(() => product.close())

/** Everything that waits to be told on that channel, oldest first. */
async function toTell(channel: Channel): Promise<readonly Announcement[]> {
  return product.store.transact(async (records) => {
    const all: Announcement[] = []
    for (;;) {
      const first = await records.firstAnnouncement(channel)
      if (first === undefined) break
      all.push(first)
      await records.removeAnnouncement(first.id)
    }
    for (const one of all) await records.addAnnouncement(one)
    return all
  })
}

async function confirm(address: string): Promise<{ readonly registrationId: string; readonly userId: string }> {
  const { registrationId } = await product.registered(address)
  await product.worker.start()
  await product.settled()
  const registration = await product.read((records) => records.registration(registrationId))
  if (registration === undefined) throw new Error('It is gone.')
  const token = product.ports.tokens.tokenFor(registrationId, registration.address, 1)
  const answer = await new ConfirmAddress(product.ports).execute({ token })
  if (answer.outcome !== 'confirmed') throw new Error(answer.outcome)
  expect((await new ConfirmAddress(product.ports).execute({ token })).outcome).toBe('confirmed')
  return answer
}

describe('registration.confirmed', () => {
  it('is told once, with the user’s address, from the transaction that made the user', async () => {
    const { registrationId, userId } = await confirm('ana@example.org')
    const announcements = await toTell('events')
    expect(announcements).toMatchObject([
      { type: 'registration.confirmed', registrationId, createdAt: product.clock.now(), failures: 0 },
    ])
    expect(JSON.parse(announcements[0]?.data ?? '')).toEqual({ registrationId, userId, email: 'ana@example.org' })
    expect(rings).toBeGreaterThan(0)
  })

  it('is forgotten with the user', async () => {
    const { userId } = await confirm('ana@example.org')
    await new EraseUser(product.ports).execute({ id: userId })
    expect(await toTell('events')).toEqual([])
  })

  it('is not stored where nobody wants to know', async () => {
    begin(['alerts'])
    await confirm('ana@example.org')
    expect(await toTell('events')).toEqual([])
  })
})

describe('incident.opened and incident.closed', () => {
  it('are told once each, in this order, and name no person', async () => {
    product.meets = () => 'failed'
    await product.worker.start()
    for (const name of ['ana', 'beto']) await product.registered(`${name}@example.org`)
    await product.settled()
    expect(await toTell('alerts')).toMatchObject([{ type: 'incident.opened' }])
    expect(rings).toBeGreaterThan(0)
    product.meets = () => 'accepted'
    await product.pass(300_000, 10_000)
    const [opened, closed, ...more] = await toTell('alerts')
    expect(more).toEqual([])
    expect([opened?.type, closed?.type]).toEqual(['incident.opened', 'incident.closed'])
    expect(JSON.parse(opened?.data ?? '')).toEqual({
      incidentId: product.opened[0]?.id,
      provider: 'one.test:587',
      cause: 'connection-refused',
      phase: 'connect',
      side: expect.any(String),
      openedAt: '2026-11-21T12:00:00.000Z',
      explanation: { en: expect.any(String), es: expect.any(String) },
      remedy: { en: expect.any(String), es: expect.any(String) },
    })
    expect(JSON.parse(closed?.data ?? '')).toMatchObject({
      incidentId: product.opened[0]?.id,
      closedAt: expect.stringMatching(/^2026-11-21T12:0\d:\d\d\.\d{3}Z$/),
    })
  })

  it('say who carries the mail meanwhile', async () => {
    begin(['alerts'], ['one.test:587', 'two.test:587'])
    product.meets = (_message, provider) => (provider === 'one.test:587' ? 'failed' : 'accepted')
    await product.worker.start()
    await product.registered('ana@example.org')
    await product.settled()
    const [opened] = await toTell('alerts')
    expect(JSON.parse(opened?.data ?? '')).toMatchObject({ provider: 'one.test:587', takenOverBy: 'two.test:587' })
  })

  it('hides addresses that an explanation quotes', async () => {
    const { diagnosis } = anIncident('i')
    const explanation = { en: 'Not verified: ana.nunez@example.org.', es: 'Sin verificar: ana.nunez@example.org.' }
    begin(['alerts'], ['two.test:587'])
    await product.store.transact((records) =>
      records.addIncident(anIncident('gone', { provider: 'one.test:587', diagnosis: { ...diagnosis, explanation } })),
    )
    await product.worker.start()
    const [closed] = await toTell('alerts')
    expect(closed?.type).toBe('incident.closed')
    expect(closed?.data).not.toContain('nunez')
    expect(closed?.data).toContain('***@example.org')
  })

  it('are not stored where nobody wants to know', async () => {
    begin(['events'])
    product.meets = () => 'failed'
    await product.worker.start()
    await product.registered('ana@example.org')
    await product.settled()
    expect(await toTell('alerts')).toEqual([])
  })
})

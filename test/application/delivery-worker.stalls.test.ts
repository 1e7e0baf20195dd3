import { afterEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import { held } from '../../src/domain/delivery/transitions.js'
import { anIncident } from '../contracts/store-samples.js'
import { Product } from '../support/product-in-memory.js'

let product: Product
afterEach(() => product.close())

describe('what could stall deliveries', () => {
  it('moves what is held for a fault that is over to the fault that stands, and looks at it no more till then', async () => {
    product = new Product()
    const now = product.clock.now()
    await product.store.transact(async (records) => {
      await records.addIncident(anIncident('over', { provider: 'one.test:587', openedAt: now, closedAt: now }))
      await records.addIncident(
        anIncident('stands', { provider: 'one.test:587', openedAt: now, nextProbeAt: now + 60_000 }),
      )
    })
    const all: Delivery[] = []
    for (let at = 0; at < 120; at += 1) {
      all.push(
        await product.registered(`p${String(at)}@example.org`, {
          changed: (delivery) => held(delivery, 'over', 'connection-refused', now),
        }),
      )
    }
    await product.worker.start()
    // At its start every incident is probed at once: one message tests it.
    product.meets = () => 'failed'
    await product.settled()
    const states = await Promise.all(all.map(async ({ id }) => (await product.delivery(id)).incidentId))
    expect(new Set(states)).not.toContain('over')
    product.meets = () => 'accepted'
    await product.pass(600_000, 10_000)
    for (const { id } of all) expect((await product.delivery(id)).state).toBe('accepted')
  })

  it('goes on with a backlog as soon as places are free, without waiting for the clock', async () => {
    product = new Product()
    for (let at = 0; at < 200; at += 1) await product.registered(`p${String(at)}@example.org`)
    await product.worker.start()
    await product.background.settled()
    expect(product.sender.messages).toHaveLength(200)
  })

  it('closes the incident of a provider that the settings no longer name', async () => {
    product = new Product(['two.test:587'])
    await product.store.transact((records) => records.addIncident(anIncident('gone', { provider: 'one.test:587' })))
    const delivery = await product.registered('ana@example.org', {
      changed: (queued) => held(queued, 'gone', 'connection-refused', product.clock.now()),
    })
    await product.worker.start()
    await product.settled()
    expect(await product.read((records) => records.openIncidents())).toEqual([])
    expect(product.closed.map(({ id }) => id)).toEqual(['gone'])
    expect((await product.delivery(delivery.id)).state).toBe('accepted')
  })
})

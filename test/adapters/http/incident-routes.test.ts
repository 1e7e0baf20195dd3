import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anIncident } from '../../contracts/store-samples.js'
import { Product } from '../../support/product-in-memory.js'
import { type Ask, operatorOf } from '../../support/product-over-http.js'

interface Item {
  readonly id: string
  readonly held: number
  readonly closedAt?: string
}
interface Listing {
  readonly items: readonly Item[]
  readonly next?: string
}

let product: Product
let ask: Ask

beforeEach(async () => {
  product = new Product()
  ask = operatorOf(product)
  await product.worker.start()
})
afterEach(() => product.close())

const list = async (query = ''): Promise<Listing> => (await ask('GET', `/v1/incidents${query}`)).json() as Listing
const retry = (id: string): ReturnType<Ask> => ask('POST', `/v1/incidents/${id}/retry`)

async function threeHeld(): Promise<string> {
  product.meets = () => 'failed'
  for (const name of ['ana', 'beto', 'caro']) {
    await product.registered(`${name}@example.org`)
    product.clock.jumpTo(product.clock.now() + 1)
  }
  await product.settled()
  const id = product.opened[0]?.id
  if (id === undefined) throw new Error('No incident was opened.')
  return id
}

describe('GET /v1/incidents', () => {
  it('says who carries the mail meanwhile, as long as that one does', async () => {
    await product.close()
    product = new Product(['one.test:587', 'two.test:587'])
    ask = operatorOf(product)
    product.meets = (_message, provider) => (provider === 'one.test:587' ? 'failed' : 'accepted')
    await product.worker.start()
    await product.registered('ana@example.org')
    await product.settled()
    expect((await list()).items).toMatchObject([{ provider: 'one.test:587', takenOverBy: 'two.test:587', held: 0 }])
    await product.hangUp()
    product.meets = () => 'failed'
    await product.registered('beto@example.org')
    await product.settled()
    const { items } = await list()
    expect(items).toHaveLength(2)
    for (const item of items) expect(item).not.toHaveProperty('takenOverBy')
    product.meets = (_message, provider) => (provider === 'one.test:587' ? 'failed' : 'accepted')
    await product.pass(300_000, 10_000)
    const after = (await list()).items
    expect(after.filter(({ closedAt }) => closedAt !== undefined)).toMatchObject([{ provider: 'two.test:587' }])
    expect(after.find(({ closedAt }) => closedAt !== undefined)).not.toHaveProperty('takenOverBy')
    expect(await (await retry(after.find(({ closedAt }) => closedAt === undefined)?.id ?? '')).json()).toMatchObject({
      provider: 'one.test:587',
      takenOverBy: 'two.test:587',
    })
  })

  it('tells what is at fault, who must act, how many wait and when it is probed', async () => {
    const id = await threeHeld()
    expect(await list()).toEqual({
      items: [
        {
          id,
          provider: 'one.test:587',
          cause: 'connection-refused',
          phase: 'connect',
          openedAt: '2026-11-21T12:00:00.003Z',
          probes: expect.any(Number),
          nextProbeAt: expect.stringMatching(/^2026-11-21T12:0\d:\d\d\.\d{3}Z$/),
          held: 3,
          explanation: { en: expect.any(String), es: expect.any(String) },
          remedy: { en: expect.any(String), es: expect.any(String) },
        },
      ],
    })
  })

  it('keeps the closed ones, without a next probe', async () => {
    await threeHeld()
    product.meets = () => 'accepted'
    await product.pass(300_000, 10_000)
    const [closed] = (await list()).items
    expect(closed).toMatchObject({ held: 0, closedAt: expect.stringMatching(/^2026-11-21T12:0\d:/) })
    expect(Object.keys(closed ?? {})).not.toContain('nextProbeAt')
  })

  it('gives every incident once, newest first, over pages', async () => {
    await product.store.transact(async (records) => {
      for (const at of [3, 1, 2, 1, 5])
        await records.addIncident(anIncident(`i${String(at)}${product.randomness.id()}`, { openedAt: at }))
    })
    const all = (await list()).items.map(({ id }) => id)
    expect(all.map((id) => id.slice(0, 2))).toEqual(['i5', 'i3', 'i2', 'i1', 'i1'])
    const seen: string[] = []
    let page = await list('?limit=2')
    for (;;) {
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === undefined) break
      page = await list(`?limit=2&cursor=${page.next}`)
    }
    expect(seen).toEqual(all)
  })

  it.each(['?open=yes', '?cursor=x', '?limit=1000'])('turns %s away', async (query) => {
    expect((await ask('GET', `/v1/incidents${query}`)).status).toBe(422)
  })
})

describe('POST /v1/incidents/{id}/retry', () => {
  it('sends the oldest that is held as a probe, and all the rest when it gets past the fault', async () => {
    const id = await threeHeld()
    product.meets = () => 'accepted'
    const answer = await retry(id)
    expect(answer.status).toBe(202)
    expect(answer.json() as Item).toMatchObject({ id, held: 3, nextProbeAt: '2026-11-21T12:00:00.003Z' })
    await product.background.settled()
    expect(product.sender.messages.map(({ to }) => to.address)).toEqual([
      'ana@example.org',
      'beto@example.org',
      'caro@example.org',
    ])
    expect((await list()).items[0]).toMatchObject({ id, held: 0, closedAt: '2026-11-21T12:00:00.003Z' })
  })

  it('sends no more than one while the fault stands', async () => {
    const id = await threeHeld()
    let met = 0
    product.meets = () => {
      met += 1
      return 'failed'
    }
    await retry(id)
    await product.background.settled()
    expect(met).toBe(1)
    expect((await list()).items[0]).toMatchObject({ id, held: 3 })
  })

  it('has nothing to probe where the incident is closed or unknown', async () => {
    const id = await threeHeld()
    product.meets = () => 'accepted'
    await product.pass(300_000, 10_000)
    const closed = await retry(id)
    expect([closed.status, (closed.json() as { readonly type: string }).type]).toEqual([
      409,
      '/docs#problem-incident-closed',
    ])
    expect((await retry('nobody')).status).toBe(404)
  })
})

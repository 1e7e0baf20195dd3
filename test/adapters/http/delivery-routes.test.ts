import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../../src/domain/delivery/delivery.js'
import { hour, minute } from '../../../src/domain/instant.js'
import { Product } from '../../support/product-in-memory.js'
import { type Ask, operatorOf } from '../../support/product-over-http.js'

interface Item {
  readonly id: string
  readonly state: string
  readonly retry?: string
  readonly attempts?: readonly Readonly<Record<string, unknown>>[]
}
interface Listing {
  readonly items: readonly Item[]
  readonly next?: string
}
interface Problem {
  readonly type: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

let product: Product
let ask: Ask

beforeEach(async () => {
  product = new Product()
  ask = operatorOf(product)
  await product.worker.start()
})
afterEach(() => product.close())

const idsOf = ({ items }: Listing): readonly string[] => items.map(({ id }) => id)
const list = async (query = ''): Promise<Listing> => (await ask('GET', `/v1/deliveries${query}`)).json() as Listing
const show = async (id: string): Promise<Item> => (await ask('GET', `/v1/deliveries/${id}`)).json() as Item

const retry = (id: string): ReturnType<Ask> => ask('POST', `/v1/deliveries/${id}/retry`)
const bulk = async (body: unknown): Promise<Readonly<Record<string, unknown>>> =>
  (await ask('POST', '/v1/deliveries/retry', body)).json() as Readonly<Record<string, unknown>>
const found = async (query: string): Promise<readonly string[]> => idsOf(await list(`?${query}`))

/** A delivery each that was accepted, refused, deferred and held, in this order, a minute apart. */
async function oneOfEach(): Promise<readonly [Delivery, Delivery, Delivery, Delivery]> {
  const met = { ana: 'accepted', beto: 'refused', caro: 'deferred', dani: 'failed' } as const
  const made: Delivery[] = []
  for (const name of ['ana', 'beto', 'caro', 'dani'] as const) {
    product.meets = () => met[name]
    made.push(await product.registered(`${name}@example.org`))
    await product.settled()
    await product.hangUp()
    product.clock.jumpTo(product.clock.now() + 1_000)
  }
  return made as unknown as readonly [Delivery, Delivery, Delivery, Delivery]
}

describe('GET /v1/deliveries', () => {
  it('lists what became of each e-mail, newest first, in the fields that were promised and no more', async () => {
    const [ana, beto, caro, dani] = await oneOfEach()
    const kind = 'confirm-address'
    const provider = 'one.test:587'
    const { nextAttemptAt } = await product.delivery(caro.id)
    expect(await list()).toEqual({
      items: [
        {
          id: dani.id,
          state: 'held',
          kind,
          email: 'dani@example.org',
          provider,
          cause: 'connection-refused',
          createdAt: '2026-11-21T12:00:03.000Z',
        },
        {
          id: caro.id,
          state: 'delayed',
          kind,
          email: 'caro@example.org',
          provider,
          cause: 'server-temporary-failure',
          createdAt: '2026-11-21T12:00:02.000Z',
          nextAttemptAt: new Date(nextAttemptAt ?? 0).toISOString(),
        },
        {
          id: beto.id,
          state: 'refused',
          kind,
          email: 'beto@example.org',
          provider,
          cause: 'recipient-unknown',
          createdAt: '2026-11-21T12:00:01.000Z',
        },
        {
          id: ana.id,
          state: 'accepted',
          kind,
          email: 'ana@example.org',
          provider,
          cause: 'accepted',
          createdAt: '2026-11-21T12:00:00.000Z',
        },
      ],
    })
  })

  it('tells when the limit of a provider has room for what waits, wherever it is shown', async () => {
    const limited = new Product(undefined, { provider: { ratePerMinute: 1 } })
    const askLimited = operatorOf(limited)
    await limited.worker.start()
    await limited.registered('ana@example.org')
    await limited.settled()
    limited.clock.advance(1_000)
    const { id } = await limited.registered('beto@example.org')
    await limited.settled()
    const waits = { id, state: 'queued', nextAttemptAt: '2026-11-21T12:01:00.000Z', waitsFor: 'rate' }
    const [first] = ((await askLimited('GET', '/v1/deliveries')).json() as Listing).items
    expect(first).toMatchObject(waits)
    expect((await askLimited('GET', `/v1/deliveries/${id}`)).json()).toMatchObject(waits)
    expect((await askLimited('POST', `/v1/deliveries/${id}/retry`)).json()).toMatchObject(waits)
    expect((await askLimited('POST', `/v1/deliveries/${id}/diagnosis`)).json()).toMatchObject(waits)
    await limited.close()
  })

  it('narrows the list down by each condition, and by all together', async () => {
    const [ana, beto, caro, dani] = await oneOfEach()
    expect(await found('state=held')).toEqual([dani.id])
    expect(await found('email=BETO%40Example.ORG')).toEqual([beto.id])
    expect(await found('cause=server-temporary-failure')).toEqual([caro.id])
    expect(await found('provider=one.test:587')).toHaveLength(4)
    expect(await found('provider=two.test:587')).toEqual([])
    expect(await found('since=2026-11-21T12:00:02Z')).toEqual([dani.id, caro.id])
    expect(await found('until=2026-11-21T12:00:02.000Z')).toEqual([beto.id, ana.id])
    expect(await found('since=2026-11-21T13:00:01%2B01:00&until=2026-11-21T12:00:02Z')).toEqual([beto.id])
    expect(await found('since=2026-11-21')).toHaveLength(4)
    expect(await found('since=2026-11-22')).toEqual([])
    expect(await found('state=held&cause=server-temporary-failure')).toEqual([])
    expect(await found('state=&email=')).toHaveLength(4)
  })

  it('gives every delivery once, over pages of any size', async () => {
    for (let at = 0; at < 7; at += 1) await product.registered(`p${String(at)}@example.org`)
    const all = idsOf(await list())
    expect(all).toHaveLength(7)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (limit) => {
        const seen: string[] = []
        let page = await list(`?limit=${String(limit)}`)
        for (;;) {
          expect(page.items.length).toBeLessThanOrEqual(limit)
          seen.push(...idsOf(page))
          if (page.next === undefined) break
          page = await list(`?limit=${String(limit)}&cursor=${page.next}`)
        }
        expect(seen).toEqual(all)
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['stat=held', 'stat'],
    ['state=lost', 'state'],
    ['state=held&state=queued', 'state'],
    ['cause=bad-luck', 'cause'],
    ['email=ana', 'email'],
    ['since=yesterday', 'since'],
    ['until=2026-02-30T00:00:00Z', 'until'],
    ['until=2026-11-21T12:00:00', 'until'],
    ['cursor=bm90IGpzb24', 'cursor'],
    ['cursor=eyJjcmVhdGVkQXQiOiJ4IiwiaWQiOjF9', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
  ])('turns %s away and names the field', async (query, field) => {
    const answer = await ask('GET', `/v1/deliveries?${query}`)
    expect(answer.status).toBe(422)
    const { type, errors } = answer.json() as Problem
    expect(type).toBe('/docs#problem-invalid-fields')
    expect(errors?.map((error) => error.field)).toEqual([field])
  })

  it('says which values are possible', async () => {
    const { errors } = (await ask('GET', '/v1/deliveries?state=lost')).json() as Problem
    expect(errors?.[0]?.message).toContain('queued, sending, accepted, delayed, held, refused, expired, cancelled')
  })
})

describe('GET /v1/deliveries/{id}', () => {
  it('tells each attempt with its diagnosis, oldest first', async () => {
    product.meets = () => 'deferred'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    product.meets = () => 'accepted'
    await product.pass(2 * minute, 10_000)
    const { attempts, ...delivery } = await show(id)
    expect(delivery).toMatchObject({ id, state: 'accepted', kind: 'confirm-address', email: 'ana@example.org' })
    expect(attempts).toMatchObject([
      {
        at: '2026-11-21T12:00:00.000Z',
        provider: 'one.test:587',
        outcome: 'deferred',
        diagnosis: {
          cause: 'server-temporary-failure',
          phase: 'recipient',
          side: 'provider',
          rule: expect.any(String),
        },
      },
      { outcome: 'accepted', diagnosis: { cause: 'accepted' } },
    ])
    expect(Object.keys(attempts?.[0] ?? {})).toEqual(['id', 'at', 'endedAt', 'provider', 'outcome', 'diagnosis'])
  })

  it.each(['nobody', 'x'.repeat(200), 'retry'])('does not know %s', async (id) => {
    const answer = await ask('GET', `/v1/deliveries/${id}`)
    expect(answer.status).toBe(404)
    expect((answer.json() as Problem).type).toBe('/docs#problem-unknown-delivery')
  })
})

describe('POST /v1/deliveries/{id}/retry', () => {
  it('makes a delayed one go out at once', async () => {
    product.meets = () => 'deferred'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    expect((await show(id)).state).toBe('delayed')
    product.meets = () => 'accepted'
    const answer = await retry(id)
    expect(answer.status).toBe(202)
    expect(answer.headers.get('location')).toBe(`/v1/deliveries/${id}`)
    expect(answer.json() as Item).toMatchObject({ id, state: 'queued', retry: 'hastened' })
    await product.background.settled()
    expect((await show(id)).state).toBe('accepted')
  })

  it('keeps the cool-down of the address', async () => {
    const first = await product.registered('ana@example.org')
    await product.settled()
    const second = await product.registered('ana@example.org')
    expect(second.state).toBe('delayed')
    const answer = await retry(second.id)
    expect(answer.json() as Item).toMatchObject({
      state: 'delayed',
      retry: 'hastened',
      nextAttemptAt: '2026-11-21T12:01:00.000Z',
    })
    await product.pass(50_000, 5_000)
    expect((await show(second.id)).state).toBe('delayed')
    await product.pass(20_000, 5_000)
    expect([(await show(first.id)).state, (await show(second.id)).state]).toEqual(['accepted', 'accepted'])
  })

  it('sends a held one itself as the probe, before older ones, and lets the others follow', async () => {
    product.meets = () => 'failed'
    const held: Delivery[] = []
    for (const name of ['ana', 'beto', 'caro']) {
      held.push(await product.registered(`${name}@example.org`))
      product.clock.jumpTo(product.clock.now() + 1)
    }
    await product.settled()
    product.meets = () => 'accepted'
    const answer = await retry(held[2]?.id ?? '')
    expect(answer.json() as Item).toMatchObject({ state: 'held', retry: 'probing' })
    await product.background.settled()
    expect(product.sender.messages.map(({ to }) => to.address)).toEqual([
      'caro@example.org',
      'ana@example.org',
      'beto@example.org',
    ])
    expect(product.closed).toHaveLength(1)
  })

  it('sends a refused e-mail again as a new delivery, inside the cool-down, once', async () => {
    const [, beto] = await oneOfEach()
    product.meets = () => 'accepted'
    const answer = await retry(beto.id)
    expect(answer.status).toBe(202)
    const again = answer.json() as Item
    expect(again).toMatchObject({
      state: 'delayed',
      retry: 'sent-again',
      email: 'beto@example.org',
      nextAttemptAt: '2026-11-21T12:01:01.000Z',
    })
    expect(again.id).not.toBe(beto.id)
    expect(answer.headers.get('location')).toBe(`/v1/deliveries/${again.id}`)
    await product.pass(2 * minute, 10_000)
    expect((await show(again.id)).state).toBe('accepted')
    const second = await retry(beto.id)
    expect([second.status, (second.json() as Problem).type]).toEqual([409, '/docs#problem-delivery-replaced'])
  })

  it('has nothing to do for one that is being sent', async () => {
    const { id } = await product.registered('ana@example.org', {
      changed: (delivery) => ({
        ...delivery,
        state: 'sending',
        lease: { owner: 'other', attemptId: 'a', until: product.clock.now() + hour },
      }),
    })
    expect((await retry(id)).json() as Item).toMatchObject({ id, state: 'sending', retry: 'under-way' })
    expect((await show(id)).attempts).toEqual([])
  })

  it('refuses one that is accepted or cancelled, and one whose registration is over', async () => {
    const [ana, beto] = await oneOfEach()
    const cancelled = await product.registered('eva@example.org', {
      changed: (delivery) => ({ ...delivery, state: 'cancelled', cancelledBecause: 'confirmed' }),
    })
    const refusals = async (): Promise<readonly unknown[]> =>
      Promise.all([ana, cancelled, beto].map(async ({ id }) => ((await retry(id)).json() as Problem).type))
    product.clock.jumpTo(product.clock.now() + 40 * 24 * hour)
    expect(await refusals()).toEqual([
      '/docs#problem-delivery-accepted',
      '/docs#problem-delivery-cancelled',
      '/docs#problem-delivery-outlived',
    ])
    expect((await retry('nobody')).status).toBe(404)
  })
})

describe('POST /v1/deliveries/retry', () => {
  it('counts in a dry run what it does afterwards', async () => {
    await oneOfEach()
    const before = await list()
    expect(await bulk({ filter: {}, dryRun: true })).toEqual({ dryRun: true, count: 2, skipped: 0 })
    expect(await list()).toEqual(before)
    product.meets = () => 'accepted'
    expect(await bulk({ filter: {}, dryRun: false })).toEqual({ dryRun: false, count: 2, skipped: 0 })
    await product.background.settled()
    expect((await list()).items.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'refused', 'accepted'])
  })

  it('sends refused ones again when their state is named, and skips those whose registration is over', async () => {
    product.meets = () => 'refused'
    await product.registered('ana@example.org')
    await product.settled()
    product.clock.jumpTo(product.clock.now() + 8 * 24 * hour)
    await product.registered('beto@example.org')
    await product.settled()
    const filter = { state: 'refused', cause: 'recipient-unknown' }
    expect(await bulk({ filter, dryRun: true })).toEqual({ dryRun: true, count: 1, skipped: 1 })
    expect(await bulk({ filter })).toEqual({ dryRun: false, count: 1, skipped: 1 })
    expect(idsOf(await list('?email=ana@example.org'))).toHaveLength(1)
    expect(idsOf(await list('?email=beto@example.org'))).toHaveLength(2)
  })

  it('probes a provider once in a run, however many are held and however the run is cut', async () => {
    product.meets = () => 'failed'
    for (let at = 0; at < 250; at += 1) await product.registered(`p${String(at)}@example.org`)
    await product.settled()
    const attempts = async (): Promise<number> => {
      let made = 0
      for (const { id } of (await product.read((records) => records.findDeliveries({}, { limit: 1000 }))).values())
        made += (await product.read((records) => records.attemptsOf(id))).length
      return made
    }
    const before = await attempts()
    let position: unknown
    let count = 0
    let requests = 0
    do {
      const answer = await bulk({
        filter: { state: 'held' },
        limit: 100,
        ...(requests > 0 ? { cursor: position } : {}),
      })
      await product.background.settled()
      count += Number(answer['count'])
      position = answer['next']
      requests += 1
    } while (position !== undefined)
    expect([count, requests]).toEqual([250, 3])
    expect(await attempts()).toBe(before + 1)
  })

  it('reaches every waiting delivery once, whatever mix there is and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('queued', 'delayed', 'refused', 'accepted'), { maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        async (states, limit) => {
          const own = new Product()
          const asking = operatorOf(own)
          for (const [at, state] of states.entries()) {
            const nextAttemptAt = own.clock.now() + hour
            await own.registered(`p${String(at)}@example.org`, {
              changed: (delivery) => ({ ...delivery, state, nextAttemptAt }),
            })
          }
          let cursor: string | undefined
          let count = 0
          do {
            const from = cursor === undefined ? {} : { cursor }
            const answer = await asking('POST', '/v1/deliveries/retry', { filter: {}, limit, ...from })
            const body = answer.json() as { readonly count: number; readonly next?: string }
            count += body.count
            cursor = body.next
          } while (cursor !== undefined)
          const waiting = states.filter((state) => state === 'queued' || state === 'delayed').length
          expect(count).toBe(waiting)
          const later = (await own.read((records) => records.findDeliveries({}, { limit: 100 }))).filter(
            ({ nextAttemptAt, state }) =>
              (state === 'queued' || state === 'delayed') && (nextAttemptAt ?? 0) > own.clock.now(),
          )
          expect(later).toEqual([])
          await own.close()
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([
    [{}, 'filter'],
    [{ filter: { stat: 'held' } }, 'filter.stat'],
    [{ filter: { state: 'lost' } }, 'filter.state'],
    [{ filter: { email: 'ana' } }, 'filter.email'],
    [{ filter: {}, dryrun: true }, 'dryrun'],
    [{ filter: {}, dryRun: 'yes' }, 'dryRun'],
    [{ filter: {}, cursor: 'e30' }, 'cursor'],
  ])('turns %j away, naming %s, and changes nothing', async (body, field) => {
    await oneOfEach()
    const before = await list()
    const answer = await ask('POST', '/v1/deliveries/retry', body)
    expect(answer.status).toBe(422)
    expect((answer.json() as Problem).errors?.map((error) => error.field)).toEqual([field])
    expect(await list()).toEqual(before)
  })
})

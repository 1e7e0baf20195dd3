import { describe, expect, it } from 'vitest'
import { goodPassword, newWorld, problemOf, register } from './world.js'

const address = 'ana@example.org'

describe('POST /v1/confirmations', () => {
  it('confirms, and says so a second time', async () => {
    const world = newWorld()
    const { id } = await register(world, address)
    const token = await world.tokenSentTo(address)
    const first = await world.send('POST', '/v1/confirmations', { token })
    const body = (await first.json()) as Record<string, string>
    expect(first.status).toBe(200)
    expect(body).toEqual({ status: 'confirmed', registrationId: id, userId: expect.any(String) as string })
    const second = await world.send('POST', '/v1/confirmations', { token })
    expect(await second.json()).toEqual(body)
    expect(await (await world.send('GET', `/v1/registrations/${id}`)).json()).toMatchObject({ status: 'confirmed' })
  })

  it.each(['', 'nothing', '\u0000', 'a'.repeat(10_000), '../../etc/passwd'])('does not know %j', async (token) => {
    const response = await newWorld().send('POST', '/v1/confirmations', { token })
    expect(response.status).toBe(404)
    expect((await problemOf(response)).type).toBe('/docs#problem-unknown-token')
  })

  it('says 410 once the link is too old, and when the address was confirmed by another one', async () => {
    const world = newWorld()
    await register(world, address)
    const old = await world.tokenSentTo(address)
    world.clock.advance(25 * 3_600_000)
    expect((await world.send('POST', '/v1/confirmations', { token: old })).status).toBe(410)
    await register(world, address, 'another few small words')
    expect((await world.send('POST', '/v1/confirmations', { token: await world.tokenSentTo(address) })).status).toBe(
      200,
    )
    const late = await world.send('POST', '/v1/confirmations', { token: old })
    expect(late.status).toBe(410)
    expect(await late.text()).not.toContain(old)
  })
})

describe('likeness of known and unknown addresses', () => {
  it('answers both alike, from the registration over GET to sending again: all but the id', async () => {
    const world = newWorld()
    await register(world, address)
    await world.send('POST', '/v1/confirmations', { token: await world.tokenSentTo(address) })
    world.clock.advance(120_000)
    const known = await journey(world, address)
    const unknown = await journey(world, 'nobody@example.org')
    expect(known).toEqual(unknown)
    expect(known.map(({ status }) => status)).toEqual([202, 200, 429, 202, 200])
  })

  it('answers both alike with an Idempotency-Key and on the pages', async () => {
    const world = newWorld({ hasMailbox: false })
    await register(world, address)
    await world.send('POST', '/v1/confirmations', { token: await world.tokenSentTo(address) })
    world.clock.advance(120_000)
    const [known, unknown] = await Promise.all([address, 'nobody@example.org'].map((email) => pages(world, email)))
    expect(known).toEqual(unknown)
  })
})

/** What somebody sees who registers an address, with the ids taken out. */
async function journey(world: ReturnType<typeof newWorld>, email: string): Promise<readonly Seen[]> {
  const start = world.clock.now()
  const registered = await world.send('POST', '/v1/registrations', { email, password: goodPassword })
  const { id } = (await registered.clone().json()) as { readonly id: string }
  const again = `/v1/registrations/${id}/confirmation-email`
  const seen = [
    await seenOf(registered, id),
    await seenOf(await world.send('GET', `/v1/registrations/${id}`), id),
    await seenOf(await world.send('POST', again), id),
  ]
  world.clock.advance(60_000)
  seen.push(await seenOf(await world.send('POST', again), id))
  seen.push(await seenOf(await world.send('GET', `/v1/registrations/${id}`), id))
  world.clock.jumpTo(start)
  return seen
}

async function pages(world: ReturnType<typeof newWorld>, email: string): Promise<readonly Seen[]> {
  const form = await world.sendForm('/', { name: '', email, password: goodPassword })
  const path = form.headers.get('location') ?? ''
  const id = path.split('/').at(-1) ?? ''
  const key = { 'Idempotency-Key': `key of ${email}`.replaceAll(' ', '-') }
  const body = { email: `again-${email}`, password: goodPassword }
  const keyed = await world.send('POST', '/v1/registrations', body, key)
  const { id: keyedId } = (await keyed.clone().json()) as { readonly id: string }
  return [
    await seenOf(form, id),
    await seenOf(await world.send('GET', path), id),
    await seenOf(await world.send('POST', `${path}/confirmation-email`, undefined), id),
    await seenOf(keyed, keyedId),
  ]
}

interface Seen {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

async function seenOf(response: Response, id: string): Promise<Seen> {
  expect(id).not.toBe('')
  const withoutId = (text: string): string => text.replaceAll(id, '{id}')
  return {
    status: response.status,
    headers: [...response.headers].map(([name, value]) => [name, withoutId(value)] as const),
    body: withoutId(await response.text()),
  }
}

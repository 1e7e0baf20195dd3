import { describe, expect, it } from 'vitest'
import { goodPassword } from '../../support/ports-in-memory.js'
import { newSite, problemOf, register } from './site-in-memory.js'

const address = 'ana@example.org'

describe('POST /v1/confirmations', () => {
  it('confirms, and says so a second time', async () => {
    const site = newSite()
    const { id } = await register(site, address)
    const token = await site.tokenSentTo(address)
    const first = await site.send('POST', '/v1/confirmations', { token })
    const body = (await first.json()) as Record<string, string>
    expect(first.status).toBe(200)
    expect(body).toEqual({ status: 'confirmed', registrationId: id, userId: expect.any(String) as string })
    const second = await site.send('POST', '/v1/confirmations', { token })
    expect(await second.json()).toEqual(body)
    expect(await (await site.send('GET', `/v1/registrations/${id}`)).json()).toMatchObject({ status: 'confirmed' })
  })

  it.each(['', 'nothing', '\u0000', 'a'.repeat(10_000), '../../etc/passwd'])('does not know %j', async (token) => {
    const response = await newSite().send('POST', '/v1/confirmations', { token })
    expect(response.status).toBe(404)
    expect((await problemOf(response)).type).toBe('/docs#problem-unknown-token')
  })

  it('says 410 once the link is too old, and when the address was confirmed by another one', async () => {
    const site = newSite()
    await register(site, address)
    const old = await site.tokenSentTo(address)
    site.clock.advance(25 * 3_600_000)
    expect((await site.send('POST', '/v1/confirmations', { token: old })).status).toBe(410)
    await register(site, address, 'another few small words')
    expect((await site.send('POST', '/v1/confirmations', { token: await site.tokenSentTo(address) })).status).toBe(200)
    const late = await site.send('POST', '/v1/confirmations', { token: old })
    expect(late.status).toBe(410)
    expect(await late.text()).not.toContain(old)
  })
})

describe('likeness of known and unknown addresses', () => {
  it('answers both alike, from the registration over GET to sending again: all but the id', async () => {
    const site = newSite()
    await register(site, address)
    await site.send('POST', '/v1/confirmations', { token: await site.tokenSentTo(address) })
    site.clock.advance(120_000)
    const known = await journey(site, address)
    const unknown = await journey(site, 'nobody@example.org')
    expect(known).toEqual(unknown)
    expect(known.map(({ status }) => status)).toEqual([202, 200, 429, 202, 200])
  })

  it('answers both alike with an Idempotency-Key and on the pages', async () => {
    const site = newSite({ hasMailbox: false })
    await register(site, address)
    await site.send('POST', '/v1/confirmations', { token: await site.tokenSentTo(address) })
    site.clock.advance(120_000)
    const [known, unknown] = await Promise.all([address, 'nobody@example.org'].map((email) => pages(site, email)))
    expect(known).toEqual(unknown)
  })
})

/** What somebody sees who registers an address, with the ids taken out. */
async function journey(site: ReturnType<typeof newSite>, email: string): Promise<readonly Seen[]> {
  const start = site.clock.now()
  const registered = await site.send('POST', '/v1/registrations', { email, password: goodPassword })
  const { id } = (await registered.clone().json()) as { readonly id: string }
  const again = `/v1/registrations/${id}/confirmation-email`
  const seen = [
    await seenOf(registered, id),
    await seenOf(await site.send('GET', `/v1/registrations/${id}`), id),
    await seenOf(await site.send('POST', again), id),
  ]
  site.clock.advance(60_000)
  seen.push(await seenOf(await site.send('POST', again), id))
  seen.push(await seenOf(await site.send('GET', `/v1/registrations/${id}`), id))
  site.clock.jumpTo(start)
  return seen
}

async function pages(site: ReturnType<typeof newSite>, email: string): Promise<readonly Seen[]> {
  const form = await site.sendForm('/', { name: '', email, password: goodPassword })
  const path = form.headers.get('location') ?? ''
  const id = path.split('/').at(-1) ?? ''
  const key = { 'Idempotency-Key': `key of ${email}`.replaceAll(' ', '-') }
  const body = { email: `again-${email}`, password: goodPassword }
  const keyed = await site.send('POST', '/v1/registrations', body, key)
  const { id: keyedId } = (await keyed.clone().json()) as { readonly id: string }
  return [
    await seenOf(form, id),
    await seenOf(await site.send('GET', path), id),
    await seenOf(await site.send('POST', `${path}/confirmation-email`, undefined), id),
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

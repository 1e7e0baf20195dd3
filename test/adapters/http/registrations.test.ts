import { describe, expect, it } from 'vitest'
import { goodPassword } from '../../support/ports-in-memory.js'
import { newSite, problemOf, register, type RegistrationBody } from './site-in-memory.js'

const ana = { email: 'ana@example.org', password: goodPassword }

describe('POST /v1/registrations', () => {
  it('answers 202 with the registration, to the letter', async () => {
    const site = newSite()
    const response = await site.send('POST', '/v1/registrations', { ...ana, name: 'Ana', locale: 'es-MX' })
    const body = (await response.json()) as RegistrationBody
    expect(response.status).toBe(202)
    expect(response.headers.get('location')).toBe(`/v1/registrations/${body.id}`)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(body).toEqual({
      id: expect.stringMatching(/^[\w-]{20,}$/) as string,
      status: 'pending',
      email: { state: 'queued', since: '2026-11-21T15:03:11.586Z', message: 'El correo está en camino.' },
      links: { self: `/v1/registrations/${body.id}` },
    })
  })

  it('takes the language of the registration from Accept-Language where no locale is given', async () => {
    const site = newSite()
    const preferring = { 'Accept-Language': 'fr, es;q=0.8, en;q=0.5' }
    const response = await site.send('POST', '/v1/registrations', ana, preferring)
    const { id } = (await response.json()) as RegistrationBody
    const later = (await (await site.send('GET', `/v1/registrations/${id}`)).json()) as RegistrationBody
    expect(later.email.message).toMatch(/^El correo se entregó/)
    const english = await site.send('GET', `/v1/registrations/${id}`, undefined, { 'Accept-Language': 'en' })
    expect(((await english.json()) as RegistrationBody).email.message).toMatch(/^The e-mail was handed/)
  })

  it('names every fault of every field in the language asked for, and changes nothing', async () => {
    const site = newSite()
    const wrong = { email: 'ana', password: 'short', name: 'A\u0000', locale: 'fr' }
    const english = await site.send('POST', '/v1/registrations', wrong)
    const problem = await problemOf(english)
    expect(english.status).toBe(422)
    expect(problem.type).toBe('/docs#problem-invalid-fields')
    expect(problem.errors?.map(({ field }) => field)).toEqual(['email', 'password', 'name', 'locale'])
    const spanish = await problemOf(
      await site.send('POST', '/v1/registrations', wrong, { 'Accept-Language': 'es-AR,es;q=0.9' }),
    )
    expect(spanish.title).toBe('Algunos campos no son válidos')
    expect(spanish.errors?.[0]?.message).toMatch(/^Una dirección de correo lleva una @/)
    expect(await site.mailbox.list()).toEqual([])
  })

  it('answers the same to the same key and body, however the body is laid out', async () => {
    const site = newSite()
    const key = { 'Idempotency-Key': 'k1' }
    const first = await site.send('POST', '/v1/registrations', JSON.stringify(ana), key)
    const second = await site.send(
      'POST',
      '/v1/registrations',
      `{ "password": "${goodPassword}",\n "email": "ana\\u0040example.org" }`,
      key,
    )
    expect(second.status).toBe(202)
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
  })

  it.each([{ email: 'beto@example.org' }, { password: 'another few small words' }, { name: 'Ana' }, { locale: 'es' }])(
    'takes a key with %j changed in the body for a mistake',
    async (change) => {
      const site = newSite()
      const key = { 'Idempotency-Key': 'k1' }
      await site.send('POST', '/v1/registrations', ana, key)
      const other = await site.send('POST', '/v1/registrations', { ...ana, ...change }, key)
      expect(other.status).toBe(422)
      expect((await problemOf(other)).type).toBe('/docs#problem-idempotency-key-reused')
    },
  )

  it('says 409 with Retry-After while the first request with a key is running', async () => {
    const site = newSite()
    const key = { 'Idempotency-Key': 'k2' }
    const both = await Promise.all([
      site.send('POST', '/v1/registrations', ana, key),
      site.send('POST', '/v1/registrations', ana, key),
    ])
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['202', '409'])
    expect(both.find(({ status }) => status === 409)?.headers.get('retry-after')).toBe('1')
  })

  it.each(['', ' ', 'two words', 'ñ', 'a'.repeat(256)])('turns away %j as Idempotency-Key', async (key) => {
    const response = await newSite().send('POST', '/v1/registrations', ana, { 'Idempotency-Key': key })
    expect(response.status).toBe(400)
    expect((await problemOf(response)).type).toBe('/docs#problem-malformed-idempotency-key')
  })

  it('takes 255 visible characters as Idempotency-Key', async () => {
    const key = { 'Idempotency-Key': '!~'.repeat(127) + '"' }
    expect((await newSite().send('POST', '/v1/registrations', ana, key)).status).toBe(202)
  })

  it('says 503 with Retry-After when too much waits for the hasher', async () => {
    const site = newSite()
    site.hasher.beBusy(2)
    const response = await site.send('POST', '/v1/registrations', ana)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
  })

  it('puts the path of the public address before every path in an answer', async () => {
    const site = newSite({ publicUrl: 'https://example.org/accounts/' })
    const response = await site.send('POST', '/v1/registrations', ana)
    const body = (await response.json()) as RegistrationBody
    expect(response.headers.get('location')).toBe(`/accounts/v1/registrations/${body.id}`)
    expect(body.links.self).toBe(`/accounts/v1/registrations/${body.id}`)
  })
})

describe('GET /v1/registrations/{id}', () => {
  it('follows the e-mail, in the language of the registration where none is asked for', async () => {
    const site = newSite()
    const registered = await site.send('POST', '/v1/registrations', { ...ana, locale: 'es' })
    const { id } = (await registered.json()) as RegistrationBody
    const response = await site.send('GET', `/v1/registrations/${id}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      id,
      status: 'pending',
      email: {
        state: 'accepted',
        since: '2026-11-21T15:03:11.586Z',
        message: expect.stringMatching(/^El correo se entregó/) as string,
      },
      links: { self: `/v1/registrations/${id}` },
    })
  })

  it.each(['nobody', '%00', 'a%2Fb', '%F0%28', 'x'.repeat(200), "'; drop table registrations"])(
    'knows nothing of %j',
    async (id) => {
      const browser = { Accept: 'text/html,*/*;q=0.8' }
      const response = await newSite().send('GET', `/v1/registrations/${id}`, undefined, browser)
      expect(response.status).toBe(404)
      expect((await problemOf(response)).type).toBe('/docs#problem-unknown-registration')
    },
  )
})

describe('POST /v1/registrations/{id}/confirmation-email', () => {
  it('waits for the end of the cool-down, and says how long that is', async () => {
    const site = newSite()
    const { id } = await register(site, ana.email)
    site.clock.advance(17_500)
    const early = await site.send('POST', `/v1/registrations/${id}/confirmation-email`)
    expect(early.status).toBe(429)
    expect(early.headers.get('retry-after')).toBe('43')
    expect((await problemOf(early)).type).toBe('/docs#problem-too-soon')
    site.clock.advance(42_500)
    const late = await site.send('POST', `/v1/registrations/${id}/confirmation-email`)
    expect(late.status).toBe(202)
    expect(late.headers.get('location')).toBe(`/v1/registrations/${id}`)
    expect(await site.mailbox.list()).toHaveLength(2)
  })

  it('has nothing to send for a confirmed, an expired or an unknown registration', async () => {
    const site = newSite()
    const confirmed = await register(site, ana.email)
    await site.send('POST', '/v1/confirmations', { token: await site.tokenSentTo(ana.email) })
    const expired = await register(site, 'beto@example.org')
    const status = async (id: string): Promise<number> =>
      (await site.send('POST', `/v1/registrations/${id}/confirmation-email`)).status
    expect(await status(confirmed.id)).toBe(409)
    site.clock.advance(31 * 24 * 3_600_000)
    expect(await status(expired.id)).toBe(410)
    expect(await status('nobody')).toBe(404)
  })
})

describe('PUT /v1/registrations/{id}/email', () => {
  it('writes to another address once the first one was refused', async () => {
    const site = newSite()
    const { id } = await register(site, 'unknown@example.org')
    const before = await site.send('GET', `/v1/registrations/${id}`)
    expect(((await before.json()) as RegistrationBody).email).toMatchObject({
      state: 'refused',
      message: 'There is no mailbox with this address. Please check how it is spelled.',
    })
    site.clock.advance(1_000)
    const wrong = await site.send('PUT', `/v1/registrations/${id}/email`, { email: 'ana@' })
    expect(wrong.status).toBe(422)
    expect((await problemOf(wrong)).errors?.[0]?.field).toBe('email')
    const right = await site.send('PUT', `/v1/registrations/${id}/email`, { email: ana.email })
    expect(right.status).toBe(202)
    expect(await site.tokenSentTo(ana.email)).not.toBe('')
    const again = await site.send('PUT', `/v1/registrations/${id}/email`, { email: 'other@example.org' })
    expect(again.status).toBe(409)
  })

  it('says 404 for an unknown registration and 410 for an expired one', async () => {
    const site = newSite()
    const { id } = await register(site, 'unknown@example.org')
    expect((await site.send('PUT', '/v1/registrations/nobody/email', { email: ana.email })).status).toBe(404)
    site.clock.advance(31 * 24 * 3_600_000)
    expect((await site.send('PUT', `/v1/registrations/${id}/email`, { email: ana.email })).status).toBe(410)
  })
})

import { describe, expect, it } from 'vitest'
import { goodPassword } from '../../support/ports-in-memory.js'
import { asOperator, operatorToken } from '../../support/product-over-http.js'
import { newSite, problemOf, register, type Site } from './site-in-memory.js'

const address = 'Ana@example.org'

async function siteWithUser(): Promise<{ readonly site: Site; readonly userId: string }> {
  const site = newSite()
  await register(site, address)
  const response = await site.send('POST', '/v1/confirmations', { token: await site.tokenSentTo(address) })
  return { site, userId: ((await response.json()) as { readonly userId: string }).userId }
}

describe('operator routes', () => {
  const routes = [
    ['GET', '/v1/users?email=ana@example.org'],
    ['DELETE', '/v1/users/u1'],
    ['POST', '/v1/password-checks'],
    ['GET', '/v1/deliveries'],
    ['GET', '/v1/deliveries/d1'],
    ['POST', '/v1/deliveries/d1/retry'],
    ['POST', '/v1/deliveries/retry'],
    ['GET', '/v1/incidents'],
    ['POST', '/v1/incidents/i1/retry'],
    ['GET', '/metrics'],
  ] as const

  it.each(routes)('%s %s wants the token of the operator before it reads anything', async (method, path) => {
    const site = newSite()
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${operatorToken}x`,
      `Basic ${operatorToken}`,
      operatorToken,
      'Bearer ñ',
    ]
    for (const authorization of wrong) {
      const response = await site.send(method, path, undefined, { Authorization: authorization })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="operator"/)
      expect((await problemOf(response)).type).toBe('/docs#problem-unauthorized')
    }
    const right = await site.send(method, path, undefined, { Authorization: `bearer ${operatorToken}` })
    expect(right.status).not.toBe(401)
  })

  it('finds the user of an address, however it is capitalised', async () => {
    const { site, userId } = await siteWithUser()
    const response = await site.send('GET', '/v1/users?email=aNA%40EXAMPLE.org', undefined, asOperator)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      items: [{ id: userId, email: address, locale: 'en', confirmedAt: '2026-11-21T15:03:11.586Z' }],
    })
    const nobody = await site.send('GET', '/v1/users?email=beto@example.org', undefined, asOperator)
    expect(await nobody.json()).toEqual({ items: [] })
  })

  it.each(['', '?email=', '?email=ana', '?email=a@example.org&email=b@example.org', '?mail=a@example.org'])(
    'wants exactly one address to look for, not %j',
    async (query) => {
      const response = await newSite().send('GET', `/v1/users${query}`, undefined, asOperator)
      expect(response.status).toBe(422)
      expect((await problemOf(response)).errors?.[0]?.field).toBe('email')
    },
  )

  it('checks a password, and tells nothing of addresses without a user', async () => {
    const { site, userId } = await siteWithUser()
    const check = async (email: string, password: string): Promise<unknown> => {
      const response = await site.send('POST', '/v1/password-checks', { email, password }, asOperator)
      expect(response.status).toBe(200)
      return response.json()
    }
    expect(await check('ana@example.org', goodPassword)).toEqual({ valid: true, userId })
    expect(await check('ana@example.org', `${goodPassword}!`)).toEqual({ valid: false })
    expect(await check('beto@example.org', goodPassword)).toEqual({ valid: false })
    expect(await check('no address', '')).toEqual({ valid: false })
    site.hasher.beBusy(2)
    const busy = await site.send('POST', '/v1/password-checks', { email: address, password: 'x' }, asOperator)
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2'])
  })

  it('erases a user with everything of theirs', async () => {
    const { site, userId } = await siteWithUser()
    const { id } = await register(site, 'ana@EXAMPLE.org')
    const erased = await site.send('DELETE', `/v1/users/${userId}`, undefined, asOperator)
    expect([erased.status, await erased.text()]).toEqual([204, ''])
    expect((await site.send('DELETE', `/v1/users/${userId}`, undefined, asOperator)).status).toBe(404)
    expect((await site.send('DELETE', '/v1/users/%00', undefined, asOperator)).status).toBe(404)
    expect((await site.send('GET', `/v1/registrations/${id}`)).status).toBe(404)
  })
})

describe('health', () => {
  it('is alive, and ready as far as its parts are', async () => {
    const alive = await newSite().send('GET', '/healthz')
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }])
    const ready = await newSite().send('GET', '/readyz')
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { store: 'ok' } }])
    const sick = newSite({ readiness: async () => ({ ready: false, checks: { store: 'does not answer' } }) })
    const notReady = await sick.send('GET', '/readyz')
    expect([notReady.status, await notReady.json()]).toEqual([
      503,
      { ready: false, checks: { store: 'does not answer' } },
    ])
  })
})

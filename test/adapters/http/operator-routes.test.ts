import { describe, expect, it } from 'vitest'
import { asOperator, goodPassword, newWorld, operatorToken, problemOf, register, type World } from './world.js'

const address = 'Ana@example.org'

async function worldWithUser(): Promise<{ readonly world: World; readonly userId: string }> {
  const world = newWorld()
  await register(world, address)
  const response = await world.send('POST', '/v1/confirmations', { token: await world.tokenSentTo(address) })
  return { world, userId: ((await response.json()) as { readonly userId: string }).userId }
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
    const world = newWorld()
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
      const response = await world.send(method, path, undefined, { Authorization: authorization })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="operator"/)
      expect((await problemOf(response)).type).toBe('/docs#problem-unauthorized')
    }
    const right = await world.send(method, path, undefined, { Authorization: `bearer ${operatorToken}` })
    expect(right.status).not.toBe(401)
  })

  it('finds the user of an address, however it is capitalised', async () => {
    const { world, userId } = await worldWithUser()
    const response = await world.send('GET', '/v1/users?email=aNA%40EXAMPLE.org', undefined, asOperator)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      items: [{ id: userId, email: address, locale: 'en', confirmedAt: '2026-11-21T15:03:11.586Z' }],
    })
    const nobody = await world.send('GET', '/v1/users?email=beto@example.org', undefined, asOperator)
    expect(await nobody.json()).toEqual({ items: [] })
  })

  it.each(['', '?email=', '?email=ana', '?email=a@example.org&email=b@example.org', '?mail=a@example.org'])(
    'wants exactly one address to look for, not %j',
    async (query) => {
      const response = await newWorld().send('GET', `/v1/users${query}`, undefined, asOperator)
      expect(response.status).toBe(422)
      expect((await problemOf(response)).errors?.[0]?.field).toBe('email')
    },
  )

  it('checks a password, and tells nothing of addresses without a user', async () => {
    const { world, userId } = await worldWithUser()
    const check = async (email: string, password: string): Promise<unknown> => {
      const response = await world.send('POST', '/v1/password-checks', { email, password }, asOperator)
      expect(response.status).toBe(200)
      return response.json()
    }
    expect(await check('ana@example.org', goodPassword)).toEqual({ valid: true, userId })
    expect(await check('ana@example.org', `${goodPassword}!`)).toEqual({ valid: false })
    expect(await check('beto@example.org', goodPassword)).toEqual({ valid: false })
    expect(await check('no address', '')).toEqual({ valid: false })
    world.hasher.beBusy(2)
    const busy = await world.send('POST', '/v1/password-checks', { email: address, password: 'x' }, asOperator)
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2'])
  })

  it('erases a user with everything of theirs', async () => {
    const { world, userId } = await worldWithUser()
    const { id } = await register(world, 'ana@EXAMPLE.org')
    const erased = await world.send('DELETE', `/v1/users/${userId}`, undefined, asOperator)
    expect([erased.status, await erased.text()]).toEqual([204, ''])
    expect((await world.send('DELETE', `/v1/users/${userId}`, undefined, asOperator)).status).toBe(404)
    expect((await world.send('DELETE', '/v1/users/%00', undefined, asOperator)).status).toBe(404)
    expect((await world.send('GET', `/v1/registrations/${id}`)).status).toBe(404)
  })
})

describe('health', () => {
  it('is alive, and ready as far as its parts are', async () => {
    const alive = await newWorld().send('GET', '/healthz')
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }])
    const ready = await newWorld().send('GET', '/readyz')
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { store: 'ok' } }])
    const sick = newWorld({ readiness: async () => ({ ready: false, checks: { store: 'does not answer' } }) })
    const notReady = await sick.send('GET', '/readyz')
    expect([notReady.status, await notReady.json()]).toEqual([
      503,
      { ready: false, checks: { store: 'does not answer' } },
    ])
  })
})

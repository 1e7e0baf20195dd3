import { describe, expect, it } from 'vitest'
import { goodPassword } from '../../support/ports-in-memory.js'
import { newSite, problemOf } from './site-in-memory.js'

const ana = { email: 'ana@example.org', password: goodPassword }

describe('routes and methods', () => {
  it.each([
    '/nothing',
    '/v1',
    '/v1/registration',
    '/v2/registrations',
    '/%',
    '/%00',
    '//',
    '/registrations/',
    '/V1/users',
  ])('knows nothing at %s', async (path) => {
    const response = await newSite().app.request(`http://localhost${path}`)
    expect(response.status).toBe(404)
    expect((await problemOf(response)).type).toBe('/docs#problem-not-found')
  })

  it.each([
    ['DELETE', '/v1/registrations', 'OPTIONS, POST'],
    ['GET', '/v1/registrations', 'OPTIONS, POST'],
    ['PATCH', '/v1/registrations/x', 'GET, HEAD, OPTIONS'],
    ['PUT', '/', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/v1/password-checks', 'OPTIONS, POST'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/mailbox', 'GET, HEAD, OPTIONS'],
  ])('%s %s is 405, and Allow names what is possible', async (method, path, allow) => {
    const response = await newSite().send(method, path)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expect((await problemOf(response)).type).toBe('/docs#problem-method-not-allowed')
  })

  it('answers OPTIONS with what is possible, and HEAD like GET without a body', async () => {
    const site = newSite()
    const options = await site.send('OPTIONS', '/v1/registrations')
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'OPTIONS, POST'])
    expect(options.headers.get('access-control-allow-origin')).toBeNull()
    const head = await site.send('HEAD', '/healthz')
    const get = await site.send('GET', '/healthz')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect([...head.headers]).toEqual([...get.headers])
    expect((await site.send('HEAD', '/v1/registrations')).status).toBe(405)
  })
})

describe('headers of every answer', () => {
  const paths = [
    '/',
    '/nothing',
    '/healthz',
    '/docs',
    '/openapi.json',
    '/mailbox',
    '/v1/registrations/x',
    '/confirm?token=t',
  ]

  it.each(paths)('%s allows no script, no frame, no referrer and no cache', async (path) => {
    for (const accept of ['text/html', '*/*']) {
      const { headers } = await newSite().send('GET', path, undefined, { Accept: accept })
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('script-src')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  it('holds browsers to https once the public address is https', async () => {
    const site = newSite({ publicUrl: 'https://example.org' })
    for (const path of paths) {
      expect((await site.send('GET', path)).headers.get('strict-transport-security')).toBe('max-age=31536000')
    }
  })

  it('lets browsers keep what belongs to a page, under a path that changes with it', async () => {
    const site = newSite()
    const page = await (await site.send('GET', '/')).text()
    const paths = [...page.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(paths).toHaveLength(2)
    for (const path of paths) {
      const response = await site.send('GET', path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/css|^image\/svg\+xml/)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
  })
})

describe('defects and the log', () => {
  it('answers 500 without a word of the cause, and reports it whole', async () => {
    const site = newSite({ isStoreBroken: () => true })
    for (const [method, path, body] of [
      ['POST', '/v1/registrations', ana],
      ['GET', '/v1/registrations/x', undefined],
      ['POST', '/v1/confirmations', { token: 't' }],
    ] as const) {
      const response = await site.send(method, path, body)
      const text = await response.clone().text()
      expect((await problemOf(response)).type).toBe('/docs#problem-internal-error')
      expect(response.status).toBe(500)
      expect(text).not.toMatch(/disk|small words|\.ts|at \//)
    }
    expect(site.errors.map(({ error }) => String(error))).toEqual(
      Array(3).fill(`Error: the disk is gone, and with it ${goodPassword}`),
    )
    expect(site.errors[0]?.facts).toEqual({ method: 'POST', route: '/v1/registrations' })
  })

  it('does not ask the store for what cannot be an id of ours', async () => {
    const site = newSite({ isStoreBroken: () => true })
    for (const id of ['%00', '%C3%B1', 'a%20b', 'a%2Fb', 'x'.repeat(129)]) {
      for (const path of [`/v1/registrations/${id}`, `/registrations/${id}`]) {
        expect((await site.send('GET', path)).status).toBe(404)
      }
    }
    expect(site.errors).toEqual([])
  })

  it('tells the log of each answer by the pattern of its route: no query, no address, no id', async () => {
    const site = newSite()
    await site.send('POST', '/v1/registrations', ana)
    await site.send('GET', '/v1/users?email=ana@example.org')
    await site.send('GET', '/v1/registrations/secret-id')
    await site.send('GET', '/confirm?token=secret-token')
    await site.send('DELETE', '/nothing/ana@example.org')
    await site.send('PATCH', '/v1/registrations/secret-id')
    expect(site.answers.map(({ method, route, status }) => `${method} ${route} ${String(status)}`)).toEqual([
      'POST /v1/registrations 202',
      'GET /v1/users 401',
      'GET /v1/registrations/{id} 404',
      'GET /confirm 200',
      'DELETE - 404',
      'PATCH /v1/registrations/{id} 405',
    ])
    expect(site.answers.every(({ ms }) => ms >= 0)).toBe(true)
  })
})

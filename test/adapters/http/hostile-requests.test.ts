import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operatorToken } from '../../support/product-over-http.js'
import { newSite, register } from './site-in-memory.js'

/** Wherever it stands in a request, it stands nowhere in the answer. */
const password = 'a-password-nobody-may-repeat'

const nasty = fc.constantFrom(
  '\u0000',
  '\r\nBcc: x@y.z',
  '\u2028',
  '\u202e',
  '\ud800',
  '%00',
  '../..',
  '<script>alert(1)</script>',
  '"><img src=x>',
  "' or 1=1 --",
  '${7*7}',
  '{{7*7}}',
  '\ufeff',
  '__proto__',
  'constructor',
  '=cmd',
  '😀',
  'a'.repeat(300),
)
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), nasty, fc.constant(password))
const email = fc.oneof(
  fc.emailAddress(),
  text,
  fc.tuple(text, text).map(([a, b]) => `${a}@${b}`),
  fc.constant('ana@example.org'),
)

const fields = fc.record(
  {
    email: fc.oneof({ weight: 6, arbitrary: email }, { weight: 1, arbitrary: fc.jsonValue() }),
    password: fc.oneof(
      { weight: 6, arbitrary: fc.constant(password) },
      { weight: 2, arbitrary: text },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    name: fc.oneof(text, fc.jsonValue()),
    locale: fc.oneof(fc.constantFrom('en', 'es', 'fr'), text),
    token: fc.oneof(text, fc.base64String()),
    extra: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

/** JSON as it should be, and JSON that was bitten into. */
const jsonBody = fc.oneof(
  fields.map((body) => Buffer.from(JSON.stringify(body))),
  fc.tuple(fields, fc.nat(), fc.uint8Array({ maxLength: 4 })).map(([body, at, bytes]) => {
    const whole = Buffer.from(JSON.stringify(body))
    const cut = at % (whole.length + 1)
    return Buffer.concat([whole.subarray(0, cut), bytes, whole.subarray(cut + bytes.length)])
  }),
  fc.tuple(fields, fields).map(([a, b]) => {
    const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
    return Buffer.from(`${first.slice(0, -1)}${first === '{}' || second === '{}' ? '' : ','}${second.slice(1)}`)
  }),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
)
/** A form keeps what was typed, but never the password, also where it was typed into another field. */
const formBody = fields.map((body) => {
  const typed = Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : 'null'] as const)
  const isTyped = body.password === password
  const kept = typed.map(([name, value]) => [name, isTyped ? value : value.replaceAll(password, 'p')] as const)
  return Buffer.from(kept.map(([name, value]) => `${name}=${formText(value)}`).join('&'))
})
const body = fc.oneof(
  { weight: 4, arbitrary: jsonBody },
  { weight: 2, arbitrary: formBody },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant(Buffer.alloc(20_000, 0x20)) },
)

const id = fc.oneof(fc.constantFrom('known', 'x', '%00', '%', '..', 'a%2fb'), text.map(formText))
const path = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('/v1/registrations', '/', '/confirm', '/v1/confirmations', '/v1/password-checks'),
  },
  { weight: 3, arbitrary: id.map((id) => `/v1/registrations/${id}`) },
  { weight: 2, arbitrary: id.map((id) => `/v1/registrations/${id}/confirmation-email`) },
  { weight: 2, arbitrary: id.map((id) => `/v1/registrations/${id}/email`) },
  { weight: 2, arbitrary: id.map((id) => `/registrations/${id}`) },
  { weight: 1, arbitrary: id.map((id) => `/registrations/${id}/email`) },
  { weight: 1, arbitrary: id.map((id) => `/v1/users/${id}`) },
  { weight: 1, arbitrary: id.map((id) => `/mailbox/${id}`) },
  { weight: 1, arbitrary: fc.webPath() },
  { weight: 1, arbitrary: text.map((text) => `/${formText(text)}`) },
)
const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((query) => `?${query}`),
  fc.tuple(fc.constantFrom('email', 'token'), text).map(([name, value]) => `?${name}=${formText(value)}`),
)
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  maxLength: 30,
})
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      { weight: 2, arbitrary: fc.constant('application/x-www-form-urlencoded') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-8', 'application/json;;;=', ';'),
      },
      { weight: 1, arbitrary: headerText },
    ),
    accept: fc.oneof(fc.constantFrom('text/html', '*/*', 'application/json'), headerText),
    'accept-language': fc.oneof(fc.constantFrom('es', 'en;q=0.3,es', ';;,q='), headerText),
    authorization: fc.oneof(fc.constant(`Bearer ${operatorToken}`), fc.constant(`Bearer ${password}`), headerText),
    'idempotency-key': fc.oneof(fc.constantFrom('k1', 'k2'), headerText),
    'content-encoding': fc.constantFrom('identity', 'gzip'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none', 'whatever'),
    origin: fc.oneof(fc.constantFrom('null', 'http://localhost', 'https://evil.example'), headerText),
  },
  { requiredKeys: [] },
)
const anything = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'QUERY'),
  path,
  query,
  headers,
  body,
})

/** Requests that come through to the use cases: nearly right, and now and then wholly. */
const nearlyRight = fc
  .record({
    route: fc.constantFrom(
      'POST /v1/registrations',
      'POST /v1/registrations',
      'POST /',
      'POST /confirm',
      'POST /v1/confirmations',
      'PUT /v1/registrations/ID/email',
      'POST /registrations/ID/email',
      'POST /v1/registrations/ID/confirmation-email',
      'POST /registrations/ID/confirmation-email',
      'GET /registrations/ID',
      'GET /v1/registrations/ID',
      'POST /v1/password-checks',
      'DELETE /v1/users/ID',
      'GET /v1/users',
      'GET /confirm',
    ),
    query,
    more: headers,
    fields: fc.record(
      { email, password: fc.constant(password), name: text, locale: fc.constantFrom('en', 'es', 'fr'), token: text },
      { requiredKeys: ['email', 'password'] },
    ),
    isPlain: fc.boolean(),
  })
  .map(({ route, query, more, fields, isPlain }) => {
    const [method = '', path = ''] = route.split(' ')
    const isForm = method === 'POST' && !path.startsWith('/v1/')
    const wanted = wantedFields(path, fields, isPlain)
    return {
      method,
      path,
      query,
      headers: {
        ...(isPlain ? {} : more),
        ...(path.startsWith('/v1/users') || path.includes('checks')
          ? { authorization: `Bearer ${operatorToken}` }
          : {}),
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      body: Buffer.from(isForm ? new URLSearchParams(wanted).toString() : JSON.stringify(wanted)),
    }
  })

function wantedFields(
  path: string,
  fields: Readonly<Record<string, string>>,
  isPlain: boolean,
): Record<string, string> {
  const wanted = path.includes('confirm')
    ? ['token']
    : path.endsWith('/email')
      ? ['email']
      : ['email', 'password', 'name']
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isPlain || wanted.includes(name)))
}

describe('any request at all', () => {
  it('never gives a 500, a stack, an unmarked answer or a secret', { timeout: 120_000 }, async () => {
    const site = newSite()
    const { id } = await register(site, 'unknown@example.org')
    const met = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, nearlyRight), async (request) => {
        const { method, query, headers, body } = request
        const path = request.path.replaceAll(/ID|known/g, id)
        const hasBody = method !== 'GET' && method !== 'HEAD'
        const init = { method, headers, ...(hasBody ? { body: new Uint8Array(body) } : {}) }
        const response = await site.app.request(`http://localhost${path}${query}`, init)
        const answer = await response.text()
        met.add(response.status)
        expect(response.status).toBeLessThan(500)
        expect(site.errors).toEqual([])
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
        const said = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n') + answer
        expect(said).not.toMatch(/\n\s+at |node:internal|\.tsx?:\d|\/src\//)
        expect(said).not.toContain(operatorToken)
        expect(said.includes(password) && !repeatsWhatCame(path, query)).toBe(false)
        expect(response.status < 400 || method === 'HEAD' || isProblemOrPage(response, answer)).toBe(true)
      }),
      { numRuns: 12_000 },
    )
    // Without these, the requests would not have come far enough to prove anything.
    for (const status of [200, 202, 204, 303, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429])
      expect(met).toContain(status)
  })
})

/** The page of a link carries its token on, and a form without a password comes back as it was typed. */
function repeatsWhatCame(path: string, query: string): boolean {
  return (path === '/confirm' && query.includes('token=')) || /^\/registrations\/[^/]*\/email$/.test(path)
}

function isProblemOrPage(response: Response, answer: string): boolean {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) return answer.startsWith('<!doctype html>')
  const problem = JSON.parse(answer) as Record<string, unknown>
  const members = Object.keys(problem).slice(0, 4).join(' ')
  return (
    type === 'application/problem+json' &&
    members === 'type title status detail' &&
    problem['status'] === response.status
  )
}

function formText(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
}

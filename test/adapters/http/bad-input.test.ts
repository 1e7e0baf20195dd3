import { describe, expect, it } from 'vitest'
import { maxBodyBytes } from '../../../src/adapters/http/read-body.js'
import { goodPassword } from '../../support/ports-in-memory.js'
import { asOperator } from '../../support/product-over-http.js'
import { newSite, problemOf } from './site-in-memory.js'

const ana = { email: 'ana@example.org', password: goodPassword }
const json = { 'Content-Type': 'application/json' }

/** Each route that reads JSON, with a body it takes. */
const routes = [
  ['POST', '/v1/registrations', ana],
  ['PUT', '/v1/registrations/x/email', { email: 'ana@example.org' }],
  ['POST', '/v1/confirmations', { token: 't' }],
  ['POST', '/v1/password-checks', ana],
] as const

async function ask(method: string, path: string, body: RequestInit['body'], headers: Record<string, string> = json) {
  const site = newSite()
  const init = { method, headers: { ...asOperator, ...headers }, body, duplex: 'half' }
  const response = await site.app.request(path, init as RequestInit)
  expect(site.errors).toEqual([])
  expect(await response.clone().text()).not.toContain(goodPassword)
  const problem = await problemOf(response)
  expect(problem.status).toBe(response.status)
  return problem
}

describe.each(routes)('%s %s', (method, path, body) => {
  const text = JSON.stringify(body)

  it.each([
    ['', 'nothing'],
    ['{', 'an open object'],
    [`${text}}`, 'more than one value'],
    [text.replaceAll('"', "'"), 'other quotes'],
    [`// a comment\n${text}`, 'a comment'],
    [text.slice(0, -1) + ',}', 'a trailing comma'],
    [`{"email": "line\nbreak"}`, 'a bare line break in a text'],
    ['NaN', 'no JSON number'],
  ])('turns away %j: %s', async (malformed) => {
    expect(await ask(method, path, malformed)).toMatchObject({ status: 400, type: '/docs#problem-malformed-json' })
  })

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/vnd.api+json',
    'application/json; charset=iso-8859-1',
    'application/json, text/plain',
  ])('takes no %s', async (type) => {
    const answer = await ask(
      method,
      path,
      new TextEncoder().encode(text),
      type === undefined ? {} : { 'Content-Type': type },
    )
    expect(answer).toMatchObject({ status: 415, type: '/docs#problem-unsupported-media-type' })
  })

  it('takes no compressed body', async () => {
    expect(await ask(method, path, text, { ...json, 'Content-Encoding': 'gzip' })).toMatchObject({ status: 415 })
  })

  it('reads UTF-8 alone, with or without its mark', async () => {
    for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]]) {
      const broken = Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from(bytes), Buffer.from('"}')])
      expect(await ask(method, path, broken)).toMatchObject({ status: 400, type: '/docs#problem-invalid-utf-8' })
    }
    const utf16 = Buffer.from(text, 'utf16le')
    expect((await ask(method, path, utf16)).status).toBe(400)
    const site = newSite()
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])
    const response = await site.app.request(path, { method, headers: { ...asOperator, ...json }, body: marked })
    expect([200, 202, 404]).toContain(response.status)
  })

  it('reads no body beyond its limit, whether its length is told or not', async () => {
    const large = JSON.stringify({ ...body, name: 'n'.repeat(1024 * 1024) })
    const tooLarge = { status: 413, type: '/docs#problem-body-too-large' }
    expect(await ask(method, path, large)).toMatchObject(tooLarge)
    expect(await ask(method, path, large, { ...json, 'Content-Length': String(large.length) })).toMatchObject(tooLarge)
    expect(await ask(method, path, large, { ...json, 'Content-Length': '10' })).toMatchObject(tooLarge)
    expect(await ask(method, path, new Blob([large]).stream())).toMatchObject(tooLarge)
    const just = text.padEnd(maxBodyBytes)
    expect(await ask(method, path, `${just} `)).toMatchObject(tooLarge)
    const site = newSite()
    const response = await site.app.request(path, { method, headers: { ...asOperator, ...json }, body: just })
    expect([200, 202, 404]).toContain(response.status)
  })

  it('says that a body ended too early when its client goes away', async () => {
    const gone = new ReadableStream({
      pull: (controller) => controller.error(new Error('the socket was closed')),
    })
    expect(await ask(method, path, gone)).toMatchObject({ status: 400, type: '/docs#problem-incomplete-body' })
  })

  it.each(['null', '[]', '"text"', '1', 'true', JSON.stringify([body])])('wants an object, not %s', async (other) => {
    const answer = await ask(method, path, other)
    expect(answer).toMatchObject({ status: 422, errors: [{ field: '' }] })
    expect(answer.errors?.[0]?.message).toContain(Object.keys(body)[0])
  })

  it.each(Object.keys(body))('wants %s, and wants it as a text', async (field) => {
    const others = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))
    const missing = await ask(method, path, JSON.stringify(others))
    expect(missing).toMatchObject({
      status: 422,
      errors: [{ field, message: 'This field is missing. Send it as a text (a JSON string).' }],
    })
    for (const value of [null, 1, -0.5, true, {}, [], [goodPassword], { $ne: '' }]) {
      const wrong = await ask(method, path, JSON.stringify({ ...body, [field]: value }))
      expect(wrong).toMatchObject({ status: 422, errors: [{ field }] })
      expect(wrong.errors?.[0]?.message).toMatch(/^This field must be a text/)
    }
  })

  it.each(['extra', 'Email', 'id', 'passwordHash', 'constructor', 'toString', '__proto__', '__defineGetter__'])(
    'knows no field %s',
    async (field) => {
      const withMore = text.replace(/\}$/, `, "${field}": {"polluted": true}}`)
      const answer = await ask(method, path, withMore)
      expect(answer).toMatchObject({ status: 422, errors: [{ field }] })
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
  )

  it('repeats no name of a field that may be a password put in the wrong place', async () => {
    const mixedUp = await ask(
      method,
      path,
      JSON.stringify({ ...body, [goodPassword]: 'password', x: 'swapped', swapped: 'y' }),
    )
    expect(mixedUp.errors?.map(({ field }) => field)).toEqual(['?', 'x', '?'])
  })

  it('reports a handful of a thousand unknown fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${String(at)}`, 0]))
    expect((await ask(method, path, JSON.stringify({ ...body, ...many }))).errors).toHaveLength(20)
  })

  it('wants every field once, however it is spelled and wherever it is', async () => {
    const twice = text.replace(/\}$/, `, "${Object.keys(body)[0] ?? ''}": "again"}`)
    const spelled = text.replace(/\}$/, `, "\\u0065mail": "again", "email": "again"}`)
    const inside = text.replace(/\}$/, `, "extra": [{"a": {"b": 1, "b": 2}}]}`)
    for (const duplicate of [twice, spelled, inside]) {
      expect(await ask(method, path, duplicate)).toMatchObject({ status: 400, type: '/docs#problem-duplicate-field' })
    }
  })

  it('is not troubled by depth', async () => {
    expect((await ask(method, path, '['.repeat(8_000) + ']'.repeat(8_000))).status).toBe(422)
    expect((await ask(method, path, '{"a":'.repeat(2_500) + '1' + '}'.repeat(2_500))).status).toBe(422)
    expect((await ask(method, path, '['.repeat(16_000))).status).toBe(400)
  })
})

describe('texts that are no good', () => {
  const good = { email: 'ana@example.org', password: goodPassword, name: 'Ana', locale: 'en' }
  const fields = ['email', 'password', 'name', 'locale'] as const

  it.each(fields)('%s of 10,000 characters', async (field) => {
    for (const text of ['a'.repeat(10_000), 'é'.repeat(5_000), '👩‍👩‍👧‍👦'.repeat(400), `${'a'.repeat(9_988)}@example.org`]) {
      const answer = await ask('POST', '/v1/registrations', JSON.stringify({ ...good, [field]: text }))
      expect(answer).toMatchObject({ status: 422, errors: [{ field }] })
    }
  })

  it.each(fields.filter((field) => field !== 'password'))('NUL, line breaks and bidi controls in %s', async (field) => {
    for (const sign of ['\u0000', '\n', '\r', '\r\n', '\u0085', '\u2028', '\u202e', '\u007f', '\u001b', '\ud800']) {
      for (const text of [
        sign + good[field],
        good[field] + sign,
        good[field].slice(0, 1) + sign + good[field].slice(1),
      ]) {
        const answer = await ask('POST', '/v1/registrations', JSON.stringify({ ...good, [field]: text }))
        expect(answer).toMatchObject({ status: 422, errors: [{ field }] })
      }
    }
  })

  it('takes any character in a password but half of one', async () => {
    const site = newSite()
    for (const [at, sign] of ['\u0000', '\n', '\r\n', '\u2028', '\u202e'].entries()) {
      const body = { email: `ana${String(at)}@example.org`, password: goodPassword + sign }
      expect((await site.send('POST', '/v1/registrations', body)).status).toBe(202)
    }
    const half = await ask('POST', '/v1/registrations', JSON.stringify({ ...good, password: `${goodPassword}\ud800` }))
    expect(half).toMatchObject({ status: 422, errors: [{ field: 'password' }] })
  })

  it('looks nothing up for texts of that kind, and nothing breaks', async () => {
    const site = newSite()
    for (const text of ['\u0000', 'a\r\nb', 'x'.repeat(5_000), '\ud800', "' or 1=1 --"]) {
      const encoded = encodeURIComponent(text.replace('\ud800', '\ufffd'))
      const check = await site.send('POST', '/v1/password-checks', { email: text, password: text }, asOperator)
      const correction = await site.send('PUT', '/v1/registrations/x/email', { email: text })
      const users = await site.send('GET', `/v1/users?email=${encoded}`, undefined, asOperator)
      const page = await site.send('GET', `/confirm?token=${encoded}`)
      expect([check.status, correction.status, users.status, page.status]).toEqual([200, 404, 422, 200])
    }
    expect(site.errors).toEqual([])
  })
})

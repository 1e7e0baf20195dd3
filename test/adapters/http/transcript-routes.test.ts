import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpApp } from '../../../src/adapters/http/http-app.js'
import { SmtpLogReader } from '../../../src/domain/transcript/smtp-log-reader.js'
import type { RecordedLine } from '../../../src/domain/transcript/statement.js'
import { Product } from '../../support/product-in-memory.js'
import { asOperator, httpPartsOf } from '../../support/product-over-http.js'

let product: Product

beforeEach(async () => {
  product = new Product(['smtp.provider.test:587'])
  await product.worker.start()
})
afterEach(() => product.close())

async function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const app = createHttpApp(httpPartsOf(product))
  return app.request(path, { headers: { ...asOperator, ...headers } })
}

/** A delivery that was refused by one server for now, and taken at the second attempt. */
async function twice(address = 'ana@example.org'): Promise<string> {
  product.meets = () => 'deferred'
  const { id } = await product.registered(address)
  await product.settled()
  await product.hangUp()
  product.meets = () => 'accepted'
  await product.pass(3_600_000, 60_000)
  await product.hangUp()
  await product.background.settled()
  return id
}

function linesOf(text: string): readonly RecordedLine[] {
  return new SmtpLogReader().read(new TextEncoder().encode(text)).map((line) => {
    if (line.outcome === 'damaged') throw new Error(line.reason)
    return line.line
  })
}

describe('GET /v1/deliveries/{id}/transcript', () => {
  it('gives all attempts as the log has them, each after a line that names it', async () => {
    const id = await twice()
    const response = await ask(`/v1/deliveries/${id}/transcript`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="transcript-${id}.log"`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    const lines = linesOf(await response.text())
    const headings = lines.filter(({ counter }) => counter === 0)
    expect(headings.map(({ statement }) => statement)).toEqual([
      { kind: 'event', event: { event: 'note', text: 'Attempt 1 of 2, through smtp.provider.test:587: deferred' } },
      { kind: 'event', event: { event: 'note', text: 'Attempt 2 of 2, through smtp.provider.test:587: accepted' } },
    ])
    expect(lines[0]).toBe(headings[0])
    expect(lines.filter(({ counter }) => counter !== 0)).toEqual(
      product.log.lines.filter((line) => line.conversation !== 0),
    )
  })

  it('gives them as JSON to who prefers that', async () => {
    const id = await twice()
    const response = await ask(`/v1/deliveries/${id}/transcript`, { Accept: 'application/json' })
    expect(response.headers.get('content-type')).toBe('application/json')
    const { attempts } = (await response.json()) as {
      readonly attempts: readonly { readonly outcome: string; readonly lines: readonly { readonly kind: string }[] }[]
    }
    expect(attempts).toMatchObject([
      {
        id: expect.any(String),
        at: '2026-11-21T12:00:00.000Z',
        provider: 'smtp.provider.test:587',
        outcome: 'deferred',
      },
      { outcome: 'accepted' },
    ])
    expect(attempts[0]?.lines).toContainEqual({
      counter: expect.any(Number),
      at: '2026-11-21T12:00:00.000Z',
      processId: 5012,
      conversation: 1,
      kind: 'sent',
      text: 'RCPT TO:<ana@example.org>',
    })
    expect(attempts[0]?.lines.find(({ kind }) => kind === 'event')).toMatchObject({
      text: expect.stringMatching(/^SMTP /),
      event: { event: expect.any(String) },
    })
  })

  it('gives strangers pseudonyms, the same in all attempts and in both forms', async () => {
    const id = await twice('maria.sanchez@kunde.example')
    for (const accept of ['text/plain', 'application/json']) {
      const text = await (await ask(`/v1/deliveries/${id}/transcript?share=1`, { Accept: accept })).text()
      expect(text).not.toMatch(/maria|sanchez|kunde\.example/i)
      expect(text).toContain('smtp.provider.test:587')
      const recipients = [...text.matchAll(/RCPT TO:<([^>]+)>/g)].map(([, recipient]) => recipient)
      expect(recipients.length).toBeGreaterThanOrEqual(2)
      expect(new Set(recipients).size).toBe(1)
    }
    expect(await (await ask(`/v1/deliveries/${id}/transcript?share=0`)).text()).toContain('maria.sanchez@kunde.example')
  })

  it('tells events in the language of the client', async () => {
    const id = await twice()
    const text = await (await ask(`/v1/deliveries/${id}/transcript`, { 'Accept-Language': 'es-MX' })).text()
    expect(text).toContain('### Intento 1 de 2, por smtp.provider.test:587: deferred')
    expect(text).toMatch(/### (?:SMTP Conectado|Conexión SMTP cerrada)/)
    expect(linesOf(text)).toHaveLength(text.split('\n').length - 1)
  })

  it('keeps what was said while recording was on, and says where it was off', async () => {
    product.meets = () => 'deferred'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    await product.hangUp()
    product.log.switchRecording(false, 'Ana')
    product.meets = () => 'accepted'
    await product.pass(3_600_000, 60_000)
    const text = await (await ask(`/v1/deliveries/${id}/transcript`)).text()
    expect(text).toMatch(/### Attempt 2 of 2, through smtp\.provider\.test:587: accepted; nothing is kept/)
    expect((await product.delivery(id)).state).toBe('accepted')
  })

  it.each([
    ['a delivery that is not there', '/v1/deliveries/nobody/transcript', 404, 'unknown-delivery'],
    ['an id that cannot be one', '/v1/deliveries/%00/transcript', 404, 'unknown-delivery'],
    ['a parameter that it does not know', '/v1/deliveries/nobody/transcript?shared=1', 422, 'invalid-fields'],
    ['a wish that it does not understand', '/v1/deliveries/nobody/transcript?share=yes', 422, 'invalid-fields'],
  ])('has no transcript for %s', async (_what, path, status, name) => {
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect((await response.json()) as object).toMatchObject({ type: `/docs#problem-${name}` })
  })

  it('says so when nothing was recorded', async () => {
    product.log.switchRecording(false, 'Ana')
    const id = await twice()
    const response = await ask(`/v1/deliveries/${id}/transcript`)
    expect(response.status).toBe(404)
    expect((await response.json()) as object).toMatchObject({ type: '/docs#problem-no-transcript' })
  })

  it('wants the token of the operator', async () => {
    const response = await createHttpApp(httpPartsOf(product)).request('/v1/deliveries/d/transcript')
    expect(response.status).toBe(401)
  })
})

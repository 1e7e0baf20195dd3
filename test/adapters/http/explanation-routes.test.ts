import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import type { Diagnosis } from '../../../src/domain/diagnosis/diagnosis.js'
import { asOperator } from '../../support/product-over-http.js'
import { newSite, problemOf } from './site-in-memory.js'

const path = '/v1/explanations'
const asText = { ...asOperator, 'Content-Type': 'text/plain' }
const asJson = { ...asOperator, 'Content-Type': 'application/json' }

describe('POST /v1/explanations', () => {
  it('explains a text as somebody found it', async () => {
    const text = 'C: RCPT TO:<nobody@example.net>\nS: 550 5.1.1 User unknown\nC: QUIT'
    const response = await newSite().send('POST', path, text, asText)
    expect(response.status).toBe(200)
    const diagnosis = (await response.json()) as Diagnosis
    expect(diagnosis).toMatchObject({ cause: 'recipient-unknown', side: 'recipient', phase: 'recipient' })
    expect(diagnosis).toEqual(diagnose(text))
  })

  it('takes into account what is told besides', async () => {
    const told = { text: 'Error: Greeting never received\ncode: ETIMEDOUT, command: CONN', port: 465, tls: 'none' }
    const site = newSite()
    const response = await site.send('POST', path, told, asJson)
    expect(await response.json()).toMatchObject({ cause: 'tls-mode-mismatch' })
    const bare = await site.send('POST', path, { text: told.text }, asJson)
    expect(await bare.json()).toEqual(diagnose(told.text))
  })

  it('is for the operator alone', async () => {
    const response = await newSite().send('POST', path, '550 no', { 'Content-Type': 'text/plain' })
    expect(response.status).toBe(401)
  })

  it('reads up to 1 MiB, and no more', async () => {
    const site = newSite()
    const line = 'an old story, told again\n'
    const most = `550 5.7.1 relaying denied\n${line.repeat(50_000)}`.slice(0, 1024 * 1024)
    expect((await site.send('POST', path, most, asText)).status).toBe(200)
    const more = await site.send('POST', path, `${most}.`, asText)
    expect(more.status).toBe(413)
    expect((await problemOf(more)).type).toBe('/docs#problem-text-too-large')
  })

  it('reads bytes that are not UTF-8 too', async () => {
    const said = '550 5.1.1 Empfänger unbekannt'
    for (const body of [
      Buffer.from(said, 'latin1'),
      Buffer.from(said, 'utf16le'),
      Buffer.from(`\ufeff${said}`, 'utf16le'),
    ]) {
      const response = await newSite().app.request(path, { method: 'POST', headers: asText, body })
      expect(await response.json()).toMatchObject({ cause: 'recipient-unknown', evidence: [said] })
    }
  })

  it.each([
    [asText, '', 422, 'invalid-fields'],
    [asText, ' \r\n ', 422, 'invalid-fields'],
    [asJson, '{"text":""}', 422, 'invalid-fields'],
    [asJson, '{}', 422, 'invalid-fields'],
    [asJson, '{"text":"550 no","port":0}', 422, 'invalid-fields'],
    [asJson, '{"text":"550 no","port":"465"}', 422, 'invalid-fields'],
    [asJson, '{"text":"550 no","tls":"ssl"}', 422, 'invalid-fields'],
    [asJson, '{"text":"550 no","user":"ana"}', 422, 'invalid-fields'],
    [asJson, '{"text"', 400, 'malformed-json'],
    [{ ...asText, 'Content-Encoding': 'gzip' }, '550 no', 415, 'text-expected'],
    [{ ...asOperator, 'Content-Type': 'text/html' }, '550 no', 415, 'text-expected'],
  ])('turns away %j with %j: %i', async (headers, body, status, name) => {
    const response = await newSite().send('POST', path, body, headers)
    expect(response.status).toBe(status)
    expect((await problemOf(response)).type).toBe(`/docs#problem-${name}`)
  })

  it('repeats no password of the text', () =>
    fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z]{4}[A-Z]{3}[0-9]{3}[a-zA-Z0-9]{0,9}$/), async (secret) => {
        const encoded = Buffer.from(`\0ana@example.org\0${secret}`).toString('base64')
        const text = `AUTH PLAIN ${encoded}\n535 5.7.8 no\nSMTP_URL=smtps://ana:${secret}@mail.example.net:465`
        const response = await newSite().send('POST', path, text, asText)
        const answer = await response.text()
        expect(answer).not.toContain(secret)
        expect(answer).not.toContain(encoded)
      }),
      { numRuns: 30 },
    ))

  it('is documented with both kinds of body', async () => {
    const document = (await (await newSite().send('GET', '/openapi.json')).json()) as {
      paths: Record<string, { post: { requestBody: { content: object }; security: unknown } }>
    }
    const { requestBody, security } = document.paths[path]?.post ?? {}
    expect(Object.keys(requestBody?.content ?? {})).toEqual(['text/plain', 'application/json'])
    expect(security).toEqual([{ operatorToken: [] }])
  })
})

import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServerSentEvent, readEvents } from '../../../src/adapters/command-line/event-stream.js'
import { createHttpApp } from '../../../src/adapters/http/http-app.js'
import type { HttpParts } from '../../../src/adapters/http/http-parts.js'
import { parseLine } from '../../../src/domain/transcript/smtp-log-format.js'
import { Product } from '../../support/product-in-memory.js'
import { type Ask, httpPartsOf, operatorOf, operatorToken, serving } from '../../support/product-over-http.js'

let product: Product
let parts: HttpParts
let ask: Ask

beforeEach(() => {
  product = new Product()
  parts = httpPartsOf(product)
  ask = operatorOf(product, parts)
})
afterEach(() => product.close())

const authorization = `Bearer ${operatorToken}`
const say = (text: string): void => void product.log.append(1, { kind: 'received', text }, product.clock.now())

describe('/v1/smtp-log', () => {
  it('tells the state, switches it, and records who asked', async () => {
    expect((await ask('GET', '/v1/smtp-log')).json()).toEqual({ recording: true })
    const off = await ask('PUT', '/v1/smtp-log', { recording: false })
    expect([off.status, off.json()]).toEqual([200, { recording: false }])
    expect((await ask('GET', '/v1/smtp-log')).json()).toEqual({ recording: false })
    await ask('PUT', '/v1/smtp-log', { recording: true, by: ' Ana\r\n, on duty ' })
    expect(product.log.lines.slice(1).map(({ statement }) => statement)).toEqual([
      { kind: 'event', event: { event: 'recording-switched', on: false, by: 'operator over HTTP' } },
      { kind: 'event', event: { event: 'recording-switched', on: true, by: 'Ana\r\n, on duty (operator over HTTP)' } },
    ])
  })

  it.each([
    {},
    { recording: 'off' },
    { recording: null },
    { recording: true, for: 'all' },
    { recording: true, by: 7 },
    [],
  ])('turns %j away and changes nothing', async (body) => {
    expect((await ask('PUT', '/v1/smtp-log', body)).status).toBe(422)
    expect(product.log.isRecording()).toBe(true)
  })

  it.each([
    [{}, 'This field is missing. Send it as true or false (without quotes).'],
    [{ recording: 'off' }, 'This field must be true or false (without quotes), or be left out if it is optional.'],
  ])('says what it expected instead of %j', async (body, message) => {
    expect((await ask('PUT', '/v1/smtp-log', body)).json()).toMatchObject({ errors: [{ field: 'recording', message }] })
  })

  it.each([
    ['GET', '/v1/smtp-log'],
    ['PUT', '/v1/smtp-log'],
    ['GET', '/v1/smtp-log/stream'],
  ])('%s %s wants the token of the operator', async (method, path) => {
    const response = await createHttpApp(parts).request(path, {
      method,
      body: method === 'PUT' ? '{"recording":false}' : null,
    })
    expect(response.status).toBe(401)
    expect(product.log.isRecording()).toBe(true)
  })
})

describe('GET /v1/smtp-log/stream', () => {
  /** A stream, read event by event. */
  async function stream(
    path = '/v1/smtp-log/stream',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{
    readonly response: Response
    readonly next: () => Promise<ServerSentEvent | undefined>
    readonly leave: () => Promise<void>
  }> {
    const response = await createHttpApp(parts).request(path, { headers: { authorization, ...headers } })
    const events = readEvents(response.body ?? fail())
    return {
      response,
      next: async () => (await events.next()).value as ServerSentEvent | undefined,
      leave: async () => void (await events.return(undefined)),
    }
  }

  /** The counter in an id; clients take ids as they are. */
  const counterIn = (event: ServerSentEvent | undefined): string | undefined => event?.id?.replace(/^.*\./, '')

  /** The id that a client has after a line of this run of the service. */
  async function idOf(counter: number): Promise<string> {
    const { next, leave } = await stream('/v1/smtp-log/stream?last=9999')
    for (;;) {
      const event = await next()
      if (counterIn(event) !== String(counter)) continue
      await leave()
      return event?.id ?? fail()
    }
  }

  it('tells each line as it is recorded, with its place as id', async () => {
    const { response, next, leave } = await stream()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    expect(response.headers.get('cache-control')).toBe('no-store')
    say('250-one')
    say('250 two \r\n\ndata: smuggled \u2028 \u0085')
    expect(await next()).toEqual({
      name: 'message',
      id: expect.stringMatching(/^[\w-]{22,}\.2$/),
      data: '2 2026-11-21T12:00:00.000 5012 1 S < "250-one"',
    })
    const second = await next()
    expect(counterIn(second)).toBe('3')
    expect(parseLine(second?.data ?? '')).toMatchObject({
      line: { counter: 3, statement: { text: '250 two \r\n\ndata: smuggled \u2028 \u0085' } },
    })
    await leave()
  })

  it('begins with the latest lines, or with those since the last event that the client has', async () => {
    for (let at = 0; at < 9; at++) say(`250 ${String(at)}`)
    await Promise.resolve()
    const latest = await stream('/v1/smtp-log/stream?last=2')
    const ids = async ({ next }: { readonly next: () => Promise<ServerSentEvent | undefined> }, count: number) => {
      const counters = []
      for (let at = 0; at < count; at++) counters.push(counterIn(await next()))
      return counters
    }
    expect(await ids(latest, 2)).toEqual(['9', '10'])
    const since = await stream('/v1/smtp-log/stream?last=1', { 'Last-Event-ID': await idOf(7) })
    expect(await ids(since, 3)).toEqual(['8', '9', '10'])
    say('221 bye')
    expect([await ids(latest, 1), await ids(since, 1)]).toEqual([['11'], ['11']])
    await latest.leave()
    await since.leave()
  })

  it('says when lines may be missing: too long ago, of another run of the service, or an id of nobody', async () => {
    say('220 first')
    await Promise.resolve()
    const early = await idOf(2)
    const elsewhere = early.replace(/^./, (letter) => (letter === 'x' ? 'y' : 'x')).replace(/2$/, '2502')
    for (let at = 0; at < 2500; at++) say('250 ok')
    await Promise.resolve()
    for (const id of [early, elsewhere, '2502', 'none of ours']) {
      const { next, leave } = await stream('/v1/smtp-log/stream', { 'Last-Event-ID': id })
      expect((await next())?.name).toBe('gap')
      expect(Number(counterIn(await next()))).toBeGreaterThan(1000)
      await leave()
    }
    const { next, leave } = await stream('/v1/smtp-log/stream', { 'Last-Event-ID': '' })
    say('221 bye')
    expect(counterIn(await next())).toBe('2503')
    await leave()
  })

  it('tells at once where it begins, so that a client that has seen no line can go on there too', async () => {
    const { response } = await stream()
    const reader = (response.body ?? fail()).getReader()
    const begun = Buffer.from((await reader.read()).value ?? []).toString()
    await reader.cancel()
    const [, id = ''] = /^id: (\S+)$/m.exec(begun) ?? []
    say('250 while it was away')
    await Promise.resolve()
    const { next, leave } = await stream('/v1/smtp-log/stream', { 'Last-Event-ID': id })
    expect((await next())?.data).toContain('while it was away')
    await leave()
  })

  it('drops a reader that is too slow, tells it so, and keeps no more for it', async () => {
    const { response } = await stream()
    const text = 'x'.repeat(60_000)
    for (let at = 0; at < 100; at++) say(text)
    await Promise.resolve()
    // Nobody has read until now.
    const read = await response.text()
    expect(read.length).toBeLessThan(3_000_000)
    expect(read).toMatch(/event: dropped\ndata: [^\n]+\n\n$/)
  })

  it('ends when the service does', async () => {
    const { next } = await stream()
    parts.lineTail.end()
    expect(await next()).toEqual({ name: 'closed', data: 'The service is stopping.' })
    expect(await next()).toBeUndefined()
  })

  it('leaves nothing behind for HEAD, and turns strange questions away', async () => {
    const head = await createHttpApp(parts).request('/v1/smtp-log/stream', {
      method: 'HEAD',
      headers: { authorization },
    })
    expect([head.status, head.headers.get('content-type'), head.body]).toEqual([200, 'text/event-stream', null])
    for (const query of ['?last=-1', '?last=x', '?lines=3'])
      expect((await ask('GET', `/v1/smtp-log/stream${query}`)).status).toBe(422)
  })

  it('never slows the sender: over a real connection whose reader does not read, lines cost what they always cost', async () => {
    const server = await serving(parts)
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`GET /v1/smtp-log/stream HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n\r\n`)
    await once(socket, 'readable')
    const before = process.memoryUsage().arrayBuffers
    for (let at = 0; at < 2000; at++) {
      say('y'.repeat(50_000))
      if (at % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000)
    expect(product.log.lines).toHaveLength(2001)
    // What the kernel and the stream held back comes now, with the notice at its end.
    let received = ''
    socket.on('data', (chunk: Buffer) => {
      received = (received + chunk.toString()).slice(-400)
    })
    while (!received.includes('event: dropped')) await once(socket, 'data')
    socket.destroy()
    await server.close(0)
  }, 60_000)
})

function fail(): never {
  throw new Error('there is none')
}

import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { NodeHttpServer } from '../../../src/adapters/http/node-http-server.js'
import { goodPassword } from '../../support/ports-in-memory.js'
import { newSite, type Site } from './site-in-memory.js'

const opened: NodeHttpServer[] = []
const defects: unknown[] = []
const onError = (error: unknown): void => void defects.push(error)

afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close(0)))
  if (defects.length > 0) throw new Error('a defect that no test expects', { cause: defects.splice(0) })
})

async function open(): Promise<NodeHttpServer> {
  const opening = await NodeHttpServer.open({ host: '127.0.0.1', port: 0, onError })
  if (opening.outcome !== 'listening') throw new Error(opening.reason)
  opened.push(opening.server)
  return opening.server
}

async function serving(site: Site = newSite()): Promise<NodeHttpServer> {
  const server = await open()
  server.serve(site.app.fetch)
  return server
}

/** Writes pieces to a connection of its own, and reads until the server closes it. */
async function talk(server: NodeHttpServer, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  for (const piece of pieces) {
    if (socket.writable && !socket.write(piece)) await Promise.race([drained(socket), closed])
  }
  await closed
  return heard
}

const head =
  'POST /v1/registrations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n'

function chunk(data: Uint8Array | string): Buffer {
  const bytes = Buffer.from(data)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

/** Unlike `once`, does not mind when the server ends the connection meanwhile. */
async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => socket.once('drain', resolve))
}

describe('NodeHttpServer', () => {
  it('says where it listens before it is given an application, and keeps requests waiting until then', async () => {
    const server = await open()
    expect(server.url).toBe(`http://127.0.0.1:${String(server.port)}`)
    expect(server.port).toBeGreaterThan(0)
    const early = fetch(`${server.url}/healthz`)
    server.serve(newSite().app.fetch)
    expect((await early).status).toBe(200)
  })

  it('says why it cannot listen', async () => {
    const { port } = await open()
    expect(await NodeHttpServer.open({ host: '127.0.0.1', port, onError })).toEqual({
      outcome: 'cannot-listen',
      reason: 'EADDRINUSE',
    })
    expect(await NodeHttpServer.open({ host: '192.0.2.1', port: 0, onError })).toEqual({
      outcome: 'cannot-listen',
      reason: 'EADDRNOTAVAIL',
    })
  })

  it('takes a registration that comes in pieces, cut within a character', async () => {
    const server = await serving()
    const bytes = Buffer.from(JSON.stringify({ email: 'ana@example.org', password: goodPassword, name: 'Núñez' }))
    const cut = bytes.indexOf('ú') + 1
    const pieces = [chunk(bytes.subarray(0, cut)), chunk(bytes.subarray(cut)), '0\r\n\r\n']
    expect(await talk(server, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...pieces)).toMatch(/^HTTP\/1\.1 202 /)
    expect(await talk(server, `${head}Content-Length: ${String(bytes.length)}\r\n\r\n`, bytes)).toMatch(
      /^HTTP\/1\.1 202 /,
    )
  })

  it('answers 413 to a body beyond the limit, told or not', async () => {
    const server = await serving()
    const mebibyte = Buffer.alloc(1024 * 1024, 'a')
    const told = await talk(server, `${head}Content-Length: ${String(mebibyte.length)}\r\n\r\n`, mebibyte)
    expect(told).toMatch(/^HTTP\/1\.1 413 /)
    expect(told).toContain('problem-body-too-large')
    const pieces = Array.from({ length: 16 }, () => chunk(mebibyte.subarray(0, 65_536)))
    const untold = await talk(server, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...pieces, '0\r\n\r\n')
    expect(untold).toMatch(/^HTTP\/1\.1 413 /)
    expect(untold).toContain('problem-body-too-large')
  })

  it('waits for no end of a body that is far too large', async () => {
    const server = await serving()
    expect(await talk(server, `${head}Content-Length: 3000000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
    const pieces = Array.from({ length: 33 }, () => chunk(Buffer.alloc(65_536, 'a')))
    const untold = await talk(server, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...pieces)
    expect(untold).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('answers 400 to bytes that are not UTF-8', async () => {
    const server = await serving()
    const body = Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const answer = await talk(server, `${head}Content-Length: ${String(body.length)}\r\n\r\n`, body)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('problem-invalid-utf-8')
  })

  it.each([
    ['no HTTP at all', 'EHLO example.org\r\n\r\n'],
    ['a version of its own', 'GET / HTTP/9.9\r\n\r\n'],
    ['two lengths', `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    ['a length and chunks', `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks that are none', `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: a\u0000b\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['an address that is none', 'GET http://[ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('answers 400 to %s', async (_name, text) => {
    const answer = await talk(await serving(), text)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json')
    expect(answer).not.toMatch(/\n\s+at |Error/)
  })

  it('answers 431 to headers without end', async () => {
    const answer = await talk(await serving(), `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(20_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('problem-headers-too-large')
  })

  it('is not troubled by a client that goes away in the middle of a body', async () => {
    const site = newSite()
    const server = await serving(site)
    const answered = new Promise<number>((resolve) => {
      site.answers.push = (...facts) => {
        resolve(facts[0]?.status ?? 0)
        return 0
      }
    })
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`${head}Content-Length: 1000\r\n\r\n{"email": "a`)
    await once(socket, 'connect')
    socket.write('na')
    socket.resetAndDestroy()
    expect(await answered).toBe(400)
    expect(site.errors).toEqual([])
  })

  it('lets a request in flight be answered when it closes, and takes no other', async () => {
    const server = await open()
    const { promise: reached, resolve: reach } = eventually<void>()
    const { promise: allowed, resolve: allow } = eventually<void>()
    server.serve(async () => {
      reach()
      await allowed
      return new Response('done')
    })
    const idle = connect(server.port, '127.0.0.1')
    await once(idle, 'connect')
    const idleClosed = once(idle.resume(), 'close')
    const inFlight = talk(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await reached
    let isClosed = false
    const closing = server.close().then(() => (isClosed = true))
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
    await idleClosed
    expect(isClosed).toBe(false)
    allow()
    const answer = await inFlight
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toMatch(/connection: close/i)
    expect(answer).toMatch(/done$/)
    await closing
  })

  it('cuts what is still in flight at the end of its grace', async () => {
    const server = await open()
    const { promise: reached, resolve: reach } = eventually<void>()
    server.serve(() => {
      reach()
      return new Promise<Response>(() => {})
    })
    const inFlight = talk(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await reached
    await server.close(1)
    expect(await inFlight).toBe('')
  })

  it('answers a defect of the application with 500, and reports it', async () => {
    const server = await open()
    server.serve(() => Promise.reject(new Error('broken')))
    const answer = await talk(server, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 500 /)
    expect(answer).not.toContain('broken')
    expect(defects.splice(0).map(String)).toEqual(['Error: broken'])
  })
})

/** A promise, and how it is kept. */
function eventually<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const kept: { resolve?: (value: T) => void } = {}
  const promise = new Promise<T>((resolve) => (kept.resolve = resolve))
  return { promise, resolve: (value) => kept.resolve?.(value) }
}

import { once } from 'node:events'
import { appendFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '../../../src/adapters/command-line/event-stream.js'
import type { FoundService } from '../../../src/adapters/command-line/service-client.js'
import type { NodeHttpServer } from '../../../src/adapters/http/node-http-server.js'
import { ManualClock } from '../../../src/adapters/memory/manual-clock.js'
import { Product } from '../../support/product-in-memory.js'
import { httpPartsOf, operatorToken, serving } from '../../support/product-over-http.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { noService, type Ran, runCommand } from './run-command.js'
import { TerminalInMemory } from './terminal-in-memory.js'

let folder: string
let path: string
let service: FoundService

beforeEach(async () => {
  folder = await temporaryFolder()
  path = join(folder, 'smtp.log')
  service = noService
})

const run = (line: string, terminal?: TerminalInMemory): Promise<Ran> =>
  runCommand(line, { service, smtpLogFile: path }, terminal)

const lines = (from: number, to: number): string =>
  Array.from(
    { length: to - from + 1 },
    (_, at) => `${String(from + at)} 2026-11-21T15:03:11.586 5012 1 C > "NOOP"\n`,
  ).join('')

describe('registro smtp-log tail', () => {
  it('prints the last lines, twenty when nobody says how many, without any service', async () => {
    await writeFile(path, lines(1, 5000))
    expect(await run('smtp-log tail')).toEqual({ code: 0, stdout: lines(4981, 5000), stderr: '' })
    expect((await run('smtp-log tail --lines 1')).stdout).toBe(lines(5000, 5000))
    expect((await run('smtp-log tail -n 4000')).stdout).toBe(lines(1001, 5000))
    expect((await run('smtp-log tail -n 99999')).stdout).toBe(lines(1, 5000))
  })

  it('goes on into as many of the files before as it takes', async () => {
    for (const [name, from, to] of [
      [path, 31, 32],
      [`${path}.1`, 21, 30],
      [`${path}.2`, 11, 20],
      [`${path}.3`, 1, 10],
    ] as const)
      await writeFile(name, lines(from, to))
    expect((await run('smtp-log tail --lines 15')).stdout).toBe(lines(18, 32))
    expect((await run('smtp-log tail --lines 99999')).stdout).toBe(lines(1, 32))
  })

  it('goes on into the file that was full before', async () => {
    await writeFile(path, lines(1, 10))
    await rename(path, `${path}.1`)
    await writeFile(path, lines(11, 12))
    expect((await run('smtp-log tail --lines 5')).stdout).toBe(lines(8, 12))
    await rm(`${path}.1`)
    expect((await run('smtp-log tail --lines 5')).stdout).toBe(lines(11, 12))
  })

  it('drives no terminal with what somebody else wrote into the file', async () => {
    await writeFile(path, lines(1, 1))
    await appendFile(path, '\x1b]0;owned\x07\n2 2026-11-21T15:03:11.586 5012 1 S < "\x1b[2J"\n3 cut')
    expect((await run('smtp-log tail')).stdout).toBe(
      `${lines(1, 1)}\\x1B]0;owned\\x07\n2 2026-11-21T15:03:11.586 5012 1 S < "\\x1B[2J"\n3 cut\n`,
    )
  })

  it('says that there is no log, or that it cannot be read', async () => {
    expect(await run('smtp-log tail')).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no SMTP log at "${path}" yet; expected the DATA_DIR or SMTP_LOG_FILE of the service.\n`,
    })
    path = folder
    expect((await run('smtp-log tail', new TerminalInMemory('', { language: 'es' }))).stderr).toMatch(/EISDIR/)
  })

  it.each(['smtp-log', 'smtp-log of', 'smtp-log tail -n 0', 'smtp-log tail -n x', 'smtp-log on now'])(
    'does not understand "%s"',
    async (line) => {
      expect(await run(line)).toMatchObject({ code: 2, stdout: '' })
    },
  )
})

describe('registro smtp-log beside a service', () => {
  let product: Product
  let server: NodeHttpServer
  let end: () => void

  beforeEach(async () => {
    product = new Product(['one.test:587'], { clock: new ManualClock(0) })
    const parts = httpPartsOf(product)
    end = () => parts.lineTail.end()
    server = await serving(parts)
    service = { outcome: 'found', url: server.url, operatorToken }
  })
  afterEach(async () => {
    await server.close(0)
    await product.close()
  })

  it('switches it, and says what it is', async () => {
    expect(await run('smtp-log status')).toEqual({ code: 0, stdout: 'SMTP conversations are recorded.\n', stderr: '' })
    expect(await run('smtp-log off')).toEqual({ code: 0, stdout: 'SMTP conversations are not recorded.\n', stderr: '' })
    expect(product.log.isRecording()).toBe(false)
    expect(JSON.parse((await run('smtp-log status --json')).stdout)).toEqual({ recording: false })
    expect(JSON.parse((await run('smtp-log on --json')).stdout)).toEqual({ recording: true })
    expect(product.log.lines.map(({ statement }) => statement).slice(1)).toMatchObject([
      { event: { on: false, by: 'command line (operator over HTTP)' } },
      { event: { on: true } },
    ])
  })

  it('follows what is recorded until the service ends', async () => {
    const heard: (() => void)[] = []
    class Watched extends TerminalInMemory {
      override out(text: string): void {
        super.out(text)
        heard.splice(0).forEach((wake) => wake())
      }
    }
    const terminal = new Watched()
    const printed = async (text: string): Promise<void> => {
      while (!terminal.stdout.includes(text)) await new Promise<void>((resolve) => heard.push(resolve))
    }
    for (let at = 0; at < 5; at++) product.log.append(1, { kind: 'sent', text: `NOOP ${String(at)}` }, 0)
    const following = run('smtp-log tail --follow --lines 2', terminal)
    await printed('NOOP 4')
    product.log.append(1, { kind: 'received', text: '\x1b[2J250 ok' }, 0)
    await printed('250 ok')
    end()
    expect(await following).toEqual({
      code: 1,
      stdout:
        '5 1970-01-01T00:00:00.000 5012 1 C > "NOOP 3"\n' +
        '6 1970-01-01T00:00:00.000 5012 1 C > "NOOP 4"\n' +
        '7 1970-01-01T00:00:00.000 5012 1 S < "\\x1B[2J250 ok"\n',
      stderr: 'The service is stopping.\n',
    })
  })

  it('needs the service for all but the file', async () => {
    service = noService
    for (const line of ['smtp-log on', 'smtp-log off', 'smtp-log status', 'smtp-log tail --follow'])
      expect(await run(line)).toEqual({ code: 1, stdout: '', stderr: 'None.\n' })
  })
})

describe('registro smtp-log tail --follow', () => {
  it('goes on where it was dropped, and tells a connection that breaks', async () => {
    const asked: (string | undefined)[] = []
    const answers = [
      'id: 7\ndata: one\n\nevent: dropped\ndata: too slow\n\n',
      'event: gap\ndata: some are missing\n\nid: 9\ndata: two\n\n',
    ]
    const server = createServer((request, response) => {
      asked.push(request.headers['last-event-id'] as string | undefined)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(answers[asked.length - 1] ?? '', () => (asked.length === 1 ? response.end() : response.destroy()))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    service = {
      outcome: 'found',
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      operatorToken,
    }
    expect(await run('smtp-log tail --follow')).toEqual({
      code: 1,
      stdout: 'one\ntwo\n',
      stderr: 'too slow\nsome are missing\nThe service has ended the stream.\n',
    })
    expect(asked).toEqual([undefined, '7'])
    server.close()
  })

  it.each([
    ['data: a\n\n', [{ name: 'message', data: 'a' }]],
    ['id: 1\r\nevent: e\r\ndata: a\r\ndata:b\r\n\r\n', [{ name: 'e', id: '1', data: 'a\nb' }]],
    [': alive\n\nretry: 5\n\nid: 2\n\ndata\n\n', [{ name: 'message', data: '' }]],
    ['data: é\n\ndata: cut', [{ name: 'message', data: 'é' }]],
  ])('reads %j, cut anywhere', async (text, events) => {
    const bytes = new TextEncoder().encode(text)
    for (const size of [1, 2, 5, 100]) {
      const read = []
      for await (const event of readEvents(pieces(bytes, size))) read.push(event)
      expect(read).toEqual(events)
    }
  })
})

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

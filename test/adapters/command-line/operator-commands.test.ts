import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FoundService } from '../../../src/adapters/command-line/service-client.js'
import type { NodeHttpServer } from '../../../src/adapters/http/node-http-server.js'
import { anIncident } from '../../contracts/store-samples.js'
import { Product } from '../../support/product-in-memory.js'
import { httpPartsOf, operatorToken, serving } from '../../support/product-over-http.js'
import { WebhookReceiver } from '../../support/webhook-receiver.js'
import { noService, type Ran, runCommand } from './run-command.js'
import { TerminalInMemory } from './terminal-in-memory.js'

let product: Product
let server: NodeHttpServer
let service: FoundService

beforeEach(() => begin(new Product()))
afterEach(end)

async function begin(begun: Product): Promise<void> {
  product = begun
  await product.worker.start()
  server = await serving(httpPartsOf(product))
  service = { outcome: 'found', url: server.url, operatorToken }
}

async function end(): Promise<void> {
  await server.close(0)
  await product.close()
}

/** Runs a command line; `typed` is what somebody at the terminal answers. */
async function run(line: string, { typed, language }: { typed?: string; language?: 'en' | 'es' } = {}): Promise<Ran> {
  const terminal = new TerminalInMemory(typed ?? '', language === undefined ? {} : { language })
  terminal.isTypedAt = typed !== undefined
  terminal.isWatched = typed !== undefined
  return runCommand(line, { service }, terminal)
}

async function held(count: number): Promise<void> {
  product.meets = () => 'failed'
  for (let at = 0; at < count; at += 1) {
    await product.registered(`p${String(at)}@example.org`)
    product.clock.jumpTo(product.clock.now() + 1)
  }
  await product.settled()
}

describe('registro deliveries list', () => {
  it('shows a line for each, and says when there are none', async () => {
    expect(await run('deliveries list')).toEqual({ code: 0, stdout: 'There is no such delivery.\n', stderr: '' })
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    const { code, stdout, stderr } = await run('deliveries list')
    expect([code, stderr]).toEqual([0, ''])
    const [heading, row, ...rest] = stdout.trimEnd().split('\n')
    expect(heading?.split(/ {2,}/)).toEqual([
      'ID',
      'STATE',
      'EMAIL',
      'CAUSE',
      'PROVIDER',
      'CREATED (UTC)',
      'NEXT (UTC)',
    ])
    expect(row?.split(/ {2,}/)).toEqual([
      id,
      'accepted',
      'ana@example.org',
      'accepted',
      'one.test:587',
      '2026-11-21 12:00:00',
      '–',
    ])
    expect(rest).toEqual([])
  })

  it('gives scripts what the service says, and the filter to the service', async () => {
    await held(3)
    const { code, stdout } = await run('deliveries list --state held --email P1@example.org --json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ items: [{ state: 'held', email: 'p1@example.org' }] })
    expect(JSON.parse((await run('deliveries list --since 2026-11-22 --json')).stdout)).toEqual({ items: [] })
  })

  it('goes over several pages, and tells how to go on', async () => {
    for (let at = 0; at < 430; at += 1) await product.registered(`p${String(at)}@example.org`)
    const first = JSON.parse((await run('deliveries list --limit 415 --json')).stdout)
    expect(first.items).toHaveLength(415)
    const second = JSON.parse((await run(`deliveries list --limit 100 --cursor ${first.next} --json`)).stdout)
    expect(second.items).toHaveLength(15)
    expect(second.next).toBeUndefined()
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(430)
    expect((await run('deliveries list --limit 1')).stdout).toMatch(/There are more: --cursor \S+\n$/)
  })

  it.each([
    'deliveries list --state lost',
    'deliveries list --cause bad-luck',
    'deliveries list --limit 0',
    'deliveries list --since yesterday',
    'deliveries list --email ana',
    'deliveries list --cursor x',
    'deliveries list more',
    'deliveries lists',
    'deliveries show',
    'deliveries',
    'incidents retry',
  ])('does not understand "%s"', async (line) => {
    const { code, stdout, stderr } = await run(line)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
  })
})

describe('registro deliveries show', () => {
  it('tells each attempt and what it means', async () => {
    product.meets = () => 'refused'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    const { code, stdout } = await run(`deliveries show ${id}`)
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`Delivery +${id}\\n`))
    expect(stdout).toMatch(/State +refused\n/)
    expect(stdout).toContain('1. 2026-11-21 12:00:00  one.test:587  refused')
    expect(stdout).toMatch(/Who must act +the recipient/)
    expect(stdout).toContain('recipient-unknown · recipient')
    expect(stdout).toMatch(/\n {3}> .*S < "550 /)
    const { attempts } = JSON.parse((await run(`deliveries show ${id} --json`)).stdout)
    expect(attempts[0].diagnosis.cause).toBe('recipient-unknown')
  })

  it('explains the attempts anew when asked to, and says whether that changed anything', async () => {
    product.meets = () => 'refused'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    const { code, stdout } = await run(`deliveries show ${id} --rediagnose`)
    expect(code).toBe(0)
    expect(stdout).toContain('recipient-unknown · recipient')
    expect(stdout).toMatch(/The rules of today explain it as before\.\n$/)
    expect(JSON.parse((await run(`deliveries show ${id} --rediagnose --json`)).stdout)).toMatchObject({
      id,
      changed: [],
    })
    expect((await run('deliveries show nobody --rediagnose')).code).toBe(1)
  })

  it('says in the reader’s language that there is none', async () => {
    expect(await run('deliveries show nobody')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^There is no such deliv/),
    })
    expect((await run('deliveries show nobody', { language: 'es' })).stderr).toMatch(/^No existe esa entrega/)
  })
})

describe('a delivery that waits for a limit of its provider', () => {
  it('is shown with the moment that the limit has room, and with the limit', async () => {
    await end()
    await begin(new Product(undefined, { provider: { perDay: 1 } }))
    await product.registered('ana@example.org')
    await product.settled()
    product.clock.advance(1_000)
    const { id } = await product.registered('beto@example.org')
    await product.settled()
    const line = (await run('deliveries list')).stdout.split('\n').find((text) => text.startsWith(id))
    expect(line).toMatch(/2026-11-22 12:00:0[01] \(daily limit\)$/)
    expect((await run(`deliveries show ${id}`, { language: 'es' })).stdout).toMatch(
      /Próximo intento +2026-11-22 12:00:0[01] UTC \(límite diario\)\n/,
    )
    expect((await run(`deliveries retry ${id}`)).stdout).toMatch(/: 2026-11-22 12:00:0[01] UTC \(daily limit\)\n$/)
  })
})

describe('registro deliveries retry', () => {
  it('tries one again', async () => {
    product.meets = () => 'deferred'
    const { id } = await product.registered('ana@example.org')
    await product.settled()
    product.meets = () => 'accepted'
    expect(await run(`deliveries retry ${id}`)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^${id} goes out at once`)),
    })
    await product.background.settled()
    expect((await product.delivery(id)).state).toBe('accepted')
    expect(await run(`deliveries retry ${id}`)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The e-mail went out already/),
    })
  })

  it('counts first, asks, shows how far it is, and does it once somebody agrees', async () => {
    for (let at = 0; at < 620; at += 1) {
      await product.registered(`p${String(at)}@example.org`, {
        changed: (delivery) => ({ ...delivery, state: 'delayed', nextAttemptAt: product.clock.now() + 60_000 }),
      })
    }
    const line = 'deliveries retry --state delayed'
    expect(await run(`${line} --dry-run`)).toEqual({ code: 0, stdout: '620 would be tried again.\n', stderr: '' })
    const refused = await run(line, { typed: 'n\n' })
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/620 will be tried again. Go on\? .*Nothing was changed/),
    })
    const nobody = await run(line)
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringMatching(/expected --yes/) })
    expect(JSON.parse((await run(`${line} --dry-run --json`)).stdout)).toEqual({ dryRun: true, count: 620, skipped: 0 })
    const agreed = await run(line, { typed: 'y\n' })
    expect(agreed).toMatchObject({ code: 0, stdout: '620 are tried again.\n' })
    expect(agreed.stderr).toContain('\r500 of 620\r620 of 620\n')
    await product.background.settled()
    expect(product.sender.messages).toHaveLength(620)
    expect(await run('deliveries retry --all --yes')).toEqual({ code: 0, stdout: '0 are tried again.\n', stderr: '' })
  })

  it.each(['', ' d1 --state held', ' d1 --all', ' --all --state held', ' d1 --dry-run'])(
    'wants to know exactly which, not "%s"',
    async (args) => {
      expect(await run(`deliveries retry${args}`)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^Expected the id/),
      })
    },
  )
})

describe('registro incidents', () => {
  it('says loudly that another provider carries the mail', async () => {
    await product.store.transact(async (records) => {
      await records.addIncident(anIncident('i', { provider: 'away.test:587' }))
    })
    expect((await run('incidents list')).stdout).toContain('E-mails go through one.test:587 meanwhile.\n')
    expect((await run('incidents list', { language: 'es' })).stdout).toContain(
      'Mientras tanto, los correos salen por one.test:587.\n',
    )
  })

  it('lists them with what to do, and probes one', async () => {
    expect((await run('incidents list')).stdout).toBe('There was no incident yet.\n')
    await held(2)
    const { code, stdout } = await run('incidents list')
    const [heading, row] = stdout.split('\n')
    expect(code).toBe(0)
    expect(heading).toMatch(/^ID +PROVIDER +CAUSE +HELD/)
    expect(row).toMatch(/one\.test:587 +connection-refused +2 +2026-11-21 12:00:00 +open +2026-11-21/)
    const { items } = JSON.parse((await run('incidents list --json')).stdout)
    expect(stdout).toContain(items[0].remedy.en)
    product.meets = () => 'accepted'
    const retried = await run(`incidents retry ${items[0].id}`)
    expect(retried).toEqual({
      code: 0,
      stdout: 'one of 2 held e-mails goes out now as a probe of one.test:587\n',
      stderr: '',
    })
    await product.background.settled()
    expect(product.sender.messages).toHaveLength(2)
    expect(await run(`incidents retry ${items[0].id}`)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The incident is closed/),
    })
  })
})

describe('a command without its service', () => {
  it('says that none runs', async () => {
    service = noService
    for (const line of [
      'deliveries list',
      'deliveries show d',
      'deliveries retry d',
      'incidents list',
      'incidents retry i',
    ])
      expect(await run(line)).toEqual({ code: 1, stdout: '', stderr: 'None.\n' })
    expect((await run('incidents list --json', { language: 'es' })).stderr).toBe('Ninguno.\n')
  })

  it('says that it does not answer, or does not take the token', async () => {
    service = { outcome: 'found', url: server.url, operatorToken: 'wrong' }
    expect(await run('deliveries list')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not accept the operator’s token/),
    })
    await server.close(0)
    expect(await run('deliveries list')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not answer at http:\/\/127/),
    })
  })

  it('takes its token to nobody else, wherever it is sent', async () => {
    const elsewhere = await WebhookReceiver.open()
    const other = await WebhookReceiver.open()
    other.answer = (response) => void response.writeHead(307, { location: elsewhere.url }).end()
    service = { outcome: 'found', url: other.url, operatorToken }
    expect(await run('deliveries list')).toMatchObject({ code: 1, stdout: '' })
    expect([other.calls.length, elsewhere.calls.length]).toEqual([1, 0])
    await other.close()
    await elsewhere.close()
  })

  it('asks for a number where it wants one', async () => {
    expect((await run('deliveries list --limit 0')).stderr).toContain('Expected a number from 1')
  })

  it.each([
    ['a page', 200, 'text/html', '<p>Hello</p>'],
    ['a fault', 500, 'text/plain', 'oops'],
  ])('says that %s is no answer of ours', async (_what, status, type, body) => {
    const other = createServer((_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    }).listen(0, '127.0.0.1')
    await once(other, 'listening')
    service = {
      outcome: 'found',
      url: `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`,
      operatorToken,
    }
    const { code, stdout, stderr } = await run('deliveries list')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/is not this service/)
    other.closeAllConnections()
    other.close()
  })
})

import { readFile, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { settingsFor } from '../support/smtp-settings.js'
import { type FaultyDelivery, deliverThrough } from './fault-world.js'
import { type Fault, faults } from './faults.js'
import { expectSameLines } from './same-lines.js'

/** Every reply has 300 ms, the one after the dot 3 s. */
const shortTimes = 0.005

const document = new URL('../../docs/fault-matrix.md', import.meta.url)
const update = process.env['UPDATE_FAULT_MATRIX'] === '1'

/** One for each fault, in their order: a line of the table. */
const lines: string[] = []
/** The page as it is, which is also what is expected. */
let page = ''
let resourcesBefore: readonly string[] = []

beforeAll(async () => {
  resourcesBefore = resources()
  page = await readFile(document, 'utf8').catch(() => '')
})

describe('a whole delivery through a server that misbehaves', () => {
  it.concurrent.each(faults.map((fault, place) => ({ fault, place, name: nameOf(fault) })))('$name', async (row) => {
    const { fault, place } = row
    const tls = fault.server.tls ?? 'starttls'
    const login = { user: 'registro@example.org', password: 'open sesame' }
    const server = await startScriptedSmtpServer({ ...fault.server, tls })
    const timeoutScale = fault.waits === true ? shortTimes : 1
    const settings = await settingsFor(server, { tls, ...login, timeoutScale, ...fault.settings })
    const recipient = fault.recipient ?? 'ana@example.org'
    const found = await deliverThrough(settings, { recipient, onDisk: place % 2 === 0 })
    const connection = fault.alone === true ? undefined : await server.connection(1)
    await connection?.closed.catch(() => undefined)
    await server.close()

    const line = lineOf(fault, found)
    lines[place] = line
    const start = line.split('|', 3).join('|')
    if (!update) expect(line).toBe(page.split('\n').find((written) => written.startsWith(`${start}|`)))
    expect(found.failures).toEqual([])
    expect(found.attempt.endedAt).toBe(found.now)
    if (connection !== undefined) {
      const lost = /dropped/.test(found.attempt.diagnosis?.cause ?? '')
      expectSameLines(found.transcript, connection, { serverGone: lost, unheard: fault.unheard === true })
    }
    for (const line of found.attempt.diagnosis?.evidence ?? []) expect(line).toMatch(/^\d+ \S{23} 5012 1 /)
  })

  it('misbehaves in at least forty ways, each of which has its name', () => {
    expect(new Set(faults.map(nameOf)).size).toBe(faults.length)
    expect(faults.length).toBeGreaterThanOrEqual(40)
  })
})

describe('when all of it is over', () => {
  it('is what the page says, which is printed', async () => {
    const made = documented()
    process.stdout.write(`${made.slice(made.indexOf('| where'))}\n`)
    if (update) await writeFile(document, made)
    else expect(page, 'to make it anew: UPDATE_FAULT_MATRIX=1 npx vitest run test/faults').toBe(made)
  })

  it('leaves no handle behind', async () => {
    await new Promise(setImmediate)
    expect(resources()).toEqual(resourcesBefore)
  })
})

function nameOf({ at, what }: Fault): string {
  return `${at}: ${what}`
}

function lineOf({ at, what }: Fault, { delivery, attempt, incidents, now }: FaultyDelivery): string {
  const { outcome, diagnosis } = attempt
  const seconds = (at: number) => `${String((at - now) / 1000)} s`
  const [incident] = incidents
  const next =
    delivery.nextAttemptAt !== undefined
      ? `, again after ${seconds(delivery.nextAttemptAt)}`
      : delivery.state === 'held' && incident !== undefined && incident.id === delivery.incidentId
        ? `, probe after ${seconds(incident.nextProbeAt)}`
        : ''
  const cells = [at, what, outcome, diagnosis?.phase, diagnosis?.cause, diagnosis?.side, `${delivery.state}${next}`]
  return `| ${cells.join(' | ')} |`
}

function documented(): string {
  return `# What becomes of an e-mail when the mail server misbehaves

Each row is a test: a mail server on loopback misbehaves once, at one place of the conversation, and a whole delivery
runs through it with the real SMTP client, the real recorder and a store. The record is compared with the server's own,
line for line. This page is made by \`UPDATE_FAULT_MATRIX=1 npx vitest run test/faults\`, and a test fails when it is
out of date.

\`held\` waits for an incident of the provider, which is probed; \`delayed\` waits for itself; \`queued\` goes again soon.
Times are those of a first failure, without jitter.

| where | what happens | attempt | phase | cause | who must act | delivery |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}

function resources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /^(?:TCPSocket|TLS|Timeout|GetAddrInfo)/.test(name))
}

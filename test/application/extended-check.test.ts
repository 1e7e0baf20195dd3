import { afterEach, describe, expect, it } from 'vitest'
import { InMemoryProviderProbe } from '../../src/adapters/memory/in-memory-provider-probe.js'
import { SmtpProviderProbe } from '../../src/adapters/smtp/smtp-provider-probe.js'
import type { ProviderCheck } from '../../src/application/check-provider.js'
import { printLine, parseLine } from '../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { checkWorld } from '../support/check-world.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { settingsFor } from '../support/smtp-settings.js'

const to = 'ana@example.net'
const probeThat = (provider: ConstructorParameters<typeof InMemoryProviderProbe>[0] = {}) =>
  new InMemoryProviderProbe({ name: 'memory.test:587', ...provider })

function linesOf(checks: readonly ProviderCheck[]): readonly RecordedLine[] {
  return checks
    .flatMap(({ extendedLog = [] }) => extendedLog)
    .map((text) => {
      const parsed = parseLine(text)
      if (parsed.outcome === 'damaged') throw new Error(`${parsed.reason}: ${text}`)
      return parsed.line
    })
}

const eventsIn = (lines: readonly RecordedLine[]): readonly string[] =>
  lines.flatMap(({ statement }) => (statement.kind === 'event' ? [statement.event.event] : []))

describe('a check with an extended log', () => {
  const servers: ScriptedSmtpServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  it('has none when nobody asked for it', async () => {
    const world = checkWorld([probeThat()])
    const [check] = await world.check({ to })
    expect(check).not.toHaveProperty('extendedLog')
    expect(eventsIn(world.log.lines)).not.toContain('extended-check-on')
  })

  it('has each line of the message, as they were on a real connection, and the regular log says so without them', async () => {
    const login = { user: 'shop@example.org', password: 'correct horse 1' }
    const server = await startScriptedSmtpServer({ login })
    servers.push(server)
    const probe = new SmtpProviderProbe(await settingsFor(server, login))
    const world = checkWorld([probe], { secrets: [login.password], isReal: true })
    const lines = linesOf(await world.check({ to, extended: true }))
    const mask = '*'.repeat(32)
    const told = lines.flatMap(({ statement }) => (statement.kind === 'event' ? [] : [statement.text]))
    const theirs = server.connections.flatMap(({ record }) => record.map(({ text }) => text))
    const token = /token=([\w-]{22})/.exec(server.messages[0] ?? '')?.[1] ?? 'no token'
    expect(theirs.join('\n')).toContain(token)
    expect(told.join('\n')).not.toContain(token)
    expect(told).toEqual(theirs.map((text) => text.replace(/^(AUTH PLAIN) .*/, `$1 ${mask}`).replaceAll(token, mask)))
    expect(told).toContainEqual(expect.stringMatching(/^To: .*ana@example\.net>?$/))
    expect(told).toContain('.')
    expect(eventsIn(world.log.lines).filter((event) => event === 'extended-check-on')).toHaveLength(2)
    const regular = world.log.lines.map((line) => printLine(line, 'en')).join('\n')
    expect(regular).not.toMatch(/C > "(?:To: |\.")/)
  })

  it('is one log over all providers: it begins as every log does, and its counter rises by one', async () => {
    const world = checkWorld([probeThat({ name: 'one' }), probeThat({ name: 'two' })])
    const lines = linesOf(await world.check({ to, extended: true }))
    expect(lines[0]).toMatchObject({ conversation: 0, processId: 7, statement: { event: { event: 'log-opened' } } })
    expect(lines.map(({ counter }) => counter)).toEqual(lines.map((_, at) => at + 1))
    const conversations = (from: readonly RecordedLine[]) => [...new Set(from.map(({ conversation }) => conversation))]
    expect(conversations(lines)).toEqual(conversations(world.log.lines))
  })

  it('is refused before anybody is asked while recording is off, or off for all providers asked for', async () => {
    const world = checkWorld([probeThat()])
    world.log.switchRecording(false, 'a test')
    expect(await world.use.execute({ to, extended: true })).toEqual({ outcome: 'not-recording' })
    expect(world.progress).toEqual([])
    const silent = probeThat({ name: 'silent', recording: false })
    const both = checkWorld([silent, probeThat({ name: 'loud' })])
    expect(await both.use.execute({ provider: 'silent', extended: true })).toEqual({ outcome: 'not-recording' })
    const checks = await both.check({ to, extended: true })
    expect(
      checks.map(({ extendedLog = [] }) => extendedLog.filter((line) => line.includes(' C > ')).length > 0),
    ).toEqual([false, true])
  })

  it('ends where recording is switched off meanwhile', async () => {
    const world = checkWorld([
      new InMemoryProviderProbe({ name: 'memory.test:587' }, () => {
        world.log.switchRecording(false, 'a test')
        return {}
      }),
    ])
    expect(linesOf(await world.check({ to, extended: true }))).toHaveLength(1)
  })

  it('says how much is left out where a server never ends its replies', async () => {
    const reply = Array.from({ length: 25_000 }, (_, at) => `550-5.7.1 line ${String(at)}`)
    const server = await startScriptedSmtpServer({ tls: 'none', script: { rcpt: [...reply, '550 5.7.1 no'] } })
    servers.push(server)
    const probe = new SmtpProviderProbe(await settingsFor(server, { tls: 'none' }))
    const lines = linesOf(await checkWorld([probe], { isReal: true }).check({ to, extended: true }))
    expect(lines.length).toBe(20_001)
    expect(lines.at(-1)?.statement).toMatchObject({ event: { text: expect.stringMatching(/^\d+ lines are left out/) } })
  })
})

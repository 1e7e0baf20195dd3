import { describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../../src/adapters/smtp/provider-settings.js'
import type { AttemptOutcome } from '../../../src/domain/delivery/attempt.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { expectSameRecord } from '../../support/same-record.js'
import { type Behaviour, type Phase, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

/** Every reply has 300 ms, the one after the dot 3 s, QUIT 25 ms. */
const timeoutScale = 0.005

interface Row {
  readonly phase: Phase
  readonly what: string
  readonly does: Behaviour
  readonly outcome: AttemptOutcome
  /** A lost connection shows as an end or as a reset, whichever the system noticed first. */
  readonly code?: string | RegExp
  readonly command?: string
  readonly replyCode?: number
  readonly quit: boolean
  readonly tls?: 'none' | 'starttls' | 'implicit'
}

const lost = /^(?:ECONNECTION|ECONNRESET|EPIPE)$/
const hang: Behaviour = { after: 'hang' }
const drop: Behaviour = { after: 'drop' }
const halfLine: Behaviour = { bytes: '250 half of a li', after: 'end' }
const halfReply: Behaviour = { bytes: '250-one line and no more\r\n', after: 'end' }
const garbage: Behaviour = { bytes: '\xff\xfe\x00 what?\r\n' }

/** What goes wrong in a like way in every phase where a command waits for its reply. */
function usualFaults(phase: Phase, command: string, outcomes: Partial<Record<string, AttemptOutcome>> = {}): Row[] {
  const lostOutcome = outcomes['lost'] ?? 'failed'
  const refused = outcomes['5'] ?? 'failed'
  const deferred = outcomes['4'] ?? 'failed'
  const base = { phase, command }
  return [
    { ...base, what: '421', does: '421 4.3.2 Going away', outcome: deferred, replyCode: 421, quit: false },
    { ...base, what: 'a permanent no', does: '554 5.0.0 No', outcome: refused, replyCode: 554, quit: true },
    { ...base, what: 'a temporary no', does: '454 4.0.0 Not now', outcome: deferred, replyCode: 454, quit: true },
    {
      ...base,
      what: 'a no of two lines',
      does: ['554-5.0.0 No', '554 5.0.0 Never'],
      outcome: refused,
      replyCode: 554,
      quit: true,
    },
    { ...base, what: 'no answer', does: hang, outcome: lostOutcome, code: 'ETIMEDOUT', quit: false },
    { ...base, what: 'a dropped connection', does: drop, outcome: lostOutcome, code: lost, quit: false },
    { ...base, what: 'half a line', does: halfLine, outcome: lostOutcome, code: lost, quit: false },
    { ...base, what: 'half a reply', does: halfReply, outcome: lostOutcome, code: lost, quit: false },
    { ...base, what: 'garbage', does: garbage, outcome: lostOutcome, code: 'EPROTOCOL', quit: true },
    {
      ...base,
      what: 'two replies at once',
      does: ['250 2.0.0 Ok', '250 2.0.0 Ok'],
      outcome: lostOutcome,
      code: 'EPROTOCOL',
      quit: true,
    },
  ]
}

const inTransaction = { '5': 'refused', '4': 'deferred' } as const

const rows: readonly Row[] = [
  ...usualFaults('greeting', 'CONN').filter(({ what }) => what !== 'two replies at once'),
  ...usualFaults('ehlo', 'EHLO').filter(({ what }) => what !== 'two replies at once'),
  ...usualFaults('starttls', 'STARTTLS')
    .filter(({ what }) => what !== 'two replies at once')
    .map((row) => Object.assign({}, row, { quit: row.what === 'garbage' })),
  {
    phase: 'upgrade',
    what: 'no handshake',
    does: hang,
    outcome: 'failed',
    code: 'ETIMEDOUT',
    command: 'STARTTLS',
    quit: false,
  },
  {
    phase: 'upgrade',
    what: 'a drop in place of it',
    does: drop,
    outcome: 'failed',
    code: lost,
    command: 'STARTTLS',
    quit: false,
  },
  {
    phase: 'upgrade',
    what: 'clear text before it',
    does: '250 ok',
    outcome: 'failed',
    code: 'EPROTOCOL',
    command: 'STARTTLS',
    quit: false,
  },
  ...usualFaults('auth', 'AUTH PLAIN').map((row) =>
    row.what === 'two replies at once'
      ? Object.assign({}, row, { does: ['235 2.7.0 Yes', '235 2.7.0 Yes'], command: 'CONN' })
      : row,
  ),
  ...usualFaults('mail', 'MAIL FROM', inTransaction).filter(({ what }) => what !== 'two replies at once'),
  ...usualFaults('rcpt', 'RCPT TO', inTransaction).map((row) =>
    row.what === 'two replies at once' ? Object.assign({}, row, { command: 'CONN' }) : row,
  ),
  ...usualFaults('data', 'DATA', inTransaction).filter(({ what }) => what !== 'two replies at once'),
  {
    phase: 'data',
    what: '250 in place of 354',
    does: '250 2.0.0 Ok',
    outcome: 'failed',
    code: 'EPROTOCOL',
    command: 'DATA',
    replyCode: 250,
    quit: true,
  },
  ...usualFaults('dot', 'DATA', { ...inTransaction, lost: 'in-doubt' }).filter(
    ({ what }) => what !== 'two replies at once',
  ),
  {
    phase: 'connect',
    what: 'a drop before the greeting',
    does: drop,
    outcome: 'failed',
    code: lost,
    command: 'CONN',
    quit: false,
  },
  {
    phase: 'connect',
    what: 'no handshake',
    does: hang,
    outcome: 'failed',
    code: 'ETIMEDOUT',
    command: 'CONN',
    quit: false,
    tls: 'implicit',
  },
  {
    phase: 'connect',
    what: 'clear text in place of TLS',
    does: { reply: '220 hello', after: 'hang' },
    outcome: 'failed',
    code: /^(?:ERR_SSL_\w+|EPROTO)$/,
    command: 'CONN',
    quit: false,
    tls: 'implicit',
  },
]

describe('a server that misbehaves', () => {
  it.concurrent.each(rows)('at $phase with $what: $outcome', async (row) => {
    const tls = row.tls ?? 'starttls'
    const login = { user: 'registro@example.org', password: 'open sesame' }
    const server = await startScriptedSmtpServer({ tls, script: { [row.phase]: row.does } })
    const slow = row.code === 'ETIMEDOUT' ? { timeoutScale } : {}
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls, ...login, ...slow }))
    const hooks = new RecordingHooks()
    const { outcome, fault } = await sender.send(emailTo('ana@example.org'), hooks)
    await sender.close()
    const connection = await server.connection(1)
    await connection.closed.catch(() => undefined)
    await server.close()

    expect(outcome).toBe(row.outcome)
    expect(fault?.code ?? '').toMatch(row.code ?? /^E[A-Z]+$/)
    expect(fault?.command).toBe(row.command ?? 'CONN')
    expect(fault?.replyCode).toBe(row.replyCode)
    expect(fault?.message).toMatch(/^[^\r\n]+$/)
    const conversation = hooks.conversation()
    expect(conversation.script.includes('C: QUIT')).toBe(row.quit)
    expect(conversation.endings).toBe(1)
    expect(conversation.eventNames.includes('timed-out')).toBe(row.code === 'ETIMEDOUT')
    const connected = conversation.eventNames.includes('connected')
    expect(conversation.eventNames.at(-1)).toBe(connected ? 'closed' : 'failed')
    expectSameRecord(conversation, connection, { serverGone: row.code === lost, unheard: !connected })
    const asked =
      row.phase === 'data' ||
      row.phase === 'dot' ||
      (row.phase === 'rcpt' && row.code === 'EPROTOCOL' && row.command === 'CONN')
    expect(hooks.asked).toBe(asked ? 1 : 0)
  })
})

describe('a connection that is lost', () => {
  const big = 'All work and no play makes Jack a dull boy.\n'.repeat(200_000)

  it('in the middle of the message: the server cannot have it', async () => {
    const server = await startScriptedSmtpServer({
      tls: 'none',
      script: { data: { reply: '354 Go ahead', after: 'drop' } },
    })
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'none' }))
    const { outcome, fault } = await sender.send(emailTo('ana@example.org', { text: big }), new RecordingHooks())
    expect(outcome).toBe('failed')
    expect(fault?.code).toMatch(lost)
    await sender.close()
    await server.close()
  })

  it('by a reset above TLS is told as that, and not as a failed handshake', async () => {
    const server = await startScriptedSmtpServer()
    const sender = new NodemailerEmailSender(await settingsFor(server))
    const hooks = new RecordingHooks(async () => {
      ;(await server.connection(1)).reset()
      return 'go'
    })
    const { outcome, fault } = await sender.send(emailTo('ana@example.org'), hooks)
    expect(outcome).toBe('failed')
    expect(fault?.code).toMatch(/^(?:ECONNRESET|EPIPE)$/)
    expect(hooks.conversation().eventNames).toContain('connection-lost')
    expect(hooks.conversation().eventNames).not.toContain('tls-failed')
    await sender.close()
    await server.close()
  })
})

describe('a server that misbehaves after the message was taken', () => {
  it.concurrent.each([
    ['no answer to QUIT', hang],
    ['a drop in place of the answer to QUIT', drop],
    ['garbage in place of the answer to QUIT', garbage],
    ['half an answer to QUIT', halfLine],
  ])('with %s: the message is accepted all the same', async (_what, does) => {
    const server = await startScriptedSmtpServer({ script: { quit: does } })
    const sender = new NodemailerEmailSender(await settingsFor(server, { timeoutScale }))
    const hooks = new RecordingHooks()
    expect(await sender.send(emailTo('ana@example.org'), hooks)).toEqual({ outcome: 'accepted' })
    await sender.close()
    const connection = await server.connection(1)
    await connection.closed
    expect(hooks.conversation().endings).toBe(1)
    expect(hooks.conversation().events.at(-1)).toEqual({ event: 'closed' })
    expect(hooks.conversation().eventNames).not.toContain('failed')
    expectSameRecord(hooks.conversation(), connection)
    await server.close()
  })
})

describe('a server that cannot be reached', () => {
  it('refuses the connection at every address', async () => {
    const { sending, conversation } = await attempt({ host: 'localhost' })
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'ECONNREFUSED', command: 'CONN' } })
    const refusals = conversation.events.filter(({ event }) => event === 'address-failed')
    expect(conversation.eventNames[0]).toBe('name-resolved')
    expect(conversation.eventNames.filter((name) => name === 'address-tried')).toHaveLength(refusals.length)
    expect(refusals.length).toBeGreaterThan(0)
    expect(refusals.at(-1)).toMatchObject({ port: 1, code: expect.stringMatching(/^E/) })
    expect(conversation.eventNames.at(-1)).toBe('failed')
    expect(conversation.eventNames).not.toContain('closed')
  })

  it('has a name that nobody knows', async () => {
    const { sending, conversation } = await attempt({ host: 'no-such-host.invalid' })
    expect(sending).toMatchObject({ outcome: 'failed', fault: { command: 'CONN' } })
    expect(sending.fault?.code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/)
    expect(conversation.events[0]).toMatchObject({ event: 'name-not-resolved', host: 'no-such-host.invalid' })
  })

  it('speaks TLS at once where STARTTLS is expected, and never greets', async () => {
    const server = await startScriptedSmtpServer({ tls: 'implicit' })
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'starttls', timeoutScale }))
    const hooks = new RecordingHooks()
    const { outcome, fault } = await sender.send(emailTo('ana@example.org'), hooks)
    expect(outcome).toBe('failed')
    expect(fault).toMatchObject({ code: 'ETIMEDOUT', message: expect.stringContaining('the greeting') })
    expect(hooks.conversation().bytesOf('client')).toHaveLength(0)
    await sender.close()
    await server.close()
  })
})

async function attempt(changes: Partial<SmtpProviderSettings>) {
  const sender = new NodemailerEmailSender(await settingsFor({ port: 1 }, changes))
  const hooks = new RecordingHooks()
  const sending = await sender.send(emailTo('ana@example.org'), hooks)
  await sender.close()
  expect(hooks.conversation().endings).toBe(1)
  return { sending, conversation: hooks.conversation() }
}

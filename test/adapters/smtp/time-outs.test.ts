import { spawn } from 'node:child_process'
import { pbkdf2 } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { connectHost } from '../../../src/adapters/smtp/connect-host.js'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import { resolveHost } from '../../../src/adapters/smtp/resolve-host.js'
import { timeLimits } from '../../../src/adapters/smtp/time-limits.js'
import { emailTo } from '../../support/emails.js'
import { RecordedConversation, RecordingHooks } from '../../support/recorded-conversation.js'
import { type Phase, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('the time limits', () => {
  it('are those that were decided', () =>
    expect(timeLimits(1)).toMatchObject({
      resolveMs: 10_000,
      connectMs: 30_000,
      greetingMs: 60_000,
      replyMs: 60_000,
      afterDotMs: 600_000,
      quitMs: 5_000,
    }))

  it('are all scaled, and none is nothing', () => {
    expect(timeLimits(2)).toMatchObject({ resolveMs: 20_000, afterDotMs: 1_200_000, quitMs: 10_000 })
    for (const limit of Object.values(timeLimits(0))) expect(limit).toBeGreaterThanOrEqual(1)
  })
})

describe('a time-out', () => {
  const waits: readonly (readonly [Phase, string, number])[] = [
    ['greeting', 'the greeting', 300],
    ['ehlo', 'the reply to EHLO', 300],
    ['starttls', 'the reply to STARTTLS', 300],
    ['upgrade', 'the TLS handshake', 150],
    ['auth', 'the reply to AUTH LOGIN', 300],
    ['auth-response', 'the reply to AUTH LOGIN', 300],
    ['mail', 'the reply to MAIL FROM', 300],
    ['rcpt', 'the reply to RCPT TO', 300],
    ['data', 'the reply to DATA', 300],
    ['dot', 'the reply to the final dot', 3_000],
  ]

  it.concurrent.each(waits)('at %s tells that %s was waited for, and how long', async (phase, waitedFor, ms) => {
    const server = await startScriptedSmtpServer({ script: { [phase]: { after: 'hang' } } })
    const login = { user: 'u', password: 'p', authMethod: 'LOGIN' }
    const sender = new NodemailerEmailSender(await settingsFor(server, { ...login, timeoutScale: 0.005 }))
    const hooks = new RecordingHooks()
    const { fault } = await sender.send(emailTo('ana@example.org'), hooks)
    expect(fault).toMatchObject({ code: 'ETIMEDOUT', message: `Waited ${ms} ms for ${waitedFor}` })
    expect(hooks.conversation().events).toContainEqual({ event: 'timed-out', ms, waitedFor })
    expect(hooks.conversation().eventNames.slice(-4)).toEqual(['timed-out', 'failed', 'closed-by-us', 'closed'])
    await sender.close()
    await server.close()
  })

  it('counts the whole reply: a server that trickles gets no more time', async () => {
    const server = await startScriptedSmtpServer({ tls: 'none', extensions: [], script: { mail: { bytes: '250-a' } } })
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'none', timeoutScale: 0.005 }))
    const hooks = new RecordingHooks()
    const sending = sender.send(emailTo('ana@example.org'), hooks)
    const connection = await server.connection(1)
    await connection.reached('mail')
    const trickle = setInterval(() => connection.say('b\r\n250-b'), 20)
    expect(await sending).toMatchObject({ outcome: 'failed', fault: { code: 'ETIMEDOUT', command: 'MAIL FROM' } })
    clearInterval(trickle)
    await sender.close()
    await server.close()
  })

  it('does not run while the caller thinks before DATA', async () => {
    const server = await startScriptedSmtpServer()
    const sender = new NodemailerEmailSender(await settingsFor(server, { timeoutScale: 0.005 }))
    const hooks = new RecordingHooks(() => new Promise((resolve) => setTimeout(() => resolve('go'), 500)))
    expect(await sender.send(emailTo('ana@example.org'), hooks)).toEqual({ outcome: 'accepted' })
    await sender.close()
    await server.close()
  })
})

describe('resolving a name', () => {
  it('is given up when it takes too long', async () => {
    // Names are looked up by the pool of threads that this keeps busy.
    const busy = Array.from({ length: 16 }, () => promisify(pbkdf2)('x', 'y', 100_000, 64, 'sha512'))
    const conversation = new RecordedConversation(1)
    await expect(resolveHost('localhost', 10, conversation)).rejects.toMatchObject({
      stage: 'resolve',
      code: 'ETIMEDOUT',
    })
    expect(conversation.events).toEqual([
      { event: 'timed-out', ms: 10, waitedFor: 'the name resolution of localhost' },
      { event: 'name-not-resolved', host: 'localhost', ms: expect.any(Number), code: 'ETIMEDOUT' },
    ])
    await Promise.all(busy)
    expect(conversation.events).toHaveLength(2)
  })

  it('is not needed for an IP address', async () => {
    const conversation = new RecordedConversation(1)
    expect(await resolveHost('::1', 10, conversation)).toEqual([{ address: '::1', family: 6 }])
    expect(conversation.events).toEqual([])
  })
})

describe('connecting', () => {
  it('is given up when no address answers', async () => {
    const deaf = await startDeafServer()
    const conversation = new RecordedConversation(1)
    const limits = timeLimits(0.01)
    const addresses = [{ address: '127.0.0.1', family: 4 } as const]
    const before = connections()
    await expect(connectHost('mail.test', deaf.port, addresses, limits, conversation)).rejects.toMatchObject({
      stage: 'connect',
      code: 'ETIMEDOUT',
    })
    const tried = { address: '127.0.0.1', port: deaf.port }
    expect(conversation.events).toEqual([
      { event: 'address-tried', ...tried },
      { event: 'address-failed', ...tried, how: 'timed-out', ms: expect.any(Number), code: 'ETIMEDOUT' },
      { event: 'timed-out', ms: 300, waitedFor: 'the connection' },
    ])
    // What was cancelled takes a turn or two of the event loop to be gone.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
    expect(connections()).toBe(before)
  })

  it('goes on to the next address, and tells each', async () => {
    const server = await startScriptedSmtpServer()
    const conversation = new RecordedConversation(1)
    const addresses = [
      { address: '127.0.0.77', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ] as const
    const socket = await connectHost('mail.test', server.port, addresses, timeLimits(1), conversation)
    expect(conversation.events).toEqual([
      { event: 'address-tried', address: '127.0.0.77', port: server.port },
      {
        event: 'address-failed',
        address: '127.0.0.77',
        port: server.port,
        how: 'refused',
        ms: expect.any(Number),
        code: 'ECONNREFUSED',
      },
      { event: 'address-tried', address: '127.0.0.1', port: server.port },
    ])
    socket.destroy()
    await server.close()
  })

  it('does not wait for a silent address while there is another', async () => {
    const server = await startScriptedSmtpServer()
    await startDeafServer(server.port, '127.0.0.78')
    const conversation = new RecordedConversation(1)
    const addresses = [
      { address: '127.0.0.78', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ] as const
    // Its share of all the time would be longer than any test lasts.
    const limits = { ...timeLimits(1), connectMs: 600_000, addressMs: 50 }
    const socket = await connectHost('mail.test', server.port, addresses, limits, conversation)
    expect(conversation.events[1]).toMatchObject({ event: 'address-failed', address: '127.0.0.78', how: 'timed-out' })
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
    await server.close()
  })

  it('tells the failure that says most', async () => {
    const deaf = await startDeafServer(0, '127.0.0.78')
    const conversation = new RecordedConversation(1)
    const addresses = [
      { address: '127.0.0.77', family: 4 },
      { address: '127.0.0.78', family: 4 },
    ] as const
    await expect(connectHost('mail.test', deaf.port, addresses, timeLimits(0.01), conversation)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    const failed = ['address-tried', 'address-failed']
    expect(conversation.eventNames).toEqual([...failed, ...failed, 'timed-out'])
  })
})

function connections(): number {
  return process.getActiveResourcesInfo().filter((name) => /^TCP(?:Socket|Connect)/.test(name)).length
}

/** A port whose queue is full: it neither takes nor refuses a connection. */
async function startDeafServer(port = 0, host = '127.0.0.1') {
  const script = `
    const server = require('node:net').createServer().listen({ port: ${port}, host: '${host}', backlog: 1 }, () => {
      process.stdout.write(String(server.address().port) + '\\n', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
    })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const found = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  )
  const fillers: Socket[] = []
  for (let count = 0; count < 8; count++) fillers.push(connect(found, host).on('error', () => undefined))
  await new Promise<void>((resolve) => fillers[0]?.once('connect', resolve))
  open.push(async () => {
    for (const filler of fillers) filler.destroy()
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await gone
  })
  return { port: found }
}

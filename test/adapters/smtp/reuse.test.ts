import { afterEach, describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../../src/adapters/smtp/provider-settings.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { expectSameRecord } from '../../support/same-record.js'
import { type ScriptedSmtpServerOptions, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close()
})

async function start(options: ScriptedSmtpServerOptions = {}, changes: Partial<SmtpProviderSettings> = {}) {
  const server = await startScriptedSmtpServer(options)
  const sender = new NodemailerEmailSender(await settingsFor(server, { tls: options.tls ?? 'starttls', ...changes }))
  open.push(server, sender)
  return { server, sender }
}

const verbsOf = (lines: readonly string[]) =>
  lines.map((line) => line.split(/[ :]/)[0]).filter((verb) => /^[A-Z]{4,8}$/.test(verb ?? ''))

describe('a connection', () => {
  it('carries many messages, and its record is the server’s own', async () => {
    const { server, sender } = await start({}, { user: 'u', password: 'p' })
    const hooks = new RecordingHooks()
    for (let count = 0; count < 5; count++) await sender.send(emailTo('ana@example.org'), hooks)
    await sender.close()
    expect(server.connections).toHaveLength(1)
    expect(server.messages).toHaveLength(5)
    expectSameRecord(hooks.conversation(), await server.connection(1))
    expect(hooks.joined).toEqual(Array.from({ length: 4 }, () => hooks.conversation()))
  })

  it('says QUIT after two hundred messages, and the next one carries on', async () => {
    const { server, sender } = await start({ tls: 'none' }, { maxConnections: 1 })
    const sendings = Array.from({ length: 201 }, () => sender.send(emailTo('ana@example.org'), new RecordingHooks()))
    expect(new Set((await Promise.all(sendings)).map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
    await sender.close()
    expect(server.connections).toHaveLength(2)
    expect((await server.connection(1)).linesOf('client').at(-1)).toBe('QUIT')
    const carried = await Promise.all([1, 2].map(async (number) => (await server.connection(number)).linesOf('client')))
    expect(carried.map((lines) => lines.filter((line) => line.startsWith('MAIL')).length)).toEqual([200, 1])
  })

  it('is reset after a refusal, and carries the next message', async () => {
    const { server, sender } = await start({
      script: { rcpt: ({ time }) => (time === 1 ? '550 5.1.1 No' : undefined) },
    })
    const hooks = new RecordingHooks()
    expect((await sender.send(emailTo('ana@example.org'), hooks)).outcome).toBe('refused')
    expect(hooks.conversation().script.at(-2)).toBe('C: RSET')
    expect((await sender.send(emailTo('bo@example.org'), hooks)).outcome).toBe('accepted')
    await sender.close()
    expect(verbsOf((await server.connection(1)).linesOf('client'))).toEqual([
      'EHLO',
      'STARTTLS',
      'EHLO',
      'MAIL',
      'RCPT',
      'RSET',
      'MAIL',
      'RCPT',
      'DATA',
      'QUIT',
    ])
    expectSameRecord(hooks.conversation(), await server.connection(1))
  })

  it('that does not answer RSET is given up, and the refusal stands', async () => {
    const { server, sender } = await start(
      { tls: 'none', extensions: [], script: { rcpt: '550 5.1.1 No', rset: { after: 'hang' } } },
      { timeoutScale: 0.02 },
    )
    const hooks = new RecordingHooks()
    const sending = await sender.send(emailTo('ana@example.org'), hooks)
    expect(sending).toMatchObject({ outcome: 'refused', fault: { replyCode: 550 } })
    expect(hooks.conversation().events).toContainEqual({ event: 'timed-out', ms: 100, waitedFor: 'the reply to RSET' })
    expect(hooks.conversation().endings).toBe(1)
    await (
      await server.connection(1)
    ).closed
  })

  it.each([
    ['was dropped meanwhile', { after: 'drop' }],
    ['was closed politely meanwhile', { after: 'end' }],
    ['answers the next MAIL with 421', { reply: '421 4.4.2 Idle for too long', after: 'end' }],
  ] as const)('that %s is replaced without a word', async (_what, behaviour) => {
    const { server, sender } = await start({
      script: { mail: ({ connection, time }) => (connection === 1 && time === 2 ? behaviour : undefined) },
    })
    const [first, second] = [new RecordingHooks(), new RecordingHooks()]
    await sender.send(emailTo('ana@example.org'), first)
    expect(await sender.send(emailTo('bo@example.org'), second)).toEqual({ outcome: 'accepted' })
    expect(second.joined).toEqual([first.conversation()])
    expect(second.conversations).toHaveLength(1)
    expect(first.conversation().endings).toBe(1)
    expect(server.messages).toHaveLength(2)
    expect(second.asked).toBe(1)
    await sender.close()
    expectSameRecord(second.conversation(), await server.connection(2))
  })

  it('that says no to the next MAIL and breaks is not replaced: the no counts', async () => {
    const { server, sender } = await start({
      script: { mail: ({ time }) => (time === 2 ? { reply: '550 5.7.1 No', after: 'drop' } : undefined) },
    })
    await sender.send(emailTo('ana@example.org'), new RecordingHooks())
    const sending = await sender.send(emailTo('bo@example.org'), new RecordingHooks())
    expect(sending).toMatchObject({ outcome: 'refused', fault: { replyCode: 550, command: 'MAIL FROM' } })
    expect(server.connections).toHaveLength(1)
  })

  it('that is refused at MAIL on its first message is not replaced', async () => {
    const { server, sender } = await start({ script: { mail: '421 4.7.0 Too many connections' } })
    const sending = await sender.send(emailTo('ana@example.org'), new RecordingHooks())
    expect(sending).toMatchObject({ outcome: 'deferred', fault: { replyCode: 421 } })
    expect(server.connections).toHaveLength(1)
  })

  it.each([
    ['ends', undefined, 'closed-by-server'],
    ['says 421 and ends', '421 4.4.2 Idle for too long\r\n', 'closed-by-us'],
  ])('whose server %s while it is idle ends too, and nothing has failed', async (_what, word, expected) => {
    const { server, sender } = await start()
    const hooks = new RecordingHooks()
    await sender.send(emailTo('ana@example.org'), hooks)
    const connection = await server.connection(1)
    if (word === undefined) connection.end()
    else connection.say(word)
    await hooks.conversation().ending
    expect(hooks.conversation().eventNames.slice(-2)).toEqual([expected, 'closed'])
    expect(hooks.conversation().eventNames).not.toContain('failed')
    expect(await sender.send(emailTo('ana@example.org'), new RecordingHooks())).toEqual({ outcome: 'accepted' })
  })

  it('says QUIT on its own when no message comes', async () => {
    const { server, sender } = await start()
    const hooks = new RecordingHooks()
    await sender.send(emailTo('ana@example.org'), hooks)
    const connection = await server.connection(1)
    await connection.closed
    await hooks.conversation().ending
    expect(connection.linesOf('client').at(-1)).toBe('QUIT')
    expect(hooks.conversation().script.slice(-3)).toEqual(['C: QUIT', 'S: 221 2.0.0 Bye', '### closed'])
    expect(server.open).toBe(0)
  })
})

describe('several connections', () => {
  it('are no more than allowed, and who waits goes in order', async () => {
    let [now, most] = [0, 0]
    const { server, sender } = await start(
      {
        tls: 'none',
        script: {
          greeting: () => void (most = Math.max(most, ++now)),
          quit: () => void (now -= 1),
        },
      },
      { maxConnections: 2 },
    )
    const ids = Array.from({ length: 12 }, (_, place) => `<${place}@example.org>`)
    const handedOver: string[] = []
    await Promise.all(
      ids.map((messageId) =>
        sender.send(
          emailTo('ana@example.org', { messageId }),
          new RecordingHooks(() => {
            handedOver.push(messageId)
            return Promise.resolve('go')
          }),
        ),
      ),
    )
    expect(most).toBe(2)
    expect(server.connections).toHaveLength(2)
    expect(server.messages).toHaveLength(12)
    const places = handedOver.map((id) => ids.indexOf(id))
    for (const [at, place] of places.entries()) expect(Math.abs(place - at)).toBeLessThanOrEqual(1)
  })

  it('free their place when they fail, for those who wait', async () => {
    const { server, sender } = await start(
      { tls: 'none', script: { greeting: ({ connection }) => (connection <= 3 ? { after: 'drop' } : undefined) } },
      { maxConnections: 1 },
    )
    const sendings = await Promise.all(
      Array.from({ length: 5 }, () => sender.send(emailTo('ana@example.org'), new RecordingHooks())),
    )
    expect(sendings.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'accepted', 'accepted'])
    expect(server.connections).toHaveLength(4)
  })
})

describe('a defect of ours', () => {
  it('rejects, closes the connection and frees its place', async () => {
    const { server, sender } = await start({}, { maxConnections: 1 })
    const broken = new RecordingHooks(() => Promise.reject(new Error('the store is gone')))
    await expect(sender.send(emailTo('ana@example.org'), broken)).rejects.toThrow('the store is gone')
    expect(broken.conversation().endings).toBe(1)
    expect(server.messages).toEqual([])
    expect(await sender.send(emailTo('ana@example.org'), new RecordingHooks())).toEqual({ outcome: 'accepted' })
  })
})

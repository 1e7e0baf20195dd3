import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { expectSameRecord } from '../../support/same-record.js'
import { type Behaviour, type Phase, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const phases = ['greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'rset', 'quit'] as const
const goodCode: Record<(typeof phases)[number], number> = {
  greeting: 220,
  ehlo: 250,
  auth: 235,
  mail: 250,
  rcpt: 250,
  data: 354,
  dot: 250,
  rset: 250,
  quit: 221,
}

/** Any bytes but line breaks: text in no encoding at all, control characters, quotes. */
const words = fc.uint8Array({ maxLength: 40 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\r\n]/g, '?'),
)
const lineEnd = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n')
const emptyLines = fc.constantFrom('', '', '', '\r\n', '\r\n\r\n')

/** The bytes of a reply: some lines, right or not, with empty lines before it, cut anywhere. */
const replyTo = (phase: (typeof phases)[number]) =>
  fc
    .record({
      code: fc.oneof({ weight: 12, arbitrary: fc.constant(goodCode[phase]) }, fc.constantFrom(421, 450, 550, 200, 999)),
      texts: fc.array(words, { minLength: 1, maxLength: 4 }),
      end: lineEnd,
      before: phase === 'quit' ? fc.constant('') : emptyLines,
      pieces: fc.integer({ min: 1, max: 50 }),
    })
    .map(({ code, texts, end, before, pieces }): Behaviour => {
      const lines = texts.map((text, at) => `${code}${at === texts.length - 1 ? ' ' : '-'}${text}${end}`)
      return { bytes: before + lines.join(''), pieces, ...(phase === 'quit' ? { after: 'end' } : {}) }
    })

const conversation = fc.record({
  tls: fc.constantFrom('none', 'implicit', 'starttls'),
  pipelining: fc.boolean(),
  messages: fc.integer({ min: 1, max: 3 }),
  script: fc.record(
    Object.fromEntries(phases.map((phase) => [phase, replyTo(phase)])) as Record<Phase, fc.Arbitrary<Behaviour>>,
  ),
})

describe('the record of a conversation', () => {
  it('is the server’s own record, whatever is said and however it is cut', async () => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(conversation, async ({ tls, pipelining, messages, script }) => {
        // The good EHLO reply must offer what the conversation goes on with; texts come after it.
        const extensions = [...(pipelining ? ['PIPELINING'] : []), 'AUTH PLAIN']
        const { ehlo: _ehlo, ...rest } = script
        const server = await startScriptedSmtpServer({ tls, extensions, script: rest })
        const sender = new NodemailerEmailSender(await settingsFor(server, { tls, user: 'u', password: 'p' }))
        const hooks = new RecordingHooks()
        for (let count = 0; count < messages; count++) {
          const { outcome } = await sender.send(emailTo('ana@example.org'), hooks)
          if (outcome === 'accepted') accepted += 1
        }
        await sender.close()
        await Promise.all(server.connections.map(({ closed }) => closed))
        expect(hooks.conversations).toHaveLength(server.connections.length)
        for (const [at, connection] of server.connections.entries()) {
          expectSameRecord(hooks.conversation(at + 1), connection)
          expect(hooks.conversation(at + 1).endings).toBe(1)
        }
        await server.close()
      }),
      { numRuns: 150 },
    )
    expect(accepted).toBeGreaterThan(20)
  })

  it.each(['none', 'implicit', 'starttls'] as const)(
    'keeps every byte of a reply that breaks off, wherever it does (%s)',
    async (tls) => {
      const reply = '250-mail.example.org Größe\r\n250 \xff\x00 ok\r\n'
      const runs = Array.from({ length: reply.length + 1 }, async (_, at) => {
        const server = await startScriptedSmtpServer({
          tls,
          script: { mail: { bytes: reply.slice(0, at), after: 'end' } },
        })
        const sender = new NodemailerEmailSender(await settingsFor(server, { tls }))
        const hooks = new RecordingHooks()
        const { outcome } = await sender.send(emailTo('ana@example.org'), hooks)
        await sender.close()
        const connection = await server.connection(1)
        await connection.closed
        expect(outcome).toBe('failed')
        expectSameRecord(hooks.conversation(), connection, { serverGone: true })
        await server.close()
      })
      await Promise.all(runs)
    },
  )

  it.each(['none', 'implicit', 'starttls'] as const)(
    'misses nothing that is said after the goodbye (%s)',
    async (tls) => {
      const server = await startScriptedSmtpServer({ tls, script: { quit: '221 2.0.0 Bye' } })
      const settings = await settingsFor(server, { tls })
      const [sender, other] = [new NodemailerEmailSender(settings), new NodemailerEmailSender(settings)]
      const hooks = new RecordingHooks()
      await sender.send(emailTo('ana@example.org'), hooks)
      const connection = await server.connection(1)
      const closed = sender.close()
      await connection.reached('quit')
      // A whole conversation of somebody else goes by before the server says more and closes.
      await other.send(emailTo('bo@example.org'), new RecordingHooks())
      connection.say('221 one word more\r\n')
      connection.end()
      await closed
      expectSameRecord(hooks.conversation(), connection)
      expect(hooks.conversation().bytesOf('server').toString()).toContain('one word more')
      expect(hooks.conversation().events.at(-2)?.event).not.toMatch(/^closed-by/)
      await other.close()
      await server.close()
    },
  )

  it('stays bounded in what it needs for a reply without end, and stops it', async () => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    const server = await startScriptedSmtpServer({ tls: 'none', script: { mail: { bytes: '250 ' } } })
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'none' }))
    const hooks = new RecordingHooks()
    const sending = sender.send(emailTo('ana@example.org'), hooks)
    const connection = await server.connection(1)
    await connection.reached('mail')
    for (let count = 0; count < 64; count++) connection.say(piece.toString('latin1'))
    expect(await sending).toMatchObject({ outcome: 'failed', fault: { code: 'EPROTOCOL' } })
    await sender.close()
    await server.close()
  })
})

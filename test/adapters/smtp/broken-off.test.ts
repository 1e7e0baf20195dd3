import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { type Phase, type ScriptedSmtpServer, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

const why = 'The service was stopped'

/** A sender to a server that is silent from that moment on. */
async function silentAt(phase: Phase, tls: 'none' | 'starttls' | 'implicit' = 'starttls') {
  const server = await startScriptedSmtpServer({ tls, script: { [phase]: { after: 'hang' } } })
  const sender = new NodemailerEmailSender(await settingsFor(server, { tls, user: 'u', password: 'p' }))
  open.push(
    () => server.close(),
    () => sender.close(),
  )
  return { server, sender }
}

async function reached(server: ScriptedSmtpServer, phase: Phase): Promise<void> {
  await (await server.connection(1)).reached(phase)
}

describe('a conversation that is broken off', () => {
  const phases: readonly (readonly [Phase, 'starttls' | 'implicit', string])[] = [
    ['connect', 'implicit', 'interrupted'],
    ['greeting', 'implicit', 'interrupted'],
    ['greeting', 'starttls', 'interrupted'],
    ['ehlo', 'starttls', 'interrupted'],
    ['starttls', 'starttls', 'interrupted'],
    ['upgrade', 'starttls', 'interrupted'],
    ['auth', 'starttls', 'interrupted'],
    ['mail', 'starttls', 'interrupted'],
    ['rcpt', 'implicit', 'interrupted'],
    ['data', 'starttls', 'interrupted'],
    ['dot', 'starttls', 'in-doubt'],
  ]

  it.each(phases)(
    'at %s over %s says that we did it, and leaves the message %s at once',
    async (phase, tls, outcome) => {
      const { server, sender } = await silentAt(phase, tls)
      const hooks = new RecordingHooks()
      const sending = sender.send(emailTo('ana@example.org'), hooks)
      await reached(server, phase)
      sender.breakOff(why)
      expect(await sending).toMatchObject({ outcome, fault: { code: 'EBROKENOFF', message: why } })
      await sender.close()
      const conversation = hooks.conversation()
      expect(conversation.endings).toBe(1)
      const last = conversation.eventNames.slice(conversation.eventNames.indexOf('failed'))
      const wasConnected = conversation.eventNames.includes('connected')
      expect(last).toEqual(wasConnected ? ['failed', 'closed-by-us', 'closed'] : ['failed'])
      expect(conversation.events).toContainEqual({ event: 'failed', code: 'EBROKENOFF', message: why })
    },
  )

  it('that has the server’s word about the message keeps that word', async () => {
    const server = await startScriptedSmtpServer({
      tls: 'none',
      extensions: [],
      script: { rcpt: '550 5.1.1 User unknown', rset: { after: 'hang' } },
    })
    const sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'none' }))
    open.push(() => server.close())
    const sending = sender.send(emailTo('ana@example.org'), new RecordingHooks())
    await reached(server, 'rset')
    sender.breakOff(why)
    expect(await sending).toMatchObject({ outcome: 'refused', fault: { replyCode: 550 } })
    await sender.close()
  })

  it('that waits for another message, or says goodbye, ends too', async () => {
    const { sender } = await silentAt('quit')
    const hooks = new RecordingHooks()
    expect((await sender.send(emailTo('ana@example.org'), hooks)).outcome).toBe('accepted')
    sender.breakOff(why)
    await sender.close()
    expect(hooks.conversation().endings).toBe(1)
    expect(hooks.conversation().eventNames).not.toContain('failed')
    expect(hooks.conversation().eventNames.slice(-2)).toEqual(['closed-by-us', 'closed'])
  })

  it('while it waits for a place begins no connection', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const settings = await settingsFor({ port }, { tls: 'none', maxConnections: 1 })
    const sender = new NodemailerEmailSender(settings)
    const [first, second] = [new RecordingHooks(), new RecordingHooks()]
    const sendings = [sender.send(emailTo('ana@example.org'), first), sender.send(emailTo('bo@example.org'), second)]
    await once(server, 'connection')
    sender.breakOff(why)
    expect((await Promise.all(sendings)).map(({ outcome }) => outcome)).toEqual(['interrupted', 'interrupted'])
    await sender.close()
    expect(second.conversation().eventNames).toEqual(['failed'])
    expect(sockets).toHaveLength(1)
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EmailSender } from '../../src/application/ports/email-sender.js'
import { emailTo } from '../support/emails.js'
import { RecordingHooks } from '../support/recorded-conversation.js'

/** What a message meets in a world: everything but `interrupted`, which is the caller's decision. */
export type Meeting = 'accepted' | 'refused' | 'deferred' | 'failed' | 'in-doubt'

/** A sender together with the mail server it talks to. */
export interface EmailSenderWorld {
  readonly sender: EmailSender
  /** What every message meets from now on. */
  meets(meeting: Meeting): void
  /** Message-IDs of what the server took (or may have taken), oldest first. */
  taken(): readonly string[]
  /** Ends the world's own side; the sender was closed before. */
  close(): Promise<void>
}

/** What every `EmailSender` keeps, whatever it sends through. */
export function emailSenderContract(newWorld: () => Promise<EmailSenderWorld>): void {
  let world: EmailSenderWorld
  let hooks: RecordingHooks

  beforeEach(async () => {
    world = await newWorld()
    hooks = new RecordingHooks()
  })

  afterEach(async () => {
    await world.sender.close()
    await world.close()
  })

  it('hands a message over and says that it was accepted', async () => {
    const sending = await world.sender.send(emailTo('ana@example.org', { messageId: '<one@example.org>' }), hooks)
    expect(sending).toEqual({ outcome: 'accepted' })
    expect(world.taken()).toEqual(['<one@example.org>'])
  })

  it('records the conversation in the order it happens, and asks before DATA', async () => {
    const order: string[] = []
    hooks = new RecordingHooks(() => {
      order.push(...commandsOf(hooks), 'asked')
      return Promise.resolve('go')
    })
    await world.sender.send(emailTo('ana@example.org'), hooks)
    expect(order.at(-1)).toBe('asked')
    expect(order.slice(-3)).toEqual(['MAIL', 'RCPT', 'asked'])
    expect(order).not.toContain('DATA')
    expect(commandsOf(hooks)).toContain('DATA')
    expect(hooks.asked).toBe(1)
    const { script } = hooks.conversation()
    expect(script.indexOf('### connected')).toBeLessThan(script.findIndex((line) => line.startsWith('S: 220')))
    expect(script.findIndex((line) => line.startsWith('S: 220'))).toBeLessThan(
      script.findIndex((line) => line.startsWith('C: EHLO')),
    )
  })

  it('ends each conversation once, with a goodbye, by the time it is closed', async () => {
    await world.sender.send(emailTo('ana@example.org'), hooks)
    await world.sender.close()
    const conversation = hooks.conversation()
    expect(conversation.endings).toBe(1)
    expect(conversation.script.slice(-3)).toEqual(['C: QUIT', expect.stringMatching(/^S: 221 /), '### closed'])
  })

  it('ends a conversation that has nothing more to carry without being closed', async () => {
    await world.sender.send(emailTo('ana@example.org'), hooks)
    expect(hooks.conversation().endings).toBe(0)
    await hooks.conversation().ending
    expect(hooks.conversation().endings).toBe(1)
  })

  it('carries the next message in the same conversation, and says so', async () => {
    await world.sender.send(emailTo('ana@example.org', { messageId: '<one@example.org>' }), hooks)
    const second = new RecordingHooks()
    const sending = await world.sender.send(emailTo('bo@example.org', { messageId: '<two@example.org>' }), second)
    expect(sending.outcome).toBe('accepted')
    expect(second.conversations).toEqual([])
    expect(second.joined).toEqual([hooks.conversation()])
    expect(world.taken()).toEqual(['<one@example.org>', '<two@example.org>'])
  })

  for (const [meeting, replyClass] of [
    ['refused', 5],
    ['deferred', 4],
  ] as const)
    it(`tells a recipient that is ${meeting}, with the reply's code, and takes the next message`, async () => {
      world.meets(meeting)
      const { outcome, fault } = await world.sender.send(emailTo('ana@example.org'), hooks)
      expect(outcome).toBe(meeting)
      expect(fault).toMatchObject({ command: 'RCPT TO', code: 'EENVELOPE' })
      expect(Math.floor((fault?.replyCode ?? 0) / 100)).toBe(replyClass)
      expect(fault?.message).not.toBe('')
      expect(hooks.asked).toBe(0)
      expect(world.taken()).toEqual([])
      world.meets('accepted')
      expect((await world.sender.send(emailTo('bo@example.org'), new RecordingHooks())).outcome).toBe('accepted')
    })

  it('tells a server that cannot be reached as failed, in a conversation that has ended', async () => {
    world.meets('failed')
    const { outcome, fault } = await world.sender.send(emailTo('ana@example.org'), hooks)
    expect(outcome).toBe('failed')
    expect(fault?.code).toMatch(/^E[A-Z]+$/)
    expect(hooks.asked).toBe(0)
    expect(hooks.conversation().endings).toBe(1)
    expect(hooks.conversation().eventNames).toContain('failed')
  })

  it('is in doubt about a message when the connection is lost after its final dot', async () => {
    world.meets('in-doubt')
    const { outcome, fault } = await world.sender.send(emailTo('ana@example.org'), hooks)
    expect(outcome).toBe('in-doubt')
    expect(fault).toMatchObject({ command: 'DATA' })
    expect(hooks.asked).toBe(1)
    expect(hooks.conversation().endings).toBe(1)
  })

  it('hands nothing over when it is told to stop, and ends politely', async () => {
    hooks = new RecordingHooks(() => Promise.resolve('stop'))
    const sending = await world.sender.send(emailTo('ana@example.org'), hooks)
    expect(sending.outcome).toBe('interrupted')
    expect(world.taken()).toEqual([])
    expect(commandsOf(hooks)).not.toContain('DATA')
    expect(commandsOf(hooks).slice(-2)).toEqual(['RSET', 'QUIT'])
    expect(hooks.conversation().endings).toBe(1)
  })

  it('sends as many messages as it is given, each once, over no more conversations than allowed', async () => {
    const { maxConnections } = world.sender.provider
    const ids = Array.from({ length: 4 * maxConnections }, (_, place) => `<${place}@example.org>`)
    let [open, most] = [0, 0]
    const sendings = ids.map((messageId) => {
      const each = new RecordingHooks(async () => {
        open += 1
        most = Math.max(most, open)
        await new Promise(setImmediate)
        open -= 1
        return 'go'
      })
      return world.sender.send(emailTo('ana@example.org', { messageId }), each)
    })
    const outcomes = (await Promise.all(sendings)).map(({ outcome }) => outcome)
    expect(new Set(outcomes)).toEqual(new Set(['accepted']))
    expect(world.taken().toSorted()).toEqual(ids.toSorted())
    expect(most).toBeLessThanOrEqual(maxConnections)
  })

  it('waits for what is under way before it is closed', async () => {
    let release: ((decision: 'go') => void) | undefined
    const asked = new Promise<void>((resolveAsked) => {
      hooks = new RecordingHooks(() => {
        resolveAsked()
        return new Promise((resolve) => {
          release = resolve
        })
      })
    })
    const sending = world.sender.send(emailTo('ana@example.org'), hooks)
    await asked
    const closed = world.sender.close()
    release?.('go')
    expect((await sending).outcome).toBe('accepted')
    await closed
    expect(hooks.conversation().endings).toBe(1)
  })

  it('breaks off what is under way when it is told to, and what comes later, and the record says so', async () => {
    let why = ''
    hooks = new RecordingHooks(() => {
      world.sender.breakOff((why = 'the house is on fire'))
      return new Promise(() => undefined)
    })
    const { outcome, fault } = await world.sender.send(emailTo('ana@example.org'), hooks)
    expect([outcome, fault?.code]).toEqual(['interrupted', 'EBROKENOFF'])
    const conversation = hooks.conversation()
    expect(conversation.events).toContainEqual({ event: 'failed', code: 'EBROKENOFF', message: why })
    expect(conversation.eventNames.slice(-3)).toEqual(['failed', 'closed-by-us', 'closed'])
    const later = new RecordingHooks()
    expect((await world.sender.send(emailTo('bo@example.org'), later)).outcome).toBe('interrupted')
    expect(later.asked).toBe(0)
    await world.sender.close()
    expect([...hooks.conversations, ...later.conversations].map(({ endings }) => endings)).toEqual([1, 1])
    expect(world.taken()).toEqual([])
    expect(commandsOf(hooks)).not.toContain('DATA')
  })

  it('names its provider without any secret', () => {
    const { provider } = world.sender
    expect(provider.name).toMatch(/^[\w.-]+:\d+$/)
    expect(JSON.stringify(provider)).not.toContain('open sesame')
  })
}

/** The verbs of what was sent, the message itself left out. */
function commandsOf(hooks: RecordingHooks): readonly string[] {
  const verbs = /^C: (EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA|RSET|QUIT)\b/
  return hooks.conversations.flatMap(({ script }) => script.flatMap((line) => verbs.exec(line)?.[1] ?? []))
}

import { expect, it } from 'vitest'
import type { EmailMessage } from '../../src/application/ports/email-composer.js'
import type { Conversation, Sending, SendingHooks } from '../../src/application/ports/email-sender.js'
import { printLine } from '../../src/domain/transcript/smtp-log-format.js'
import { MailServer } from '../support/mail-server.js'
import { World } from '../support/world.js'

/** Takes messages on one connection, which stays open when the outcome of a message is told. */
class LastingServer extends MailServer {
  /** Messages whose outcome was told. */
  told = 0
  #conversation: Conversation | undefined

  override async send(message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    if (this.#conversation === undefined) {
      this.#conversation = hooks.open()
      this.#conversation.received(Buffer.from('220 smtp.test ESMTP\r\n'))
    } else hooks.join(this.#conversation)
    this.say(`MAIL FROM:<${message.from.address}>`, '250 2.1.0 Ok')
    await hooks.handingOver()
    this.say(`RCPT TO:<${message.to.address}>`, '550 5.1.1 User unknown')
    this.told += 1
    const fault = { message: '550', code: 'EENVELOPE', command: 'RCPT TO', replyCode: 550 }
    return { outcome: 'refused', fault }
  }

  say(command: string, reply: string): void {
    this.#conversation?.sent(Buffer.from(`${command}\r\n`))
    this.#conversation?.received(Buffer.from(`${reply}\r\n`))
  }

  end(): void {
    this.#conversation?.event({ event: 'closed' })
    this.#conversation?.ended()
    this.#conversation = undefined
  }
}

async function worldOf(server: LastingServer): Promise<World> {
  return World.open({ servers: [server], coolDown: { betweenMs: 0 } })
}

/** Happens once, while the outcome of the first message is written down: its own lines are read by then. */
function whileSettling(world: World, server: LastingServer, happens: () => void): void {
  let due = true
  world.store.failWhen(() => {
    if (due && server.told === 1) {
      due = false
      happens()
    }
    return false
  })
}

async function keptOf(world: World, id: string): Promise<readonly string[]> {
  const [attempt] = await world.attempts(id)
  const lines = await world.look((records) => records.transcriptOf(attempt?.id ?? ''))
  return lines.map((line) => printLine(line, 'en').replace(/^\d+ \S+ \d+ \d+ /, ''))
}

const opening = ['S < "220 smtp.test ESMTP"']
const message = (to: string) => [
  'C > "MAIL FROM:<registro@site.test>"',
  'S < "250 2.1.0 Ok"',
  `C > "RCPT TO:<${to}>"`,
  'S < "550 5.1.1 User unknown"',
]
const farewell = ['C > "QUIT"', 'S < "221 2.0.0 Bye"', '### SMTP Connection closed']

it('the transcript has a farewell that is said after its outcome was written down', async () => {
  const server = new LastingServer()
  const world = await worldOf(server)
  const { id } = await world.register('ana@example.com')
  server.say('QUIT', '221 2.0.0 Bye')
  server.end()
  await world.quiet()
  expect(await keptOf(world, id)).toEqual([...opening, ...message('ana@example.com'), ...farewell])
})

it('the transcript has a farewell that is said while its outcome is written down', async () => {
  const server = new LastingServer()
  const world = await worldOf(server)
  whileSettling(world, server, () => {
    server.say('QUIT', '221 2.0.0 Bye')
    server.end()
  })
  const { id } = await world.register('ana@example.com')
  expect(await keptOf(world, id)).toEqual([...opening, ...message('ana@example.com'), ...farewell])
})

it('the transcript has what was said while its outcome was written down, also when no word follows', async () => {
  const server = new LastingServer()
  const world = await worldOf(server)
  whileSettling(world, server, () => server.say('RSET', '250 2.0.0 Ok'))
  const first = await world.register('ana@example.com')
  await world.register('eva@example.com')
  const reset = ['C > "RSET"', 'S < "250 2.0.0 Ok"']
  expect(await keptOf(world, first.id)).toEqual([...opening, ...message('ana@example.com'), ...reset])
})

it('where transcripts are kept for no time at all, a farewell is not kept either', async () => {
  const server = new LastingServer()
  const world = await World.open({ servers: [server], keepsTranscripts: false })
  const { id } = await world.register('ana@example.com')
  server.say('QUIT', '221 2.0.0 Bye')
  server.end()
  await world.quiet()
  expect(await keptOf(world, id)).toEqual([])
})

it('a farewell belongs to the last message of its conversation alone', async () => {
  const server = new LastingServer()
  const world = await worldOf(server)
  const first = await world.register('ana@example.com')
  const last = await world.register('eva@example.com')
  server.say('QUIT', '221 2.0.0 Bye')
  server.end()
  await world.quiet()
  expect(await keptOf(world, first.id)).toEqual([...opening, ...message('ana@example.com')])
  expect(await keptOf(world, last.id)).toEqual([...opening, ...message('eva@example.com'), ...farewell])
})

it('a transcript that has no more to come is written once', async () => {
  const server = new LastingServer()
  const world = await worldOf(server)
  await world.register('ana@example.com')
  const before = world.store.transactions
  await world.register('eva@example.com')
  const ofTheSecond = world.store.transactions - before
  await world.register('ida@example.com')
  expect(world.store.transactions - before).toBe(2 * ofTheSecond)
  server.end()
  await world.quiet()
  expect(world.store.transactions - before).toBe(2 * ofTheSecond + 1)
})

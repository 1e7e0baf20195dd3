import type { EmailMessage } from '../../application/ports/email-composer.js'
import type {
  Conversation,
  EmailSender,
  Provider,
  Sending,
  SendingHooks,
} from '../../application/ports/email-sender.js'
import type { AttemptOutcome } from '../../domain/delivery/attempt.js'
import type { SendingFault } from '../../domain/diagnosis/diagnosis.js'
import { needsSmtpUtf8 } from '../../domain/registration/email-address.js'

/** What a message meets: `interrupted` cannot be ordered, it is the caller's own decision. */
export type Meeting = Exclude<AttemptOutcome, 'interrupted'>

/** How long a conversation waits for another message. */
const idleMs = 250
const defaults: Provider = {
  name: 'memory.test:587',
  host: 'memory.test',
  port: 587,
  tls: 'starttls',
  settings: 'in-memory',
  maxConnections: 5,
}

interface OpenConversation {
  readonly conversation: Conversation
  used: boolean
  goodbye?: NodeJS.Timeout
}

/**
 * A mail server that exists only here: it keeps what it takes, fails as it is told, and speaks the conversation into
 * the record that a real one would. Good enough to run the whole product on.
 */
export class InMemoryEmailSender implements EmailSender {
  readonly provider: Provider
  readonly #meeting: (message: EmailMessage) => Meeting
  readonly #messages: EmailMessage[] = []
  readonly #idle: OpenConversation[] = []
  readonly #waiting: (() => void)[] = []
  #places: number
  #inUse = 0
  #whyBrokenOff: string | undefined
  #tellBrokenOff: () => void = () => undefined
  readonly #brokenOff = new Promise<'break-off'>((resolve) => {
    this.#tellBrokenOff = () => resolve('break-off')
  })
  #allDone: () => void = () => undefined

  /**
   * @param provider facts that differ from the usual ones.
   * @param meeting what becomes of each message; accepted by default.
   */
  constructor(provider: Partial<Provider> = {}, meeting: (message: EmailMessage) => Meeting = () => 'accepted') {
    this.provider = { ...defaults, ...provider }
    this.#meeting = meeting
    this.#places = this.provider.maxConnections
  }

  /** What the recipients have, oldest first; a message in doubt is among them. */
  get messages(): readonly EmailMessage[] {
    return this.#messages
  }

  async send(message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    await this.#place()
    const open = this.#conversationFor(hooks)
    this.#inUse += 1
    try {
      const sending = await this.#converse(open, message, hooks)
      this.#rest(open, sending)
      return sending
    } finally {
      this.#inUse -= 1
      const next = this.#waiting.shift()
      if (next === undefined) this.#places += 1
      else next()
      if (this.#inUse === 0) this.#allDone()
    }
  }

  async close(): Promise<void> {
    if (this.#inUse > 0) {
      await new Promise<void>((resolve) => {
        this.#allDone = resolve
      })
    }
    for (const open of this.#idle.splice(0)) this.#quit(open)
  }

  breakOff(why: string): void {
    this.#whyBrokenOff = why
    this.#tellBrokenOff()
  }

  async #place(): Promise<void> {
    if (this.#places > 0) {
      this.#places -= 1
      return
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  #conversationFor(hooks: SendingHooks): OpenConversation {
    const idle = this.#idle.pop()
    if (idle === undefined) return { conversation: hooks.open(), used: false }
    clearTimeout(idle.goodbye)
    hooks.join(idle.conversation)
    return idle
  }

  async #converse(open: OpenConversation, message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    const { conversation } = open
    if (this.#whyBrokenOff !== undefined) return this.#breakOff(conversation, this.#whyBrokenOff)
    const meeting = this.#meeting(message)
    const { host, port } = this.provider
    if (!open.used) {
      conversation.event({ event: 'name-resolved', host, ms: 0, addresses: ['192.0.2.25'] })
      conversation.event({ event: 'address-tried', address: '192.0.2.25', port })
      if (meeting === 'failed') return this.#fail(conversation)
      this.#greet(conversation)
      open.used = true
    } else if (meeting === 'failed') return this.#drop(conversation, 'MAIL FROM', 'failed')
    const smtpUtf8 = needsSmtpUtf8(message.from.address) || needsSmtpUtf8(message.to.address) ? ' SMTPUTF8' : ''
    said(conversation, `MAIL FROM:<${message.from.address}>${smtpUtf8}`, '250 2.1.0 Ok')
    if (meeting === 'refused') return refusedAtRecipient(conversation, message, '550 5.1.1 User unknown', 'refused')
    if (meeting === 'deferred') return refusedAtRecipient(conversation, message, '451 4.7.1 Try later', 'deferred')
    said(conversation, `RCPT TO:<${message.to.address}>`, '250 2.1.5 Ok')
    const decision = await Promise.race([hooks.handingOver(), this.#brokenOff])
    if (decision === 'break-off') return this.#breakOff(conversation, this.#whyBrokenOff ?? '')
    if (decision === 'stop') {
      said(conversation, 'RSET', '250 2.0.0 Ok')
      return { outcome: 'interrupted' }
    }
    said(conversation, 'DATA', '354 End data with <CR><LF>.<CR><LF>')
    this.#messages.push(message)
    conversation.sent(Buffer.from(wireForm(message)))
    if (meeting === 'in-doubt') return this.#drop(conversation, 'DATA', 'in-doubt')
    conversation.received(Buffer.from('250 2.0.0 Ok: queued\r\n'))
    return { outcome: 'accepted' }
  }

  #greet(conversation: Conversation): void {
    const { host, port, tls } = this.provider
    const secured = tls === 'implicit'
    conversation.event({ event: 'connected', host, port, secured })
    conversation.received(Buffer.from(`220 ${host} ESMTP\r\n`))
    said(conversation, 'EHLO registro.test', `250-${host}\r\n250 SMTPUTF8`)
  }

  #fail(conversation: Conversation): Sending {
    const { port } = this.provider
    const message = `connect ECONNREFUSED 192.0.2.25:${port}`
    const refused = { address: '192.0.2.25', port, how: 'refused', ms: 0, code: 'ECONNREFUSED' } as const
    conversation.event({ event: 'address-failed', ...refused })
    conversation.event({ event: 'failed', code: 'ECONNREFUSED', message })
    conversation.ended()
    return { outcome: 'failed', fault: { message, code: 'ECONNREFUSED', command: 'CONN' } }
  }

  #drop(conversation: Conversation, command: string, outcome: 'failed' | 'in-doubt'): Sending {
    const fault: SendingFault = { message: 'The server closed the connection', code: 'ECONNECTION', command }
    conversation.event({ event: 'closed-by-server' })
    conversation.event({ event: 'failed', code: 'ECONNECTION', message: fault.message })
    conversation.event({ event: 'closed' })
    conversation.ended()
    return { outcome, fault }
  }

  #breakOff(conversation: Conversation, message: string): Sending {
    conversation.event({ event: 'failed', code: 'EBROKENOFF', message })
    conversation.event({ event: 'closed-by-us' })
    conversation.event({ event: 'closed' })
    conversation.ended()
    return { outcome: 'interrupted', fault: { message, code: 'EBROKENOFF' } }
  }

  #rest(open: OpenConversation, { outcome, fault }: Sending): void {
    if (outcome === 'failed' || outcome === 'in-doubt' || fault?.code === 'EBROKENOFF') return
    if (outcome === 'interrupted') return this.#quit(open)
    open.goodbye = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(open), 1)
      this.#quit(open)
    }, idleMs)
    this.#idle.push(open)
  }

  #quit({ conversation, goodbye }: OpenConversation): void {
    clearTimeout(goodbye)
    said(conversation, 'QUIT', '221 2.0.0 Bye')
    conversation.event({ event: 'closed' })
    conversation.ended()
  }
}

function said(conversation: Conversation, command: string, reply: string): void {
  conversation.sent(Buffer.from(`${command}\r\n`))
  conversation.received(Buffer.from(`${reply}\r\n`))
}

function refusedAtRecipient(
  conversation: Conversation,
  message: EmailMessage,
  reply: string,
  outcome: 'refused' | 'deferred',
): Sending {
  said(conversation, `RCPT TO:<${message.to.address}>`, reply)
  said(conversation, 'RSET', '250 2.0.0 Ok')
  const replyCode = Number(reply.slice(0, 3))
  const text = `The server answered RCPT TO with ${replyCode}`
  return { outcome, fault: { message: text, code: 'EENVELOPE', command: 'RCPT TO', replyCode } }
}

/** Enough of a message to be told by the record: its header and its text. */
function wireForm({ from, to, subject, messageId, date, text }: EmailMessage): string {
  const header = [
    `From: ${from.address}`,
    `To: ${to.address}`,
    `Subject: ${subject}`,
    `Date: ${new Date(date).toUTCString()}`,
    `Message-ID: ${messageId}`,
  ].map((line) => line.replace(/[\r\n]+/g, ' '))
  const lines = [...header, '', ...text.split(/\r\n|\r|\n/)]
  return [...lines.map((line) => (line.startsWith('.') ? `.${line}` : line)), '.', ''].join('\r\n')
}

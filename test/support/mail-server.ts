import type { EmailMessage } from '../../src/application/ports/email-composer.js'
import type {
  Conversation,
  EmailSender,
  Provider,
  Sending,
  SendingHooks,
} from '../../src/application/ports/email-sender.js'
import type { AttemptOutcome } from '../../src/domain/delivery/attempt.js'

/** What a message meets at a mail server that answers as it is told. */
export type Reception =
  | 'accepted'
  | 'unreachable'
  | 'greets-not'
  | 'bad-password'
  | 'unknown-recipient'
  | 'mailbox-full'
  | 'greylisted'
  | 'unexplained'
  | 'lacks-smtputf8'
  | 'over-quota'
  | 'relay-denied'
  | 'hung-up'
  | 'lost-after-dot'
  | 'defect'

interface Reply {
  readonly after: 'recipient' | 'dot'
  readonly outcome: AttemptOutcome
  readonly text: string
}

const replies: Partial<Record<Reception, Reply>> = {
  'unknown-recipient': { after: 'recipient', outcome: 'refused', text: '550 5.1.1 User unknown' },
  'mailbox-full': { after: 'recipient', outcome: 'refused', text: '552 5.2.2 Mailbox full' },
  greylisted: { after: 'recipient', outcome: 'deferred', text: '451 4.7.1 Greylisted, try again in 5 minutes' },
  unexplained: { after: 'dot', outcome: 'refused', text: '554 Error 0x8004' },
  'relay-denied': { after: 'recipient', outcome: 'refused', text: '554 5.7.1 Relay access denied' },
  'over-quota': { after: 'dot', outcome: 'refused', text: '550 5.4.5 Daily sending quota exceeded' },
}

/** A mail server that exists only in a test: told what to answer, it speaks the conversation that a real one would. */
export class MailServer implements EmailSender {
  readonly provider: Provider
  /** What every message meets, unless its recipient has an answer of their own. */
  answer: Reception = 'accepted'
  /** Where conversations stop until `goOn`: before the message is handed over, or before its reply. */
  stopsAt: 'greeting' | 'reply' | undefined
  /** What was taken, oldest first, also when the reply was lost. */
  readonly inbox: EmailMessage[] = []
  /** To whom a message was tried, one entry a try. */
  readonly tries: string[] = []
  mostAtOnce = 0
  #atOnce = 0
  readonly #answers = new Map<string, Reception>()
  #stopped: ((why?: string) => void)[] = []

  constructor(provider: Partial<Provider> = {}) {
    const host = provider.name?.split(':')[0] ?? 'smtp.test'
    const usual = {
      name: 'smtp.test:587',
      host,
      port: 587,
      tls: 'starttls',
      settings: 's1',
      maxConnections: 5,
    } as const
    this.provider = { ...usual, ...provider }
  }

  answerTo(address: string, answer: Reception): void {
    this.#answers.set(address, answer)
  }

  /** Lets the conversations go on that stopped, and those to come. */
  goOn(): void {
    this.stopsAt = undefined
    for (const goOn of this.#stopped.splice(0)) goOn()
  }

  async send(message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    this.tries.push(message.to.address)
    this.#atOnce += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce)
    const conversation = hooks.open()
    try {
      const sending = await this.#converse(conversation, message, hooks)
      conversation.event({ event: 'closed' })
      return sending
    } finally {
      conversation.ended()
      this.#atOnce -= 1
    }
  }

  async close(): Promise<void> {}

  breakOff(why: string): void {
    for (const stopped of this.#stopped.splice(0)) stopped(why)
  }

  async #converse(conversation: Conversation, message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    const why = await this.#stop('greeting')
    if (why !== undefined) return brokenOff(conversation, why, 'interrupted')
    const answer = this.#answers.get(message.to.address) ?? this.answer
    if (answer === 'defect') throw new Error('a defect of the sender')
    const unwelcome = this.#welcome(conversation, answer)
    if (unwelcome !== undefined) return unwelcome
    said(conversation, `MAIL FROM:<${message.from.address}>`, '250 2.1.0 Ok')
    const reply = replies[answer]
    if (reply?.after === 'recipient') return refused(conversation, `RCPT TO:<${message.to.address}>`, reply)
    said(conversation, `RCPT TO:<${message.to.address}>`, '250 2.1.5 Ok')
    if (answer === 'hung-up') return hungUp(conversation, 'RCPT TO', 'failed')
    if ((await hooks.handingOver()) === 'stop') {
      said(conversation, 'QUIT', '221 2.0.0 Bye')
      return { outcome: 'interrupted' }
    }
    said(conversation, 'DATA', '354 Go ahead')
    conversation.sent(encoded(`Subject: ${message.subject}\r\n\r\n${message.text}\r\n.\r\n`))
    const late = await this.#stop('reply')
    if (late !== undefined) return brokenOff(conversation, late, 'in-doubt')
    if (reply !== undefined) return refusal(conversation, 'DATA', reply)
    this.inbox.push(message)
    if (answer === 'lost-after-dot') return hungUp(conversation, 'DATA', 'in-doubt')
    conversation.received(encoded('250 2.0.0 Ok: queued\r\n'))
    said(conversation, 'QUIT', '221 2.0.0 Bye')
    return { outcome: 'accepted' }
  }

  /** What ends the conversation before a message is spoken of. */
  #welcome(conversation: Conversation, answer: Reception): Sending | undefined {
    const { host, port } = this.provider
    conversation.event({ event: 'name-resolved', host, ms: 1, addresses: ['192.0.2.25'] })
    conversation.event({ event: 'address-tried', address: '192.0.2.25', port })
    if (answer === 'unreachable') {
      const message = `connect ECONNREFUSED 192.0.2.25:${String(port)}`
      conversation.event({
        event: 'address-failed',
        address: '192.0.2.25',
        port,
        how: 'refused',
        ms: 1,
        code: 'ECONNREFUSED',
      })
      conversation.event({ event: 'failed', code: 'ECONNREFUSED', message })
      return { outcome: 'failed', fault: { message, code: 'ECONNREFUSED', command: 'CONN' } }
    }
    conversation.event({ event: 'connected', host, port, secured: true })
    if (answer === 'greets-not') return hungUp(conversation, 'CONN', 'failed')
    conversation.received(encoded(`220 ${host} ESMTP\r\n`))
    said(conversation, 'EHLO registro.test', `250-${host}\r\n250 AUTH PLAIN`)
    if (answer === 'bad-password') {
      const text = '535 5.7.8 Authentication credentials invalid'
      return refused(conversation, 'AUTH PLAIN AHUAcA==', { after: 'recipient', outcome: 'failed', text })
    }
    said(conversation, 'AUTH PLAIN AHUAcA==', '235 2.7.0 Authenticated')
    if (answer !== 'lacks-smtputf8') return undefined
    const message = 'The server does not offer SMTPUTF8'
    conversation.event({ event: 'failed', code: 'ESMTPUTF8', message })
    said(conversation, 'QUIT', '221 2.0.0 Bye')
    return { outcome: 'failed', fault: { message, code: 'ESMTPUTF8', command: 'MAIL FROM' } }
  }

  /** Why it was broken off, if it was. */
  async #stop(at: 'greeting' | 'reply'): Promise<string | undefined> {
    if (this.stopsAt !== at) return undefined
    return new Promise((resolve) => this.#stopped.push(resolve))
  }
}

function refused(conversation: Conversation, command: string, reply: Reply): Sending {
  conversation.sent(encoded(`${command}\r\n`))
  return refusal(conversation, command.split(/[ :]/, 2).join(' '), reply)
}

function refusal(conversation: Conversation, command: string, { outcome, text }: Reply): Sending {
  conversation.received(encoded(`${text}\r\n`))
  said(conversation, 'QUIT', '221 2.0.0 Bye')
  return { outcome, fault: { message: text, code: 'EENVELOPE', command, replyCode: Number(text.slice(0, 3)) } }
}

function hungUp(conversation: Conversation, command: string, outcome: 'failed' | 'in-doubt'): Sending {
  const message = 'The server closed the connection'
  conversation.event({ event: 'closed-by-server' })
  conversation.event({ event: 'failed', code: 'ECONNECTION', message })
  return { outcome, fault: { message, code: 'ECONNECTION', command } }
}

function brokenOff(conversation: Conversation, message: string, outcome: 'interrupted' | 'in-doubt'): Sending {
  conversation.event({ event: 'failed', code: 'EBROKENOFF', message })
  conversation.event({ event: 'closed-by-us' })
  return { outcome, fault: { message, code: 'EBROKENOFF' } }
}

function said(conversation: Conversation, command: string, reply: string): void {
  conversation.sent(encoded(`${command}\r\n`))
  conversation.received(encoded(`${reply}\r\n`))
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

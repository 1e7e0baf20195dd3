import type { EmailMessage } from '../../application/ports/email-composer.js'
import type { Conversation, Provider, Sending } from '../../application/ports/email-sender.js'
import type {
  ProbedStage,
  ProbeHooks,
  Probing,
  ProviderProbe,
  ProviderTraits,
} from '../../application/ports/provider-probe.js'
import type { SendingFault } from '../../domain/diagnosis/diagnosis.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import type { ConversationEvent } from '../../domain/transcript/event.js'
import { InMemoryEmailSender, type Meeting } from './in-memory-email-sender.js'

/** Where a check ends early, and what becomes of a real message; all goes well without. */
export interface ProbeTrouble {
  readonly failsAt?: ProbedStage
  readonly meeting?: Meeting
}

/** Tries a mail server that exists only here: it speaks the conversation that a real one would. */
export class InMemoryProviderProbe implements ProviderProbe {
  readonly provider: Provider
  readonly traits: ProviderTraits
  readonly #trouble: () => ProbeTrouble | Promise<ProbeTrouble>

  /**
   * @param provider facts that differ from those of the `InMemoryEmailSender`.
   * @param trouble asked at each try; nothing is said before it answers.
   */
  constructor(
    provider: Partial<Provider> = {},
    trouble: () => ProbeTrouble | Promise<ProbeTrouble> = () => ({}),
    traits: Partial<ProviderTraits> = {},
  ) {
    this.provider = new InMemoryEmailSender(provider).provider
    this.traits = { isBuiltIn: false, logsIn: true, verifiesCertificate: true, senderIs: () => 'account', ...traits }
    this.#trouble = trouble
  }

  async probe(sender: EmailAddress, hooks: ProbeHooks): Promise<Probing> {
    const conversation = hooks.open()
    const { failsAt } = await this.#trouble()
    for (const { stage, passes, fails } of stepsOf(this.provider, this.traits.logsIn, sender)) {
      const fault = stage === failsAt ? fails?.(conversation) : undefined
      if (fault !== undefined) {
        conversation.event({ event: 'failed', code: fault.code ?? 'EENVELOPE', message: fault.message })
        hooks.ended(stage, 'failed', 0)
        end(conversation, stage)
        return { fault }
      }
      passes?.(conversation)
      hooks.ended(stage, passes === undefined ? 'skipped' : 'ok', 0)
    }
    end(conversation, 'sender')
    return {}
  }

  async send(message: EmailMessage, hooks: Pick<ProbeHooks, 'open'>): Promise<Sending> {
    const { meeting = 'accepted' } = await this.#trouble()
    const sender = new InMemoryEmailSender(this.provider, () => meeting)
    const sending = await sender.send(message, {
      open: () => hooks.open(),
      join: () => {},
      handingOver: async () => 'go',
    })
    await sender.close()
    return sending
  }
}

/** What is said in one stage; nothing where there is nothing to do. */
interface Step {
  readonly stage: ProbedStage
  readonly passes?: (conversation: Conversation) => void
  readonly fails?: (conversation: Conversation) => SendingFault
}

const address = '192.0.2.25'
const credentials = Buffer.from('\0registro@memory.test\0a password in memory').toString('base64')

function stepsOf({ host, port, tls }: Provider, logsIn: boolean, sender: EmailAddress): readonly Step[] {
  const certificate = { subject: `CN=${host}`, issuer: 'CN=In-memory CA', expires: '2099-01-01T00:00:00' }
  const agreed = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', ...certificate }
  const expired = { reason: 'certificate has expired', code: 'CERT_HAS_EXPIRED', ...certificate }
  const connected = { event: 'connected', host, port, secured: tls === 'implicit' } as const
  const tried = { event: 'address-tried', address, port } as const
  const refused = { event: 'address-failed', address, port, how: 'refused', ms: 0, code: 'ECONNREFUSED' } as const
  const hello = dialogue('hello', 'EHLO registro.test', [`250-${host}`, '250 AUTH PLAIN'], '550 5.7.1 Go away')
  const greeting = dialogue('greeting', undefined, [`220 ${host} ESMTP`], '554 5.3.2 No service here')
  const resolve = happening(
    'resolve',
    [{ event: 'name-resolved', host, ms: 0, addresses: [address] }],
    [{ event: 'name-not-resolved', host, ms: 0, code: 'ENOTFOUND' }],
    { message: `getaddrinfo ENOTFOUND ${host}`, code: 'ENOTFOUND', command: 'CONN' },
  )
  const connect = happening('connect', tls === 'implicit' ? [tried] : [tried, connected], [tried, refused], {
    message: `connect ECONNREFUSED ${address}:${port}`,
    code: 'ECONNREFUSED',
    command: 'CONN',
  })
  const handshake = happening(
    'tls',
    [{ event: 'tls-established', ...agreed }, tls === 'implicit' ? connected : { event: 'starttls-done' }],
    [{ event: 'tls-failed', ...expired }],
    { message: 'certificate has expired', code: 'CERT_HAS_EXPIRED', command: 'CONN' },
  )
  const upgrade: Step = {
    ...handshake,
    passes: (conversation) => {
      say(conversation, 'EHLO registro.test', [`250-${host}`, '250 STARTTLS'])
      say(conversation, 'STARTTLS', ['220 2.0.0 Go ahead'])
      handshake.passes?.(conversation)
    },
  }
  const beginning: Readonly<Record<Provider['tls'], readonly Step[]>> = {
    implicit: [handshake, greeting],
    starttls: [greeting, upgrade],
    opportunistic: [greeting, upgrade],
    none: [{ stage: 'tls' }, greeting],
  }
  return [
    resolve,
    connect,
    ...beginning[tls],
    hello,
    logsIn ? dialogue('auth', `AUTH PLAIN ${credentials}`, ['235 2.7.0 Ok'], '535 5.7.8 No') : { stage: 'auth' },
    {
      ...dialogue('sender', `MAIL FROM:<${sender}>`, [], '553 5.7.1 Sender not owned by user'),
      passes: (conversation) => {
        say(conversation, `MAIL FROM:<${sender}>`, ['250 2.1.0 Ok'])
        say(conversation, 'RSET', ['250 2.0.0 Ok'])
      },
    },
  ]
}

function happening(
  stage: ProbedStage,
  good: readonly ConversationEvent[],
  bad: readonly ConversationEvent[],
  fault: SendingFault,
): Step {
  return {
    stage,
    passes: (conversation) => tell(conversation, good),
    fails: (conversation) => {
      tell(conversation, bad)
      return fault
    },
  }
}

function tell(conversation: Conversation, events: readonly ConversationEvent[]): void {
  for (const event of events) conversation.event(event)
}

function dialogue(stage: ProbedStage, command: string | undefined, good: readonly string[], bad: string): Step {
  const replyCode = Number(bad.slice(0, 3))
  const name = /^(?:MAIL FROM|AUTH PLAIN|\w+)/.exec(command ?? '')?.[0] ?? 'CONN'
  return {
    stage,
    passes: (conversation) => say(conversation, command, good),
    fails: (conversation) => {
      say(conversation, command, [bad])
      return { message: `The server answered ${name} with ${replyCode}`, code: 'EENVELOPE', command: name, replyCode }
    },
  }
}

function say(conversation: Conversation, command: string | undefined, replies: readonly string[]): void {
  if (command !== undefined) conversation.sent(Buffer.from(`${command}\r\n`))
  conversation.received(Buffer.from(replies.map((reply) => `${reply}\r\n`).join('')))
}

/** Says goodbye where there is somebody to say it to. */
function end(conversation: Conversation, last: ProbedStage): void {
  if (last !== 'resolve' && last !== 'connect' && last !== 'tls') {
    say(conversation, 'QUIT', ['221 2.0.0 Bye'])
    conversation.event({ event: 'closed' })
  }
  conversation.ended()
}

import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { SmtpProviderSettings } from '../../../src/adapters/smtp/provider-settings.js'
import { SmtpProviderProbe } from '../../../src/adapters/smtp/smtp-provider-probe.js'
import type { Conversation } from '../../../src/application/ports/email-sender.js'
import type { ProbedStage, Probing } from '../../../src/application/ports/provider-probe.js'
import type { StageOutcome } from '../../../src/domain/check/stage.js'
import type { EmailAddress } from '../../../src/domain/registration/email-address.js'
import { providerProbeContract } from '../../contracts/provider-probe.contract.js'
import { addressOf } from '../../support/emails.js'
import { RecordedConversation } from '../../support/recorded-conversation.js'
import { expectSameRecord } from '../../support/same-record.js'
import {
  type Behaviour,
  type Phase,
  type ScriptedSmtpServerOptions,
  startScriptedSmtpServer,
} from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const login = { user: 'shop@example.org', password: 'correct horse' }
const sender = addressOf('shop@example.org')

const refusedAt: Readonly<Record<string, readonly [Phase, Behaviour]>> = {
  greeting: ['greeting', '554 5.3.2 No service here'],
  tls: ['starttls', '454 4.7.0 Not now'],
  hello: ['ehlo', '550 5.7.1 Go away'],
  auth: ['auth', '535 5.7.8 No'],
  sender: ['mail', '553 5.7.1 Not yours'],
}

describe('SmtpProviderProbe', () => {
  providerProbeContract(async () => {
    let failing: readonly [Phase, Behaviour] | undefined
    let refusesRecipients = false
    const on = (phase: Phase) => () => (failing?.[0] === phase ? failing[1] : undefined)
    const server = await startScriptedSmtpServer({
      login,
      script: {
        greeting: on('greeting'),
        starttls: on('starttls'),
        ehlo: on('ehlo'),
        helo: () => (failing?.[0] === 'ehlo' ? failing[1] : undefined),
        auth: on('auth'),
        mail: on('mail'),
        rcpt: () => (refusesRecipients ? '550 5.1.1 Unknown' : undefined),
      },
    })
    return {
      probe: new SmtpProviderProbe(await settingsFor(server, login)),
      failsAt: (stage) => {
        failing = refusedAt[stage ?? '']
      },
      meets: (meeting) => {
        refusesRecipients = meeting === 'refused'
      },
      close: () => server.close(),
    }
  })

  describe('with each way of securing a connection', () => {
    it.each([
      ['implicit', 'implicit', 'resolve– connect tls greeting hello auth sender'],
      ['starttls', 'starttls', 'resolve– connect greeting tls hello auth sender'],
      ['opportunistic', 'starttls', 'resolve– connect greeting tls hello auth sender'],
      ['opportunistic', 'none', 'resolve– connect greeting tls– hello auth sender'],
      ['none', 'none', 'resolve– connect tls– greeting hello auth sender'],
    ] as const)('%s with a server of %s', async (tls, served, stages) => {
      const { told, fault } = await tried({ server: { tls: served, login }, settings: { tls, ...login } })
      expect(fault).toBeUndefined()
      expect(told.map(([stage, outcome]) => `${stage}${outcome === 'skipped' ? '–' : ''}`).join(' ')).toBe(stages)
    })
  })

  it('resolves a name, and logs nobody in without a user', async () => {
    const { told } = await tried({ settings: { host: 'localhost' } })
    expect(told).toEqual([
      ['resolve', 'ok'],
      ['connect', 'ok'],
      ['greeting', 'ok'],
      ['tls', 'ok'],
      ['hello', 'ok'],
      ['auth', 'skipped'],
      ['sender', 'ok'],
    ])
  })

  it('keeps a record that is the server’s own, byte for byte', async () => {
    const { server, conversation } = await tried({ server: { login }, settings: login })
    const connection = await server.connection(1)
    expectSameRecord(conversation, connection)
  })

  it('asks for SMTPUTF8 where the sender needs it, or does not ask at all', async () => {
    const ñ = addressOf('ñandú@example.org')
    const offered = await tried({ server: { extensions: ['SMTPUTF8'] }, sender: ñ })
    expect(offered.fault).toBeUndefined()
    expect(offered.conversation.bytesOf('client').toString()).toContain('MAIL FROM:<ñandú@example.org> SMTPUTF8\r\n')
    const missing = await tried({ server: { extensions: [] }, sender: ñ })
    expect(missing.fault).toMatchObject({ code: 'ESMTPUTF8' })
    expect(missing.told.at(-1)).toEqual(['sender', 'failed'])
    expect(missing.conversation.bytesOf('client').toString()).not.toContain('MAIL FROM')
  })

  describe('tells the stage at which it fails', () => {
    const hang: Behaviour = { after: 'hang' }
    const drop: Behaviour = { after: 'drop' }
    const noTime = { timeoutScale: 0.005 }
    const rows: readonly (readonly [ProbedStage, string, Trial])[] = [
      ['resolve', 'a name that does not exist', { settings: { host: 'nowhere.invalid' } }],
      [
        'tls',
        'implicit TLS to a server that greets in clear',
        { server: { tls: 'none' }, settings: { tls: 'implicit' } },
      ],
      ['tls', 'STARTTLS that is not offered', { server: { tls: 'none' } }],
      ['tls', 'STARTTLS that is refused', { server: { script: { starttls: '454 4.7.0 Not now' } } }],
      ['tls', 'a connection that drops at STARTTLS', { server: { script: { starttls: drop } } }],
      ['tls', 'STARTTLS that nobody answers', { server: { script: { starttls: hang } }, settings: noTime }],
      ['tls', 'a certificate that has expired', { server: { certificate: 'expired' } }],
      ['tls', 'a certificate for another name', { server: { certificate: 'wrong-name' } }],
      [
        'tls',
        'a certificate that nobody vouches for',
        { server: { tls: 'implicit', certificate: 'self-signed' }, settings: { tls: 'implicit' } },
      ],
      ['tls', 'a handshake that never ends', { server: { script: { upgrade: hang } }, settings: noTime }],
      ['greeting', 'a server that says nothing', { server: { script: { greeting: hang } }, settings: noTime }],
      [
        'greeting',
        'STARTTLS to a server that waits for a handshake',
        { server: { tls: 'implicit' }, settings: noTime },
      ],
      ['greeting', 'a server that does not want us', { server: { script: { greeting: '554 5.7.1 Blocked' } } }],
      ['greeting', 'another protocol', { server: { script: { greeting: 'HTTP/1.1 400 Bad Request' } } }],
      ['hello', 'a hello that is refused', { server: { script: { ehlo: '550 no', helo: '550 no' } } }],
      ['hello', 'a connection that drops at the hello', { server: { script: { ehlo: drop } } }],
      ['auth', 'a wrong password', { server: { login }, settings: { ...login, password: 'wrong' } }],
      ['auth', 'no login on offer', { server: { extensions: [] }, settings: login }],
      [
        'auth',
        'a login that is not answered',
        { server: { script: { auth: hang } }, settings: { ...login, ...noTime } },
      ],
      ['auth', 'a connection that drops inside the login', { server: { script: { auth: drop } }, settings: login }],
      ['sender', 'a sender that is refused', { server: { script: { mail: '550 5.7.60 Not yours' } } }],
      ['sender', 'a sender that is refused for now', { server: { script: { mail: '451 4.7.1 Later' } } }],
      ['sender', 'a 421 for the sender', { server: { script: { mail: '421 4.7.0 Going away' } } }],
      ['sender', 'a sender that is not answered', { server: { script: { mail: hang } }, settings: noTime }],
      ['sender', 'a connection that drops at the sender', { server: { script: { mail: drop } } }],
    ]

    it.each(rows)('%s: %s', async (stage, _, trial) => {
      const { told, fault, conversation } = await tried(trial)
      expect(told.at(-1)).toEqual([stage, 'failed'])
      expect(told.slice(0, -1).every(([, outcome]) => outcome !== 'failed')).toBe(true)
      expect(fault?.message).not.toBe('')
      expect(conversation.endings).toBe(1)
    })

    it('connect: a port where nobody listens', async () => {
      const { told, fault } = await tried({ settings: { port: await closedPort() } })
      expect(told).toEqual([
        ['resolve', 'skipped'],
        ['connect', 'failed'],
      ])
      expect(fault?.code).toBe('ECONNREFUSED')
    })
  })

  it('says goodbye after a refusal, and not after a 421', async () => {
    const refused = await tried({ server: { script: { mail: '550 5.7.60 Not yours' } } })
    expect(refused.conversation.script).toContain('C: QUIT')
    const leaving = await tried({ server: { script: { mail: '421 4.7.0 Going away' } } })
    expect(leaving.conversation.script).not.toContain('C: QUIT')
  })

  it('knows how a sender relates to the account, and shows no account', async () => {
    const withUser = async (user: string) =>
      new SmtpProviderProbe(await settingsFor({ port: 25 }, { user, password: 'x' })).traits
    expect((await withUser('Shop@Example.org')).senderIs(sender)).toBe('account')
    expect((await withUser('other@example.org')).senderIs(sender)).toBe('other')
    expect((await withUser('apikey')).senderIs(sender)).toBe('unknown')
    expect(JSON.stringify(await withUser('Shop@Example.org'))).not.toMatch(/shop/i)
  })
})

interface Trial {
  readonly server?: ScriptedSmtpServerOptions
  readonly settings?: Partial<SmtpProviderSettings>
  readonly sender?: EmailAddress
}

interface Tried extends Probing {
  readonly told: readonly (readonly [ProbedStage, StageOutcome])[]
  readonly conversation: RecordedConversation
  readonly server: Awaited<ReturnType<typeof startScriptedSmtpServer>>
}

async function tried({ server: options = {}, settings = {}, sender: from = sender }: Trial): Promise<Tried> {
  const server = await startScriptedSmtpServer(options)
  const conversation = new RecordedConversation(1)
  const told: [ProbedStage, StageOutcome][] = []
  try {
    const probing = await new SmtpProviderProbe(await settingsFor(server, settings)).probe(from, {
      open: (): Conversation => conversation,
      ended: (stage, outcome) => told.push([stage, outcome]),
    })
    return { ...probing, told, conversation, server }
  } finally {
    await server.close()
  }
}

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return typeof address === 'object' && address !== null ? address.port : 0
}

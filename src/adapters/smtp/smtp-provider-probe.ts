import { domainToASCII } from 'node:url'
import type { EmailMessage } from '../../application/ports/email-composer.js'
import type { Provider, Sending } from '../../application/ports/email-sender.js'
import type {
  ProbedStage,
  ProbeHooks,
  Probing,
  ProviderProbe,
  ProviderTraits,
} from '../../application/ports/provider-probe.js'
import { addressKey, type EmailAddress, parseEmailAddress } from '../../domain/registration/email-address.js'
import { tlsOptions } from './handshake.js'
import { NodemailerEmailSender } from './nodemailer-email-sender.js'
import { providerOf, type SmtpProviderSettings } from './provider-settings.js'
import { SmtpFault, type Stage } from './smtp-fault.js'
import { SmtpSession } from './smtp-session.js'
import { StagedConversation } from './staged-conversation.js'
import { timeLimits } from './time-limits.js'

const stageOfFault: Readonly<Record<Stage, ProbedStage>> = {
  resolve: 'resolve',
  connect: 'connect',
  tls: 'tls',
  greeting: 'greeting',
  hello: 'hello',
  auth: 'auth',
  transaction: 'sender',
}

/** Tries one SMTP server with the sessions that send the e-mails, on a new connection each time. */
export class SmtpProviderProbe implements ProviderProbe {
  readonly provider: Provider
  readonly traits: ProviderTraits
  readonly #settings: SmtpProviderSettings

  /** @param isBuiltIn the server belongs to this program. */
  constructor(settings: SmtpProviderSettings, { isBuiltIn = false }: { readonly isBuiltIn?: boolean } = {}) {
    this.#settings = settings
    this.provider = providerOf(settings)
    const { user, verify, authMethod, ehloName, caFile } = settings
    this.traits = {
      isBuiltIn,
      logsIn: user !== undefined,
      verifiesCertificate: verify,
      ...(authMethod === undefined ? {} : { authMethod }),
      ...(ehloName === undefined ? {} : { ehloName }),
      ...(caFile === undefined ? {} : { caFile }),
      senderIs: (address) => relation(address, user),
    }
  }

  async probe(sender: EmailAddress, hooks: ProbeHooks): Promise<Probing> {
    const settings = this.#settings
    const conversation = new StagedConversation(hooks, settings.tls)
    const session = new SmtpSession(
      {
        provider: settings,
        limits: timeLimits(settings.timeoutScale),
        tls: tlsOptions(settings),
        onConnected: () => conversation.connected(),
      },
      conversation,
    )
    try {
      await session.open()
      conversation.over('hello', 'ok')
      await session.login()
      conversation.over('auth', this.traits.logsIn ? 'ok' : 'skipped')
      await session.trySender(sender)
      conversation.over('sender', 'ok')
      return {}
    } catch (error) {
      if (!(error instanceof SmtpFault)) throw error
      conversation.failed(stageOfFault[error.stage])
      return { fault: error.toSendingFault() }
    } finally {
      await session.end()
    }
  }

  async send(message: EmailMessage, hooks: Pick<ProbeHooks, 'open'>): Promise<Sending> {
    // A sender of its own: it has no connection yet that it could use again.
    const sender = new NodemailerEmailSender(this.#settings)
    try {
      return await sender.send(message, {
        open: () => hooks.open(),
        join: () => {},
        handingOver: async () => 'go',
      })
    } finally {
      await sender.close()
    }
  }
}

function relation(address: EmailAddress, user: string | undefined): 'account' | 'other' | 'unknown' {
  const account = parseEmailAddress(user ?? '', domainToASCII)
  if (account.outcome === 'invalid') return 'unknown'
  return addressKey(account.address) === addressKey(address) ? 'account' : 'other'
}

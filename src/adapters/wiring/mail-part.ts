import { join } from 'node:path'
import { ContainerModule } from 'inversify'
import type { Mailbox as Address } from '../../application/ports/email-composer.js'
import { hour } from '../../domain/instant.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import type { SecretPatterns } from '../../domain/transcript/secret-patterns.js'
import { TemplateEmailComposer } from '../email/template-email-composer.js'
import type { ProviderSettings, Settings } from '../environment/settings.js'
import { failingAddresses } from '../mailbox/failing-recipients.js'
import type { Mailbox } from '../mailbox/mailbox.js'
import { startMailbox } from '../mailbox/smtp-mailbox.js'
import { NodemailerEmailSender } from '../smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../smtp/provider-settings.js'
import { SmtpProviderProbe } from '../smtp/smtp-provider-probe.js'
import type { Part } from './house.js'
import { type Mail, tokens } from './tokens.js'

type Fingerprint = (purpose: string, text: string) => string

/** Who writes when the built-in mailbox takes all mail and nothing else was said. */
const mailboxSender: Address = { name: 'Registro', address: 'registro@mailbox.test' as EmailAddress }

/** The way e-mails leave: through the configured providers, or into the built-in mailbox when there are none. */
export function mailPart(settings: Settings): Part {
  return {
    name: 'mail',
    opens: [tokens.mail],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.mail)
        .toResolvedValue(
          async (server, fingerprint, secrets) => {
            const composer = composerFor(settings, server.url)
            return settings.providers.length > 0
              ? providerMail(settings.providers, composer, fingerprint)
              : mailboxMail(join(settings.dataDir, 'mailbox'), composer, secrets)
          },
          [tokens.server, tokens.fingerprint, tokens.secrets],
        )
        .onDeactivation(async (mail) => mail.close())
    }),
  }
}

/** @param url where the service is reached when nothing else is said. */
export function composerFor(settings: Settings, url: string): TemplateEmailComposer {
  const publicUrl = settings.publicUrl ?? url
  return new TemplateEmailComposer({
    appName: settings.appName ?? new URL(publicUrl).host,
    publicUrl,
    ...(settings.afterConfirmUrl === undefined ? {} : { homeUrl: settings.afterConfirmUrl }),
    from: settings.mailFrom ?? mailboxSender,
    linkValidHours: settings.lifetimes.linkMs / hour,
  })
}

/** The senders through these providers, and their probes. */
export function providerMail(
  providers: readonly ProviderSettings[],
  composer: TemplateEmailComposer,
  fingerprint: Fingerprint,
): Mail {
  const names = new Set<string>()
  const all = providers.map((provider): SmtpProviderSettings => {
    const name = uniqueName(`${provider.host}:${String(provider.port)}`, names)
    const whole = { ...provider, name }
    return { ...whole, fingerprint: fingerprint('provider', JSON.stringify(whole)) }
  })
  const senders = all.map((settings) => new NodemailerEmailSender(settings))
  return {
    senders,
    probes: all.map((settings) => new SmtpProviderProbe(settings)),
    composer,
    messageIdOf: (deliveryId) => composer.messageIdOf(deliveryId),
    close: async () => {
      await Promise.all(senders.map((sender) => sender.close()))
    },
    breakOff: (why) => {
      for (const sender of senders) sender.breakOff(why)
    },
  }
}

async function mailboxMail(folder: string, composer: TemplateEmailComposer, secrets: SecretPatterns): Promise<Mail> {
  const mailbox = await startMailbox({ folder })
  const { user, password } = mailbox.credentials
  secrets.add(password)
  const settings: SmtpProviderSettings = {
    name: 'built-in mailbox',
    host: '127.0.0.1',
    port: mailbox.port,
    tls: 'starttls',
    user,
    password,
    ca: mailbox.ca,
    verify: true,
    timeoutScale: 1,
    maxConnections: 5,
    fingerprint: 'built-in mailbox',
  }
  const sender = new NodemailerEmailSender(settings)
  return {
    senders: [sender],
    probes: [new SmtpProviderProbe(settings, { isBuiltIn: true })],
    composer,
    messageIdOf: (deliveryId) => composer.messageIdOf(deliveryId),
    mailbox: shownTo(mailbox),
    close: async () => {
      await sender.close()
      await mailbox.close()
    },
    breakOff: (why) => sender.breakOff(why),
  }
}

function shownTo(mailbox: Mailbox): NonNullable<Mail['mailbox']> {
  return {
    list: async () => mailbox.list(),
    message: async (id) => mailbox.message(id),
    findByMessageId: async (messageId) => mailbox.findByMessageId(messageId),
    failingAddresses,
  }
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let count = 2; taken.has(unique); count += 1) unique = `${name}#${String(count)}`
  taken.add(unique)
  return unique
}

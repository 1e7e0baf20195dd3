import type { Provider } from '../../application/ports/email-sender.js'
import type { CoolDown } from '../../domain/delivery/cool-down.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import type { Lifetimes } from '../../domain/registration/registration.js'

/** Everything an operator may choose, checked; see the configuration table of the README. */
export interface Settings {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Without a slash at its end; absent when it follows from host and port. */
  readonly publicUrl?: string
  readonly appName?: string
  readonly afterConfirmUrl?: string
  readonly dataDir: string
  /** The file of the SQLite database. */
  readonly databasePath: string
  /** 32 bytes; made and kept in the data folder when absent. */
  readonly secretKey?: Uint8Array
  /** In order of preference; none means the built-in mailbox. */
  readonly providers: readonly ProviderSettings[]
  /** Absent only with the built-in mailbox. */
  readonly mailFrom?: MailFrom
  readonly smtpLog: SmtpLogSettings
  readonly transcriptDays: number
  readonly lifetimes: Lifetimes
  readonly coolDown: CoolDown
  readonly alertWebhookUrl?: string
  readonly eventsWebhookUrl?: string
  readonly webhookSecret?: string
  /** Made and kept in the data folder when absent. */
  readonly operatorToken?: string
}

export interface MailFrom {
  readonly name?: string
  readonly address: EmailAddress
}

export interface SmtpLogSettings {
  readonly recording: boolean
  readonly file: string
  readonly maxBytes: number
  readonly files: number
  readonly locale: 'en' | 'es'
  readonly addresses: 'full' | 'masked'
}

/** One SMTP server, as `SMTP_URL` names it. */
export interface ProviderSettings extends Omit<Provider, 'name' | 'settings'> {
  readonly user?: string
  readonly password?: string
  readonly authMethod?: 'PLAIN' | 'LOGIN' | 'CRAM-MD5'
  /** The name in EHLO. */
  readonly ehloName?: string
  /** Certificates (PEM) to trust instead of the system's. */
  readonly ca?: string
  /** The file they are from. */
  readonly caFile?: string
  readonly verify: boolean
  /** Every time-out is multiplied by this. */
  readonly timeoutScale: number
  readonly recording: boolean
}

/** One mistake in the settings, in words for the operator; never with a secret in it. */
export interface SettingFault {
  readonly variable: string
  readonly message: string
}

export type ReadSettings =
  | { readonly outcome: 'valid'; readonly settings: Settings }
  | { readonly outcome: 'invalid'; readonly faults: readonly SettingFault[] }

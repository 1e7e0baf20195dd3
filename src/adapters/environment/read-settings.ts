import { join, resolve } from 'node:path'
import { domainToASCII } from 'node:url'
import { defaultCoolDown } from '../../domain/delivery/cool-down.js'
import { day, hour, second } from '../../domain/instant.js'
import { type EmailAddress, parseEmailAddress } from '../../domain/registration/email-address.js'
import { type KnownService, readProviders } from './read-providers.js'
import { EnvironmentReader } from './reader.js'
import type { MailFrom, ProviderSettings, ReadSettings, Settings, SmtpLogSettings } from './settings.js'

/** Checks every variable and tells every mistake, before anything is opened. */
export function readSettings(
  variables: Readonly<Record<string, string | undefined>>,
  knownService: KnownService,
): ReadSettings {
  const env = new EnvironmentReader(variables)
  const host = env.host('HOST') ?? '127.0.0.1'
  const dataDir = resolve(env.text('DATA_DIR') ?? './data')
  const providers = readProviders(env, knownService)
  const publicUrl = env.baseUrl('PUBLIC_URL')
  checkExposure(env, host, publicUrl, providers)
  const mailFrom = readMailFrom(env, providers)
  const smtpLog = readSmtpLog(env, dataDir)
  checkLogFiles(env, smtpLog, providers)
  const settings: Settings = {
    host,
    port: env.wholeNumber('PORT', 3000, 0, 65_535),
    ...given('publicUrl', publicUrl),
    ...given('appName', readAppName(env)),
    ...given('afterConfirmUrl', env.httpUrl('AFTER_CONFIRM_URL')),
    dataDir,
    databasePath: readDatabase(env, dataDir),
    ...given('secretKey', readSecretKey(env)),
    providers,
    ...given('mailFrom', mailFrom),
    smtpLog,
    transcriptDays: env.wholeNumber('TRANSCRIPT_DAYS', 30, 0, 3650),
    lifetimes: {
      registrationMs: env.wholeNumber('REGISTRATION_DAYS', 7, 1, 30) * day,
      linkMs: env.wholeNumber('LINK_VALID_HOURS', 24, 1, 720) * hour,
    },
    coolDown: { ...defaultCoolDown, betweenMs: env.wholeNumber('RESEND_SECONDS', 60, 0, 86_400) * second },
    ...given('alertWebhookUrl', env.secretHttpUrl('ALERT_WEBHOOK_URL')),
    ...given('eventsWebhookUrl', env.secretHttpUrl('EVENTS_WEBHOOK_URL')),
    ...given('webhookSecret', readWebhookSecret(env)),
    ...given('operatorToken', readOperatorToken(env)),
  }
  return env.faults.length > 0 ? { outcome: 'invalid', faults: env.faults } : { outcome: 'valid', settings }
}

/** True for a host that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function checkExposure(
  env: EnvironmentReader,
  host: string,
  publicUrl: string | undefined,
  providers: readonly ProviderSettings[],
): void {
  if (isLoopback(host)) return
  if (publicUrl === undefined && env.text('PUBLIC_URL') === undefined) {
    env.fault(
      'PUBLIC_URL',
      `is not set although HOST is ${host}; expected the address that links in e-mails begin with.`,
    )
  }
  const asked = env.text('SMTP_URL') ?? env.text('SMTP_HOST') ?? env.text('SMTP_SERVICE')
  if (providers.length === 0 && asked === undefined) {
    const why = 'the built-in mailbox shows all mail and runs only where HOST is loopback'
    env.fault('SMTP_URL', `is not set although HOST is ${host}; expected an SMTP server: ${why}.`)
  }
}

/** Two logs in one file would rotate each other away. */
function checkLogFiles(
  env: EnvironmentReader,
  { file }: SmtpLogSettings,
  providers: readonly ProviderSettings[],
): void {
  if (providers.some(({ logFile }) => logFile === file)) {
    env.fault(
      'SMTP_URL',
      'has a logFile= that is the SMTP log itself; expected a file of its own for the extended log.',
    )
  }
}

function readMailFrom(env: EnvironmentReader, providers: readonly ProviderSettings[]): MailFrom | undefined {
  const text = env.text('MAIL_FROM')
  if (text === undefined) {
    if (providers.length === 0) return undefined
    const address = emailAddress(providers[0]?.user ?? '')
    if (address !== undefined) return { address }
    return env.fault('MAIL_FROM', 'is not set and the SMTP user is no address; expected Name <address>.')
  }
  const found = /^(?:"([^"<>]*)"|([^"<>]*))\s*<([^<>]+)>$/.exec(text)
  const address = emailAddress(found?.[3] ?? text)
  if (address === undefined) return env.wrong('MAIL_FROM', 'an address, or Name <address>')
  const name = (found?.[1] ?? found?.[2] ?? '').trim()
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return env.wrong('MAIL_FROM', 'a name without control characters')
  return name === '' ? { address } : { name, address }
}

function readAppName(env: EnvironmentReader): string | undefined {
  const name = env.text('APP_NAME')
  return name !== undefined && (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) || name.length > 100)
    ? env.wrong('APP_NAME', 'up to 100 characters without control characters')
    : name
}

function readDatabase(env: EnvironmentReader, dataDir: string): string {
  const fallback = join(dataDir, 'registro.db')
  const url = env.text('DATABASE_URL')
  if (url === undefined) return fallback
  if (/^postgres(?:ql)?:/i.test(url)) {
    env.fault('DATABASE_URL', 'names PostgreSQL, which this version does not support yet; expected sqlite:PATH.')
    return fallback
  }
  const path = /^sqlite:(?:\/\/(?=\/)|(?!\/\/))(.+)$/i.exec(url)?.[1]
  if (path === undefined)
    env.fault('DATABASE_URL', 'cannot be read; expected sqlite:PATH, such as sqlite:./data/registro.db.')
  return path === undefined ? fallback : resolve(path)
}

/** Standard Webhooks 1.0: 24 to 64 bytes in base64, usually after `whsec_`. */
function readWebhookSecret(env: EnvironmentReader): string | undefined {
  const secret = env.text('WEBHOOK_SECRET')
  const url = ['ALERT_WEBHOOK_URL', 'EVENTS_WEBHOOK_URL'].find((variable) => env.text(variable) !== undefined)
  const how = 'expected whsec_ and 24 to 64 random bytes in base64, such as from: echo whsec_$(openssl rand -base64 32)'
  if (secret === undefined) {
    return url === undefined ? undefined : env.fault('WEBHOOK_SECRET', `is not set although ${url} is; ${how}.`)
  }
  const encoded = secret.replace(/^whsec_/, '')
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64) return secret
  return env.fault('WEBHOOK_SECRET', `cannot be read; ${how}.`)
}

function readSecretKey(env: EnvironmentReader): Uint8Array | undefined {
  const text = env.text('SECRET_KEY')
  if (text === undefined) return undefined
  const key = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : new Uint8Array()
  if (key.length === 32) return key
  return env.fault('SECRET_KEY', 'is not 32 bytes in base64; make one with: openssl rand -base64 32')
}

function readOperatorToken(env: EnvironmentReader): string | undefined {
  const token = env.text('OPERATOR_TOKEN')
  if (token === undefined || /^[A-Za-z0-9\-._~+/]{16,}=*$/.test(token)) return token
  return env.fault(
    'OPERATOR_TOKEN',
    'is too short or not a bearer token; expected 16 or more of A-Z a-z 0-9 - . _ ~ + /',
  )
}

function readSmtpLog(env: EnvironmentReader, dataDir: string): SmtpLogSettings {
  return {
    recording: env.oneOf('SMTP_LOG', 'on', ['on', 'off'] as const) === 'on',
    file: resolve(env.text('SMTP_LOG_FILE') ?? join(dataDir, 'logs', 'smtp.log')),
    maxBytes: env.bytes('SMTP_LOG_MAX_SIZE', 10 * 1024 ** 2, 4096),
    files: env.wholeNumber('SMTP_LOG_FILES', 10, 1, 10_000),
    locale: env.oneOf('SMTP_LOG_LOCALE', 'en', ['en', 'es'] as const),
    addresses: env.oneOf('SMTP_LOG_ADDRESSES', 'full', ['full', 'masked'] as const),
  }
}

function emailAddress(text: string): EmailAddress | undefined {
  const parsed = parseEmailAddress(text, domainToASCII)
  return parsed.outcome === 'valid' ? parsed.address : undefined
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>)
}

import { readCertificates } from './certificates.js'
import type { EnvironmentReader } from './reader.js'
import type { ProviderSettings } from './settings.js'
import { type NamedProvider, parseSmtpUrl } from './smtp-url.js'

/** Where a well-known mail service is reached, by its name, such as `gmail`; `undefined` when it is not known. */
export type KnownService = (
  name: string,
) => { readonly host: string; readonly port: number; readonly tls: 'implicit' | 'starttls' } | undefined

/**
 * The SMTP servers of `SMTP_URL`, or the one that the variables beside it build, in order of preference. Every mistake
 * is told to the reader; what is at fault is left out.
 */
export function readProviders(env: EnvironmentReader, knownService: KnownService): readonly ProviderSettings[] {
  const urls = env.text('SMTP_URL')
  const parts = ['SMTP_SERVICE', 'SMTP_HOST', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_PORT', 'SMTP_TLS'].filter(
    (variable) => env.text(variable) !== undefined,
  )
  if (urls === undefined) return parts.length === 0 ? [] : readProviderParts(env, knownService)
  if (parts.length > 0) {
    env.fault(parts[0] ?? 'SMTP_URL', `is set together with SMTP_URL; expected one or the other: put it into SMTP_URL.`)
  }
  return urls.split(/\s+/).flatMap((url, at, all) => {
    const parsed = parseSmtpUrl(url)
    const which = all.length > 1 ? `address ${String(at + 1)} of ${String(all.length)} ` : ''
    if (parsed.outcome === 'valid') return [withCertificates(env, which, parsed.provider)]
    for (const problem of parsed.problems) env.fault('SMTP_URL', `${which}${problem}.`)
    return []
  })
}

function withCertificates(env: EnvironmentReader, which: string, provider: NamedProvider): ProviderSettings {
  const { caFile } = provider
  if (caFile === undefined) return provider
  const certificates = readCertificates(caFile)
  if (certificates.outcome === 'read') return { ...provider, ca: certificates.pem }
  env.fault('SMTP_URL', `${which}has a ca= whose file, "${caFile}", ${certificates.why}; expected certificates in PEM.`)
  return provider
}

function readProviderParts(env: EnvironmentReader, knownService: KnownService): readonly ProviderSettings[] {
  const name = env.text('SMTP_SERVICE')
  const service = name === undefined ? undefined : knownService(name)
  if (name !== undefined && service === undefined) {
    env.wrong('SMTP_SERVICE', 'a service that Nodemailer knows, such as gmail; set SMTP_HOST for any other server')
  }
  const host = env.host('SMTP_HOST') ?? service?.host
  if (env.text('SMTP_HOST') === undefined && name === undefined) {
    env.fault('SMTP_HOST', 'is not set; expected the SMTP server, or SMTP_SERVICE with the name of a known one.')
  }
  const user = env.text('SMTP_USER')
  const password = env.exactText('SMTP_PASSWORD')
  if (user !== undefined && password === undefined) env.fault('SMTP_PASSWORD', 'is not set although SMTP_USER is.')
  if (user === undefined && password !== undefined) env.fault('SMTP_USER', 'is not set although SMTP_PASSWORD is.')
  const port = env.wholeNumber('SMTP_PORT', service?.port ?? 587, 1, 65_535)
  const usual = service?.tls ?? (port === 465 ? 'implicit' : 'starttls')
  const tls = env.oneOf('SMTP_TLS', usual, ['implicit', 'starttls', 'opportunistic', 'none'] as const)
  const login = user !== undefined && password !== undefined ? { user, password } : {}
  const usualLimits = { verify: true, recording: true, timeoutScale: 1, maxConnections: 5 }
  return host === undefined ? [] : [{ host, port, tls, ...login, ...usualLimits }]
}

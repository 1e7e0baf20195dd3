import type { Provider } from '../../application/ports/email-sender.js'

/** What the application knows of a configured SMTP server, and what its sender alone must: login, trust and patience. */
export interface SmtpProviderSettings extends Omit<Provider, 'settings'> {
  /** No login takes place without it. */
  readonly user?: string
  readonly password?: string
  /** A SASL mechanism (`PLAIN`, `LOGIN`, `CRAM-MD5`); otherwise the first of these that the server offers. */
  readonly authMethod?: string
  /** What EHLO says; otherwise the machine's full name, or the address the connection comes from. */
  readonly ehloName?: string
  /** PEM certificates to trust instead of the public ones. */
  readonly ca?: string
  /** The file they are from; only to be named. */
  readonly caFile?: string
  /** False takes any certificate; an event in the record says so. */
  readonly verify: boolean
  /** Multiplies every time-out of `TimeLimits`. */
  readonly timeoutScale: number
  /** A one-way fingerprint of all the others. */
  readonly fingerprint: string
}

/** What the application may know of a provider: nothing secret. */
export function providerOf(settings: SmtpProviderSettings): Provider {
  const { name, host, port, tls, fingerprint, maxConnections, ratePerMinute, perDay, recording, logFile } = settings
  return {
    name,
    host,
    port,
    tls,
    settings: fingerprint,
    maxConnections,
    ...(ratePerMinute === undefined ? {} : { ratePerMinute }),
    ...(perDay === undefined ? {} : { perDay }),
    ...(recording === undefined ? {} : { recording }),
    ...(logFile === undefined ? {} : { logFile }),
  }
}

import type { Provider } from '../../application/ports/email-sender.js'

/** Everything a sender must know about one configured SMTP server, secrets included. */
export interface SmtpProviderSettings {
  /** Unique among the providers: `host:port`, with `#2` … where that would repeat. */
  readonly name: string
  /** A name, or an IP address without brackets. */
  readonly host: string
  readonly port: number
  /**
   * `implicit`: TLS from the first byte (RFC 8314). `starttls`: nothing but EHLO, STARTTLS and QUIT is ever said in
   * clear. `opportunistic`: STARTTLS where it is offered and works. `none`: all in clear.
   */
  readonly tls: Provider['tls']
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
  /** How many connections may be open at once. */
  readonly maxConnections: number
  readonly ratePerMinute?: number
  readonly perDay?: number
  /** Where the extended log goes; the recorder reads it, the sender does not. */
  readonly logFile?: string
  /** False keeps this provider out of the record; the recorder reads it, the sender does not. */
  readonly recording?: boolean
  /** A one-way fingerprint of all of the above. */
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

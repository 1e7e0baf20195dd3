import { isIP, type Socket } from 'node:net'
import { connect, type ConnectionOptions, createSecureContext, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { Conversation } from '../../application/ports/email-sender.js'
import type { CertificateFacts } from '../../domain/transcript/event.js'
import type { SmtpProviderSettings } from './provider-settings.js'
import { SmtpFault } from './smtp-fault.js'

const noCertificate: CertificateFacts = { subject: '', issuer: '', expires: '' }

/** What both kinds of handshake are made with. Made once for each provider: reading certificates costs time. */
export function tlsOptions({ host, ca, verify }: SmtpProviderSettings): ConnectionOptions {
  return {
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: verify,
    secureContext: createSecureContext(ca === undefined ? {} : { ca }),
  }
}

/** Secures a fresh connection (implicit TLS). Rejects with an `SmtpFault` whose code is the TLS library's own. */
export function shakeHands(
  socket: Socket,
  options: ConnectionOptions,
  limitMs: number,
  conversation: Pick<Conversation, 'event'>,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connect({ ...options, socket })
    const fail = (code: string, message: string) => {
      clearTimeout(timer)
      secured.destroy()
      reject(new SmtpFault({ stage: 'tls', code, message, lost: true }))
    }
    const broken = (error: Error) => fail(codeOf(error), reasonOf(error))
    const timer = setTimeout(() => {
      conversation.event({ event: 'timed-out', ms: limitMs, waitedFor: 'the TLS handshake' })
      fail('ETIMEDOUT', `The TLS handshake took longer than ${limitMs} ms`)
    }, limitMs)
    recordHandshake(secured, conversation)
    secured.on('error', broken)
    secured.once('secureConnect', () => {
      clearTimeout(timer)
      resolve(secured)
    })
  })
}

/** Reports how the handshake of a socket ends: what was agreed on, or why the certificate is not accepted. */
export function recordHandshake(secured: TLSSocket, conversation: Pick<Conversation, 'event'>): void {
  let certificate = noCertificate
  // `secure` comes also where the certificate is not accepted, which is when its facts are wanted most.
  secured.prependOnceListener('secure', () => {
    certificate = factsOf(secured.getPeerCertificate())
  })
  const failed = (error: Error) => {
    conversation.event({ event: 'tls-failed', reason: reasonOf(error), code: codeOf(error), ...certificate })
  }
  secured.prependOnceListener('error', failed)
  secured.prependOnceListener('secureConnect', () => {
    secured.off('error', failed)
    const cipher = secured.getCipher().standardName
    conversation.event({
      event: 'tls-established',
      version: secured.getProtocol() ?? '',
      cipher,
      ...certificate,
    })
    if (secured.authorized) return
    conversation.event({ event: 'certificate-not-verified', reason: String(secured.authorizationError) })
  })
}

export function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'ESOCKET'
}

/** The TLS library's own short words where there are some; its message is a dump of file names. */
export function reasonOf(error: Error & { readonly reason?: unknown }): string {
  return typeof error.reason === 'string' && error.reason !== '' ? error.reason : error.message
}

function factsOf(certificate: PeerCertificate): CertificateFacts {
  if (certificate.valid_to === undefined) return noCertificate
  const expires = new Date(certificate.valid_to)
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    expires: Number.isNaN(expires.getTime()) ? '' : expires.toISOString().slice(0, 19),
  }
}

function inOneLine(name: PeerCertificate['subject'] | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ')
}

/** Facts of a server's certificate, as text; empty when there is no certificate or it does not say. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** When it ceases to be valid, `YYYY-MM-DDThh:mm:ss` in UTC. */
  readonly expires: string
}

/**
 * What happens around the dialogue. Texts may hold anything (error words, headers of a message): printing escapes them.
 * Numbers are whole and not negative. Durations are in milliseconds, addresses of hosts are IP addresses.
 */
export type ConversationEvent =
  /** The first line of every file. */
  | { readonly event: 'log-opened'; readonly version: string }
  /** The run-time switch was used; `by` says who asked. */
  | { readonly event: 'recording-switched'; readonly on: boolean; readonly by: string }
  | { readonly event: 'extended-log-on'; readonly file: string }
  /** The extended log of one check, which whoever asked for the check gets. */
  | { readonly event: 'extended-check-on' }
  /** Lines that could not be written: `lines` of them are missing before this one. */
  | { readonly event: 'recording-gap'; readonly lines: number; readonly reason: string }
  | {
      readonly event: 'name-resolved'
      readonly host: string
      readonly ms: number
      readonly addresses: readonly string[]
    }
  /** `code` is the resolver's own, such as `ENOTFOUND`, `EAI_AGAIN` or `ETIMEDOUT`. */
  | { readonly event: 'name-not-resolved'; readonly host: string; readonly ms: number; readonly code: string }
  | { readonly event: 'address-tried'; readonly address: string; readonly port: number }
  /** `ms` is how long the connection was waited for; `code` the system's own, such as `ECONNREFUSED`. */
  | {
      readonly event: 'address-failed'
      readonly address: string
      readonly port: number
      readonly how: 'refused' | 'unreachable' | 'timed-out' | 'failed'
      readonly ms: number
      readonly code: string
    }
  /** After TCP, or for implicit TLS after the handshake. */
  | { readonly event: 'connected'; readonly host: string; readonly port: number; readonly secured: boolean }
  | ({
      readonly event: 'tls-established'
      /** Such as `TLSv1.3`. */
      readonly version: string
      readonly cipher: string
    } & CertificateFacts)
  /** `code` is the TLS library's own; `reason` says why the handshake failed or the certificate is not accepted. */
  | ({ readonly event: 'tls-failed'; readonly reason: string; readonly code: string } & CertificateFacts)
  /** The certificate would not be accepted, but the provider's settings say not to verify it. */
  | { readonly event: 'certificate-not-verified'; readonly reason: string }
  | { readonly event: 'starttls-offered' }
  | { readonly event: 'starttls-not-offered' }
  | { readonly event: 'starttls-refused' }
  | { readonly event: 'starttls-done' }
  | { readonly event: 'credentials-in-clear' }
  /** Envelope and message: said before the first MAIL command. */
  | { readonly event: 'message-in-clear' }
  /** A time-out: what was waited for, such as `the greeting` or `the reply to DATA`, and how long. */
  | { readonly event: 'timed-out'; readonly ms: number; readonly waitedFor: string }
  /** The headers of the message (empty where it has none) and its bytes on the wire, without the final dot. */
  | {
      readonly event: 'message-handed-over'
      readonly from: string
      readonly to: string
      readonly subject: string
      readonly date: string
      readonly messageId: string
      readonly bytes: number
    }
  /** The connection ended, or was given up, before the message's final dot. */
  | { readonly event: 'message-interrupted'; readonly bytes: number }
  /** The line before this one is longer than what is kept of it; `bytes` is its true length without the line end. */
  | { readonly event: 'line-cut'; readonly side: 'client' | 'server'; readonly kept: number; readonly bytes: number }
  /** The line before this one is a piece: the connection ended before its line end. */
  | { readonly event: 'line-unfinished'; readonly side: 'client' | 'server' }
  /** The error that ended the conversation. */
  | { readonly event: 'failed'; readonly code: string; readonly message: string }
  | { readonly event: 'closed-by-server' }
  | { readonly event: 'closed-by-us' }
  /** The connection broke, such as `ECONNRESET`. */
  | { readonly event: 'connection-lost'; readonly code: string }
  /** The last word of every conversation that was connected. */
  | { readonly event: 'closed' }
  /** Anything else; also what a text that no other event prints is read as. */
  | { readonly event: 'note'; readonly text: string }

export type EventName = ConversationEvent['event']

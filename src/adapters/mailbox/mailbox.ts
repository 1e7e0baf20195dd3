/**
 * The built-in mailbox: a real SMTP server on loopback that keeps what it takes, for development only. Its messages
 * hold working confirmation links by nature, so nothing of it may be reachable from another machine.
 */
export interface Mailbox {
  /** Where it listens, on 127.0.0.1. */
  readonly port: number

  /** What the sender must log in with; made at each start unless they were given. */
  readonly credentials: MailboxCredentials

  /** The PEM certificate to trust, so that the sender's verification stays on. */
  readonly ca: string

  /** What it holds, newest first: at most the newest 500. */
  list(): readonly MailboxSummary[]

  /** One message in full, or nothing when it is not (or no longer) there. */
  message(id: string): Promise<MailboxMessage | undefined>

  /** The newest message with that Message-ID (angle brackets included), or nothing. */
  findByMessageId(messageId: string): MailboxSummary | undefined

  /** Stops listening, ends what is open and resolves when all of it is closed. Kept messages stay on disk. */
  close(): Promise<void>
}

export interface MailboxCredentials {
  readonly user: string
  readonly password: string
}

export interface MailboxSummary {
  /** In letters, digits and `-` only, so that it can stand in a path. */
  readonly id: string
  /** As the header says it, such as `Ana <ana@example.org>`. */
  readonly from: string
  readonly to: string
  readonly subject: string
  /** When it was taken, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly receivedAt: number
  /** With angle brackets; empty when it has none. */
  readonly messageId: string
}

export interface MailboxMessage extends MailboxSummary {
  /** The Date header in milliseconds since 1970-01-01T00:00:00Z; absent when there is none that can be read. */
  readonly date?: number
  readonly text: string
  /** As it was sent, not made safe: show it only in a sandboxed frame. */
  readonly html: string
  /** Header and body as they came, decoded as UTF-8. */
  readonly source: string
  readonly attachments: number
}

import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import type { Instant } from '../../domain/instant.js'

/** The mail that a development server has taken, to be looked at by the developer. */
export interface DevelopmentMailbox {
  /** Newest first. */
  list(): Promise<readonly MailSummary[]>
  /** `undefined` when there is no such message (any more). */
  message(id: string): Promise<MailMessage | undefined>
  /** The newest message with that Message-ID, angle brackets included. */
  findByMessageId(messageId: string): Promise<MailSummary | undefined>
  /** Addresses that the server fails on purpose, always alike, so that a developer sees what people would see. */
  readonly failingAddresses: readonly FailingAddress[]
}

export interface FailingAddress {
  readonly address: string
  /** What happens to mail for it, in a few words. */
  readonly what: Sentence
  /** True where it stands for a fault of the whole server, so that all mail waits until a probe gets through. */
  readonly opensIncident: boolean
}

export interface MailSummary {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly receivedAt: Instant
  readonly messageId: string
}

export interface MailMessage extends MailSummary {
  readonly text: string
  /** As the sender wrote it: untrusted. */
  readonly html: string
  /** The whole message as it came over the wire, decoded as UTF-8. */
  readonly source: string
}

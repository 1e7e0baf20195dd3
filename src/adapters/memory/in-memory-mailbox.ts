import type { DevelopmentMailbox, MailMessage, MailSummary } from '../../application/ports/development-mailbox.js'
import type { InMemoryEmailSender } from './in-memory-email-sender.js'

/** Shows what a mail server in memory has taken. */
export class InMemoryMailbox implements DevelopmentMailbox {
  /** It fails nobody on purpose. */
  readonly failingAddresses: DevelopmentMailbox['failingAddresses'] = []
  readonly #server: InMemoryEmailSender

  constructor(server: InMemoryEmailSender) {
    this.#server = server
  }

  async list(): Promise<readonly MailSummary[]> {
    return this.#all()
  }

  async message(id: string): Promise<MailMessage | undefined> {
    return this.#all().find((message) => message.id === id)
  }

  async findByMessageId(messageId: string): Promise<MailSummary | undefined> {
    return this.#all().find((message) => message.messageId === messageId)
  }

  /** Newest first. */
  #all(): readonly MailMessage[] {
    return this.#server.messages
      .map(({ from, to, subject, messageId, date, text, html }, at) => ({
        id: String(at + 1),
        from: from.address,
        to: to.address,
        subject,
        messageId,
        receivedAt: date,
        text,
        html,
        source: `Message-ID: ${messageId}\r\nSubject: ${subject}\r\n\r\n${text}`,
      }))
      .toReversed()
  }
}

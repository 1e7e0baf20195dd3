import type { DevelopmentMailbox, MailMessage, MailSummary } from '../../application/ports/development-mailbox.js'
import type { InMemoryEmailSender } from './in-memory-email-sender.js'

/** Shows what a mail server in memory has taken. */
export class InMemoryMailbox implements DevelopmentMailbox {
  readonly failingAddresses: DevelopmentMailbox['failingAddresses']
  readonly #server: InMemoryEmailSender

  /** @param failingAddresses whom the server fails on purpose; nobody unless told. */
  constructor(server: InMemoryEmailSender, failingAddresses: DevelopmentMailbox['failingAddresses'] = []) {
    this.#server = server
    this.failingAddresses = failingAddresses
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

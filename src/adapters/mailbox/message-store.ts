import type { MailboxSummary } from './mailbox.js'

/** At most so many messages are kept. */
export const maxMessages = 500

/** Where the mailbox keeps its messages. */
export interface MessageStore {
  /** Newest first. */
  list(): readonly MailboxSummary[]
  /** Resolves once a restart cannot lose it; the oldest make room for it. */
  add(summary: MailboxSummary, source: Buffer): Promise<void>
  source(id: string): Promise<Buffer | undefined>
}

/** Keeps messages for as long as the process runs. */
export class MemoryMessageStore implements MessageStore {
  #messages: readonly { readonly summary: MailboxSummary; readonly source: Buffer }[] = []

  list(): readonly MailboxSummary[] {
    return this.#messages.map(({ summary }) => summary)
  }

  add(summary: MailboxSummary, source: Buffer): Promise<void> {
    this.#messages = [{ summary, source }, ...this.#messages].slice(0, maxMessages)
    return Promise.resolve()
  }

  source(id: string): Promise<Buffer | undefined> {
    return Promise.resolve(this.#messages.find(({ summary }) => summary.id === id)?.source)
  }
}

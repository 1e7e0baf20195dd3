import PostalMime, { type Address, type Email } from 'postal-mime'
import type { MailboxMessage, MailboxSummary } from './mailbox.js'

/** What a list shows of a message. */
export async function summarise(id: string, source: Buffer, receivedAt: number): Promise<MailboxSummary> {
  const { from, to, subject = '', messageId = '' } = await PostalMime.parse(source)
  return { id, from: mailboxes(from === undefined ? [] : [from]), to: mailboxes(to), subject, receivedAt, messageId }
}

/** The whole message, decoded. */
export async function readInFull(summary: MailboxSummary, source: Buffer): Promise<MailboxMessage> {
  const email = await PostalMime.parse(source)
  const date = dateOf(email)
  return {
    ...summary,
    ...(date === undefined ? {} : { date }),
    text: email.text ?? '',
    html: email.html ?? '',
    source: source.toString('utf8'),
    attachments: email.attachments.length,
  }
}

function dateOf({ date = '' }: Email): number | undefined {
  const at = Date.parse(date)
  return Number.isNaN(at) ? undefined : at
}

function mailboxes(addresses: readonly Address[] = []): string {
  return addresses
    .map(({ name, address = '' }) => (name === '' || address === '' ? address || name : `${name} <${address}>`))
    .join(', ')
}

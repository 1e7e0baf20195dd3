import type { EmailMessage } from '../../src/application/ports/email-composer.js'
import { type EmailAddress, parseEmailAddress } from '../../src/domain/registration/email-address.js'

export function addressOf(text: string): EmailAddress {
  const parsed = parseEmailAddress(text)
  if (parsed.outcome === 'invalid') throw new Error(`${text} is no address: ${parsed.reason}`)
  return parsed.address
}

/** A message like the product's own, with changes. */
export function emailTo(recipient: string, changes: Partial<EmailMessage> = {}): EmailMessage {
  return {
    from: { name: 'Example Site', address: addressOf('noreply@example.org') },
    to: { name: 'Ana', address: addressOf(recipient) },
    messageId: '<delivery-1@example.org>',
    date: Date.UTC(2026, 10, 21, 15, 3, 11),
    language: 'en',
    subject: 'Confirm your address',
    text: 'Hello Ana\n\nhttps://example.org/confirm?token=abc\n',
    html: '<p>Hello Ana</p>',
    ...changes,
  }
}

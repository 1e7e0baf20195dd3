import { describe, expect, it } from 'vitest'
import { failingAddresses, failingRecipients } from '../../../src/adapters/mailbox/failing-recipients.js'
import type { Cause } from '../../../src/domain/diagnosis/cause.js'
import { fateOf } from '../../../src/domain/diagnosis/fate.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'

/** What a developer should read who registers an address that fails on purpose. */
const causes: Readonly<Record<string, Cause>> = {
  '421': 'server-temporary-failure',
  '450': 'server-temporary-failure',
  '451': 'server-temporary-failure',
  '452': 'server-storage',
  '454': 'relay-denied',
  '503': 'protocol-error',
  '530': 'authentication-required',
  '550': 'recipient-unknown',
  '551': 'recipient-unknown',
  '552': 'recipient-mailbox-full',
  '553': 'recipient-address-invalid',
  '554': 'relay-denied',
  full: 'recipient-mailbox-full',
  disabled: 'recipient-disabled',
  nodomain: 'recipient-domain-not-found',
  policy: 'recipient-refused-policy',
  greylist: 'greylisted',
  throttle: 'rate-limited',
  quota: 'quota-exceeded',
  sender: 'sender-not-authorised',
  blocked: 'client-ip-blocked',
  spam: 'content-rejected-spam',
  big: 'message-too-large',
  dmarc: 'authentication-policy',
}

describe('an address that fails on purpose', () => {
  const replies = failingRecipients.flatMap(({ localPart, failure }) =>
    failure.does === 'reply' ? [{ localPart, ...failure }] : [],
  )

  it.each(replies)('is explained as what it stands for: $localPart', ({ localPart, at, code, text }) => {
    const handedOver = ['C > "DATA"', 'S < "354 go on"', '### SMTP Message handed over. From: a; To: b; 100 bytes']
    const statements = [
      'S < "220 mail.test ESMTP"',
      'C > "EHLO us"',
      'S < "250-mail.test"',
      'S < "250-AUTH PLAIN LOGIN"',
      'S < "250 STARTTLS"',
      'C > "STARTTLS"',
      'S < "220 Ready to start TLS"',
      '### SMTP STARTTLS done: the connection is secured',
      'C > "EHLO us"',
      'S < "250-mail.test"',
      'S < "250 AUTH PLAIN LOGIN"',
      'C > "AUTH PLAIN ********************************"',
      'S < "235 Authentication successful"',
      'C > "MAIL FROM:<us@mail.test>"',
      'S < "250 fine"',
      `C > "RCPT TO:<${localPart}@fail.test>"`,
      ...(at === 'message' ? ['S < "250 fine"', ...handedOver] : []),
      `S < "${String(code)} ${text}"`,
    ]
    const lines = statements.map((statement, at) => `${String(at + 1)} 2026-11-21T15:03:11.586 5012 7 ${statement}`)
    const { cause } = diagnose(lines.join('\n'))
    expect(cause).toBe(causes[localPart])
    const listed = failingAddresses.find(({ address }) => address === `${localPart}@fail.test`)
    // "Not now" over one recipient is a matter of that recipient.
    const isOfOne = fateOf[cause] !== 'provider' || cause === 'server-temporary-failure'
    expect(listed?.opensIncident).toBe(!isOfOne)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cause } from '../../../src/domain/diagnosis/cause.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { fateOf } from '../../../src/domain/diagnosis/fate.js'
import { wordingRules } from '../../../src/domain/diagnosis/rules/wordings.js'

/** Who is named and what is said of it, in words that no other rule knows when they stand apart. */
const pairs: readonly (readonly [cause: Cause, party: string, fault: string])[] = [
  ['recipient-unknown', 'alias', 'illegal'],
  ['recipient-unknown', 'utente', 'sconosciuto'],
  ['recipient-disabled', 'konto', 'nieaktywne'],
  ['recipient-disabled', 'mail box', 'frozen'],
  ['recipient-mailbox-full', 'maildir', 'exhausted'],
  ['recipient-domain-not-found', 'domain', 'unreachable'],
  ['client-ip-blocked', 'remote host', 'suspicious'],
  ['recipient-refused-policy', 'addressee', 'refuses'],
  ['sender-domain-invalid', 'return path', 'blank'],
  ['sender-not-authorised', 'senders', 'unwanted'],
]

/** What only looks like one of these causes. */
const elsewhere: readonly (readonly [never: Cause, text: string])[] = [
  ['recipient-unknown', '550 unknown command, user'],
  ['recipient-unknown', '550 the sender is unknown to the address book'],
  ['recipient-unknown', '550 invalid header: address of nobody'],
  ['recipient-unknown', '550 user with an invalid password'],
  ['recipient-unknown', '550 the address is wrong, says your DNS'],
  ['recipient-unknown', '451 illegal alias'],
  ['recipient-disabled', '550 your account is locked, please log in'],
  ['recipient-disabled', '550 sending was closed for this account'],
  ['recipient-disabled', '550 authentication of this user is disabled'],
  ['recipient-mailbox-full', '550 the daily quota of this user is used'],
  ['recipient-mailbox-full', '552 your full name is not that of the user'],
  ['recipient-domain-not-found', '550 reverse DNS of your host not found'],
  ['recipient-domain-not-found', '550 the certificate of the host is unknown'],
  ['recipient-domain-not-found', '550 domain of the sender not found'],
  ['client-ip-blocked', '554 refused: no PTR for your IP'],
  ['client-ip-blocked', '550 recipient rejected mail of IP telephones'],
  ['recipient-refused-policy', '550 connection refused for this user'],
  ['recipient-refused-policy', '550 recipient restricted: mailbox full'],
  ['sender-domain-invalid', '550 sender has no valid SPF, missing record'],
  ['sender-domain-invalid', '550 sender: invalid password'],
  ['sender-not-authorised', '550 blocked as spam, please tell the sender'],
]

describe('a reply in words of its own', () => {
  for (const [cause, party, fault] of pairs) {
    it(`means ${cause} when it names ${party} and says ${fault}, in any order`, () =>
      fc.assert(
        fc.property(fc.shuffledSubarray([party, fault, 'hm', 'there', 'eva'], { minLength: 5 }), (words) => {
          expect(diagnose(`550 ${words.join(' ')}`).cause).toBe(cause)
        }),
      ))

    it(`means nothing certain when it only says ${fault}`, () => {
      expect(diagnose(`550 hm, ${fault} there`).cause).not.toBe(cause)
    })
  }

  for (const [cause, text] of elsewhere) {
    it(`does not mean ${cause} in "${text}"`, () => {
      expect(diagnose(text).cause).not.toBe(cause)
    })
  }

  it('is told from every known sentence: it is weaker, it is a reply, and it is not certain', () => {
    for (const { weight, kind, confidence, cause } of wordingRules)
      // What would end a delivery is only a guess: it is asked once more.
      expect([weight, kind, confidence]).toEqual(['vague', 'reply', fateOf[cause] === 'final' ? 'guess' : 'likely'])
  })
})

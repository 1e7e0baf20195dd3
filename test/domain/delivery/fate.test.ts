import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttemptOutcome, attemptOutcomes } from '../../../src/domain/delivery/attempt.js'
import { type Fate, fateAfter } from '../../../src/domain/delivery/fate.js'
import { type Cause, type Phase, causes, phases } from '../../../src/domain/diagnosis/cause.js'
import { hour } from '../../../src/domain/instant.js'
import { aDelivery, aDiagnosis, anyCause, anyPhase, noon } from './sample-deliveries.js'

/** What becomes of a message that was not accepted, whose fault struck inside its transaction: cause by cause. */
const fates: Readonly<Record<Cause, 'final' | 'later' | 'provider'>> = {
  accepted: 'final',
  'dns-not-found': 'provider',
  'dns-temporary': 'provider',
  'connection-refused': 'provider',
  'connection-timeout': 'provider',
  'network-unreachable': 'provider',
  'connection-dropped': 'later',
  'connection-intercepted': 'provider',
  'greeting-timeout': 'provider',
  'not-smtp': 'provider',
  'tls-mode-mismatch': 'provider',
  'tls-certificate-untrusted': 'provider',
  'tls-certificate-name-mismatch': 'provider',
  'tls-certificate-expired': 'provider',
  'tls-protocol-unsupported': 'provider',
  'starttls-unavailable': 'provider',
  'encryption-required': 'provider',
  'credentials-rejected': 'provider',
  'app-password-required': 'provider',
  'auth-mechanism-unsupported': 'provider',
  'auth-disabled-by-provider': 'provider',
  'oauth-token-invalid': 'provider',
  'auth-temporarily-unavailable': 'provider',
  'auth-throttled': 'provider',
  'authentication-required': 'provider',
  'relay-denied': 'provider',
  'sender-not-authorised': 'provider',
  'sender-not-verified': 'provider',
  'sender-domain-invalid': 'provider',
  'client-host-rejected': 'provider',
  'client-ip-blocked': 'provider',
  'recipient-unknown': 'final',
  'recipient-mailbox-full': 'later',
  'recipient-disabled': 'final',
  'recipient-domain-not-found': 'final',
  'recipient-address-invalid': 'final',
  'recipient-refused-policy': 'final',
  greylisted: 'later',
  'rate-limited': 'provider',
  'quota-exceeded': 'provider',
  'too-many-connections': 'provider',
  'too-many-recipients': 'provider',
  'message-too-large': 'provider',
  'content-rejected-spam': 'provider',
  'content-rejected-policy': 'provider',
  'authentication-policy': 'provider',
  'server-temporary-failure': 'provider',
  'server-storage': 'provider',
  'smtputf8-unsupported': 'provider',
  'protocol-error': 'provider',
  'account-suspended': 'provider',
  'sandbox-restricted': 'provider',
  unknown: 'later',
}

const endOf = (outcome: AttemptOutcome, cause: Cause, phase: Phase = 'sender') => ({
  outcome,
  diagnosis: aDiagnosis(cause, phase),
})

const fateOf = (outcome: AttemptOutcome, cause: Cause, phase?: Phase): Fate =>
  fateAfter(aDelivery('sending'), endOf(outcome, cause, phase), noon)

describe('the fate of a delivery', () => {
  it.each(causes.filter((cause) => cause !== 'unknown'))(
    'follows its cause %s, not the first digit of a reply',
    (cause) => {
      const fate = fates[cause]
      expect(fateOf('refused', cause)).toBe(fate)
      expect(fateOf('failed', cause)).toBe(fate)
      // "Not now" of something final is taken at its word.
      expect(fateOf('deferred', cause)).toBe(fate === 'final' ? 'later' : fate)
    },
  )

  it('is accepted when the provider took it, whatever was made of it', () =>
    fc.assert(
      fc.property(anyCause, anyPhase, (cause, phase) => {
        expect(fateOf('accepted', cause, phase)).toBe('accepted')
      }),
    ))

  it('is to go again when nobody knows, and never to be refused or held for it', () =>
    fc.assert(
      fc.property(anyCause, anyPhase, fc.constantFrom('in-doubt', 'interrupted'), (cause, phase, outcome) => {
        expect(fateOf(outcome, cause, phase)).toBe('again')
      }),
    ))

  it('hangs on where a connection was dropped: before the transaction it is the path, inside it the message', () => {
    for (const phase of phases) {
      const before = phases.indexOf(phase) < phases.indexOf('sender')
      expect(fateOf('failed', 'connection-dropped', phase)).toBe(before ? 'provider' : 'later')
    }
  })

  it('is its own where a server is unwell about its recipient alone', () => {
    expect(fateOf('deferred', 'server-temporary-failure', 'recipient')).toBe('later')
    expect(fateOf('deferred', 'server-temporary-failure', 'data')).toBe('provider')
  })

  it('is its own where a server falls silent over its recipient or its text', () => {
    for (const phase of phases) {
      const isOne = phase === 'recipient' || phase === 'data'
      expect(fateOf('failed', 'connection-timeout', phase)).toBe(isOne ? 'later' : 'provider')
    }
  })

  it('is asked for once more in an hour when a refusal is not understood, and believed then', () => {
    expect(fateOf('refused', 'unknown')).toBe('second-opinion')
    const again = (after: number, outcome: AttemptOutcome = 'refused') =>
      fateAfter(aDelivery('sending', { unknownRefusalAt: noon }), endOf(outcome, 'unknown'), noon + after)
    expect(again(hour - 1)).toBe('second-opinion')
    expect(again(hour)).toBe('final')
    expect(again(hour, 'deferred')).toBe('later')
    expect(again(hour, 'failed')).toBe('later')
    expect(fateOf('deferred', 'unknown')).toBe('later')
  })

  it('is asked for once more, too, when the refusal was only guessed at from its words', () => {
    const end = endOf('refused', 'recipient-unknown')
    const guessed = { ...end, diagnosis: { ...end.diagnosis, confidence: 'guess' as const } }
    const first = aDelivery('sending')
    const second = aDelivery('sending', { unknownRefusalAt: noon })
    expect(fateAfter(first, end, noon)).toBe('final')
    expect(fateAfter(first, guessed, noon)).toBe('second-opinion')
    expect(fateAfter(second, guessed, noon + hour)).toBe('final')
  })

  it('is final only for a reason of the recipient, or after a second opinion', () =>
    fc.assert(
      fc.property(anyCause, anyPhase, fc.constantFrom(...attemptOutcomes), (cause, phase, outcome) => {
        if (fateOf(outcome, cause, phase) !== 'final') return
        expect(cause === 'accepted' || cause.startsWith('recipient-')).toBe(true)
      }),
      { numRuns: 1_000 },
    ))
})

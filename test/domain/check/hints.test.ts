import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { earliestNow, type HintFacts, hintsBefore, hintsOnCertificate } from '../../../src/domain/check/hints.js'

const fine: HintFacts = {
  host: 'smtp.example.net',
  port: 587,
  tls: 'starttls',
  isBuiltIn: false,
  logsIn: true,
  verifiesCertificate: true,
  sender: 'account',
  inContainer: true,
  now: earliestNow,
}

const named = (facts: Partial<HintFacts>) => hintsBefore({ ...fine, ...facts }).map(({ hint }) => hint)

describe('hints before a dialogue', () => {
  it('says nothing of settings that are usual', () => {
    expect(named({})).toEqual([])
    expect(named({ port: 465, tls: 'implicit' })).toEqual([])
    expect(named({ host: '127.0.0.1', inContainer: false })).toEqual([])
    expect(named({ host: '127.0.0.1', isBuiltIn: true })).toEqual([])
    expect(named({ sender: 'unknown' })).toEqual([])
    expect(named({ tls: 'none', logsIn: false, port: 1025 })).toEqual([])
  })

  it.each([
    [{ port: 465, tls: 'starttls' }, 'implicit-tls-expected'],
    [{ port: 465, tls: 'opportunistic', logsIn: false }, 'implicit-tls-expected'],
    [{ port: 587, tls: 'implicit' }, 'starttls-expected'],
    [{ port: 2525, tls: 'implicit' }, 'starttls-expected'],
    [{ port: 25 }, 'port-25'],
    [{ host: 'localhost' }, 'loopback-in-container'],
    [{ host: 'LOCALHOST.' }, 'loopback-in-container'],
    [{ host: '127.1.2.3' }, 'loopback-in-container'],
    [{ host: '::1' }, 'loopback-in-container'],
    [{ tls: 'none', port: 1025 }, 'login-in-clear'],
    [{ tls: 'opportunistic' }, 'login-perhaps-in-clear'],
    [{ verifiesCertificate: false }, 'certificate-unverified'],
    [{ sender: 'other' }, 'sender-is-not-the-account'],
    [{ now: 86_400_000 }, 'clock-wrong'],
  ] as const)('%j: %s', (facts, hint) => {
    expect(named(facts)).toEqual([hint])
  })

  it.each(['localhost.example.net', 'mail.local', '128.0.0.1', '12.7.0.1'])('takes %s for another machine', (host) => {
    expect(named({ host })).toEqual([])
  })

  it('says in both languages what to do, and the same for the same facts', () =>
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const hints = hintsBefore(facts)
        expect(hintsBefore(facts)).toEqual(hints)
        for (const { text } of hints) {
          expect(text.en).toMatch(/:.*\.$/)
          expect(text.es).toMatch(/:.*\.$/)
        }
      }),
    ))
})

describe('hints on a certificate', () => {
  const certificate = { subject: 'CN=a', issuer: 'CN=b', expires: '2026-03-01T00:00:00' }
  const now = Date.UTC(2026, 1, 20, 7, 5)

  it('tells to compare the clock when a certificate is not valid at its time', () => {
    for (const error of ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']) {
      const [hint, ...more] = hintsOnCertificate({ certificate, error }, now)
      expect(more).toEqual([])
      expect(hint?.text.en).toContain('it is 2026-02-20 07:05 UTC')
      expect(hint?.text.es).toContain('son las 2026-02-20 07:05 UTC')
    }
  })

  it('warns of one that ends within two weeks, not before and not when something else is wrong', () => {
    const days = (daysLeft: number) => hintsOnCertificate({ certificate: { ...certificate, daysLeft } }, now)
    expect(days(13).map(({ hint }) => hint)).toEqual(['certificate-ends-soon'])
    expect(days(14)).toEqual([])
    expect(hintsOnCertificate({}, now)).toEqual([])
    const other = { certificate: { ...certificate, daysLeft: 3 }, error: 'ERR_TLS_CERT_ALTNAME_INVALID' }
    expect(hintsOnCertificate(other, now)).toEqual([])
  })
})

const anyFacts = fc.record<HintFacts>({
  host: fc.oneof(fc.domain(), fc.ipV4(), fc.constant('localhost')),
  port: fc.constantFrom(25, 465, 587, 1025, 2525),
  tls: fc.constantFrom('implicit', 'starttls', 'opportunistic', 'none'),
  isBuiltIn: fc.boolean(),
  logsIn: fc.boolean(),
  verifiesCertificate: fc.boolean(),
  sender: fc.constantFrom('account', 'other', 'unknown'),
  inContainer: fc.boolean(),
  now: fc.integer({ min: 0, max: 4e12 }),
})

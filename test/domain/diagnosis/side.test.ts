import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cause, causes, type Phase, type Side } from '../../../src/domain/diagnosis/cause.js'
import { sideOf } from '../../../src/domain/diagnosis/side.js'

const decided: readonly (readonly [Cause, string, string | undefined, Side | undefined, Phase?])[] = [
  ['connection-refused', 'connect econnrefused 127.0.0.1:25', undefined, 'configuration'],
  ['connection-refused', 'connect econnrefused ::1:25', undefined, 'configuration'],
  ['connection-refused', 'unable to connect to localhost:25', undefined, 'configuration'],
  ['connection-refused', 'connection refused', 'LOCALHOST', 'configuration'],
  ['connection-refused', 'connect econnrefused 192.0.2.1:25', 'mail.test', undefined],
  ['connection-refused', 'connection refused (111)', undefined, 'configuration'],
  ['connection-refused', 'connection refused (111)', 'mail.firm.test', 'configuration'],
  ['connection-refused', 'connection refused (111)', 'smtp.gmail.com', undefined],
  ['connection-refused', 'connect econnrefused 10.127.0.0.1', undefined, undefined],
  ['connection-refused', 'connect econnrefused 2001:db8::1', undefined, undefined],
  [
    'connection-timeout',
    'technical details of permanent failure: mx.test: connection timed out',
    undefined,
    'recipient',
  ],
  ['connection-timeout', 'technical details: connection timed out', undefined, undefined],
  ['tls-certificate-untrusted', 'invalid peer certificate: unsupportedcertversion', undefined, 'provider'],
  ['tls-certificate-untrusted', 'certificate has been revoked', 'smtp.gmail.com', 'provider'],
  ['tls-certificate-untrusted', 'unable to get local issuer certificate', 'mail.firm.test', 'provider'],
  ['tls-certificate-untrusted', 'unable to get local issuer certificate', 'smtp.gmail.com', undefined],
  ['tls-certificate-untrusted', 'self-signed certificate', 'mail.firm.test', undefined],
  ['tls-protocol-unsupported', 'ssl routines:ssl_choose_client_version:unsupported protocol', undefined, 'provider'],
  ['tls-protocol-unsupported', 'tlsv1 alert protocol version', undefined, undefined],
  ['tls-protocol-unsupported', 'smtpd[9]: ssl routines::unsupported protocol', undefined, undefined],
  ['tls-certificate-untrusted', 'the revocation function was unable to check revocation', undefined, 'network'],
  ['connection-refused', 'stat=deferred: connection refused by mx.else.test.', 'mx.else.test', undefined],
  ['connection-refused', 'stat=deferred: connection refused by [127.0.0.1]', undefined, 'configuration'],
  ['connection-dropped', 'connection reset', 'mail.firm.test', 'provider', 'auth'],
  ['connection-dropped', 'connection reset', 'mail.firm.test', undefined, 'greeting'],
  ['connection-dropped', 'connection reset', 'mail.firm.test', undefined, 'tls'],
  ['connection-dropped', 'connection reset', 'localhost', 'configuration', 'greeting'],
  ['greeting-timeout', 'greeting never received', 'smtp.gmail.com', 'network'],
  ['greeting-timeout', 'greeting never received', 'mail.firm.test', undefined],
  ['smtputf8-unsupported', 'was not offered by host 127.0.0.1[127.0.0.1]', undefined, 'provider'],
  ['smtputf8-unsupported', 'was not offered by host mx.else.test[192.0.2.1]', undefined, undefined],
  ['smtputf8-unsupported', 'non-ascii addresses require smtputf8', undefined, 'configuration'],
  ['smtputf8-unsupported', 'the address requires smtputf8, which the server does not offer', undefined, undefined],
  ['smtputf8-unsupported', 'the address needs smtputf8', undefined, undefined],
  ['client-ip-blocked', 'blocked using zen.spamhaus.org; error: open resolver', undefined, 'recipient'],
  ['client-ip-blocked', 'blocked using zen.spamhaus.org', undefined, undefined],
  ['unknown', 'tls startup failed', undefined, 'configuration', 'tls'],
  ['unknown', 'no', undefined, undefined, 'recipient'],
]

describe('sideOf', () => {
  for (const [cause, words, host, side, phase] of decided)
    it(`gives ${cause} to ${side ?? 'whom the catalogue names'}: ${words} (${host ?? 'no host'}, ${phase ?? 'nowhere'})`, () => {
      expect(sideOf({ cause, words, host, phase })).toBe(side)
    })

  it('leaves every other cause to the catalogue, whatever the text says', () => {
    const others = causes.filter((cause) => decided.every(([known]) => known !== cause))
    const telling = fc.constantFrom(...decided.map(([, words]) => words))
    fc.assert(
      fc.property(
        fc.constantFrom(...others),
        telling,
        fc.option(fc.domain(), { nil: undefined }),
        (cause, words, host) => {
          expect(sideOf({ cause, words, host })).toBeUndefined()
        },
      ),
    )
  })
})

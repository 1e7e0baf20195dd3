import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../src/domain/check/stage-facts.js'
import { event, received, sent } from '../../support/statements.js'

const now = Date.UTC(2026, 10, 21, 15)
const certificate = { subject: 'CN=mail', issuer: 'CN=ca', expires: '2026-11-24T14:59:59' }

describe('the facts of a stage', () => {
  it('counts the whole days that a certificate has left, and those it is over', () => {
    const established = (expires: string) =>
      factsOf(
        'tls',
        'ok',
        [
          event({
            event: 'tls-established',
            version: 'TLSv1.3',
            cipher: 'TLS_AES_128_GCM_SHA256',
            ...certificate,
            expires,
          }),
        ],
        now,
      ).certificate?.daysLeft
    expect(established('2026-11-24T15:00:00')).toBe(3)
    expect(established('2026-11-24T14:59:59')).toBe(2)
    expect(established('2026-11-21T14:59:59')).toBe(-1)
    expect(established('')).toBeUndefined()
  })

  it('knows a certificate that was not accepted, and why', () => {
    const said = [
      event({ event: 'tls-failed', reason: 'certificate has expired', code: 'CERT_HAS_EXPIRED', ...certificate }),
      event({ event: 'failed', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }),
    ]
    expect(factsOf('tls', 'failed', said, now)).toMatchObject({ certificate, error: 'CERT_HAS_EXPIRED' })
    const unverified = event({ event: 'certificate-not-verified', reason: 'SELF_SIGNED' })
    expect(factsOf('tls', 'ok', [unverified], now)).toEqual({ notVerified: 'SELF_SIGNED' })
  })

  it('takes of several addresses the last that was tried', () => {
    const tried = (address: string) => event({ event: 'address-tried', address, port: 25 })
    expect(factsOf('connect', 'ok', [tried('2001:db8::1'), tried('192.0.2.1')], now)).toEqual({ address: '192.0.2.1' })
  })

  it('takes what the server offers at last: after STARTTLS it counts anew', () => {
    const said = [
      ...['250-mail.example', '250-STARTTLS', '250 SIZE 1000'].map(received),
      ...['250-mail.example', '250-AUTH PLAIN LOGIN', '250 SIZE 2000'].map(received),
    ]
    expect(factsOf('hello', 'ok', said, now)).toEqual({ extensions: ['AUTH PLAIN LOGIN', 'SIZE 2000'] })
    expect(factsOf('hello', 'ok', [received('250 mail.example')], now)).toEqual({ extensions: [] })
  })

  it('names the mechanism, and nothing of the exchange', () => {
    const said = [sent('AUTH PLAIN ********************************'), received('235 2.7.0 Ok')]
    expect(factsOf('auth', 'ok', said, now)).toEqual({ mechanism: 'PLAIN' })
  })

  it('repeats the last reply, whole, of a stage that failed', () => {
    const said = [
      sent('MAIL FROM:<a@example.org>'),
      received('550-5.7.60 Not yours'),
      received('550 5.7.60 Not at all'),
      event({ event: 'failed', code: 'EENVELOPE', message: 'The server answered MAIL FROM with 550' }),
    ]
    expect(factsOf('sender', 'failed', said, now)).toEqual({
      error: 'EENVELOPE',
      reply: ['550-5.7.60 Not yours', '550 5.7.60 Not at all'],
    })
  })

  it('repeats no yes as the reason why a stage failed, and whatever stands in place of a reply', () => {
    const upgrade = [sent('STARTTLS'), received('220 2.0.0 Ready to start TLS')]
    expect(factsOf('tls', 'failed', upgrade, now)).toEqual({})
    const goodbye = [sent('QUIT'), received('221 Bye')]
    expect(factsOf('message', 'failed', goodbye, now)).toEqual({})
    expect(factsOf('greeting', 'failed', [received('* OK IMAP4rev1')], now)).toEqual({ reply: ['* OK IMAP4rev1'] })
  })

  it('repeats the no of a message that was refused, not the goodbye after it', () => {
    const said = [sent('RCPT TO:<a@b.example>'), received('550 5.1.1 Unknown'), sent('QUIT'), received('221 Bye')]
    expect(factsOf('message', 'failed', said, now)).toEqual({ reply: ['550 5.1.1 Unknown'] })
  })

  it('takes as acceptance the reply to the final dot, not the goodbye', () => {
    const handedOver = event({
      event: 'message-handed-over',
      from: 'a@example.org',
      to: 'b@example.net',
      subject: 's',
      date: 'd',
      messageId: '<1@example.org>',
      bytes: 5,
    })
    const said = [received('354 go'), handedOver, received('250 2.0.0 queued as 1'), sent('QUIT'), received('221 bye')]
    expect(factsOf('message', 'ok', said, now)).toEqual({
      messageId: '<1@example.org>',
      reply: ['250 2.0.0 queued as 1'],
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { Cause, Phase } from '../../../src/domain/diagnosis/cause.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { LogLocale, Statement } from '../../../src/domain/transcript/statement.js'
import { event, received, sent } from '../../support/statements.js'

const connected = [
  event({ event: 'name-resolved', host: 'smtp.firm.test', ms: 4, addresses: ['192.0.2.8'] }),
  event({ event: 'address-tried', address: '192.0.2.8', port: 25 }),
  event({ event: 'connected', host: 'smtp.firm.test', port: 25, secured: false }),
  received('220 smtp.firm.test ESMTP'),
  sent('EHLO web.firm.test'),
]
const hello = [...connected, received('250-smtp.firm.test'), received('250 AUTH PLAIN LOGIN')]
const upgraded = [
  ...connected,
  received('250-smtp.firm.test'),
  received('250 STARTTLS'),
  event({ event: 'starttls-offered' }),
  sent('STARTTLS'),
]
const certificate = { subject: 'CN=expired.test, O=Self Signed', issuer: 'CN=expired', expires: '2025-01-01T00:00:00' }

/** How a conversation may have gone before anybody was named. None of it is the fault that is told afterwards. */
const courses: Readonly<Record<string, readonly Statement[]>> = {
  'without TLS, by settings': hello,
  'without TLS, which the server does not offer': [...hello, event({ event: 'starttls-not-offered' })],
  'without TLS, which the server refused': [
    ...upgraded,
    received('454 4.7.0 TLS not available due to temporary reason'),
    event({ event: 'starttls-refused' }),
  ],
  'with a certificate that is not verified, by settings': [
    ...upgraded,
    received('220 2.0.0 Ready to start TLS'),
    event({ event: 'certificate-not-verified', reason: 'self-signed certificate' }),
    event({ event: 'tls-established', version: 'TLSv1.2', cipher: 'ECDHE', ...certificate }),
    event({ event: 'starttls-done' }),
    sent('EHLO web.firm.test'),
    received('250 AUTH PLAIN LOGIN'),
  ],
  'with gaps and switches in the record': [
    event({ event: 'recording-switched', on: true, by: 'the operator' }),
    event({ event: 'extended-log-on', file: '/var/log/encryption-required.log' }),
    ...hello,
    event({ event: 'recording-gap', lines: 3, reason: 'ENOSPC: no space left on device' }),
  ],
}

const login = [event({ event: 'credentials-in-clear' }), sent('AUTH PLAIN ********************************')]
const sender = [event({ event: 'message-in-clear' }), sent('MAIL FROM:<app@firm.test>')]
const recipient = [...sender, received('250 2.1.0 Ok'), sent('RCPT TO:<ann@else.test>')]

const refusals: readonly (readonly [Cause, Phase, readonly Statement[]])[] = [
  ['credentials-rejected', 'auth', [...login, received('535 5.7.8 Error: authentication failed')]],
  ['sender-not-authorised', 'sender', [...sender, received('553 5.7.1 Sender address rejected: not owned by user')]],
  ['recipient-unknown', 'recipient', [...recipient, received('550 5.1.1')]],
  ['recipient-unknown', 'recipient', [...recipient, received('550 5.1.1 User unknown')]],
  ['greylisted', 'recipient', [...recipient, received('450 4.2.0 Greylisted, see later')]],
  ['unknown', 'recipient', [...recipient, received('450 4.2.0 later')]],
]

describe('how a conversation went is no fault', () => {
  for (const [course, statements] of Object.entries(courses)) {
    for (const [cause, phase, refusal] of refusals) {
      for (const locale of ['en', 'es'] as const) {
        it(`${course}: ${cause} after "${String(Object.values(refusal.at(-1) ?? {}).at(-1))}" (${locale})`, () => {
          const quit = [sent('QUIT'), received('221 2.0.0 Bye'), event({ event: 'closed' })]
          const told = diagnose(logOf([...statements, ...refusal, ...quit], locale))
          expect({ cause: told.cause, phase: told.phase }).toEqual({ cause, phase })
        })
      }
    }
  }
})

describe('a record that was cut', () => {
  it('stands where the login was refused when the connection was dropped in the middle of the refusal', () => {
    const text = `23 2026-11-22T00:13:28.003 3515 1 C > "AUTH PLAIN ********************************"
24 2026-11-22T00:13:28.004 3515 1 S < "535 no"
25 2026-11-22T00:13:28.004 3515 1 ### SMTP Line unfinished: the server's line above has no line end
26 2026-11-22T00:13:28.004 3515 1 ### SMTP Connection closed by the server
27 2026-11-22T00:13:28.004 3515 1 ### SMTP Failed: ECONNECTION; The server closed the connection
28 2026-11-22T00:13:28.005 3515 1 ### SMTP Connection closed`
    expect(diagnose(`22 2026-11-22T00:13:28.002 3515 1 S < "250 AUTH PLAIN LOGIN"\n${text}`).phase).toBe('auth')
  })

  it('is not read as one line', () => {
    const text = `3 2026-11-22T00:13:27.309 3502 1 ### SMTP Connected to 'mail.example.net' on port 25. (not secured)
4 2026-11-22T00:13:27.321 3502 1 S < "220 srv.test ESMTP"
5 2026-11-22T00:13:27.322 3502 1 C > "EHLO [127.0.0.1]"
10 2026-11-22T00:13:27.325 3502 1 S < "250 AUTH PLAIN LOGIN CRAM-MD5"
11 2026-11-22T00:13:27.325 3502 1 ### SMTP Message sent in clear: the connection is not secured
12 2026-11-22T00:13:27.326 3502 1 C > "MAIL FROM:<a@b.example>"
13 2026-11-22T00:13:27.327 3502 1 S < "250 ok"
14 2026-11-22T00:13:27.326 3502 1 C > "RCPT TO:<nobody@b.example>"
15 2026-11-22T00:13:27.327 3502 1 S < "450 4.2.0 later"`
    expect(diagnose(text)).toMatchObject({ cause: 'unknown', phase: 'recipient' })
  })
})

function logOf(statements: readonly Statement[], locale: LogLocale): string {
  return statements
    .map((statement, at) => printLine({ counter: at + 2, at, processId: 1, conversation: 1, statement }, locale))
    .join('\n')
}

import { describe, expect, it } from 'vitest'
import type { Cause, Phase } from '../../../src/domain/diagnosis/cause.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import type { DiagnosisContext, SendingFault } from '../../../src/domain/diagnosis/diagnosis.js'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { LogLocale, Statement } from '../../../src/domain/transcript/statement.js'
import { event, received, sent } from '../../support/statements.js'

const resolved = event({ event: 'name-resolved', host: 'smtp.firm.test', ms: 4, addresses: ['192.0.2.8'] })
const tried = event({ event: 'address-tried', address: '192.0.2.8', port: 587 })
const connected = event({ event: 'connected', host: 'smtp.firm.test', port: 587, secured: false })
const closed = event({ event: 'closed' })
const failed = (code: string, message: string) => event({ event: 'failed', code, message })
const certificate = { subject: 'CN=smtp.firm.test', issuer: 'CN=Some CA', expires: '2025-01-01T00:00:00' }
const hello = [
  resolved,
  tried,
  connected,
  received('220 smtp.firm.test ESMTP'),
  sent('EHLO web.firm.test'),
  received('250-smtp.firm.test'),
  received('250-STARTTLS'),
  received('250 AUTH PLAIN LOGIN'),
]
const secured = [
  ...hello,
  event({ event: 'starttls-offered' }),
  sent('STARTTLS'),
  received('220 2.0.0 go ahead'),
  event({ event: 'tls-established', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', ...certificate }),
  event({ event: 'starttls-done' }),
  sent('EHLO web.firm.test'),
  received('250-smtp.firm.test'),
  received('250 AUTH PLAIN LOGIN'),
]
const login = [...secured, sent('AUTH PLAIN ********************************')]
const loggedIn = [...login, received('235 2.7.0 Authentication successful'), sent('MAIL FROM:<app@firm.test>')]
const sender = [...loggedIn, received('250 2.1.0 Ok'), sent('RCPT TO:<ann@else.test>')]
const recipient = [...sender, received('250 2.1.5 Ok'), sent('DATA')]
const handedOver = [
  ...recipient,
  received('354 End data with <CR><LF>.<CR><LF>'),
  event({
    event: 'message-handed-over',
    from: 'app@firm.test',
    to: 'ann@else.test',
    subject: '550 user unknown',
    date: 'Sat, 21 Nov 2026 15:03:11 +0000',
    messageId: '<1@firm.test>',
    bytes: 1843,
  }),
]
const quit = [sent('QUIT'), received('221 2.0.0 Bye'), closed]
const fault = (code: string, message: string, command: string, replyCode?: number): SendingFault =>
  replyCode === undefined ? { code, message, command } : { code, message, command, replyCode }

interface Ending {
  readonly what: string
  readonly statements: readonly Statement[]
  readonly error?: SendingFault
  readonly context?: DiagnosisContext
  readonly cause: Cause
  readonly phase: Phase
}

const waited = (ms: number, waitedFor: string, command: string) => ({
  statements: [
    event({ event: 'timed-out', ms, waitedFor }),
    failed('ETIMEDOUT', `Waited ${ms} ms for ${waitedFor}`),
    event({ event: 'closed-by-us' }),
    closed,
  ],
  error: fault('ETIMEDOUT', `Waited ${ms} ms for ${waitedFor}`, command),
})

const endings: readonly Ending[] = [
  {
    what: 'the message was accepted',
    statements: [...handedOver, received('250 2.0.0 Ok: queued as 4F00'), ...quit],
    cause: 'accepted',
    phase: 'done',
  },
  {
    what: 'the name does not exist',
    statements: [
      event({ event: 'name-not-resolved', host: 'smtp.frim.test', ms: 12, code: 'ENOTFOUND' }),
      failed('ENOTFOUND', 'getaddrinfo ENOTFOUND smtp.frim.test'),
    ],
    error: fault('ENOTFOUND', 'getaddrinfo ENOTFOUND smtp.frim.test', 'CONN'),
    cause: 'dns-not-found',
    phase: 'resolve',
  },
  {
    what: 'the resolver is away',
    statements: [
      event({ event: 'name-not-resolved', host: 'smtp.firm.test', ms: 9000, code: 'EAI_AGAIN' }),
      failed('EAI_AGAIN', 'getaddrinfo EAI_AGAIN smtp.firm.test'),
    ],
    error: fault('EAI_AGAIN', 'getaddrinfo EAI_AGAIN smtp.firm.test', 'CONN'),
    cause: 'dns-temporary',
    phase: 'resolve',
  },
  {
    what: 'the resolver is too slow',
    statements: [
      event({ event: 'timed-out', ms: 10_000, waitedFor: 'the name resolution of smtp.firm.test' }),
      event({ event: 'name-not-resolved', host: 'smtp.firm.test', ms: 10_000, code: 'ETIMEDOUT' }),
      failed('ETIMEDOUT', 'The name smtp.firm.test was not resolved within 10000 ms'),
    ],
    error: fault('ETIMEDOUT', 'The name smtp.firm.test was not resolved within 10000 ms', 'CONN'),
    cause: 'dns-temporary',
    phase: 'resolve',
  },
  {
    what: 'the port is closed',
    statements: [
      resolved,
      tried,
      event({ event: 'address-failed', address: '192.0.2.8', port: 587, how: 'refused', ms: 1, code: 'ECONNREFUSED' }),
      failed('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.8:587'),
    ],
    error: fault('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.8:587', 'CONN'),
    cause: 'connection-refused',
    phase: 'connect',
  },
  {
    what: 'nothing answers, and IPv6 is not there',
    statements: [
      resolved,
      event({
        event: 'address-failed',
        address: '2001:db8::8',
        port: 25,
        how: 'unreachable',
        ms: 0,
        code: 'ENETUNREACH',
      }),
      event({
        event: 'address-failed',
        address: '192.0.2.8',
        port: 25,
        how: 'timed-out',
        ms: 30_000,
        code: 'ETIMEDOUT',
      }),
      event({ event: 'timed-out', ms: 30_000, waitedFor: 'the connection' }),
      failed('ETIMEDOUT', 'No answer from 192.0.2.8, port 25, within 30000 ms'),
    ],
    error: fault('ETIMEDOUT', 'No answer from 192.0.2.8, port 25, within 30000 ms', 'CONN'),
    cause: 'connection-timeout',
    phase: 'connect',
  },
  {
    what: 'there is no route',
    statements: [
      resolved,
      event({
        event: 'address-failed',
        address: '192.0.2.8',
        port: 587,
        how: 'unreachable',
        ms: 0,
        code: 'ENETUNREACH',
      }),
      failed('ENETUNREACH', 'connect ENETUNREACH 192.0.2.8:587'),
    ],
    error: fault('ENETUNREACH', 'connect ENETUNREACH 192.0.2.8:587', 'CONN'),
    cause: 'network-unreachable',
    phase: 'connect',
  },
  {
    what: 'no greeting comes',
    ...waited(60_000, 'the greeting', 'CONN'),
    cause: 'greeting-timeout',
    phase: 'greeting',
  },
  {
    what: 'no greeting comes on 465 without TLS',
    ...waited(60_000, 'the greeting', 'CONN'),
    context: { host: 'smtp.firm.test', port: 465, tls: 'starttls' },
    cause: 'tls-mode-mismatch',
    phase: 'greeting',
  },
  {
    what: 'a hello is not answered',
    statements: [...hello.slice(0, 5), ...waited(60_000, 'the reply to EHLO', 'EHLO').statements],
    cause: 'connection-timeout',
    phase: 'hello',
  },
  {
    what: 'a login is not answered',
    statements: [...login, ...waited(60_000, 'the reply to AUTH', 'AUTH').statements],
    cause: 'connection-timeout',
    phase: 'auth',
  },
  {
    what: 'a sender is not answered',
    statements: [...loggedIn, ...waited(60_000, 'the reply to MAIL', 'MAIL FROM').statements],
    cause: 'connection-timeout',
    phase: 'sender',
  },
  {
    what: 'a recipient is not answered',
    statements: [...sender, ...waited(60_000, 'the reply to RCPT', 'RCPT TO').statements],
    cause: 'connection-timeout',
    phase: 'recipient',
  },
  {
    what: 'DATA is not answered',
    statements: [...recipient, ...waited(60_000, 'the reply to DATA', 'DATA').statements],
    cause: 'connection-timeout',
    phase: 'data',
  },
  {
    what: 'the final dot is not answered',
    statements: [...handedOver, ...waited(600_000, 'the reply to the final dot', 'DATA').statements],
    cause: 'connection-timeout',
    phase: 'acceptance',
  },
  {
    what: 'the certificate has expired',
    statements: [
      ...hello,
      event({ event: 'starttls-offered' }),
      sent('STARTTLS'),
      received('220 go ahead'),
      event({ event: 'tls-failed', reason: 'certificate has expired', code: 'CERT_HAS_EXPIRED', ...certificate }),
      failed('CERT_HAS_EXPIRED', 'certificate has expired'),
      closed,
    ],
    error: fault('CERT_HAS_EXPIRED', 'certificate has expired', 'STARTTLS'),
    cause: 'tls-certificate-expired',
    phase: 'tls',
  },
  {
    what: 'the certificate is self-signed',
    statements: [
      resolved,
      event({
        event: 'tls-failed',
        reason: 'self-signed certificate',
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        ...certificate,
      }),
      failed('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
    ],
    error: fault('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'CONN'),
    cause: 'tls-certificate-untrusted',
    phase: 'tls',
  },
  {
    what: 'the certificate is for another name',
    statements: [
      event({
        event: 'tls-failed',
        reason:
          "Hostname/IP does not match certificate's altnames: Host: smtp.firm.test. is not in the cert's altnames: DNS:box.hosting.test",
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        ...certificate,
      }),
    ],
    cause: 'tls-certificate-name-mismatch',
    phase: 'tls',
  },
  {
    what: 'implicit TLS meets a plain port',
    statements: [
      event({
        event: 'tls-failed',
        reason: 'wrong version number',
        code: 'ERR_SSL_WRONG_VERSION_NUMBER',
        subject: '',
        issuer: '',
        expires: '',
      }),
      failed('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'),
    ],
    context: { port: 587, tls: 'implicit' },
    cause: 'tls-mode-mismatch',
    phase: 'tls',
  },
  {
    what: 'the two sides share no TLS version',
    statements: [
      event({
        event: 'tls-failed',
        reason: 'unsupported protocol',
        code: 'ERR_SSL_UNSUPPORTED_PROTOCOL',
        subject: '',
        issuer: '',
        expires: '',
      }),
    ],
    cause: 'tls-protocol-unsupported',
    phase: 'tls',
  },
  {
    what: 'STARTTLS is not offered',
    statements: [
      ...hello.slice(0, 5),
      received('250-smtp.firm.test'),
      received('250 SIZE 1000000'),
      event({ event: 'starttls-not-offered' }),
      failed('ESTARTTLS', 'The server does not offer STARTTLS, and the settings require it'),
      ...quit,
    ],
    error: fault('ESTARTTLS', 'The server does not offer STARTTLS, and the settings require it', 'STARTTLS'),
    cause: 'starttls-unavailable',
    phase: 'tls',
  },
  {
    what: 'STARTTLS is refused',
    statements: [
      ...hello,
      event({ event: 'starttls-offered' }),
      sent('STARTTLS'),
      received('454 4.7.0 TLS not available due to local problem'),
      event({ event: 'starttls-refused' }),
      closed,
    ],
    cause: 'starttls-unavailable',
    phase: 'tls',
  },
  {
    what: 'STARTTLS is offered and then not known',
    statements: [
      ...hello,
      event({ event: 'starttls-offered' }),
      sent('STARTTLS'),
      received('502 5.5.1 Not implemented'),
      event({ event: 'starttls-refused' }),
      closed,
    ],
    cause: 'starttls-unavailable',
    phase: 'tls',
  },
  {
    what: 'the greeting is a no without a reason',
    statements: [
      resolved,
      tried,
      connected,
      received('554 5.0.0 No'),
      failed('EPROTOCOL', 'The server answered the connection with 554'),
      closed,
    ],
    error: fault('EPROTOCOL', 'The server answered the connection with 554', 'CONN', 554),
    cause: 'client-ip-blocked',
    phase: 'greeting',
  },
  {
    what: 'the password is wrong',
    statements: [...login, received('535 5.7.8 Error: authentication failed'), ...quit],
    error: fault('EAUTH', 'Invalid login', 'AUTH PLAIN', 535),
    cause: 'credentials-rejected',
    phase: 'auth',
  },
  {
    what: 'no login is offered',
    statements: [
      ...secured.slice(0, -1),
      received('250 SIZE 1000000'),
      failed('EAUTH', 'The server offers no login on this connection'),
      ...quit,
    ],
    error: fault('EAUTH', 'The server offers no login on this connection', 'AUTH'),
    cause: 'auth-mechanism-unsupported',
    phase: 'auth',
  },
  {
    what: 'the sender is refused for now',
    statements: [...loggedIn, received('452 4.3.1 Insufficient system storage'), ...quit],
    error: fault('EENVELOPE', 'Mail command failed', 'MAIL FROM', 452),
    cause: 'server-storage',
    phase: 'sender',
  },
  {
    what: 'the sender is refused',
    statements: [...loggedIn, received('553 5.7.1 Sender address rejected: not owned by user app'), ...quit],
    cause: 'sender-not-authorised',
    phase: 'sender',
  },
  {
    what: 'the recipient has to wait',
    statements: [...sender, received('450 4.2.0 Greylisted, try again in 5 minutes'), ...quit],
    cause: 'greylisted',
    phase: 'recipient',
  },
  {
    what: 'the recipient is unknown',
    statements: [...sender, received('550 5.1.1 <ann@else.test>: User unknown'), ...quit],
    cause: 'recipient-unknown',
    phase: 'recipient',
  },
  {
    what: 'DATA is refused',
    statements: [...recipient, received('451 4.3.0 Internal error, try later'), ...quit],
    cause: 'server-temporary-failure',
    phase: 'data',
  },
  {
    what: 'the message is refused',
    statements: [...handedOver, received('554 5.7.1 Message rejected as spam'), ...quit],
    cause: 'content-rejected-spam',
    phase: 'acceptance',
  },
  {
    what: 'the server hangs up after MAIL',
    statements: [
      ...loggedIn,
      event({ event: 'closed-by-server' }),
      failed('ECONNECTION', 'The server closed the connection'),
      closed,
    ],
    error: fault('ECONNECTION', 'The server closed the connection', 'MAIL FROM'),
    cause: 'connection-dropped',
    phase: 'sender',
  },
  {
    what: 'the connection breaks after the final dot',
    statements: [
      ...handedOver,
      event({ event: 'connection-lost', code: 'ECONNRESET' }),
      failed('ECONNRESET', 'read ECONNRESET'),
      closed,
    ],
    error: fault('ECONNRESET', 'read ECONNRESET', 'DATA'),
    cause: 'connection-dropped',
    phase: 'acceptance',
  },
  {
    what: 'an address needs SMTPUTF8 and the server has none',
    statements: [...secured, ...quit],
    error: fault('ESMTPUTF8', 'An address needs SMTPUTF8, and the server does not offer it', 'MAIL FROM'),
    cause: 'smtputf8-unsupported',
    phase: 'sender',
  },
  { what: 'nothing at all is known', statements: [], cause: 'unknown', phase: 'acceptance' },
]

const print = (statements: readonly Statement[], locale: LogLocale) =>
  statements
    .map((statement, at) =>
      printLine({ counter: at + 1, at: 1_795_273_391_586 + at, processId: 5012, conversation: 7, statement }, locale),
    )
    .join('\n')

const dropped = [
  event({ event: 'closed-by-server' }),
  failed('ECONNECTION', 'The server closed the connection'),
  closed,
]
const unfinished = event({ event: 'line-unfinished', side: 'server' })

for (const locale of ['en', 'es'] as const) {
  describe(`our own record in ${locale}, of a yes that was not finished`, () => {
    it.each([
      [
        'half a line for EHLO',
        [connected, received('220 mx'), sent('EHLO me'), received('250 h'), unfinished],
        'hello',
      ],
      ['half a reply to EHLO', [connected, received('220 mx'), sent('EHLO me'), received('250-SIZE')], 'hello'],
      ['half a line at the end', [...handedOver, received('250 2.0.0 tak'), unfinished], 'acceptance'],
      ['half a reply at the end', [...handedOver, received('250-2.0.0 taken')], 'acceptance'],
    ] as const)('does not take %s for one', (_what, statements, phase) => {
      const got = diagnose(print([...statements, ...dropped], locale))
      expect(got).toMatchObject({ cause: 'connection-dropped', phase })
    })

    it('takes a no for one, however it ends', () => {
      const statements = [...login, received('535-5.7.8 Username and Password not accepted'), ...dropped]
      expect(diagnose(print(statements, locale))).toMatchObject({ cause: 'credentials-rejected', phase: 'auth' })
    })
  })

  it(`does not take a port for a code in ${locale}`, () => {
    for (const port of [25, 421, 454, 535, 4354, 10_060, 10_061, 11_001, 43_512]) {
      const statements = [
        event({ event: 'address-tried', address: '192.0.2.8', port }),
        event({ event: 'connected', host: 'smtp.firm.test', port, secured: false }),
        received('220 smtp.firm.test ESMTP'),
        sent('EHLO web.firm.test'),
        ...dropped,
      ]
      expect(diagnose(print(statements, locale))).toMatchObject({ cause: 'connection-dropped', phase: 'hello' })
    }
  })

  describe(`our own record in ${locale}`, () => {
    for (const { what, statements, error, context, cause, phase } of endings) {
      it(`says ${cause} when ${what}`, () => {
        const text = print(statements, locale)
        const got = diagnose(text, error, context)
        expect({ cause: got.cause, phase: got.phase, rule: got.rule }).toEqual({
          cause,
          phase,
          rule: expect.any(String),
        })
        for (const line of got.evidence) expect(text.split('\n')).toContain(line)
      })
    }
  })

  describe(`our own record in ${locale}, without the error`, () => {
    const shown = endings.filter(
      ({ statements, error, what }) => statements.length > 0 && error !== undefined && !what.includes('SMTPUTF8'),
    )
    for (const { what, statements, context, cause, phase } of shown) {
      it(`says ${cause} when ${what}`, () => {
        expect(diagnose(print(statements, locale), undefined, context)).toMatchObject({ cause, phase })
      })
    }
  })
}

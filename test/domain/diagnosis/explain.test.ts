import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { spellStatus } from '../../../src/domain/diagnosis/enhanced-status.js'

/** The IANA registry "SMTP Enhanced Status Codes": of each subject the highest detail; none is left out up to it. */
const registered = { 0: 0, 1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30 }

describe('what a diagnosis says', () => {
  it('spells every registered status code in both languages, and no other', () => {
    for (const [subject, last] of Object.entries(registered)) {
      for (let detail = 0; detail <= last; detail++) {
        const { en, es } = spellStatus(`5.${subject}.${String(detail)}`) ?? { en: '', es: '' }
        expect([subject, detail, en, es]).not.toContain('')
        expect(en).not.toBe(es)
      }
      expect(spellStatus(`5.${subject}.${String(last + 1)}`)).toBeUndefined()
    }
  })

  it('sends nobody to the port that just did not answer', () => {
    const on = (port: number) => diagnose(`Error: connect ETIMEDOUT 192.0.2.7:${String(port)}`)
    expect(on(25).remedy.en).toMatch(/587 or 465/)
    expect(on(25).explanation.en).toContain('many hosters block outgoing port 25')
    for (const port of [587, 465]) {
      const { explanation, remedy } = on(port)
      expect(explanation.en).not.toContain('25')
      expect(remedy.en).toMatch(/^Have the outgoing port opened/)
      expect(remedy.es).toMatch(/^Pida .* que abra el puerto de salida/)
    }
  })

  it('takes neither a minute nor a line of a program for a port', () => {
    for (const before of ['2026-11-22 10:25:33', '[10:25]', 'at smtp.js:25']) {
      expect(diagnose(`${before} Error: connect ETIMEDOUT 192.0.2.7:587`).explanation.en).not.toContain('port 25')
      expect(diagnose(`${before} Error: connect ETIMEDOUT`).explanation.en).not.toContain('port 25')
    }
    for (const target of ['192.0.2.7:25', '2001:db8::7:25', 'mx.example.net:25', '[2001:db8::7]:25']) {
      expect(diagnose(`10:58:01 connect ETIMEDOUT ${target}`).explanation.en).toContain('port 25')
    }
  })

  it('suspects no hoster of blocking the way to this very machine', () => {
    for (const text of [
      'Error: connect ECONNREFUSED 127.0.0.1:25',
      'Error: connect ECONNREFUSED ::1:25',
      'localhost:587: Connection refused',
    ]) {
      const { side, explanation, remedy } = diagnose(text)
      expect(side).toBe('configuration')
      expect(`${explanation.en} ${remedy.en}`).not.toContain('hoster')
      expect(remedy.en).toMatch(/^Start the mail server of this machine/)
      expect(remedy.es).toMatch(/^Arranque el servidor de correo de esta máquina/)
    }
  })

  it('blames no blocked port for a server that fell silent after it had answered', () => {
    const text = [
      'S < "220 mx.test ESMTP"',
      'C > "EHLO shop.test"',
      'S < "250 AUTH PLAIN"',
      'C > "AUTH PLAIN ********************************"',
      '### SMTP Timed out after 60000 ms waiting for the reply to AUTH PLAIN',
    ].map((statement, at) => `${String(at + 2)} 2026-11-22T03:15:43.503 19092 1 ${statement}`)
    const found = diagnose(text.join('\n'))
    expect(found).toMatchObject({ cause: 'connection-timeout', phase: 'auth', retryable: true })
    expect(found.explanation.en).toContain('The connection stood')
    expect(found.explanation.es).toContain('La conexión estaba establecida')
    expect(found.remedy.en).not.toMatch(/port|hoster/)
  })

  it('does not say that a message is lost when nobody knows', () => {
    const sent = [
      'C > "DATA"',
      'S < "354 Go ahead"',
      '### SMTP Message handed over. From: a; To: b; Subject: c; 9 bytes',
    ]
    for (const end of [
      '### SMTP Connection closed by the server',
      '### SMTP Timed out after 600000 ms waiting for the reply to the final dot',
    ]) {
      const text = [...sent, end]
        .map((said, at) => `${String(at + 2)} 2026-11-22T03:15:43.503 19092 1 ${said}`)
        .join('\n')
      const { explanation, remedy, phase } = diagnose(text)
      expect(phase).toBe('acceptance')
      expect([explanation.en, explanation.es, remedy.en]).toEqual([
        expect.stringContaining('whether it was taken is not known'),
        expect.stringContaining('no se sabe si lo aceptó'),
        expect.stringContaining('Look whether it arrived'),
      ])
    }
  })

  it('sends a certificate of the future to the clock, and an expired one to its operator', () => {
    const future = diagnose('Error: certificate is not yet valid\ncode: CERT_NOT_YET_VALID')
    expect(future).toMatchObject({ cause: 'tls-certificate-expired', side: 'configuration' })
    expect(future.remedy.en).toMatch(/^Set the clock of this machine right/)
    expect(future.remedy.es).toMatch(/^Ponga en hora el reloj/)
    const go = 'x509: certificate has expired or is not yet valid: current time 2026-06-01T10:00:00Z is'
    expect(diagnose(`${go} before 2026-07-01T10:00:00Z`).side).toBe('configuration')
    for (const text of ['certificate has expired', `${go} after 2026-05-01T10:00:00Z`]) {
      expect(diagnose(text).side).toBe('provider')
      expect(diagnose(text).remedy.en).toContain('must renew')
    }
  })

  const atProviders: readonly (readonly [string, string, RegExp])[] = [
    [
      'Gmail’s relay',
      '550-5.7.1 Invalid credentials for relay [192.0.2.5]. The IP address you have registered does not match. - gsmtp',
      /SMTP relay service|retransmisión SMTP/,
    ],
    [
      'Microsoft 365',
      '535 5.7.3 Authentication unsuccessful [AM0PR01CA.eurprd01.prod.outlook.com]',
      /Authenticated SMTP|SMTP autenticado/,
    ],
    [
      'Microsoft 365 at its limit',
      '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=X.prod.outlook.com]',
      /maxConnections=3/,
    ],
    ['iCloud', '534 5.7.9 Application-specific password required smtp.mail.me.com', /account\.apple\.com/],
    ['Amazon SES at its limit', '454 Throttling failure: Daily message quota exceeded.', /Amazon SES/],
    [
      'Amazon SES, paused',
      '554 Sending paused for this account. Check the inbox of the email address associated with your AWS account.',
      /AWS/,
    ],
    ['SendGrid without a login', '220 SG ESMTP smtp.sendgrid.net\n550 Unauthenticated senders not allowed', /apikey/],
    [
      'Mailgun, domain not set up',
      '535 Domain example.org is not allowed to send: The domain is unverified and requires DNS configuration. smtp.mailgun.org',
      /DNS/,
    ],
    ['Brevo', '525 5.7.1 Unauthorized IP address smtp-relay.brevo.com', /Authorised IPs|IP autorizadas/],
    [
      'Yahoo',
      '421 4.7.0 [TSS04] Messages from 192.0.2.5 temporarily deferred due to user complaints; see https://postmaster.yahooinc.com/error-codes',
      /yahooinc/,
    ],
  ]
  for (const [name, reply, words] of atProviders) {
    it(`tells what to do at ${name}, in both languages`, () => {
      const { remedy } = diagnose(reply)
      expect([remedy.en, remedy.es]).toEqual([expect.stringMatching(words), expect.stringMatching(words)])
    })
  }
})

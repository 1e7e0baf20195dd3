import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import type { DiagnosisContext } from '../../../src/domain/diagnosis/diagnosis.js'

interface Example {
  readonly text: string
  readonly context?: DiagnosisContext
}

const ses = 'identities failed the check in region EU-WEST-1'
const examples: Readonly<Record<string, { readonly hit: Example; readonly miss: Example }>> = {
  'done/accepted': {
    hit: { text: 'C: .\nS: 250 2.0.0 queued' },
    miss: { text: 'C: .\nS: 250 2.0.0 queued\nC: MAIL FROM:<a@b.test>\nS: 550 5.1.7 no' },
  },
  'greeting/spoke-first': {
    hit: { text: 'C: MAIL FROM:<a@b.test>\nS: 220 mx.test ESMTP\nError: Invalid greeting. response=250 Ok' },
    miss: { text: 'S: 220 mx.test ESMTP\nC: MAIL FROM:<a@b.test>\nError: Invalid greeting. response=250 Ok' },
  },
  'greeting/imap': { hit: { text: 'S: * OK IMAP4rev1 ready' }, miss: { text: 'S: 250 ok IMAP' } },
  'greeting/ftp': { hit: { text: 'S: 220 ProFTPD ready' }, miss: { text: 'S: 220 mx.test ESMTP ready' } },
  'hello/masked': {
    hit: { text: '250-PIPELINING\n250-XXXXXXXA\n250 DSN' },
    miss: { text: '250-XXXXXXXXXX.test\n250 DSN' },
  },
  'connect/no-reply-at-all': {
    hit: { text: 'SMTP ERROR: MAIL FROM command failed: ' },
    miss: { text: 'SMTP ERROR: QUIT command failed: ' },
  },
  'greeting/proxied': {
    hit: { text: 'S: 220 Avast! SMTP proxy ready' },
    miss: { text: 'S: 220 mx.test ESMTP ready' },
  },
  'hello/greeted-twice': {
    hit: { text: 'C: EHLO a\nS: 250 b\nC: HELO a\nS: 501 not so' },
    miss: { text: 'C: EHLO a\nS: 502 no\nC: HELO a\nS: 501 not so' },
  },
  'auth/not-offered-before-tls': {
    hit: { text: 'C: EHLO a\nS: 250-b\nS: 250 STARTTLS\nLogin failed' },
    miss: { text: 'C: EHLO a\nS: 250-b\nS: 250-STARTTLS\nS: 250 AUTH PLAIN\nLogin failed' },
  },
  'protocol/other-yes-than-expected': {
    hit: { text: 'expected 354, got 250' },
    miss: { text: 'expected 354, got 354' },
  },
  'protocol/go-ahead-taken-for-error': {
    hit: { text: 'Sending failed: 354 go ahead' },
    miss: { text: 'Server: 354 go ahead' },
  },
  'greeting/port-of-another-protocol': {
    hit: { text: 'client.Connect("mx.test", 110)\nUnable to parse status code returned by the server.' },
    miss: { text: 'client.Connect("mx.test", 25)\nUnable to parse status code returned by the server.' },
  },
  'sender/bare-host': {
    hit: { text: 'Diagnostic-Code: SMTP; 550 Invalid sender <root@web1>' },
    miss: { text: 'Diagnostic-Code: SMTP; 550 Invalid sender <root@web1.test>' },
  },
  'greeting/silence': {
    hit: { text: '=== Connected to mx.test.\n*** Timeout (30 secs) waiting' },
    miss: { text: '=== Connected to mx.test.\n<- 220 mx.test ESMTP\n*** Timeout (30 secs) waiting' },
  },
  'auth/settings-missing': {
    hit: { text: 'C: AUTH PLAIN AHVuZGVmaW5lZAB1bmRlZmluZWQ=\nS: 535 5.7.8 no' },
    miss: { text: 'C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 535 5.7.8 no' },
  },
  'connect/other-host-answers': {
    hit: {
      text: 'S: 220 box7.hosting.test ESMTP Exim\nS: 535 Incorrect authentication data',
      context: { host: 'smtp.gmail.com' },
    },
    miss: { text: 'S: 220 smtp.gmail.com ESMTP gsmtp\nS: 535 5.7.8 no', context: { host: 'smtp.gmail.com' } },
  },
  'tls/port-and-mode': {
    hit: { text: 'Error: Greeting never received', context: { port: 465, tls: 'none' } },
    miss: { text: 'Error: Greeting never received', context: { port: 465, tls: 'implicit' } },
  },
  'recipient/never-logged-in': {
    hit: {
      text: 'C: HELO a\nS: 250 b\nC: MAIL FROM:<a@b.test>\nS: 250 ok\nC: RCPT TO:<c@d.test>\nS: 550 Relaying denied',
    },
    miss: {
      text: 'C: EHLO a\nS: 250 b\nC: MAIL FROM:<a@b.test>\nS: 250 ok\nC: RCPT TO:<c@d.test>\nS: 550 Relaying denied',
    },
  },
  'resolve/relay-looked-up': {
    hit: { text: 'relay: TempFail: to=ann@else.test, rcpt=<->, relay=smarthost.test, stat=No MX found for domain' },
    miss: { text: 'relay: TempFail: to=ann@else.test, rcpt=<->, relay=else.test, stat=No MX found for domain' },
  },
  'recipient/submission-refuses-host': {
    hit: {
      text: 'postfix/submission/smtpd[9]: NOQUEUE: reject: RCPT from box[192.0.2.1]: 554 5.7.1 <box[192.0.2.1]>: Client host rejected: Access denied',
    },
    miss: {
      text: 'postfix/smtpd[9]: NOQUEUE: reject: RCPT from box[192.0.2.1]: 554 5.7.1 <box[192.0.2.1]>: Client host rejected: Access denied',
    },
  },
  'acceptance/ses-identity': {
    hit: { text: `554 Message rejected: ${ses}: a@b.test`, context: { from: 'a@b.test', to: 'c@d.test' } },
    miss: { text: '554 Message rejected: spam: a@b.test', context: { from: 'a@b.test', to: 'c@d.test' } },
  },
  'auth/token-refused': {
    hit: { text: 'C: AUTH XOAUTH2 dXNlcj1hbm4=\nS: 535 5.7.8 Username and Password not accepted' },
    miss: { text: 'C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 535 5.7.8 Username and Password not accepted' },
  },
}

const told = (port: number) => diagnose('connect ETIMEDOUT 192.0.2.1', undefined, { port }).explanation.en

describe('what only the whole conversation shows', () => {
  for (const [id, { hit, miss }] of Object.entries(examples)) {
    it(`${id} is seen, and not where something else is the case`, () => {
      expect(diagnose(hit.text, undefined, hit.context).rule).toBe(id)
      expect(diagnose(miss.text, undefined, miss.context).rule).not.toBe(id)
    })
  }

  it('blames the path and not the password when another server answers for a large provider', () => {
    const got = diagnose('S: 535 Incorrect authentication data', undefined, { host: 'smtp.gmail.com', port: 587 })
    expect(got).toMatchObject({ cause: 'connection-intercepted', side: 'network' })
  })

  it('blames the password when nothing is known of the host', () => {
    expect(diagnose('S: 535 Incorrect authentication data')).toMatchObject({
      cause: 'credentials-rejected',
      side: 'credentials',
    })
  })

  it('calls implicit TLS to a STARTTLS port what it is', () => {
    const text = 'SMTP Timed out after 30000 ms waiting for the TLS handshake'
    expect(diagnose(text, undefined, { port: 587, tls: 'implicit' })).toMatchObject({
      cause: 'tls-mode-mismatch',
      phase: 'tls',
    })
    expect(diagnose(text, undefined, { port: 465, tls: 'implicit' }).cause).toBe('connection-timeout')
  })

  it('says that hosters block port 25 where it was port 25 that stayed silent', () => {
    expect(told(25)).toContain('block outgoing port 25')
    expect(told(587)).not.toContain('port 25')
  })
})

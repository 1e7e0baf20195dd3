import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The names of the machine that connects: in the DNS, and in EHLO. */
export const clientNameRules: readonly Rule[] = [
  {
    id: 'client/gmail-no-ptr',
    cause: 'client-host-rejected',
    weight: 'tag',
    phase: 'acceptance',
    says: ['the ip address sending this message does not have a ptr'],
    source: 'Gmail 550 5.7.25, which speaks after the message',
  },
  {
    id: 'client/ionos-dns',
    cause: 'client-host-rejected',
    weight: 'tag',
    phase: 'greeting',
    says: ['c=rdns', 'bad dns ptr resource record', 'c=nptr', 'no-ptr'],
    source: 'GMX, web.de, IONOS postmaster codes',
  },
  {
    id: 'client/reverse-dns',
    cause: 'client-host-rejected',
    weight: 'exact',
    retryable: false,
    phase: 'recipient',
    says: phrases`
      reverse dns · reverse hostname · reverse lookup · reverse host · reverse name · reverse mapping ·
      reverse resolution · cannot find your {/reverse }hostname · cannot find your · ptr record · no ptr · ptr| ·
      missing ptr · ptr-record · rdns · r-dns · does not match * ip address · does not resolve to ·
      doesnt resolve to · cannot resolve your · ip name lookup failed · fcrdns · iprev · forward dns ·
      hostname not found · not find your hostname · unable to resolve your ·
      generic hostname · no dns entry · no hostname · name lookup failed · without reverse · dns lookup failure ·
      resolve * hostname · no name for · missing a reverse · resolucion inversa · dns inverso · inverse dns ·
      unresolvable relay host · forged hostname · not resolve to your · bad dns · without fqdn · lookup of your ·
      name * ip mismatch · mismatches client ip ·
      name does not match your ip · name doesnt match your ip · names do not match ·
      dns check fail ·
      hostname {does not/doesnt} resolve · hostname and ip · hostname * mismatch
    `,
    unless: ['recipient address', 'spf', 'dkim', 'could not resolve host', 'getaddrinfo', 'sender address', 'dmarc'],
    source: 'Postfix reject_unknown_client_hostname, Gmail 550 5.7.25, Exim, AOL, Comcast, GMX',
  },
  {
    id: 'client/unverifiable-addresses',
    cause: 'client-host-rejected',
    weight: 'exact',
    phase: 'recipient',
    says: ['unverifyable', 'unverifiable sending'],
    unless: ['recipient address', 'spf', 'dkim', 'sender address'],
    source: 'Exim of hosters that take so many addresses without a name and no more at a time',
  },
  {
    id: 'client/reverse-dns-code',
    cause: 'client-host-rejected',
    weight: 'usual',
    phase: 'acceptance',
    codes: ['.7.25'],
    source: 'IANA enhanced status X.7.25 Reverse DNS validation failed (RFC 7372)',
  },
  {
    id: 'client/helo',
    cause: 'client-host-rejected',
    weight: 'exact',
    phase: 'hello',
    says: phrases`
      helo command rejected · ehlo command rejected · invalid helo · invalid ehlo · helo name · ehlo name · bad helo ·
      bad ehlo ·
      helo * {invalid/rejected/required/fqdn/not valid/does not/forged/unresolvable/syntactically/denied/refused} ·
      ehlo * {invalid/rejected/fqdn/not valid/does not/forged/unresolvable/syntactically/denied/refused} ·
      syntactically invalid {helo/ehlo/argument} · helo/ehlo · ehlo/helo · need fully-qualified hostname ·
      fully-qualified hostname · fully qualified hostname · fully qualified domain name · you are not me ·
      helo should be · forged helo · invalid hostname · invalid host name · helo requires · domain name required ·
      argument * helo · invalid domain name * {helo/ehlo} · requires valid address · invalid domain address ·
      underscores in helo · raw ip in helo · your helo ·
      helohost
    `,
    unless: phrases`
      sender address · for sender · recipient address · recipient address rejected · sender address rejected ·
      mail from · send hello first · send helo · helo first · ehlo first · say helo · helo required · should say ·
      polite · ehlo again · ratelimit · synchronization · helo/ehlo issued · spf · not accepted from server · dmarc ·
      ehlo failed · after connect · not permitted * helo · not implemented · unrecognized · not recognized · rcpt to
    `,
    source: 'Postfix reject_invalid_helo_hostname and its kin, Exim, Sendmail',
  },
  {
    id: 'client/gmail-helo',
    cause: 'client-host-rejected',
    weight: 'exact',
    at: 'hello',
    retryable: false,
    says: ['closing connection. ({ehlo/helo})'],
    unless: ['unusual', 'unsolicited', 'rate|'],
    source:
      'Gmail 421 4.7.0 Try again later, closing connection. (EHLO): its relay turns away localhost and other names',
  },
  {
    id: 'client/helo-argument',
    cause: 'client-host-rejected',
    weight: 'usual',
    at: 'hello',
    codes: [501],
    says: phrases`
      invalid domain name · domain name is invalid · invalid domain · invalid argument to ehlo · invalid host ·
      hostname is invalid · domain required · requires domain · requires a domain · not a valid domain ·
      helo * {requires/needs/argument} · ehlo * {requires/needs/argument}
    `,
    notIn: ['sender', 'recipient', 'auth', 'data', 'acceptance', 'tls', 'greeting'],
    unless: ['sender', 'recipient', 'mail from', 'rcpt', 'address', 'mailbox', 'from:'],
    source:
      'Exchange 501 5.5.4 Invalid domain name, Sendmail 501 about the argument of EHLO (RFC 5321 section 4.1.1.1)',
  },
  {
    id: 'client/helo-command-rejected',
    cause: 'client-host-rejected',
    weight: 'exact',
    phase: 'recipient',
    says: [
      '{helo/ehlo} command rejected',
      'unable to verify helo',
      'helo verification failed',
      'verify helo',
      'verify ehlo',
      'verify your {helo/ehlo}',
    ],
    unless: ['spf', 'dmarc', 'rbl', 'blocked using'],
    source: 'Postfix smtpd_helo_restrictions, which by default speak at RCPT; Exim verify = helo',
  },
  {
    id: 'client/helo-refused',
    cause: 'client-host-rejected',
    weight: 'vague',
    phase: 'hello',
    codes: [501, 550, 554, 504, 553],
    phases: ['hello'],
    unless: ['starttls', 'tls'],
    kind: 'reply',
    confidence: 'likely',
    source: 'a refused EHLO after a friendly greeting',
  },
]

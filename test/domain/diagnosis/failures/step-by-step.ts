import type { Row } from './row.js'

const greeted = 'C: EHLO box.test\nS: 250-mx.test\nS: 250 SIZE\n'
const clear = (last: string) =>
  `[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Connecting to mx.test:587...
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Recv: 220 mx.test ESMTP
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Send: EHLO box.test
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Recv: 250-mx.test
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Recv: ${last}
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Recv: 250 DSN
[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Send: QUIT`
const warning =
  'postfix/smtp[7]: certificate verification failed for relay.test[192.0.2.3]:587: untrusted issuer /CN=Relay CA\n'
const handedOver = (address: string) =>
  `{ accepted: [ '${address}' ],\n  rejected: [],\n  response: '250 2.0.0 Ok: queued as 4F00BA2' }`
const unanswered = 'CLIENT -> SERVER: EHLO box.test\nCLIENT -> SERVER: STARTTLS\n'

/** What only shows in the order of the steps, or in the words for it; each beside one that looks like it. */
export const stepByStep: readonly Row[] = [
  ['a server at HELO', 'protocol-error', 'hello', 'C: HELO box.test\nS: 503 5.5.1 Bad sequence of commands'],
  ['a server at HELO', 'client-host-rejected', 'hello', 'C: HELO box.test\nS: 501 Invalid domain name'],
  ['a server at EHLO', 'client-host-rejected', 'hello', 'C: EHLO box.test\nS: 501 not allowed here'],
  ['a server that names HELO', 'protocol-error', 'hello', '503 Wrong state for EHLO'],
  ['a server that was greeted', 'protocol-error', 'hello', '501 you were already greeted'],
  ['a server after RCPT', 'protocol-error', 'recipient', 'C: RCPT TO:<eva@else.test>\nS: 503 Bad sequence of commands'],
  [
    'a log that quotes commands',
    'protocol-error',
    'hello',
    '<- "EHLO box.test\\r\\n"\n-> "250 mx.test\\r\\n"\n<- "HELO box.test\\r\\n"\n-> "503 out of order\\r\\n"',
  ],
  ['a server after EHLO', 'protocol-error', 'hello', `${greeted}C: HELO box.test\nS: 501 not so`],
  [
    'the log of a relay above Nodemailer’s result',
    'recipient-unknown',
    'recipient',
    `postfix/smtp[7]: 4F00BA2: to=<eva@else.test>, relay=mx.else.test[192.0.2.9]:25, dsn=5.1.1, status=bounced (host mx.else.test[192.0.2.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n${handedOver('eva@else.test')}`,
  ],
  [
    'the log of a relay that names the recipient only',
    'recipient-domain-not-found',
    'resolve',
    `postfix/smtp[7]: to=<eva@else.test>, relay=none, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=else.test type=AAAA: Host not found)\n${handedOver('eva@else.test')}`,
  ],
  [
    'the log of a relay about another mail',
    'accepted',
    'done',
    `postfix/smtp[7]: 99AA77: to=<udo@else.test>, relay=none, dsn=5.4.4, status=bounced (Host or domain name not found)\n${handedOver('eva@brand.test')}`,
  ],
  [
    'Exim behind a yes',
    'recipient-unknown',
    'recipient',
    `${handedOver('eva@else.test')}\n2026-11-21 10:00:00 1vMAbc-0004Xy-2z ** eva@else.test R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<eva@else.test>: 550 5.1.1 User unknown`,
  ],
  [
    'Postfix that went on',
    'authentication-required',
    'sender',
    `${warning}postfix/smtp[7]: A1B2: to=<eva@else.test>, relay=relay.test[192.0.2.3]:587, dsn=5.7.0, status=bounced (host relay.test[192.0.2.3] said: 550 5.7.0 You must authenticate (in reply to MAIL FROM command))`,
  ],
  [
    'Postfix that did not go on',
    'tls-certificate-untrusted',
    'tls',
    `${warning}postfix/smtp[7]: A1B2: to=<eva@else.test>, relay=relay.test[192.0.2.3]:587, dsn=4.7.5, status=deferred (Server certificate not trusted)`,
  ],
  [
    'Roundcube in French',
    'encryption-required',
    'auth',
    `Erreur SMTP (250) : échec de l'authentification\n${clear('250-STARTTLS')}`,
  ],
  [
    'Roundcube in Spanish',
    'encryption-required',
    'auth',
    `Error SMTP (250): Autentificación fallida\n${clear('250-STARTTLS')}`,
  ],
  [
    'Roundcube where AUTH was offered',
    'unknown',
    'acceptance',
    `SMTP-Fehler (250): Anmeldung gescheitert\n${clear('250-STARTTLS\n[21-Nov-2026 10:00:00 +0000]: <a1b2c3d4> Recv: 250-AUTH PLAIN')}`,
  ],
  [
    '.NET whose handshake failed',
    'connection-dropped',
    'tls',
    `Authentication failed because the remote party has closed the transport stream.\n${clear('250-STARTTLS')}`,
  ],
  [
    'a client without credentials',
    'credentials-rejected',
    'auth',
    `Login error: missing credentials for PLAIN\n${clear('250-STARTTLS')}`,
    'configuration',
  ],
  ['a client', 'protocol-error', 'data', 'expected 354 for DATA, got 250 Ok'],
  ['a client', 'protocol-error', 'data', 'got reply 250 while expecting 354'],
  ['a client', 'protocol-error', 'data', 'received 250 instead of 354'],
  ['a client', 'protocol-error', 'recipient', 'after RCPT TO: expected code 250, got 354'],
  ['a client', 'recipient-unknown', 'recipient', 'Expected code 250, got 550 5.1.1 User unknown'],
  ['a client of the web', 'unknown', 'acceptance', 'expected HTTP status 250, got 220'],
  ['a client that fails on a go-ahead', 'protocol-error', 'data', 'Delivery failed: 354 start mail input'],
  ['a client that tells of a go-ahead', 'unknown', 'acceptance', 'Reply: 354 start mail input'],
  ['a server', 'recipient-address-invalid', 'recipient', '501 could not parse recipient address'],
  ['a server', 'recipient-address-invalid', 'recipient', 'C: RCPT TO:<e va@b.test>\nS: 553 unparseable address'],
  ['a server', 'sender-domain-invalid', 'sender', '501 unable to parse from address'],
  ['a server', 'content-rejected-policy', 'acceptance', '554 cannot parse message header To'],
  [
    'PowerShell',
    'connection-timeout',
    'connect',
    'RemoteAddress : 192.0.2.1\nRemotePort : 587\nTcpTestSucceeded : False',
  ],
  ['PowerShell', 'connection-timeout', 'connect', 'WARNING: TCP connect to (192.0.2.1 : 465) failed'],
  ['PowerShell', 'network-unreachable', 'connect', 'Ping to 192.0.2.1 failed with status: DestinationHostUnreachable'],
  ['PowerShell', 'credentials-rejected', 'auth', 'TcpTestSucceeded : True\n535 5.7.8 bad password'],
  ['nc', 'connection-timeout', 'connect', 'nc: connect to mx.test port 587 (tcp) timed out: Operation now in progress'],
  [
    'nc',
    'connection-refused',
    'connect',
    'nc: connect to mx.test port 587 (tcp) failed: Connection refused',
    'configuration',
  ],
  [
    'curl',
    'connection-timeout',
    'connect',
    "curl: (28) Failed to connect to mx.test port 587 after 130000 ms: Couldn't connect to server",
  ],
  [
    'telnet of Windows',
    'unknown',
    'connect',
    'Could not open connection to the host, on port 587: Connect failed',
    'network',
  ],
  ['ping', 'connection-timeout', 'connect', '4 packets transmitted, 0 received, 100% packet loss'],
  ['a server', 'sender-not-authorised', 'sender', 'C: MAIL FROM:<eva@brand.test>\nS: 550 Sender unknown'],
  ['a server', 'sender-not-authorised', 'acceptance', '554 5.0.0 rejected, unknown sender address'],
  ['a server', 'sender-domain-invalid', 'sender', '550 unknown sender domain'],
  ['PHPMailer', 'unknown', 'tls', `${unanswered}SMTP Error: Could not connect to SMTP host.`, 'configuration'],
  ['Laminas', 'unknown', 'tls', 'Could not open secure TLS connection to the server.', 'configuration'],
  ['PHPMailer', 'unknown', 'connect', 'SMTP Error: Could not connect to SMTP host.', 'network'],
]

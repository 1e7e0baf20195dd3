import type { Row } from './row.js'

/** Whole logs in the layouts of further clients and servers, and what only their layout shows. */
export const layouts: readonly Row[] = [
  [
    'Perl Net::SMTP',
    'recipient-unknown',
    'recipient',
    `Net::SMTP>>> Net::SMTP(3.11)\nNet::SMTP=GLOB(0x55d0c8)<<< 220 mx.test ESMTP\nNet::SMTP=GLOB(0x55d0c8)>>> EHLO me\nNet::SMTP=GLOB(0x55d0c8)<<< 250 mx.test\nNet::SMTP=GLOB(0x55d0c8)>>> MAIL FROM:<a@b.test>\nNet::SMTP=GLOB(0x55d0c8)<<< 250 ok\nNet::SMTP=GLOB(0x55d0c8)>>> RCPT TO:<c@d.test>\nNet::SMTP=GLOB(0x55d0c8)<<< 550 5.1.1 User unknown`,
  ],
  [
    'Nodemailer under bunyan',
    'recipient-unknown',
    'recipient',
    `{"name":"app","level":20,"tnx":"server","msg":"220 mx.test ESMTP"}\n{"name":"app","level":20,"tnx":"client","msg":"EHLO me"}\n{"name":"app","level":20,"tnx":"server","msg":"250-mx.test\\r\\n250 AUTH PLAIN"}\n{"name":"app","level":20,"tnx":"client","msg":"MAIL FROM:<a@b.test>"}\n{"name":"app","level":20,"tnx":"server","msg":"250 OK"}\n{"name":"app","level":20,"tnx":"client","msg":"RCPT TO:<c@d.test>"}\n{"name":"app","level":20,"tnx":"server","msg":"550 No such user"}`,
  ],
  [
    'MDaemon, which names the day of the week',
    'relay-denied',
    'recipient',
    `Mon 2023-05-01 10:00:00.200: <-- 220 mx.test ESMTP\nMon 2023-05-01 10:00:00.201: --> EHLO me\nMon 2023-05-01 10:00:00.250: <-- 250 mx.test\nMon 2023-05-01 10:00:00.251: --> MAIL From:<a@b.test>\nMon 2023-05-01 10:00:00.300: <-- 250 ok\nMon 2023-05-01 10:00:00.301: --> RCPT To:<c@d.test>\nMon 2023-05-01 10:00:00.350: <-- 554 5.7.1 <c@d.test>: Relay access denied`,
  ],
  [
    'Kerio Connect, which calls a delivery that failed sent',
    'recipient-mailbox-full',
    'recipient',
    `[01/May/2023 10:00:00] Sent: Queue-ID: 1234, Recipient: <a@b.test>, Result: failed, Status: 5.2.2, Remote-Host: mx.b.test, Msg: 552 5.2.2 Mailbox over quota`,
  ],
  [
    'SwiftMailer, which puts the conversation on one line',
    'server-temporary-failure',
    'sender',
    `Expected response code 354 but got code "503", with message "503 Valid RCPT command must precede DATA " Log data: >> MAIL FROM:<a@b.test>  >> RCPT TO:<c@d.test>  >> DATA  << 451 Temporary local problem - please try later  !! Expected response code 250/251/252 but got code "451", with message "451 Temporary local problem - please try later " (code: 451) << 503 Valid RCPT command must precede DATA `,
  ],
  [
    'SwiftMailer after a login on the same line',
    'sender-not-authorised',
    'acceptance',
    `Expected response code 250 but got code "530", with message "530 From/Sender name is not valid " Log data: ++ Starting Swift_SmtpTransport << 220 mx.test ESMTP >> EHLO me << 250 AUTH CRAM-MD5 >> AUTH CRAM-MD5 << 334 [removed] >> [removed] << 235 Granted >> MAIL FROM:<a@b.test> << 250 OK >> RCPT TO:<c@d.test> << 250 OK >> DATA << 354 Go ahead >> . << 530 From/Sender name is not valid !! Expected response code 250 but got code "530"`,
  ],
  [
    'Jakarta Mail, which keeps the login out of its log',
    'accepted',
    'done',
    `DEBUG SMTP: connected to host "mx.test", port: 587\nEHLO me\n250 AUTH LOGIN\nDEBUG SMTP: AUTH LOGIN command trace suppressed\nDEBUG SMTP: AUTH LOGIN succeeded\nDEBUG SMTP: use8bit false\nMAIL FROM:<a@b.test>\n250 2.1.0 OK\nRCPT TO:<c@d.test>\n250 2.1.5 OK\nDATA\n354 Go ahead\nSubject: FAILURE\n\nbuild failed\n.\n250 2.0.0 OK\nQUIT\n221 2.0.0 bye\nFinished: FAILURE`,
  ],
  [
    'Postfix behind a filter, whose report about the failure went out',
    'recipient-domain-not-found',
    'resolve',
    `postfix/smtp[1]: AAAA111: to=<a@b.test>, relay=127.0.0.1[127.0.0.1]:10024, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBB222)\npostfix/smtp[1]: BBBB222: to=<a@b.test>, relay=none, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=b.test type=A: Host not found)\npostfix/bounce[1]: BBBB222: sender non-delivery notification: CCCC333\npostfix/smtp[1]: CCCC333: to=<c@d.test>, relay=mx.d.test[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)`,
  ],
  [
    'PHPMailer, whose second message failed',
    'connection-dropped',
    'sender',
    `CLIENT -> SERVER: .\nSERVER -> CLIENT: 250 taken\nCLIENT -> SERVER: MAIL FROM:<a@b.test>\nSERVER -> CLIENT:\nSMTP ERROR: MAIL FROM command failed: `,
    'provider',
  ],
  [
    'Python, whose trace tells the step',
    'connection-dropped',
    'tls',
    `File "smtplib.py", line 398, in getreply\nConnectionResetError: [WinError 10054] An existing connection was forcibly closed by the remote host\nFile "smtp.py", line 87, in open\nself.connection.starttls(`,
  ],
  [
    'a bounce that carries the headers of the message',
    'protocol-error',
    'hello',
    `a@b.test: 501 5.5.4 Error: Bad NOTIFY parameter syntax\n\nReceived: from web (web [192.0.2.1])\n    by mx.test (OpenSMTPD) with ESMTPSA id 1;\n    TLS version=TLSv1/SSLv3 cipher=ECDHE-RSA-AES256-SHA verify=NO;`,
  ],
  [
    'Python, quoted as a comment in code',
    'auth-mechanism-unsupported',
    'auth',
    `# smtp_server.login(self.sender, self.password)\n#   File "smtplib.py", line 697, in login\n# smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.`,
  ],
  [
    'Postfix on a machine whose name reads like a method of login',
    'connection-timeout',
    'connect',
    `Aug 28 21:34:09 2fast postfix/smtp[1]: AAAA111: to=<a@b.test>, relay=none, dsn=4.4.1, status=deferred (connect to mx.b.test[192.0.2.1]:25: Connection timed out)`,
  ],
]

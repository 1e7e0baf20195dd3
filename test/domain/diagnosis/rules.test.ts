import { describe, expect, it } from 'vitest'
import { read } from '../../../src/domain/diagnosis/reading.js'
import { tagFamilies, tagsIn } from '../../../src/domain/diagnosis/rules/provider-tags.js'
import { ruleBook, rules } from '../../../src/domain/diagnosis/rules/rule-book.js'

/** For each rule a text that it must recognise, and one close to it that it must leave alone. */
const examples: Readonly<Record<string, readonly [hit: string, miss: string]>> = {
  'auth/qq-help': [
    '535 Error: ??????: http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256',
    '535 Error: ??????: http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000722',
  ],
  'auth/summary-alone': [
    'SMTP Error: Could not authenticate. Connection: opening to ssl://mx.test:465',
    'SMTP Error: Could not authenticate. The handshake ended.',
  ],
  'client/gmail-helo': [
    '421 4.7.0 Try again later, closing connection. (EHLO) a1-20.3 - gsmtp',
    '421 4.7.0 Try again later, closing connection. (MAIL) a1-20.3 - gsmtp',
  ],
  'client/unverifiable-addresses': [
    '450 the service permits 3 unverifiable sending addresses',
    '450 the sender address is unverifyable',
  ],
  'connect/oracle-not-allowed': [
    'ORA-24247: network access denied by access control list (ACL)',
    '550 access denied by access control list',
  ],
  'client/locked-out': [
    '554 192.0.2.7 is blacklisted here after too many failed login attempts',
    '535 too many failed login attempts',
  ],
  'client/no-service-for-this-address': ['421 mx.test : No SMTP service (LST-4)', '554 mx.test No SMTP service here'],
  'message/smtputf8-lacking': [
    'The mail server does not support sending internationalized addresses',
    'The mail server does not support sending to many addresses',
  ],
  'protocol/yes-of-another-step': [
    'Expected response code 354 but got code "250", with message "250 Accepted"',
    'Expected response code 250 but got code "550", with message "550 No"',
  ],
  'protocol/greeted-out-of-order': ['C: HELO a\nS: 503 bad sequence', 'C: HELO a\nS: 503 no'],
  'protocol/named-greeting-out-of-order': ['503 wrong state for HELO', '503 wrong state for RCPT'],
  'recipient/unparseable': ['501 cannot parse to address', '501 cannot parse from address'],
  'recipient/unparseable-at-rcpt': [
    'C: RCPT TO:<a b>\nS: 553 unparseable address',
    'C: MAIL FROM:<a b>\nS: 553 unparseable address',
  ],
  'sender/unparseable': ['501 cannot parse sender address', '501 cannot parse recipient address'],
  'connect/this-machine-failed': [
    "Couldn't connect to host, port: localhost, 25; timeout -1",
    "Couldn't connect to host, port: mx.test, 25; timeout -1",
  ],
  'connect/port-25-failed': [
    "Couldn't connect to host, port: mx.test, 25; timeout -1",
    "Couldn't connect to host, port: mx.test, 587; timeout -1",
  ],
  'tls/already-active': ['454 not permitted when TLS active', '454 TLS not active'],
  'tls/handshake-failure-unsaid': [
    'status=deferred (Cannot start TLS: handshake failure)',
    'status=deferred (Cannot start TLS: unknown reason)',
  ],
  'auth/sender-not-logged-in': [
    '553 5.7.1 <a@b.test>: Sender address rejected: not logged in',
    '553 5.7.1 <a@b.test>: Sender address rejected: not owned by user c',
  ],
  'auth/undecodable': ['501 5.5.2 cannot decode response', '501 5.5.2 cannot decode the header'],
  'auth/mechanism-too-weak': ['534 5.7.9 this mechanism is too weak', '534 5.7.9 this password is too weak'],
  'client/block-list-page': [
    '553 blocked, see http://spamcop.net/bl.shtml?192.0.2.1',
    '553 see http://spamcop.test/bl.shtml',
  ],
  'client/mail-from-address-blocked': [
    '571 Email from 192.0.2.1 is currently blocked by our filter',
    '571 Email from a@b.test is blocked by our filter',
  ],
  'sender/verification-required': ['550 sender verification is required', '550 account verification is required'],
  'sender/not-listed': [
    '550 <a@b.test>: Sender address rejected: User unknown in relay recipient table',
    '550 <a@b.test>: Recipient address rejected: User unknown in relay recipient table',
  ],
  'sender/postal-not-valid': ['530 From/Sender name is not valid', '530 user name is not valid'],
  'sender/ionos-no-mx': ['550 invalid DNS MX or A record', '550 valid DNS MX record'],
  'sender/told-not-accepted': [
    'envelope from address a@b.test not accepted by the server',
    'recipient address a@b.test not accepted by the server',
  ],
  'recipient/unverified-because-unknown': [
    '450 unverified address: host mx.test said: 550 no such user',
    '450 unverified address: host mx.test said: 450 later',
  ],
  'recipient/docomo-full': ['552 Too much mail data a@b.test', '552 Too much data a@b.test'],
  'recipient/ionos-no-mx': [
    'C: RCPT TO:<a@b.test>\nS: 550 invalid DNS MX or A record',
    'C: MAIL FROM:<a@b.test>\nS: 550 invalid DNS MX or A record',
  ],
  'recipient/not-allowed-to-send': [
    'C: RCPT TO:<a@b.test>\nS: 550 you are not allowed to send email',
    'C: RCPT TO:<a@b.test>\nS: 550 you are not allowed to send email to this group',
  ],
  'limit/quota-by-policy': ['550 5.7.1 email quota exceeded', '552 5.2.2 email quota exceeded'],
  'limit/gmail-sending-domain': [
    '421 an unusual rate of mail originating from your DKIM domain',
    '421 an unusual rate of mail originating from your address',
  ],
  'server/command-failed': [
    'temporary failure. Command output: cannot connect to the daemon',
    'permanent failure. Command output: cannot connect to the daemon',
  ],
  'server/out-of-storage-code': ['452 4.3.1 out of storage', '452 4.3.1 inbox out of storage'],
  'protocol/violation-named': ['454 4.5.0 SMTP protocol violation', '454 4.5.0 SMTP policy violation'],
  'protocol/failed-with-yes': [
    'login failed (code: 250, message: mx.test)',
    'login failed (code: 535, message: mx.test)',
  ],
  'recipient/domain-refused': ['553 we could not find the recipient domain', '553 we could not find the sender domain'],
  'language/sender-not-allowed': ['550 Remitente no autorizado', '550 Destinatario no autorizado'],
  'language/sender-wrong': ['550 Absenderadresse ungültig', '550 Empfängeradresse ungültig'],
  'language/login-first': ['550 Vous devez vous authentifier', '535 Vous êtes authentifié'],
  'language/message-too-large': ['552 Nachricht zu groß', '552 Postfach zu groß'],
  'language/mailbox-full': ['552 Posta kutusu dolu', '552 Dolu'],
  'language/relay': ['550 Relaying verweigert', '550 Relaying erlaubt'],
  'tls/started-and-failed': ['SMTP: STARTTLS failed (code: 220, response: ready)', 'SMTP: STARTTLS failed (code: 454)'],
  'sender/ses-not-verified': [
    'Message rejected: Email address is not verified.',
    'Message rejected: Email address is verified.',
  ],
  'limit/size-known-before': [
    'status=bounced (message size 11 exceeds size limit 10 of server mx.test)',
    '552 message size 11 exceeds size limit 10 of server mx.test',
  ],
  'sender/not-recognised': ['you were not recognized as a valid sender', 'you were recognized as the sender'],
  'recipient/full-until-given-up': ['mailbox is full: retry timeout exceeded', 'mailbox is full: later'],
  'auth/encrypted-passwords': [
    'mx.test does not seem to support encrypted passwords',
    'mx.test supports encrypted passwords',
  ],
  'recipient/user-name': ['553 Invalid user name', '535 Invalid user name'],
  'protocol/already-logged-in': ['503 already authenticated', '503 not authenticated'],
  'protocol/unknown-command': ['500 what?', '550 what?'],
  'tls/454': ['454 TLS handshake could not begin', '454 TLS handshake could not begin, try later'],
  'auth/user-locked': ['550 User is locked', '550 Mailbox is locked'],
  'sender/ses-policy': [
    "554 Access denied: User `arn:aws:iam::1:user/mailer' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:1:identity/firm.test'",
    "554 Access denied: User `arn:aws:iam::1:user/mailer' is not authorized to perform `sts:AssumeRole'",
  ],
  'sender/unknown-to-server': ['550 unknown sender', '550 unknown sender domain'],
  'connect/probe-failed': ['TcpTestSucceeded : False', 'TcpTestSucceeded : True'],
  'connect/probe-unreachable': [
    'Ping to 192.0.2.1 failed with status: DestinationNetworkUnreachable',
    'Ping to 192.0.2.1 failed with status: TtlExpired',
  ],
  'connect/probe-timed-out': [
    'nc: connect to mx.test port 587 (tcp) timed out: Operation now in progress',
    'nc: connect to mx.test port 587 (tcp) failed: Connection refused',
  ],
  'recipient/relay-somehow-refused': [
    '550 relay for this host is refused',
    'relay=mx.test, info=a bare carriage return is not allowed',
  ],
  'sender/not-of-this-account': [
    '550 This domain is not linked to your account',
    '550 Your IP address is not linked to your account, nor is your domain',
  ],
  'server/idle-timed-out': ['421 4.4.2 mx.test Error: timeout exceeded', '421 4.4.2 too many: timeout exceeded'],
  'tls/authorities-not-read': [
    'msmtp: cannot set X509 trust file /etc/ssl/all.crt for TLS session: Error while reading file.',
    'msmtp: trust file /etc/ssl/all.crt is in use',
  ],
  'tls/no-authorities': [
    'x509: failed to load system roots and no roots provided',
    'x509: certificate signed by unknown authority',
  ],
  'auth/authorization-required': ['503 authorization required, do log on', '503 sender authorization required'],
  'auth/outlook-rejected': ['Error Number: 0x800CCC92', 'Error Number: 0x800CCC93'],
  'auth/sasl-of-our-own': [
    'SASL authentication failed; cannot authenticate to server mx.test: generic failure',
    'postfix/smtpd: SASL LOGIN authentication failed: generic failure',
  ],
  'client/helo-argument': ['501 5.5.4 invalid domain name', '501 5.5.4 invalid domain name in the sender'],
  'connect/outlook-dropped': ['Error Number: 0x800CCC0F', 'Error Number: 0x800CCC0E'],
  'connect/outlook-not-found': ['Error Number: 0x800CCC0D', 'Error Number: 0x800CCC0E'],
  'connect/outlook-timed-out': ['Error Number: 0x800CCC19', 'Error Number: 0x800CCC1A'],
  'limit/postscreen': ['450 4.3.2 Service currently unavailable', '421 4.3.2 Service currently unavailable'],
  'limit/soft-reject': ['451 4.7.1 Try again later', '451 4.3.0 Try again later'],
  'limit/wait-some-seconds': ['the service is busy, retry after 20 seconds', 'login again: retry after 20 seconds'],
  'protocol/command-rejected': ['500 command rejected', '550 command rejected'],
  'protocol/greeting-not-understood': ['Unexpected greeting: 220-mx.test ESMTP', 'Unexpected greeting: 200 hello'],
  'sender/forged': ['550 5.7.1 forged sender', '550 5.7.1 forged sender says SPF'],
  'sender/hostname-missing': [
    'answered MAIL FROM with 553 hostname required',
    'answered RCPT TO with 553 hostname required',
  ],
  'sender/microsoft-access-denied': ['550 5.1.8 Acceso denegado', '550 5.1.8 the domain has no DNS entry'],
  'connect/program-failed-unsaid': ['Could not instantiate mail function.', 'Could not instantiate the class.'],
  'sender/refused-by-our-program': ['Invalid address:  (From): root@localhost', 'Invalid address:  (to): eva'],
  'sender/bad-mail-from': ['553 your envelope sender is in my list', '553 your envelope recipient is in my list'],
  'sender/none': ['553 empty sender is not wanted', '553 empty subject is not wanted'],
  'server/queue-file': ['451 4.3.0 Error: queue file write error', '451 4.3.0 Error: queue unknown'],
  'server/scanner-failed': ['451 4.5.0 the virus scanner failed', '550 5.7.0 the virus scanner failed'],
  'tls/login-needs-encryption': ['530 turn on SSL', '530 turn on your login'],
  'tls/not-built-in': ['Unable to find the socket transport "ssl"', 'Unable to find the socket'],
  'tls/outlook-encryption-type': ['Error Number: 0x800CCC1A', 'Error Number: 0x800CCC1B'],
  'auth/relay-please-log-in': ['550 no relay for strangers, please authenticate', '550 no relay for strangers'],
  'client/t-online': [
    '554 IP=192.0.2.9 - A problem occurred. (Ask your postmaster for help)',
    '554 A problem occurred in the queue',
  ],
  'message/refused-unsaid': ['571 Message Refused', '571 Message Refused: unknown sender'],
  'protocol/code': ['failed to issue MAIL command: 502 what is that', 'failed to issue MAIL command: 550 what is that'],
  'server/451': ['451 something went awry', '421 something went awry'],
  'tls/hello-on-plain-port': [
    'port 587 is typically reserved for plain-text connections',
    'port 587 is reserved for submission',
  ],
  'own/name-not-in-time': [
    'The name mx.test was not resolved within 10000 ms',
    'The name mx.test was resolved within 10000 ms',
  ],
  'own/no-greeting': ['Waited 60000 ms for the greeting', 'Waited 60000 ms for the reply to EHLO'],
  'own/no-reply': [
    'Waited 60000 ms for the reply to DATA',
    'SMTP Timed out after 5000 ms waiting for the reply to QUIT',
  ],
  'own/starttls-not-offered': [
    'The server does not offer STARTTLS, and the settings require it',
    'SMTP STARTTLS not offered',
  ],
  'own/starttls-refused': ['SMTP STARTTLS rechazado', 'SMTP STARTTLS ofrecido'],
  'own/dropped': ['SMTP Connection closed by the server', 'SMTP Connection closed by us'],
  'own/no-login-offered': [
    'The server offers no login on this connection',
    'The server offers AUTH PLAIN on this connection',
  ],
  'own/no-greeting-but-words': [
    'Something else than an SMTP reply came as the greeting',
    'Something else than an SMTP reply came as the reply to QUIT',
  ],
  'own/no-reply-but-words': [
    'Something else than an SMTP reply came as the reply to EHLO',
    'The server answered DATA with 354',
  ],
  'resolve/name-not-found': ['getaddrinfo ENOTFOUND mx.test', 'getaddrinfo EAI_AGAIN mx.test'],
  'resolve/temporary': ['getaddrinfo EAI_AGAIN mx.test', 'getaddrinfo ENOTFOUND mx.test'],
  'resolve/postfix-host-not-found': [
    'Name service error for name=mx.test type=A: Host not found',
    'Name service error for name=mx.test type=A: Host not found, try again',
  ],
  'connect/refused': ['connect ECONNREFUSED 192.0.2.1:25', 'querya econnrefused mx.test'],
  'connect/timed-out': ['connect ETIMEDOUT 192.0.2.1:25', 'Greeting never received ETIMEDOUT'],
  'connect/unreachable': ['connect ENETUNREACH 2001:db8::1:25', 'Permission denied (publickey) eacces'],
  'connect/blocked-by-host': ['permission denied by the sandbox (13)', '550 permission denied'],
  'connect/reported-time-out': [
    '451 4.4.0 remote host did not answer, Winsock error code: 10060',
    '451 4.3.0 Winsock error code: 10060',
  ],
  'connect/reported-refusal': ['550 5.4.316 Message expired, connection refused', '550 5.7.1 connection refused'],
  'connect/failed-unsaid': ['SMTP connect() failed.', 'SMTP connect() succeeded.'],
  'connect/dropped': ['read ECONNRESET', 'SMTP connection closed'],
  'connect/timed-out-unsaid': ['the mail program timed out', 'connecting with timeout=30'],
  'greeting/timed-out': ['Greeting never received', 'greeting received'],
  'connect/lost-before-greeting': [
    'lost connection with mx.test while receiving the initial server greeting',
    'lost connection with mx.test while sending DATA',
  ],
  'connect/reply-timed-out': [
    'conversation with mx.test timed out while sending RCPT TO',
    'lost connection with mx.test while sending RCPT TO',
  ],
  'greeting/not-smtp': ['Invalid greeting: HTTP/1.1 400 Bad Request', 'curl/8 GET / HTTP/1.1 400'],
  'greeting/intercepted': [
    'S: 421 Cannot connect to SMTP server 192.0.2.1, connect error 10060',
    'S: 421 Cannot connect to database',
  ],
  'tls/wrong-version-number': [
    'SSL routines: wrong version number',
    'ssl3_read_bytes:tlsv1 alert protocol version wrong version number',
  ],
  'tls/plain-into-tls': ['554 this port requires TLS from the first byte', '554 this port requires patience'],
  'tls/closed-by-time-out': ['Connection unexpectedly closed: timed out', 'Connection unexpectedly closed'],
  'tls/would-block': [
    'Resource temporarily unavailable (os error 11)',
    'unable to look up host: dns: resource temporarily unavailable',
  ],
  'tls/name-mismatch': ['Hostname mismatch, certificate is not valid for mx.test', 'Hostname matches the certificate'],
  'tls/expired': ['certificate has expired', 'client certificate has expired'],
  'tls/untrusted': ['unable to get local issuer certificate', 'unable to get local issuer: certificate has expired'],
  'tls/protocol': ['alert handshake failure', 'alert handshake failure: certificate expired'],
  'tls/microsoft-old-tls': ['421 4.7.66 TLS 1.0 and 1.1 are not supported', '421 4.7.0 TLS 1.2 is supported'],
  'tls/starttls-not-offered': ['STARTTLS extension not supported by server', 'SMTP STARTTLS not offered'],
  'tls/starttls-refused': ['C: STARTTLS\nS: 502 not implemented', 'C: NOOP\nS: 502 not implemented'],
  'tls/starttls-temporary': ['454 4.7.0 TLS not available due to temporary reason', '454 4.7.0 TLS available'],
  'tls/starttls-deferred': ['C: STARTTLS\nS: 421 closing', 'C: NOOP\nS: 421 closing'],
  'resolve/name-server-away': [
    '451 4.4.0 DNS query failed. The error was: SMTPSEND.DNS.TemporaryError',
    '550 5.4.4 DNS query failed. The error was: SMTPSEND.DNS.NonExistentDomain',
  ],
  'connect/curl': ["curl: (7) Couldn't connect to server", 'curl: (7) Network is unreachable'],
  'connect/qmail': [
    "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)",
    "Sorry, I couldn't find any host named else.test.",
  ],
  'recipient/unrouteable': ['bob@else.test: Unrouteable address', '550 Unrouteable address'],
  'recipient/postfix-mail-domain': [
    'Name service error for name=else.test type=MX: Host not found',
    'Name service error for name=smtp.test type=A: Host not found',
  ],
  'recipient/none-left': ['554 5.5.1 Error: no valid recipients', '554 5.5.1 Error: no valid mechanism'],
  'client/helo-command-rejected': [
    '504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname',
    '550 5.7.1 Helo command rejected: SPF fail',
  ],
  'client/turned-away': ['S: 554 no', 'C: EHLO a\nS: 554 no'],
  'auth/exception-class': ['javax.mail.AuthenticationFailedException', 'javax.mail.SendFailedException'],
  'message/spam-word': ['554 5.7.1 spam', '554 5.7.1 your host sends spam'],
  'message/lines-too-long': ['message has lines too long for transport', '550 line too long'],
  'sender/sendgrid-unauthenticated': [
    '550 Unauthenticated senders not allowed',
    '550 Unauthenticated email not allowed',
  ],
  'recipient/postmark-inactive': [
    '406 You tried to send to recipient(s) that have been marked as inactive.',
    '550 The account has been marked as inactive.',
  ],
  'tls/server-not-set-up': [
    '454 4.3.5 unable to start TLS: no certificate configured',
    '454 4.7.0 TLS not available due to temporary reason',
  ],
  'client/gmail-not-authorized': [
    "550 5.7.1 The IP you're using to send mail is not authorized to send",
    '550 5.7.1 The sender is not authorized to send',
  ],
  'server/own-transport': ['status=deferred (mail transport unavailable)', '451 mail transport unavailable'],
  'recipient/access-denied': [
    '554 5.7.1 <a@b.test>: Recipient address rejected: Access denied',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
  ],
  'sender/not-the-verified-one': [
    '550 The from address does not match a verified Sender Identity.',
    '554 Email address is not verified.',
  ],
  'connect/php-mail': [
    'mail(): Failed to connect to mailserver at "localhost" port 25',
    'mail(): connected to mailserver at "localhost" port 25',
  ],
  'client/coremail': ['554 IP is rejected, smtp auth error limit exceed', '554 mail is rejected'],
  'sender/coremail': ['550 Requested action not taken: Local user only', '550 local user unknown'],
  'client/ip-blacklisted': [
    '554 5.7.1 <a@b.test>: Recipient address rejected: Policy Rejection- This ip has been blacklisted.',
    '554 5.7.1 <a@b.test>: Recipient address rejected: Policy Rejection- Quota Exceeded.',
  ],
  'tls/mx-offers-none': [
    'TLS is required, but was not offered by host mx.test[192.0.2.1]',
    'STARTTLS is required but host does not support STARTTLS',
  ],
  'tls/handshake-reported': ['403 4.7.0 TLS handshake failed.', '403 4.7.0 TLS not available'],
  'sender/qq-dns-check': ['550 Domain may not exist or DNS check failed', '550 Domain does not exist'],
  'recipient/account-gone': [
    'host mx.test said: 550 account inactive (in reply to end of DATA command)',
    '550 your account is inactive',
  ],
  'message/dmarc-told': ['Message rejected: DMARC', 'opendkim: DKIM-Signature field added (s=mail)'],
  'client/host-rejected': [
    '554 5.7.1 <x@else.test>: Client host rejected: Access denied',
    '450 4.7.1 Client host rejected: cannot find your hostname',
  ],
  'tls/gmail-recipient-domain': ['421 4.7.0 TLS required for RCPT domain', '421 4.7.0 TLS not available'],
  'tls/encryption-required': [
    '530 Must issue a STARTTLS command first',
    'STARTTLS is required but host does not support STARTTLS',
  ],
  'tls/go-plain-auth': ['unencrypted connection', '550 unencrypted connection'],
  'tls/gnutls-closed': [
    'stream_socket_enable_crypto(): SSL: handshake timed out',
    'stream_socket_client(): unable to connect',
  ],
  'auth/gmail-app-password': ['534 5.7.9 Application-specific password required', '534 5.7.9 mechanism too weak'],
  'auth/app-password': ['535 use an app password', '535 oauth: use an app password'],
  'auth/netease-qq-login-fail': [
    '535 Login fail. Account is abnormal, service is not open, password is incorrect',
    '535 Login fail',
  ],
  'auth/netease-not-enabled': ['550 User has no permission', '550 user has permission'],
  'auth/microsoft-disabled': [
    '535 5.7.139 Authentication unsuccessful, basic authentication is disabled',
    '535 5.7.139 basic authentication: the credentials were incorrect',
  ],
  'auth/microsoft-5.7.139': ['535 5.7.139 Authentication unsuccessful', '535 5.7.3 Authentication unsuccessful'],
  'auth/microsoft-5.7.139-password': [
    '535 5.7.139 the user credentials were incorrect',
    '535 5.7.139 basic authentication is disabled',
  ],
  'auth/microsoft-anonymous': ['535 5.7.3 no', '535 5.7.8 no'],
  'auth/exchange-5.7.3': ['535 5.7.3 Authentication unsuccessful', '535 5.7.8 Authentication unsuccessful'],
  'auth/not-authenticated': [
    '530 5.7.57 Client was not authenticated',
    '550 5.7.26 message is not authenticated by dkim',
  ],
  'auth/dotnet-not-authenticated': [
    'The SMTP server requires a secure connection or the client was not authenticated',
    'The SMTP server requires a secure connection',
  ],
  'auth/required': ['550 authentication is required', '550 5.7.26 authentication is required: spf'],
  'auth/required-for-relay': ['550 must authenticate before you relay', '550 relay access denied, authentication'],
  'auth/required-not-permitted-without': [
    '530 5.7.0 Authentication required',
    '550 authentication required for this group',
  ],
  'auth/530': ['530 no', '530 tls first'],
  'auth/oauth': ['invalid_grant', '504 mechanism XOAUTH2 not offered: invalid_grant'],
  'auth/oauth-command': ["code: 'EAUTH', command: 'AUTH XOAUTH2'", '250-AUTH XOAUTH2 PLAIN, 535'],
  'auth/mechanism': ['504 unrecognized authentication type', '535 unrecognized password, authentication type'],
  'auth/mechanism-504': ['C: AUTH NTLM\nS: 504 no', 'C: EHLO a\nS: 504 no'],
  'auth/command-refused': ['C: AUTH LOGIN\nS: 502 no', 'C: VRFY a\nS: 502 no'],
  'auth/command-out-of-place': ['503 AUTH command used when not advertised', '503 need RCPT'],
  'auth/tls-first': [
    'C: AUTH PLAIN\nS: 538 Encryption required for requested authentication mechanism',
    'C: MAIL FROM:<a@b.test>\nS: 538 Encryption required',
  ],
  'auth/temporary': [
    '454 4.7.0 Temporary authentication failure',
    '454 4.7.0 too many: Temporary authentication failure',
  ],
  'auth/temporary-code': ['C: AUTH PLAIN\nS: 451 no', 'C: DATA\nS: 451 no'],
  'auth/throttled': ['454 4.7.0 Too many login attempts', 'C: RCPT TO:<a@b.test>\nS: 454 Too many login attempts'],
  'auth/microsoft-locked': ['535 the user account is locked', '535 the user account is open'],
  'auth/gmail-bad-credentials': ['535 5.7.8 Username and Password not accepted', '535 5.7.8 Username accepted'],
  'auth/rejected': ['535 authentication failed', '550 5.7.26 authentication failed: dkim'],
  'auth/535': ['535 no', 'C: RCPT TO:<a@b.test>\nS: 535 no'],
  'auth/534': ['C: AUTH PLAIN\nS: 534 no', 'C: AUTH PLAIN\nS: 534 mechanism too weak'],
  'auth/refused': ['C: AUTH PLAIN\nS: 554 no', 'C: DATA\nS: 554 no'],
  'auth/suspicious-content': ['535 5.7.8 your message looks like spam', 'C: .\nS: 554 your message looks like spam'],
  'client/blocklist': [
    '554 Client host [192.0.2.1] blocked using zen.example',
    '550 blocked using: link in dbl.spamhaus',
  ],
  'client/address-blocked': [
    '550 messages from your IP address are blocked',
    '550 your IP address: hostname not found, blocked by reverse dns',
  ],
  'client/gmail-rate-unsolicited': [
    '421 an unusual rate of unsolicited mail originating from your IP address',
    '421 unsolicited mail',
  ],
  'client/microsoft-banned': ['550 5.7.606 Access denied, banned sending IP [192.0.2.1]', '550 5.7.60 no permission'],
  'sender/domain-not-allowed': ['550 Sender domain not allowed', '550 Sender domain not allowed by spf'],
  'client/microsoft-list': ['550 5.7.1 part of their network is on our block list (S3140)', '550 5.7.1 block list'],
  'client/gmail-no-ptr': [
    '550 5.7.25 The IP address sending this message does not have a PTR record',
    '550 5.7.25 no PTR record',
  ],
  'client/yahoo-tss': [
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred',
    '421 4.7.0 Messages temporarily deferred',
  ],
  'client/ionos-dns': ['554 Bad DNS PTR resource record', '554 Bad DNS'],
  'client/ionos-ip': ['554 IP address is black listed', '554 c=bl: no PTR'],
  'client/reverse-dns': [
    '450 Client host rejected: cannot find your reverse hostname',
    '450 Recipient address rejected: no hostname',
  ],
  'client/reverse-dns-code': ['550 5.7.25 no', '550 5.7.26 no'],
  'client/helo': ['504 <box>: Helo command rejected: need fully-qualified hostname', '503 send HELO first'],
  'client/helo-refused': ['C: EHLO box\nS: 550 no', 'C: MAIL FROM:<a@b.test>\nS: 550 no'],
  'sender/not-owned': [
    '553 Sender address rejected: not owned by user ann',
    '450 Sender address rejected: Domain not found',
  ],
  'sender/postfix-not-owned': ['553 5.7.1 Sender address rejected: not logged in', '553 5.7.1 Sender address rejected'],
  'sender/send-as-denied': ['554 5.2.252 SendAsDenied', '554 5.2.0 denied'],
  'sender/yandex-not-owned': ['550 not local sender over smtp', '550 not local'],
  'sender/relay-zoho': ['553 Relaying disallowed as a@b.test', '550 relaying denied'],
  'sender/not-verified': [
    '554 Email address is not verified',
    '550 recipient address rejected: address is not verified',
  ],
  'sender/sandbox': ['550 Sandbox subdomains are for test purposes only', '550 sandbox detonation found a virus'],
  'sender/domain': [
    '553 5.1.8 Domain of sender address a@b.lan does not exist',
    '550 5.7.1 spf: domain of sender does not permit',
  ],
  'sender/exim-verify': ['550 Sender verify failed', '451 Greylist: sender verify failed'],
  'sender/syntax': ['C: MAIL FROM:<a b>\nS: 501 syntax error', 'C: RCPT TO:<a b>\nS: 501 syntax error'],
  'sender/address-code': ['550 5.1.7 no', '550 5.1.6 no'],
  'sender/local-user-unknown': [
    'C: MAIL FROM:<a@b.test>\nS: 550 mailbox unavailable',
    'C: RCPT TO:<a@b.test>\nS: 550 mailbox unavailable',
  ],
  'sender/account-suspended': [
    '550 5.4.6 Unusual sending activity detected',
    '550 unusual sending activity, list of recipient addresses',
  ],
  'sender/account-suspended-at-login': [
    'C: AUTH PLAIN\nS: 535 account is disabled',
    'C: AUTH PLAIN\nS: 535 account disabled after too many attempts',
  ],
  'sender/microsoft-bad-outbound': ['550 5.1.8 Access denied, bad outbound sender', '550 5.1.1 bad sender'],
  'recipient/unknown': ['550 no such mailbox', 'C: MAIL FROM:<a@b.test>\nS: 550 no such mailbox'],
  'recipient/unknown-in-table': ['550 User unknown in local recipient table', 'C: AUTH PLAIN\nS: 535 user unknown'],
  'recipient/yahoo-dd': [
    "554 delivery error: dd This user doesn't have a yahoo.com account",
    '554 delivery error: dd this user is disabled',
  ],
  'recipient/unknown-code': ['550 5.1.1 no', '450 4.1.1 unverified address'],
  'recipient/refused-at-rcpt': [
    'C: RCPT TO:<a@b.test>\nS: 550 mailbox not here',
    'C: RCPT TO:<a@b.test>\nS: 550 mailbox blocked',
  ],
  'recipient/full': ['552 mailbox is full', '552 mailbox full: daily sending quota'],
  'recipient/full-and-inactive': ['552 5.2.2 out of storage space and inactive', '552 5.2.2 out of storage space'],
  'recipient/full-code': ['552 5.2.2 no', '552 5.2.2 per day'],
  'recipient/disabled': ['550 this account has been deactivated', '550 your account has been deactivated'],
  'recipient/disabled-code': ['C: RCPT TO:<a@b.test>\nS: 550 5.2.1 no', 'C: MAIL FROM:<a@b.test>\nS: 550 5.2.1 no'],
  'recipient/domain': [
    'C: RCPT TO:<a@b.test>\nS: 550 Domain not found',
    'C: MAIL FROM:<a@b.test>\nS: 550 Domain not found',
  ],
  'recipient/domain-reported': ['556 Domain does not accept mail (nullMX)', '550 domain of the sender does not exist'],
  'recipient/domain-code': ['550 5.1.2 no', '550 5.1.2 sender'],
  'recipient/address-invalid': ['501 5.1.3 Bad recipient address syntax', '501 5.1.3 bad sender address syntax'],
  'recipient/syntax-code': ['501 5.1.3 no', '501 5.1.7 no'],
  'recipient/syntax-501': ['C: RCPT TO:<a b>\nS: 501 no', 'C: MAIL FROM:<a b>\nS: 501 no'],
  'recipient/policy': ['550 this is a closed mailing list', '550 closed list: relay access denied'],
  'recipient/exchange-restriction': [
    '550 5.7.1 RESOLVER.RST.AuthRequired',
    '550 5.2.3 RESOLVER.RST.RecipSizeLimit; size limit',
  ],
  'recipient/address-rejected': ['550 #5.1.0 Address rejected.', '550 5.1.0 sender address rejected'],
  'recipient/unverified-yet': [
    '450 4.1.1 Recipient address rejected: unverified address: Address verification in progress',
    '550 5.1.1 Recipient address rejected: unverified address',
  ],
  'recipient/policy-code': ['C: RCPT TO:<a@b.test>\nS: 550 5.7.2 no', 'C: MAIL FROM:<a@b.test>\nS: 550 5.7.2 no'],
  'recipient/relay': [
    '554 5.7.1 Relay access denied',
    '550 not permitted to relay through this server without authentication',
  ],
  'recipient/relay-sender-domain': ['550 5.7.1 Invalid credentials for relay', '550 5.7.1 Invalid credentials'],
  'limit/greylisted': ['451 Greylisted, come back in 5 minutes', '451 blacklist, not greylisted'],
  'limit/greylisted-plain': [
    'C: RCPT TO:<a@b.test>\nS: 450 4.7.1 please try again in a while',
    'C: RCPT TO:<a@b.test>\nS: 450 4.7.1 please try again, mailbox busy',
  ],
  'limit/connections': [
    '421 Too many concurrent SMTP connections',
    '421 too many login attempts from your connections',
  ],
  'limit/microsoft-concurrent': ['432 4.3.2 no', '431 4.3.2 no'],
  'limit/orange-connections': ['421 Trop de connexions OFR_104 [104]', '550 OFR_506'],
  'limit/quota': ['550 5.4.5 Daily user sending limit exceeded', '552 mailbox: daily quota exceeded'],
  'limit/microsoft-quota': ['554 5.2.0 SubmissionQuotaExceededException', '554 5.2.0 quota'],
  'limit/gmail-daily': ['451 Authentication failed: Maximum credits exceeded', '451 credits'],
  'limit/rate': ['450 4.7.1 Ratelimit exceeded', '552 maximum size: rate limit exceeded for storage'],
  'limit/defers-and-failures': [
    '550 Domain b.test has exceeded the max defers and failures per hour',
    '550 Domain b.test has failures',
  ],
  'limit/receiving-rate': [
    '450 4.2.1 The user is receiving mail at a rate that prevents more',
    '450 4.2.1 The user is receiving mail',
  ],
  'limit/recipients': ['452 4.5.3 Too many recipients', '452 too many recipients this hour'],
  'limit/recipients-code': ['452 4.5.3 no', '452 4.5.3 per hour'],
  'limit/size': ['552 Message size exceeds the limit', '552 mailbox size exceeds the limit'],
  'limit/size-declared': [
    'C: MAIL FROM:<a@b.test> SIZE=9\nS: 552 Message size exceeds fixed limit',
    'C: .\nS: 552 Message size exceeds fixed limit',
  ],
  'limit/size-code': ['552 5.3.4 no', '552 5.3.4 quota'],
  'server/storage': ['452 4.3.1 Insufficient system storage', '452 4.2.2 insufficient storage in mailbox'],
  'server/storage-code': ['452 4.3.1 no', '452 4.3.1 too many connections'],
  'server/temporary': ['451 Local error in processing', 'the program met a local error in processing'],
  'server/try-again': ['421 try again', 'C: RCPT TO:<a@b.test>\nS: 450 try again'],
  'server/temporary-code': ['451 4.3.0 no', '451 4.7.1 no'],
  'server/421': ['421 no', '421 blocked'],
  'server/closing': [
    '421 Service not available, closing transmission channel',
    '421 closing transmission channel: too many errors',
  ],
  'server/dropped-in-reply': ['421 4.4.2 Error: timeout exceeded', '550 timeout exceeded'],
  'message/dmarc': ['550 5.7.1 rejected per DMARC policy', 'C: AUTH PLAIN\nS: 535 dmarc'],
  'message/spam': ['554 Message rejected as spam', '554 Message rejected as spam: your IP is in an rbl'],
  'message/policy': ['552 attachment type not allowed', 'C: AUTH PLAIN\nS: 535 attachment'],
  'message/policy-tags': ['554 transaction failed c=hi', '554 transaction failed c=bl'],
  'message/policy-code': ['554 5.6.0 no', '554 5.7.0 no'],
  'message/refused-after-data': ['C: .\nS: 554 message refused', 'C: RCPT TO:<a@b.test>\nS: 554 message refused'],
  'message/smtputf8': ['550 5.6.7 address needs SMTPUTF8', '250-PIPELINING 8BITMIME SMTPUTF8'],
  'protocol/out-of-step': ['503 bad sequence of commands', '503 bad sequence: authentication first'],
  'protocol/exim-synchronisation': ['554 SMTP synchronization error', '554 SMTP protocol error'],
  'recipient/account-closed': ['550 User eva@else.test is suspended', '550 User eva@else.test: your plan is suspended'],
  'client/microsoft-deferred': [
    '451 4.7.650 192.0.2.1 is rate limited for a while',
    '451 4.7.1 192.0.2.1 is rate limited for a while',
  ],
  'message/spam-pattern': ['553 refused using a spam pattern', '553 refused using a spam pattern: your IP address'],
  'message/smtputf8-header': ['Server does not support internationalised subjects', 'Server supports all subjects'],
  'sender/domain-at-mail': [
    'C: MAIL FROM:<a@b.test>\nS: 517 no such domain',
    'C: RCPT TO:<a@b.test>\nS: 517 no such domain',
  ],
  'wording/recipient-unknown': ['550 Kein Benutzer mit dieser Adresse', '550 unknown sender, the address is not ours'],
  'wording/recipient-disabled': ['550 eva@else.test: konto nieaktywne', '550 your account is inactive'],
  'wording/mailbox-full': ['552 the quota of this user is used', '552 the daily quota of this user is used'],
  'wording/recipient-domain': ['550 else.test: domain not known', '550 domain of the sender not known'],
  'wording/client-address': ['554 refused: 192.0.2.1 is a bad IP', '554 refused: your IP has no PTR'],
  'wording/recipient-refuses': ['550 the person refuses strangers, so the mailbox is shut', '550 connection refused'],
  'wording/sender': ['553 blank return path', '553 blank return path, says SPF'],
  'wording/sender-refused': ['550 senders like you are unwanted', '550 senders like you are unwanted: spam'],
}

const fitting = (text: string) =>
  read(text).utterances.flatMap((utterance) => ruleBook.fitting(utterance).map(({ rule }) => rule.id))

describe('every rule', () => {
  it('has an example and a near miss', () => {
    expect(Object.keys(examples).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
  })

  for (const [id, [hit, miss]] of Object.entries(examples)) {
    it(`${id} recognises what it is for, and leaves alone what only looks like it`, () => {
      expect(fitting(hit)).toContain(id)
      expect(fitting(miss)).not.toContain(id)
    })
  }
})

describe('what speaks against a rule', () => {
  const said = 'SMTP AUTH extension not supported by server'
  const far = 'and so on '.repeat(25)

  it('does so near what speaks for it, however long a program goes on', () => {
    expect(fitting(said)).toContain('auth/mechanism')
    expect(fitting(`login(user, password) ${said}`)).not.toContain('auth/mechanism')
    expect(fitting(`login(user, password) ${far}${said}`)).toContain('auth/mechanism')
  })

  it('does so anywhere in a reply, which speaks of one thing', () => {
    expect(fitting(`504 ${said}`)).toContain('auth/mechanism')
    expect(fitting(`504 password ${far}${said}`)).not.toContain('auth/mechanism')
  })
})

const tagged = (words: string) => tagsIn(words).map(({ family, cause }) => [family.name, cause])

describe('the tags of providers', () => {
  it('are read with any prefix the provider gives them', () => {
    expect(tagged('550 5.1.1 adresse invalide. ofr_416 [416]')).toEqual([['orange', 'recipient-unknown']])
    expect(tagged('554 mail rejete. lpn007_506')).toEqual([['orange', 'content-rejected-spam']])
    expect(tagged('421 aup#1310 refused')).toEqual([['spectrum', 'too-many-connections']])
    expect(tagged('554 cxbl 192.0.2.1 rejected. aup#cxbl')).toEqual([['cox', 'client-ip-blocked']])
    expect(tagged('550 5.1.1 too many this hour. ib607')).toEqual([['godaddy', 'rate-limited']])
    expect(tagged('550 5.1.1 rcp-p2 refused due to recipient preferences')).toEqual([
      ['facebook', 'recipient-refused-policy'],
    ])
    expect(tagged('550 sc-002 refused by outlook.test')).toEqual([['outlook', 'client-ip-blocked']])
    expect(tagged('554 (rtr:rd) refused')).toEqual([['aol', 'client-host-rejected']])
    expect(tagged('550 mi:sfq 163 smtp')).toEqual([['netease', 'rate-limited']])
    expect(tagged('535 https://support.google.com/mail/?p=badcredentials x')).toEqual([
      ['gmail-link', 'credentials-rejected'],
    ])
  })

  it('are not found in other words', () => {
    expect(tagged('550 library 607, offer 416, msg-id 3, ?p=whatever, disc-002x, con: begin')).toEqual([])
  })

  it('say where they come from', () => {
    for (const { source, causes } of tagFamilies) {
      expect(source.length).toBeGreaterThan(10)
      expect(Object.keys(causes).length).toBeGreaterThan(0)
    }
  })
})

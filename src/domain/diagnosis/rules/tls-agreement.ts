import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Whether TLS was offered, wanted and agreed on, in which version. */
export const tlsAgreementRules: readonly Rule[] = [
  {
    id: 'tls/protocol',
    cause: 'tls-protocol-unsupported',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      unsupported protocol · unsupported_protocol · alert protocol version · alert_protocol_version ·
      protocol_version · tlsv1 alert · no protocols available · handshake failure · handshake_failure ·
      no shared cipher · no cipher · 0x80090302 · 0x80090331 · no_cypher_overlap · ssl_error_unsupported_version ·
      no supported cipher suites · fatal alert has been received. (handshake failed) · no ciphers available ·
      no_shared_cipher · dh key too small · dh_key_too_small · no appropriate protocol ·
      server selected protocol version tls · protocol is disabled or cipher suites are inappropriate ·
      inappropriate fallback · legacy sigalg · unsafe legacy renegotiation · legacy renegotiation ·
      internal error alert ·
      the client and server cannot communicate · do not possess a common algorithm ·
      client und server konnen keine daten austauschen · gemeinsamen algorithmus ·
      el cliente y el servidor no pueden comunicarse · algoritmo comun ·
      le client et le serveur ne peuvent pas communiquer · algorithme commun ·
      o cliente e o servidor nao podem {se /}comunicar · algoritmo em comum ·
      il client e il server non {possono/sono in grado di} comunicare · algoritmo comune ·
      клиент и сервер не могут взаимодействовать · 客户端和服务器无法通信 ·
      insufficient security · insufficient_security · wrong signature type · tls 1.2 or higher · tls 1.0 and 1.1 ·
      tls1.0 and tls1.1 · legacy tls · tls version · version of tls · upgrade your tls · tls protocol version ·
      unsupported ssl · this stream does not support ssl · ssl version · no common * protocol · no mutual * cipher ·
      peer offered only · sslv3 alert · protocol version {is /}not supported · deprecated tls · outdated tls ·
      tls1 version
    `,
    unless: phrases`
      certificate verify failed · certificate expired · certificate unknown · unknown ca · bad certificate ·
      wrong version number · tls version: tls · tls version tlsv1.{2/3} · illegal_parameter? · bad_cert ·
      cannot start tls: handshake failure
    `,
    source: 'version and cipher negotiation of OpenSSL, Java, Go, SChannel; Microsoft 421 4.7.66 for TLS 1.0 and 1.1',
  },
  {
    id: 'tls/not-built-in',
    cause: 'tls-protocol-unsupported',
    weight: 'exact',
    at: 'tls',
    side: 'configuration',
    kind: 'words',
    confidence: 'likely',
    says: phrases`
      unable to find the socket transport * {ssl/tls} · could not load ssl library · could not load openssl · extension missing: openssl · missing extension: openssl ·
      openssl extension is {not/missing/required} · php openssl extension · no module named _ssl ·
      ssl module is not available · tls support is not compiled · ssl support is not compiled · compiled without tls ·
      compiled without ssl · built without tls · built without ssl · not compiled with {tls/ssl/openssl} ·
      io::socket::ssl not {installed/found/available} · cant locate io/socket/ssl · ssl is unavailable ·
      ssl is not supported by this · net::smtp::ssl * not
    `,
    source: 'PHP, Perl, Python, msmtp, Mutt: a program that was built or set up without a TLS library',
  },
  {
    id: 'tls/microsoft-old-tls',
    cause: 'tls-protocol-unsupported',
    weight: 'tag',
    codes: ['4.7.66'],
    says: ['4.7.66|', 'tls 1.0 and 1.1'],
    source: 'Microsoft 365: TLS 1.0 and 1.1 are turned off for SMTP AUTH',
  },
  {
    id: 'tls/starttls-not-offered',
    cause: 'starttls-unavailable',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      unrecognized: starttls · unrecognized starttls · unknown command: starttls · unknown command starttls ·
      not recognized: starttls · starttls extension not supported · starttls not supported ·
      starttls is not supported · does not support starttls · doesnt support starttls ·
      does not support the starttls · starttls required but not · starttls is required but host does not ·
      starttls is required but · host * does not offer starttls · did not advertise starttls ·
      didnt advertise starttls · starttls not available · server did not offer {tls/starttls} · starttls not offered · starttls unavailable ·
      not offered starttls · no starttls · starttls no esta · starttls wird nicht ·
      tls is required, but was not offered · tls is required, but * not · server does not support secure connections ·
      server does not support {ssl/tls} · the smtp server does not support the starttls ·
      encryption required but not available · upgrade to tls * not · no starttls support · missing starttls ·
      starttls support · starttls command unrecognized · starttls: command · no ofrece starttls ·
      requires starttls * does not · required ssl * unavailable · requested ssl level failed · curle_use_ssl_failed ·
      tls not available · tls not supported · smtp server doesnt support starttls ·
      neither tls {or/nor} starttls are in use · starttls denied · starttls not accepted ·
      starttls {/command }{is /}not {implemented/recognized/recognised/understood/known/enabled} ·
      missing_requirement * :tls · using starttls since it doesnt ·
      starttls_not_supported ·
      unrecognized command starttls · starttls * {unrecognized command/not recognized/not implemented/unknown command}
    `,
    unless: ['smtp starttls not offered'],
    source:
      'Nodemailer requireTLS, Python, Java, Go, Postfix, MailKit, curl when EHLO does not list STARTTLS (RFC 3207)',
  },
  {
    id: 'tls/starttls-refused',
    cause: 'starttls-unavailable',
    weight: 'usual',
    phase: 'tls',
    codes: [500, 501, 502, 503, 504, 550, 554],
    phases: ['tls'],
    kind: 'reply',
    unless: ['too many'],
    source: 'RFC 3207: a refused STARTTLS',
  },
  {
    id: 'tls/starttls-temporary',
    cause: 'server-temporary-failure',
    weight: 'tag',
    at: 'tls',
    retryable: true,
    says: phrases`
      tls not available * temporar · {tls/starttls} {/is }temporarily · temporary {tls/starttls}
    `,
    source: 'RFC 3207 section 4, code 454: TLS not available due to temporary reason',
  },
  {
    id: 'tls/server-not-set-up',
    cause: 'starttls-unavailable',
    weight: 'tag',
    at: 'tls',
    side: 'provider',
    retryable: false,
    kind: 'reply',
    says: phrases`
      unable to start tls · no certificate configured · tls {is /}not configured · missing private rsa key ·
      missing rsa private key · tls missing {certificate/private key} · {tls/starttls} {is /}{not available/currently unavailable/currently not available} ·
      tls initiali{z/s}ation failed
    `,
    unless: ['temporar', 'too many', 'starttls is required', 'was not offered'],
    source:
      'Postfix (TLS not available due to local problem), Exim (TLS currently unavailable), Sendmail, qmail: they offer STARTTLS and cannot load their own certificate or key',
  },
  {
    id: 'tls/mx-offers-none',
    cause: 'starttls-unavailable',
    weight: 'tag',
    at: 'tls',
    side: 'recipient',
    says: ['tls is required, but was not offered by host', 'starttls required but not advertised'],
    source: 'Postfix and mail gateways on their way to the server of the recipient, which alone can offer it',
  },
  {
    id: 'tls/handshake-reported',
    cause: 'tls-protocol-unsupported',
    weight: 'vague',
    at: 'tls',
    side: 'provider',
    kind: 'reply',
    confidence: 'guess',
    says: ['tls handshake failed', 'ssl handshake failed'],
    source: 'Sendmail 403 4.7.0 TLS handshake failed: a reply of its own after STARTTLS, without the reason',
  },
  {
    id: 'tls/starttls-deferred',
    cause: 'server-temporary-failure',
    weight: 'usual',
    phase: 'tls',
    retryable: true,
    kind: 'reply',
    codes: ['4'],
    phases: ['tls'],
    unless: ['too many', 'ip|', 'certificate', 'block', 'rate|'],
    source: 'RFC 5321 section 4.2.1 and RFC 3207: a 4xx at STARTTLS says that the server offers it and cannot just now',
  },
  {
    id: 'tls/454',
    cause: 'starttls-unavailable',
    weight: 'vague',
    at: 'tls',
    kind: 'reply',
    codes: [454],
    says: ['tls', 'starttls', 'ssl'],
    unless: ['later', 'temporar', 'active', 'already', 'auth', 'relay', 'pipelin'],
    source: 'RFC 3207 section 4: 454 TLS not available, in other words',
  },
  {
    id: 'tls/encryption-required',
    cause: 'encryption-required',
    weight: 'exact',
    says: phrases`
      must issue a starttls · issue a starttls · starttls command first · starttls required · use starttls ·
      encryption required · encryption is required · tls required · tls is required · {tls/ssl/encryption/starttls} {is /}mandatory · requires tls ·
      requires encryption · requires starttls · starttls is required · secure connection required ·
      secure connection is required · ssl required · ssl is required · ssl connection required · needs starttls ·
      encrypted connection · must use tls · must use ssl · must use encryption · without encryption ·
      session encryption · cleartext| · plaintext authentication disallowed · plaintext authentication disabled ·
      not available without tls · not allowed without tls · only * over tls · enable {ssl/tls} in your ·
      not advertised * before starttls · tls-only · tls only · please use ssl · please enable ssl ·
      connection is not secure · encryption needed · insecure connection · cifrado obligatorio · requiere tls ·
      starttls first · encryption required for requested authentication · server requires a secure connection ·
      over an unencrypted · unencrypted connection · refused * unencrypted · must be encrypted ·
      encrypt your connection · 需要ssl · a secure connection is required · credentials over insecure · use tls ·
      tls encryption ·
      non-encrypted {session/connection/mail} · unencrypted {sessions/connections} * {refused/rejected/not allowed/not accepted/denied} ·
      {plaintext/plain-text/plain text/cleartext/clear text} {connections/sessions/connection/session} {are /is /}not
    `,
    unless: phrases`
      starttls extension · starttls not supported · does not support starttls · but host does not ·
      starttls required but · starttls is required but · tls is required, but · was not offered ·
      session encryption is required to send to · authentication is not possible · encryption required but not ·
      starttls first, then · client was not authenticated · tls is required by recipient ·
      unencrypted connection, or · requires a secure connection or the client was not authenticated · too many ·
      connect with tls
    `,
    source: 'RFC 3207 (530 Must issue a STARTTLS command first), Microsoft 451 5.7.3, Dovecot, Go net/smtp',
  },
  {
    id: 'tls/login-needs-encryption',
    cause: 'encryption-required',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    codes: [530, 538, 523],
    says: ['ssl', 'tls', 'starttls', 'secure connection', 'encrypt'],
    unless: ['authenticated', 'authentication is not possible', 'authentication required'],
    source: 'RFC 3207 and RFC 4954: a 530 or 538 that speaks of TLS at all wants it, in whatever words',
  },
  {
    id: 'tls/gmail-recipient-domain',
    cause: 'encryption-required',
    weight: 'tag',
    phase: 'recipient',
    says: ['tls required for rcpt domain'],
    source: 'Gmail 421 4.7.0: the domain of the recipient takes mail only over TLS',
  },
  {
    id: 'tls/go-plain-auth',
    cause: 'encryption-required',
    weight: 'exact',
    at: 'auth',
    kind: 'words',
    says: ['unencrypted connection'],
    source: 'Go net/smtp: PlainAuth refuses to send a password without TLS',
  },
  {
    id: 'tls/handshake-failure-unsaid',
    cause: 'tls-protocol-unsupported',
    weight: 'vague',
    at: 'tls',
    kind: 'words',
    confidence: 'likely',
    says: ['cannot start tls: handshake failure', 'tls fatal alert has been received'],
    source: 'Postfix in the line of the delivery: the reason is in a line above it, or was not written',
  },
  {
    id: 'tls/gnutls-closed',
    cause: 'connection-dropped',
    weight: 'vague',
    at: 'tls',
    says: phrases`
      failed to enable crypto · unable to connect with {tls/starttls} · protocol is shutdown ·
      stream_socket_enable_crypto · ssl_connect returned · ssl_connect syscall · tls handshake failed ·
      ssl handshake failed · handshake has failed · error:00000000:lib(0) ·
      before secure tls connection was established · ssl_error_syscall · ssl_error_eof ·
      eof occurred in violation of protocol · unexpected eof while reading ·
      tls connection was non-properly terminated · starttls upgrade failed · tls handshake ·
      remote host terminated the handshake · remote host closed connection during handshake ·
      could not convert socket to tls · tls negotiation failed · ssl negotiation failed · cannot start tls ·
      unable to start tls · an attempt to start tls failed · :tls_failed · ora-28860 · ora-28865 ·
      authentication failed, see inner exception ·
      authentication failed because the remote party has closed
    `,
    kind: 'words',
    source: 'handshakes that end without a reason',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The handshake, its certificate, and whether TLS was agreed on at all. */
export const tlsRules: readonly Rule[] = [
  {
    id: 'tls/wrong-version-number',
    cause: 'tls-mode-mismatch',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      wrong version number · wrong_version_number · ssl_error_rx_record_too_long · record too long ·
      packet length too long · unknown protocol · unrecognized ssl message · unrecognised ssl message ·
      unsupported or unrecognized ssl message · first record does not look like a tls handshake ·
      received corrupt message of type · invalidcontenttype · invalid message contenttype ·
      the handshake failed due to an unexpected packet format · an unexpected tls packet was received ·
      received unexpected packet · tlsv1 alert * not tls · frame_size_error · corrupt frame · http request ·
      ssl23_get_server_hello · cannot determine the frame size · authenticate as client failed: unexpected packet ·
      bad record type · plaintext connection? · plain text connection? · invalid record · not an ssl/tls record · notssl ·
      unexpected message type · packet * was not tls · oversized record received · response: x15x03 · response=x15x03 ·
      invalid ssl record · invalid tls record
    `,
    unless: ['content-length', 'alert protocol version', 'ssl3_read_bytes:tlsv1 alert'],
    source: 'OpenSSL, GnuTLS, NSS, Java, Go, rustls, SChannel when the peer answers a TLS hello in plain text',
  },
  {
    id: 'tls/plain-into-tls',
    cause: 'tls-mode-mismatch',
    weight: 'exact',
    phase: 'greeting',
    says: phrases`
      a tls packet with unexpected length was received * greeting · plain text * tls port ·
      client sent plain * https · speak tls · this port requires tls · implicit tls · use ssl * port 465 ·
      set secure to {true/false} · smtps wrappermode · wrappermode (port smtps/465) is unimplemented ·
      ssl is required on port 465
    `,
    source: 'servers and libraries that notice the wrong mode themselves',
  },
  {
    id: 'tls/closed-by-time-out',
    cause: 'tls-mode-mismatch',
    weight: 'usual',
    phase: 'greeting',
    confidence: 'likely',
    kind: 'words',
    says: ['connection unexpectedly closed: timed out'],
    source: 'Python smtplib that waits for a plain greeting on an implicit TLS port',
  },
  {
    id: 'tls/hello-on-plain-port',
    cause: 'tls-mode-mismatch',
    weight: 'usual',
    phase: 'tls',
    confidence: 'likely',
    kind: 'words',
    says: phrases`
      port 587 is typically reserved for plain · port 25 is typically reserved for plain ·
      try connecting to port 465 instead · connecting to the ssl port
    `,
    source: 'MailKit whose TLS hello was answered in plain text',
  },
  {
    id: 'tls/outlook-encryption-type',
    cause: 'tls-mode-mismatch',
    weight: 'usual',
    phase: 'tls',
    kind: 'words',
    says: [
      '0x800ccc1a',
      'does not support the connection encryption type',
      'does not support the specified connection encryption type',
    ],
    source: 'Outlook: 0x800CCC1A, another encryption was chosen than the port speaks',
  },
  {
    id: 'tls/already-active',
    cause: 'tls-mode-mismatch',
    weight: 'exact',
    at: 'tls',
    kind: 'reply',
    says: phrases`
      when tls {is /}active · tls {is /}already {active/started/negotiated/established/in use} ·
      already {in/under/using/running} {tls/ssl} · already in {a /}{tls/secure/encrypted}
    `,
    source: 'Coremail 454 and others: STARTTLS on a connection that began with TLS (RFC 8314 section 3.3)',
  },
  {
    id: 'tls/would-block',
    cause: 'tls-mode-mismatch',
    weight: 'usual',
    phase: 'greeting',
    confidence: 'likely',
    says: ['os error 11|', 'resource temporarily unavailable', 'wouldblock', 'eagain'],
    unless: ['451', '4.3.0|', 'dns', 'system.net.dns', 'getaddrinfo', 'name resolution', 'postdrop', 'fork'],
    kind: 'words',
    source:
      'lettre and other blocking clients that wait for a greeting on an implicit TLS port until their read time-out',
  },
  {
    id: 'tls/name-mismatch',
    cause: 'tls-certificate-name-mismatch',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      relies on legacy common name · doesnt contain any ip sans · does not match the server certificate ·
      certificate * does not match · verify identity of server · err_tls_cert_altname_invalid ·
      x509: certificate is valid for · hostname_check_failed · does not match certificates altnames ·
      certificate subject name * does not match · did not match expected cn · hostname/ip does not match ·
      hostname mismatch · hostname * doesnt match · hostname verification failed · no name matching · certificate is not valid for ·
      certificate is valid for * not · not valid for name · notvalidforname · no subject alternative ·
      no alternative certificate subject name · hostname does not match · does not match the host · name mismatch ·
      remotecertificatenamemismatch · ip address mismatch · was not issued for ·
      certificate common name * doesnt match · certificate for * doesnt match · common name * does not match ·
      certificate name does not match · host name did not match the name given · match certificate ·
      doesnt match any of the subject alternative names · der name im zertifikat · peer name mismatch ·
      server hostname * verification failed: the name · the owner does not match hostname · verify failed (hostname ·
      host {name /}doesnt match certificate · principal name is incorrect · ns_error_*bad_cert_domain ·
      ssl_error_bad_cert_domain · certificate does not match · certificate verification failed * hostname
    `,
    unless: ['fingerprint'],
    source: 'host name checks of OpenSSL, Node, Java, Go, PHP, GnuTLS, .NET, rustls (RFC 6125)',
  },
  {
    id: 'tls/expired',
    cause: 'tls-certificate-expired',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      certificate * has expired · uses expired certificate · certificate: expired · certificate has expired ·
      certificate expired · certificate for * expired · cert_has_expired · certexpired · nottimevalid · notvalidyet ·
      certificate is expired · certificateexpired · expired certificate · certificate * is not yet valid ·
      cert_not_yet_valid · certificatenotyetvalid · certificate is not yet valid · not valid before ·
      sslv3 alert certificate expired · notafter · validity check failed · certificado ha caducado ·
      certificado ha expirado · certificado caducado · zertifikat ist abgelaufen · zertifikat abgelaufen ·
      certificat a expire · certificat expire · sec_error_expired_certificate · expired (certificate ·
      certificateexpiredexception · a required certificate is not within its validity period ·
      ssl certificate problem: certificate has expired · certificado expirado
    `,
    unless: ['client certificate'],
    source: 'validity checks of OpenSSL, Node, Java, Go, GnuTLS, NSS, SChannel',
  },
  {
    id: 'tls/untrusted',
    cause: 'tls-certificate-untrusted',
    weight: 'usual',
    phase: 'tls',
    says: phrases`
      fingerprint does not match · certificate not verified · self signed certificate · self-signed certificate ·
      unable to verify the first certificate · unable_to_verify_leaf_signature · unable to get local issuer ·
      unable to get issuer · depth_zero_self_signed_cert · self_signed_cert_in_chain ·
      certificate signed by unknown authority · unable to find valid certification path · pkix path building failed ·
      certificate verify failed · certificate_verify_failed · unknown ca · unknown_ca · unknownissuer ·
      issuer certificate * could not be found · untrusted certificate · untrusted_issuer · issuer is not recognized ·
      trustanchors parameter must be non-empty · untrusted issuer · not trusted · issuer is unknown ·
      issuer certificate is unknown · unknown issuer · partialchain · untrustedroot · remotecertificatechainerrors ·
      remote certificate is invalid · the remote certificate was rejected · unsupportedcertversion ·
      caused by unsupported * cert · ca md too weak · ca_md_too_weak · ee key too small · ee_key_too_small ·
      dh key too small certificate · certificate was revoked · certificate has been revoked · certificate revoked ·
      certificaterevoked · suncertpathbuilderexception ·
      certificate chain was issued by an authority that is not trusted · unable to validate certificate ·
      server certificate verification failed · certificate verification failed · invalid certificate ·
      invalid peer certificate · bad certificate · certificateunknown · certificate unknown ·
      sslhandshakeexception: * certificate · no se pudo verificar el certificado · certificado autofirmado ·
      nicht vertrauenswurdig · certificatenotvalid · certificate issuer · trust anchors parameter must be non-empty ·
      invalidcertificate · ssl certificate error · an ssl error occurred * certificate · ssl: certificate ·
      certificate could not be verified · not be verified by · revocationstatusunknown · unable to check revocation ·
      revocation status · ora-29024 · ora-28759 · does not conform to algorithm constraints · basicconstraints · basic constraints ·
      certificate validation failed ·
      trust anchor for certification path not found
    `,
    unless: phrases`
      as configured · segun la configuracion · is not valid for · altname · certificate: expired ·
      certificate has expired · certificate expired · altnames · hostname mismatch · nottimevalid · certexpired ·
      no name matching · ip address mismatch · client certificate · dane
    `,
    source: 'chain checks of OpenSSL, Node, Java (PKIX), Go, .NET, GnuTLS, rustls',
  },
  {
    id: 'tls/no-authorities',
    cause: 'tls-certificate-untrusted',
    weight: 'tag',
    at: 'tls',
    side: 'configuration',
    kind: 'words',
    says: phrases`
      failed to load system roots · no roots provided · system cert pool · load system certificates ·
      error setting certificate {verify locations/file/path} · problem with the ssl ca cert · curl: (77) ·
      curl error 77 · no {native root/root/ca} {/ca }certificates {found/could be/were/available} ·
      no valid certificates found in · trustanchors parameter must be non-empty · failed loading cafile ·
      cannot load certificate authority data · cannot load certification authority data ·
      default ssl context init failed · ssl_ctx_load_verify · ssl_ctx_set_default_verify_paths
    `,
    unless: ['client certificate', 'smtpd['],
    source:
      'Go, curl, rustls, Java, PHP, Postfix and GnuTLS where the list of authorities is missing on our own machine, as in images without ca-certificates',
  },
  {
    id: 'tls/authorities-not-read',
    cause: 'tls-certificate-untrusted',
    weight: 'exact',
    at: 'tls',
    side: 'configuration',
    kind: 'words',
    says: phrases`
      trust file · ca file · cafile · ca bundle · ca-bundle · ca certificate file · ca-certificates.crt · cacert.pem ·
      trust store · truststore · root certificates
    `,
    also: phrases`
      cannot {load/open/read/set/find} · could not {load/open/read/find} · unable to {load/open/read/find} ·
      failed to {load/open/read/find} · no such file · does not exist · not found · error while reading · not readable
    `,
    unless: ['client certificate', 'smtpd[', 'verify failed'],
    source: 'msmtp, mutt, PHP and others that name the file of authorities which they could not read',
  },
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
      starttls_not_supported
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
    id: 'tls/started-and-failed',
    cause: 'tls-certificate-untrusted',
    weight: 'usual',
    at: 'tls',
    kind: 'words',
    confidence: 'guess',
    says: ['starttls failed (code: 220'],
    source:
      'PEAR Net_SMTP: the server was ready and PHP refused the handshake, which since 5.6 is mostly the certificate',
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
      authentication failed because the remote party has closed ·
      cannot start tls
    `,
    kind: 'words',
    source: 'handshakes that end without a reason',
  },
]

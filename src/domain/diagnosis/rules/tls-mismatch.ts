import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The two sides speak TLS in another way, or not at all. */
export const tlsMismatchRules: readonly Rule[] = [
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
]

import type { Cause } from './cause.js'

/** What becomes of a delivery: it ends, it is tried again on its own, or it waits until the provider works again. */
export type Fate = 'final' | 'later' | 'provider'

/**
 * The fate that follows from a cause, never from the first digit of a reply.
 *
 * `final` only where the recipient's own mailbox, address or domain is the reason, so that no fault of ours burns a
 * message. `later` where this one delivery has to wait. `provider` where every delivery through this provider would
 * meet the same: an incident opens and they are held together.
 */
export const fateOf: Readonly<Record<Cause, Fate>> = {
  // The delivery is settled: nothing is tried again.
  accepted: 'final',

  'dns-not-found': 'provider',
  'dns-temporary': 'provider',
  'connection-refused': 'provider',
  'connection-timeout': 'provider',
  'network-unreachable': 'provider',
  // Inside a transaction it befalls one message; a provider that drops every connection shows by the repetition.
  'connection-dropped': 'later',
  'connection-intercepted': 'provider',
  'greeting-timeout': 'provider',
  'not-smtp': 'provider',
  'tls-mode-mismatch': 'provider',
  'tls-certificate-untrusted': 'provider',
  'tls-certificate-name-mismatch': 'provider',
  'tls-certificate-expired': 'provider',
  'tls-protocol-unsupported': 'provider',
  'starttls-unavailable': 'provider',
  'encryption-required': 'provider',
  'credentials-rejected': 'provider',
  'app-password-required': 'provider',
  'auth-mechanism-unsupported': 'provider',
  'auth-disabled-by-provider': 'provider',
  'oauth-token-invalid': 'provider',
  'auth-temporarily-unavailable': 'provider',
  'auth-throttled': 'provider',
  'authentication-required': 'provider',
  // Struck at the recipient, but it is our login or our server that is wrong, for every recipient alike.
  'relay-denied': 'provider',
  'sender-not-authorised': 'provider',
  'sender-not-verified': 'provider',
  'sender-domain-invalid': 'provider',
  'client-host-rejected': 'provider',
  'client-ip-blocked': 'provider',

  'recipient-unknown': 'final',
  // Room can be made: the mailbox exists.
  'recipient-mailbox-full': 'later',
  'recipient-disabled': 'final',
  'recipient-domain-not-found': 'final',
  'recipient-address-invalid': 'final',
  // Its owner or administrator decided; a 4xx of this kind is read as greylisting or a passing failure instead.
  'recipient-refused-policy': 'final',
  greylisted: 'later',

  // Limits of the account, not of this recipient: more attempts at once would only prolong them.
  'rate-limited': 'provider',
  'quota-exceeded': 'provider',
  'too-many-connections': 'provider',
  // We write to one recipient at a time, so the server counts over the connection or the account.
  'too-many-recipients': 'provider',
  // Every e-mail comes from the same small template: what is wrong with one is wrong with all.
  'message-too-large': 'provider',
  'content-rejected-spam': 'provider',
  'content-rejected-policy': 'provider',
  'authentication-policy': 'provider',
  // Of side provider, also as a 4xx: the server as a whole is unwell, and the probe finds out when it is better.
  'server-temporary-failure': 'provider',
  'server-storage': 'provider',
  // The provider lacks the extension; the address is valid and passes through another one.
  'smtputf8-unsupported': 'provider',
  'protocol-error': 'provider',
  'account-suspended': 'provider',
  // A restriction of our account: the recipient is innocent of it.
  'sandbox-restricted': 'provider',
  // With 4xx later; with 5xx final only when repeated an hour later. The caller knows the code and the time; this is its start.
  unknown: 'later',
}

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The events of our own record, in both of its languages. What was waited for is always told in English. */
export const ownRecordRules: readonly Rule[] = [
  {
    id: 'own/name-not-in-time',
    cause: 'dns-temporary',
    weight: 'tag',
    kind: 'words',
    says: phrases`
      smtp timed out after * waiting for the name resolution ·
      smtp tiempo agotado tras * esperando the name resolution · smtp name * not resolved after * etimedout ·
      smtp nombre * no resuelto tras * etimedout · the name * was not resolved within
    `,
    source: 'events timed-out and name-not-resolved',
  },
  {
    id: 'own/no-greeting',
    cause: 'greeting-timeout',
    weight: 'exact',
    kind: 'words',
    says: phrases`
      smtp timed out after * waiting for the greeting · smtp tiempo agotado tras * esperando the greeting ·
      waited * for the greeting
    `,
    source: 'event timed-out',
  },
  {
    id: 'own/no-reply',
    cause: 'connection-timeout',
    weight: 'exact',
    kind: 'words',
    says: phrases`
      smtp timed out after * waiting for the {reply/message/tls} ·
      smtp tiempo agotado tras * esperando the {reply/message/tls} · waited * for the {reply/message} ·
      the tls handshake took longer
    `,
    unless: ['the reply to quit'],
    source: 'event timed-out',
  },
  {
    id: 'own/starttls-not-offered',
    cause: 'starttls-unavailable',
    weight: 'exact',
    kind: 'words',
    says: ['does not offer starttls, and the settings require it'],
    source: 'event failed, code ESTARTTLS',
  },
  {
    id: 'own/starttls-refused',
    cause: 'starttls-unavailable',
    weight: 'vague',
    kind: 'words',
    says: ['smtp starttls {refused/rechazado}'],
    source: 'event starttls-refused; where encryption is a choice the conversation goes on, so it weighs little',
  },
  {
    id: 'own/dropped',
    cause: 'connection-dropped',
    weight: 'vague',
    kind: 'words',
    says: phrases`
      smtp connection closed by the server · smtp conexion cerrada por el servidor ·
      smtp {connection lost/conexion perdida} · the server closed the connection
    `,
    source: 'events closed-by-server and connection-lost',
  },
  {
    id: 'own/no-login-offered',
    cause: 'auth-mechanism-unsupported',
    weight: 'exact',
    kind: 'words',
    says: ['the server offers no login on this connection'],
    source: 'event failed, code EAUTH',
  },
  {
    id: 'own/no-greeting-but-words',
    cause: 'not-smtp',
    weight: 'exact',
    kind: 'words',
    at: 'greeting',
    says: ['something else than an smtp reply came as the greeting'],
    source: 'event failed, code EPROTOCOL',
  },
  {
    id: 'own/no-reply-but-words',
    cause: 'protocol-error',
    weight: 'exact',
    kind: 'words',
    side: 'provider',
    says: phrases`
      something else than an smtp reply came as the reply · a reply came that nothing was said for ·
      the server answered data with {250/251/252/220/221}
    `,
    source: 'event failed, code EPROTOCOL',
  },
]

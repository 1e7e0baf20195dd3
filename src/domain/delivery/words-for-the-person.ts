import type { Cause } from '../diagnosis/cause.js'
import type { Sentence } from '../diagnosis/diagnosis.js'
import type { Delivery, DeliveryState } from './delivery.js'

/**
 * What the person who registers reads about their e-mail. Only what they can mend themselves is named; a fault of ours
 * or of a provider reads alike for all, because its details are nobody's business but the operator's.
 */
export function wordsForThePerson(delivery: Pick<Delivery, 'state' | 'cause' | 'cancelledBecause'>): Sentence {
  if (delivery.state === 'refused') return refusals[delivery.cause ?? 'unknown'] ?? refusedForAnyReason
  if (delivery.state === 'delayed' && delivery.cause !== undefined) return delays[delivery.cause] ?? stillTrying
  return byState[delivery.state]
}

const stillTrying: Sentence = {
  en: 'We could not send it yet, we keep trying.',
  es: 'Aún no hemos podido enviarlo; seguimos intentándolo.',
}

const onItsWay: Sentence = {
  en: 'The e-mail is on its way.',
  es: 'El correo está en camino.',
}

const byState: Record<DeliveryState, Sentence> = {
  queued: onItsWay,
  sending: onItsWay,
  accepted: {
    en: 'The e-mail was handed to the mail server. Look into your inbox, and into the spam folder too.',
    es: 'El correo se entregó al servidor de correo. Mira tu bandeja de entrada y también la carpeta de spam.',
  },
  delayed: {
    en: 'An e-mail went to this address a moment ago. The next one follows after a short wait.',
    es: 'Hace un momento se envió un correo a esta dirección. El siguiente saldrá tras una breve espera.',
  },
  held: stillTrying,
  refused: stillTrying,
  expired: {
    en: 'The registration expired before the e-mail could be sent. Please register again.',
    es: 'El registro caducó antes de poder enviar el correo. Por favor, regístrate de nuevo.',
  },
  cancelled: {
    en: 'This e-mail is no longer needed, or a newer one to the same address takes its place.',
    es: 'Este correo ya no es necesario, o lo sustituye uno más reciente a la misma dirección.',
  },
}

const refusedForAnyReason: Sentence = {
  en: 'The mail server of this address refused the e-mail. Please check the address.',
  es: 'El servidor de correo de esta dirección rechazó el correo. Por favor, comprueba la dirección.',
}

const refusals: Partial<Record<Cause, Sentence>> = {
  'recipient-unknown': {
    en: 'There is no mailbox with this address. Please check how it is spelled.',
    es: 'No existe ningún buzón con esta dirección. Por favor, comprueba cómo está escrita.',
  },
  'recipient-disabled': {
    en: 'The mailbox of this address is disabled. Please use another address.',
    es: 'El buzón de esta dirección está desactivado. Por favor, usa otra dirección.',
  },
  'recipient-domain-not-found': {
    en: 'The part of the address after the @ does not receive e-mail. Please check how it is spelled.',
    es: 'La parte de la dirección después de la @ no recibe correo. Por favor, comprueba cómo está escrita.',
  },
  'recipient-address-invalid': {
    en: 'The mail server does not take this for an address. Please check how it is spelled.',
    es: 'El servidor de correo no reconoce esta dirección. Por favor, comprueba cómo está escrita.',
  },
  'smtputf8-unsupported': {
    en: 'Our mail server cannot write to an address with these letters. Please use another address.',
    es: 'Nuestro servidor de correo no puede escribir a una dirección con estas letras. Por favor, usa otra dirección.',
  },
  'recipient-mailbox-full': {
    en: 'The mailbox of this address is full. Make room in it, or use another address.',
    es: 'El buzón de esta dirección está lleno. Libera espacio o usa otra dirección.',
  },
}

const delays: Partial<Record<Cause, Sentence>> = {
  'recipient-mailbox-full': {
    en: 'The mailbox of this address is full. We try again later.',
    es: 'El buzón de esta dirección está lleno. Lo intentaremos más tarde.',
  },
}

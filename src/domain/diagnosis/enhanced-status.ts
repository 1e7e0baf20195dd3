import type { Sentence } from './diagnosis.js'

/**
 * The detail of an enhanced status code (`X.7.8`), in words.
 *
 * Sources: RFC 3463 sections 3.2 to 3.8 and the IANA registry "SMTP Enhanced Status Codes" (RFC 5248), with what later
 * RFCs added: 4954, 6531, 6710, 7293, 7372, 7505, 8616.
 */
const details: Readonly<Record<string, Sentence>> = {
  '0.0': { en: 'other undefined status', es: 'otro estado no definido' },
  '1.0': { en: 'other address status', es: 'otro estado de la dirección' },
  '1.1': { en: 'bad destination mailbox address', es: 'dirección de buzón de destino incorrecta' },
  '1.2': { en: 'bad destination system address', es: 'dirección de sistema de destino incorrecta' },
  '1.3': { en: 'bad destination mailbox address syntax', es: 'sintaxis incorrecta de la dirección de destino' },
  '1.4': { en: 'destination mailbox address ambiguous', es: 'dirección de buzón de destino ambigua' },
  '1.5': { en: 'destination address valid', es: 'dirección de destino válida' },
  '1.6': {
    en: 'destination mailbox has moved, no forwarding address',
    es: 'el buzón de destino se ha trasladado sin dejar otra dirección',
  },
  '1.7': { en: "bad sender's mailbox address syntax", es: 'sintaxis incorrecta de la dirección del remitente' },
  '1.8': { en: "bad sender's system address", es: 'dirección de sistema del remitente incorrecta' },
  '1.9': {
    en: 'message relayed to non-compliant mailer',
    es: 'mensaje reenviado a un servidor que no cumple la norma',
  },
  '1.10': { en: 'recipient address has null MX', es: 'el dominio del destinatario declara que no recibe correo' },
  '2.0': { en: 'other or undefined mailbox status', es: 'otro estado del buzón' },
  '2.1': { en: 'mailbox disabled, not accepting messages', es: 'buzón desactivado, no acepta mensajes' },
  '2.2': { en: 'mailbox full', es: 'buzón lleno' },
  '2.3': {
    en: 'message length exceeds administrative limit',
    es: 'el mensaje supera el límite administrativo de tamaño',
  },
  '2.4': { en: 'mailing list expansion problem', es: 'problema al expandir una lista de correo' },
  '3.0': { en: 'other or undefined mail system status', es: 'otro estado del sistema de correo' },
  '3.1': { en: 'mail system full', es: 'sistema de correo lleno' },
  '3.2': { en: 'system not accepting network messages', es: 'el sistema no acepta mensajes de la red' },
  '3.3': { en: 'system not capable of selected features', es: 'el sistema no admite las funciones pedidas' },
  '3.4': { en: 'message too big for system', es: 'mensaje demasiado grande para el sistema' },
  '3.5': { en: 'system incorrectly configured', es: 'sistema mal configurado' },
  '3.6': { en: 'requested priority was changed', es: 'se cambió la prioridad pedida' },
  '4.0': { en: 'other or undefined network or routing status', es: 'otro estado de la red o del encaminamiento' },
  '4.1': { en: 'no answer from host', es: 'el servidor no responde' },
  '4.2': { en: 'bad connection', es: 'mala conexión' },
  '4.3': { en: 'directory server failure', es: 'fallo del servidor de directorio' },
  '4.4': { en: 'unable to route', es: 'no se puede encaminar' },
  '4.5': { en: 'mail system congestion', es: 'congestión del sistema de correo' },
  '4.6': { en: 'routing loop detected', es: 'se detectó un bucle de encaminamiento' },
  '4.7': { en: 'delivery time expired', es: 'venció el plazo de entrega' },
  '5.0': { en: 'other or undefined protocol status', es: 'otro estado del protocolo' },
  '5.1': { en: 'invalid command', es: 'orden no válida' },
  '5.2': { en: 'syntax error', es: 'error de sintaxis' },
  '5.3': { en: 'too many recipients', es: 'demasiados destinatarios' },
  '5.4': { en: 'invalid command arguments', es: 'argumentos de la orden no válidos' },
  '5.5': { en: 'wrong protocol version', es: 'versión de protocolo incorrecta' },
  '5.6': { en: 'authentication exchange line is too long', es: 'línea de autenticación demasiado larga' },
  '6.0': { en: 'other or undefined media error', es: 'otro error del contenido' },
  '6.1': { en: 'media not supported', es: 'tipo de contenido no admitido' },
  '6.2': { en: 'conversion required and prohibited', es: 'hace falta una conversión que está prohibida' },
  '6.3': { en: 'conversion required but not supported', es: 'hace falta una conversión que no se admite' },
  '6.4': { en: 'conversion with loss performed', es: 'se hizo una conversión con pérdida' },
  '6.5': { en: 'conversion failed', es: 'falló la conversión' },
  '6.6': { en: 'message content not available', es: 'contenido del mensaje no disponible' },
  '6.7': {
    en: 'non-ASCII addresses not permitted for that sender or recipient',
    es: 'no se permiten direcciones que no sean ASCII para ese remitente o destinatario',
  },
  '6.8': {
    en: 'UTF-8 string reply is required, but not permitted',
    es: 'hace falta una respuesta en UTF-8 y no se permite',
  },
  '6.9': {
    en: 'UTF-8 header message cannot be transferred',
    es: 'no se puede transferir un mensaje con cabeceras UTF-8',
  },
  '6.10': {
    en: 'UTF-8 header message cannot be transferred, message rejected',
    es: 'no se puede transferir un mensaje con cabeceras UTF-8, mensaje rechazado',
  },
  '7.0': { en: 'other or undefined security status', es: 'otro estado de seguridad' },
  '7.1': { en: 'delivery not authorized, message refused', es: 'entrega no autorizada, mensaje rechazado' },
  '7.2': { en: 'mailing list expansion prohibited', es: 'expansión de la lista de correo prohibida' },
  '7.3': {
    en: 'security conversion required but not possible',
    es: 'hace falta una conversión de seguridad que no es posible',
  },
  '7.4': { en: 'security features not supported', es: 'funciones de seguridad no admitidas' },
  '7.5': { en: 'cryptographic failure', es: 'fallo criptográfico' },
  '7.6': { en: 'cryptographic algorithm not supported', es: 'algoritmo criptográfico no admitido' },
  '7.7': { en: 'message integrity failure', es: 'fallo de integridad del mensaje' },
  '7.8': { en: 'authentication credentials invalid', es: 'credenciales de autenticación no válidas' },
  '7.9': { en: 'authentication mechanism is too weak', es: 'mecanismo de autenticación demasiado débil' },
  '7.10': { en: 'encryption needed', es: 'hace falta cifrado' },
  '7.11': {
    en: 'encryption required for requested authentication mechanism',
    es: 'el mecanismo de autenticación pedido exige cifrado',
  },
  '7.12': { en: 'a password transition is needed', es: 'hace falta cambiar la contraseña' },
  '7.13': { en: 'user account disabled', es: 'cuenta de usuario desactivada' },
  '7.14': { en: 'trust relationship required', es: 'hace falta una relación de confianza' },
  '7.15': { en: 'priority level is too low', es: 'nivel de prioridad demasiado bajo' },
  '7.16': {
    en: 'message is too big for the specified priority',
    es: 'mensaje demasiado grande para la prioridad indicada',
  },
  '7.17': { en: 'mailbox owner has changed', es: 'el buzón ha cambiado de dueño' },
  '7.18': { en: 'domain owner has changed', es: 'el dominio ha cambiado de dueño' },
  '7.19': { en: 'RRVS test cannot be completed', es: 'no se puede completar la comprobación RRVS' },
  '7.20': { en: 'no passing DKIM signature found', es: 'no hay ninguna firma DKIM válida' },
  '7.21': { en: 'no acceptable DKIM signature found', es: 'no hay ninguna firma DKIM aceptable' },
  '7.22': {
    en: 'no valid author-matched DKIM signature found',
    es: 'no hay ninguna firma DKIM válida que coincida con el autor',
  },
  '7.23': { en: 'SPF validation failed', es: 'falló la validación SPF' },
  '7.24': { en: 'SPF validation error', es: 'error en la validación SPF' },
  '7.25': { en: 'reverse DNS validation failed', es: 'falló la validación del DNS inverso' },
  '7.26': { en: 'multiple authentication checks failed', es: 'fallaron varias comprobaciones de autenticación' },
  '7.27': { en: 'sender address has null MX', es: 'el dominio del remitente declara que no recibe correo' },
  '7.28': { en: 'mail flood detected', es: 'se detectó una avalancha de correo' },
  '7.29': { en: 'ARC validation failure', es: 'falló la validación ARC' },
  '7.30': { en: 'REQUIRETLS support required', es: 'hace falta soporte de REQUIRETLS' },
}

/** An enhanced status code spelled out, or nothing where the registry does not know it. */
export function spellStatus(enhanced: string): Sentence | undefined {
  return Object.hasOwn(details, enhanced.slice(2)) ? details[enhanced.slice(2)] : undefined
}

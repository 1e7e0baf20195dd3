import type { Sentence } from '../diagnosis/diagnosis.js'
import type { Instant } from '../instant.js'
import { printTime } from '../transcript/utc-time.js'
import type { StageFacts } from './stage.js'

/** Something that often is the reason for trouble, seen without asking any server. It is no finding: the check decides. */
export interface Hint {
  readonly hint: HintName
  readonly text: Sentence
}

export type HintName = keyof typeof texts

/** What hints are made of. Nothing of it is a secret. */
export interface HintFacts {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls' | 'opportunistic' | 'none'
  /** A server that this program runs itself. */
  readonly isBuiltIn: boolean
  readonly logsIn: boolean
  readonly verifiesCertificate: boolean
  /** How the sender relates to the account that logs in: `unknown` where its name is no address. */
  readonly sender: 'account' | 'other' | 'unknown'
  readonly inContainer: boolean
  readonly now: Instant
}

/** No clock that is right says less: this is after the program was written. */
export const earliestNow: Instant = 1_767_225_600_000

/** What meets the eye before any dialogue. */
export function hintsBefore(facts: HintFacts): readonly Hint[] {
  const { host, port, tls, isBuiltIn, logsIn, verifiesCertificate, sender, inContainer, now } = facts
  const found: readonly (false | HintName)[] = [
    now < earliestNow && 'clock-wrong',
    port === 465 && tls !== 'implicit' && 'implicit-tls-expected',
    (port === 587 || port === 25 || port === 2525) && tls === 'implicit' && 'starttls-expected',
    port === 25 && 'port-25',
    inContainer && !isBuiltIn && isLoopback(host) && 'loopback-in-container',
    logsIn && tls === 'none' && 'login-in-clear',
    logsIn && tls === 'opportunistic' && 'login-perhaps-in-clear',
    tls !== 'none' && !verifiesCertificate && 'certificate-unverified',
    sender === 'other' && 'sender-is-not-the-account',
  ]
  return found.flatMap((name) => (name === false ? [] : [hint(name)]))
}

const soonDays = 14

/** What the certificate and this machine's clock say of each other. */
export function hintsOnCertificate({ certificate, error }: StageFacts, now: Instant): readonly Hint[] {
  if (error === 'CERT_NOT_YET_VALID' || error === 'CERT_HAS_EXPIRED') {
    const clock = printTime(now).slice(0, 16).replace('T', ' ')
    const { en, es } = texts['clock-or-certificate']
    return [
      { hint: 'clock-or-certificate', text: { en: en.replace('{clock}', clock), es: es.replace('{clock}', clock) } },
    ]
  }
  const left = certificate?.daysLeft
  return error === undefined && left !== undefined && left < soonDays ? [hint('certificate-ends-soon')] : []
}

function hint(name: HintName): Hint {
  return { hint: name, text: texts[name] }
}

/** Names and addresses of the machine itself (RFC 1122 3.2.1.3, RFC 6761 6.3). */
function isLoopback(host: string): boolean {
  return /^(?:localhost\.?|(?:.+\.)localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0)$/i.test(host)
}

const texts = {
  'implicit-tls-expected': {
    en: 'Port 465 speaks TLS from the first byte (RFC 8314): write smtps:// (SMTP_TLS=implicit), or use port 587.',
    es: 'El puerto 465 habla TLS desde el primer byte (RFC 8314): escriba smtps:// (SMTP_TLS=implicit) o use el puerto 587.',
  },
  'starttls-expected': {
    en: 'This port usually begins in clear and goes on with STARTTLS: write smtp:// (SMTP_TLS=starttls), or use port 465.',
    es: 'Este puerto suele empezar en claro y seguir con STARTTLS: escriba smtp:// (SMTP_TLS=starttls) o use el puerto 465.',
  },
  'port-25': {
    en: 'Port 25 is for mail between servers, and most cloud hosts block it on the way out: use 587 or 465 to hand mail in.',
    es: 'El puerto 25 es para el correo entre servidores y casi todos los alojamientos en la nube bloquean su salida: use 587 o 465 para entregar correo.',
  },
  'loopback-in-container': {
    en: 'This program runs in a container, where localhost is the container itself: name the mail server’s host or service (often host.docker.internal).',
    es: 'Este programa se ejecuta en un contenedor, donde localhost es el propio contenedor: nombre el host o servicio del servidor de correo (a menudo host.docker.internal).',
  },
  'login-in-clear': {
    en: 'User name and password cross the network in clear (tls=none): anybody on the way can read them.',
    es: 'El usuario y la contraseña cruzan la red en claro (tls=none): cualquiera en el camino puede leerlos.',
  },
  'login-perhaps-in-clear': {
    en: 'With tls=opportunistic the password goes out in clear whenever STARTTLS is not offered: leave the parameter out to require it.',
    es: 'Con tls=opportunistic la contraseña sale en claro siempre que no se ofrezca STARTTLS: quite el parámetro para exigirlo.',
  },
  'certificate-unverified': {
    en: 'The certificate is not verified (verify=no), so any server in between is believed: give its authority with ca=FILE instead.',
    es: 'El certificado no se verifica (verify=no), así que se cree a cualquier servidor intermedio: indique mejor su autoridad con ca=FILE.',
  },
  'sender-is-not-the-account': {
    en: 'The sender (MAIL_FROM) is not the address that logs in: many providers refuse that unless it is a registered alias.',
    es: 'El remitente (MAIL_FROM) no es la dirección que inicia sesión: muchos proveedores lo rechazan si no es un alias registrado.',
  },
  'clock-wrong': {
    en: 'The clock of this machine is years behind, so certificates seem not yet valid: set it right (NTP).',
    es: 'El reloj de esta máquina va años atrasado y los certificados parecen aún no válidos: póngalo en hora (NTP).',
  },
  'clock-or-certificate': {
    en: 'By this machine’s clock it is {clock} UTC: when that is wrong, set the clock right; when it is right, the certificate is at fault.',
    es: 'Según el reloj de esta máquina son las {clock} UTC: si no es cierto, ponga el reloj en hora; si lo es, falla el certificado.',
  },
  'certificate-ends-soon': {
    en: 'The server’s certificate ends within two weeks: whoever runs the server should renew it.',
    es: 'El certificado del servidor caduca en menos de dos semanas: quien administra el servidor debería renovarlo.',
  },
} as const satisfies Readonly<Record<string, Sentence>>

import type { ConversationEvent, EventName } from './event.js'
import { escapeAscii, escapeText, unescapeText } from './escapes.js'
import { courseLeads } from './event-leads.js'
import { eventTemplate } from './event-template.js'
import type { EventEntry } from './event-template.js'
import type { LogLocale } from './statement.js'

const sides = [
  { value: 'client', en: 'our', es: 'nuestra' },
  { value: 'server', en: "the server's", es: 'del servidor' },
] as const

const certificate = { subject: 'text', issuer: 'text', expires: 'text' } as const

/** Every event in every language, once: both printing and parsing are made from these. */
const catalogue: { readonly [E in Exclude<EventName, 'note'>]: EventEntry<E> } = {
  'log-opened': {
    tells: 'course',
    fields: { version: 'text' },
    en: 'SMTP log of Registro {version}, times in UTC',
    es: 'SMTP Diario de Registro {version}, horas en UTC',
  },
  'recording-switched': {
    tells: 'course',
    fields: {
      on: [
        { value: true, en: 'on', es: 'activada' },
        { value: false, en: 'off', es: 'desactivada' },
      ],
      by: 'text',
    },
    en: 'SMTP Recording switched {on} by {by}',
    es: 'SMTP Grabación {on} por {by}',
  },
  'extended-log-on': {
    tells: 'course',
    fields: { file: 'text' },
    en: 'SMTP Extended log is on: whole messages are kept in {file}',
    es: 'SMTP Diario extendido activo: se guardan mensajes enteros en {file}',
  },
  'extended-check-on': {
    tells: 'course',
    fields: {},
    en: 'SMTP Extended log is on for this check: whole messages are kept in its result',
    es: 'SMTP Diario extendido activo en esta comprobación: se guardan mensajes enteros en su resultado',
  },
  'recording-gap': {
    tells: 'course',
    fields: { lines: 'number', reason: 'text' },
    en: 'SMTP Recording gap: {lines} lines are missing here; {reason}',
    es: 'SMTP Hueco en la grabación: faltan aquí {lines} líneas; {reason}',
  },
  'name-resolved': {
    tells: 'course',
    fields: { host: 'text', ms: 'number', addresses: 'list' },
    en: "SMTP Name '{host}' resolved in {ms} ms: {addresses}",
    es: "SMTP Nombre '{host}' resuelto en {ms} ms: {addresses}",
  },
  'name-not-resolved': {
    tells: 'evidence',
    fields: { host: 'text', ms: 'number', code: 'text' },
    en: "SMTP Name '{host}' not resolved after {ms} ms: {code}",
    es: "SMTP Nombre '{host}' no resuelto tras {ms} ms: {code}",
  },
  'address-tried': {
    tells: 'course',
    fields: { address: 'text', port: 'number' },
    en: 'SMTP Trying address {address}, port {port}',
    es: 'SMTP Probando la dirección {address}, puerto {port}',
  },
  'address-failed': {
    tells: 'evidence',
    fields: {
      address: 'text',
      port: 'number',
      how: [
        { value: 'refused', en: 'connection refused', es: 'conexión rechazada' },
        { value: 'unreachable', en: 'network unreachable', es: 'red inalcanzable' },
        { value: 'timed-out', en: 'connection timed out', es: 'tiempo de conexión agotado' },
        { value: 'failed', en: 'connection failed', es: 'conexión fallida' },
      ],
      ms: 'number',
      code: 'text',
    },
    en: 'SMTP Address {address}, port {port}: {how} after {ms} ms, {code}',
    es: 'SMTP Dirección {address}, puerto {port}: {how} tras {ms} ms, {code}',
  },
  connected: {
    tells: 'evidence',
    fields: {
      host: 'text',
      port: 'number',
      secured: [
        { value: true, en: 'secured', es: 'asegurado' },
        { value: false, en: 'not secured', es: 'no asegurado' },
      ],
    },
    en: "SMTP Connected to '{host}' on port {port}. ({secured})",
    es: "SMTP Conectado a '{host}' en el puerto {port}. ({secured})",
  },
  'tls-established': {
    tells: 'course',
    fields: { version: 'text', cipher: 'text', ...certificate },
    en: 'SMTP TLS established: {version}; cipher {cipher}; certificate of {subject}; issued by {issuer}; expires {expires}',
    es: 'SMTP TLS establecido: {version}; cifrado {cipher}; certificado de {subject}; emitido por {issuer}; caduca {expires}',
  },
  'tls-failed': {
    tells: 'evidence',
    fields: { reason: 'text', code: 'text', ...certificate },
    en: 'SMTP TLS failed: {reason}; code {code}; certificate of {subject}; issued by {issuer}; expires {expires}',
    es: 'SMTP TLS fallido: {reason}; código {code}; certificado de {subject}; emitido por {issuer}; caduca {expires}',
  },
  'certificate-not-verified': {
    tells: 'course',
    fields: { reason: 'text' },
    en: 'SMTP Certificate not verified, as configured: {reason}',
    es: 'SMTP Certificado no verificado, según la configuración: {reason}',
  },
  'starttls-offered': { tells: 'course', fields: {}, en: 'SMTP STARTTLS offered', es: 'SMTP STARTTLS ofrecido' },
  'starttls-not-offered': {
    tells: 'course',
    fields: {},
    en: 'SMTP STARTTLS not offered',
    es: 'SMTP STARTTLS no ofrecido',
  },
  'starttls-refused': { tells: 'evidence', fields: {}, en: 'SMTP STARTTLS refused', es: 'SMTP STARTTLS rechazado' },
  'starttls-done': {
    tells: 'course',
    fields: {},
    en: 'SMTP STARTTLS done: the connection is secured',
    es: 'SMTP STARTTLS hecho: la conexión está asegurada',
  },
  'credentials-in-clear': {
    tells: 'course',
    fields: {},
    en: 'SMTP Credentials sent in clear: the connection is not secured',
    es: 'SMTP Credenciales enviadas en claro: la conexión no está asegurada',
  },
  'message-in-clear': {
    tells: 'course',
    fields: {},
    en: 'SMTP Message sent in clear: the connection is not secured',
    es: 'SMTP Mensaje enviado en claro: la conexión no está asegurada',
  },
  'timed-out': {
    tells: 'evidence',
    fields: { ms: 'number', waitedFor: 'text' },
    en: 'SMTP Timed out after {ms} ms waiting for {waitedFor}',
    es: 'SMTP Tiempo agotado tras {ms} ms esperando {waitedFor}',
  },
  'message-handed-over': {
    tells: 'course',
    fields: { from: 'text', to: 'text', subject: 'text', date: 'text', messageId: 'text', bytes: 'number' },
    en: 'SMTP Message handed over. From: {from}; To: {to}; Subject: {subject}; Date: {date}; Message-ID: {messageId}; {bytes} bytes',
    es: 'SMTP Mensaje entregado al servidor. De: {from}; Para: {to}; Asunto: {subject}; Fecha: {date}; Message-ID: {messageId}; {bytes} bytes',
  },
  'message-interrupted': {
    tells: 'evidence',
    fields: { bytes: 'number' },
    en: 'SMTP Message interrupted after {bytes} bytes, before its final dot',
    es: 'SMTP Mensaje interrumpido tras {bytes} bytes, antes de su punto final',
  },
  'line-cut': {
    tells: 'evidence',
    fields: { side: sides, kept: 'number', bytes: 'number' },
    en: 'SMTP Line cut: {side} line above has {bytes} bytes, the first {kept} are kept',
    es: 'SMTP Línea cortada: la línea {side} de arriba tiene {bytes} bytes, se guardan los primeros {kept}',
  },
  'line-unfinished': {
    tells: 'evidence',
    fields: { side: sides },
    en: 'SMTP Line unfinished: {side} line above has no line end',
    es: 'SMTP Línea inacabada: la línea {side} de arriba no tiene fin de línea',
  },
  failed: {
    tells: 'evidence',
    fields: { code: 'text', message: 'text' },
    en: 'SMTP Failed: {code}; {message}',
    es: 'SMTP Fallo: {code}; {message}',
  },
  'closed-by-server': {
    tells: 'evidence',
    fields: {},
    en: 'SMTP Connection closed by the server',
    es: 'SMTP Conexión cerrada por el servidor',
  },
  'closed-by-us': {
    tells: 'evidence',
    fields: {},
    en: 'SMTP Connection closed by us',
    es: 'SMTP Conexión cerrada por nosotros',
  },
  'connection-lost': {
    tells: 'evidence',
    fields: { code: 'text' },
    en: 'SMTP Connection lost: {code}',
    es: 'SMTP Conexión perdida: {code}',
  },
  closed: { tells: 'evidence', fields: {}, en: 'SMTP Connection closed', es: 'Conexión SMTP cerrada' },
}

const names = Object.keys(catalogue) as readonly Exclude<EventName, 'note'>[]
const templatesIn = (locale: LogLocale) =>
  new Map(names.map((name) => [name, eventTemplate<typeof name>(name, catalogue[name], locale)]))
const templates = { en: templatesIn('en'), es: templatesIn('es') }

/** The event as one line of text, without the `###`. */
export function printEvent(event: ConversationEvent, locale: LogLocale): string {
  if (event.event !== 'note') return templates[locale].get(event.event)?.print(event) ?? ''
  const text = escapeText(event.text)
  return knownEvent(text) === undefined ? text : escapeAscii(text) + text.slice(1)
}

/** The event that prints as this text, in whatever language; undefined when no event does. A text of nobody is a note. */
export function parseEvent(text: string): ConversationEvent | undefined {
  const known = knownEvent(text)
  if (known !== undefined) return known
  const note = unescapeText(text)
  if (note === undefined) return undefined
  const event: ConversationEvent = { event: 'note', text: note }
  return printEvent(event, 'en') === text ? event : undefined
}

const course = courseLeads(Object.values(catalogue))

/** Whether the text, without its `###`, is an event of ours that tells how things went, not what went wrong. */
export function tellsCourse(text: string): boolean {
  return course.test(text)
}

function knownEvent(text: string): ConversationEvent | undefined {
  for (const locale of ['en', 'es'] as const)
    for (const template of templates[locale].values()) {
      const event = template.parse(text)
      if (event !== undefined) return event
    }
  return undefined
}

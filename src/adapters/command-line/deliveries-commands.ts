import type { DeliveryState } from '../../domain/delivery/delivery.js'
import type { Cause } from '../../domain/diagnosis/cause.js'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.js'
import { exitFine } from './exit-codes.js'
import { summaryText } from './explanation-text.js'
import { markedLines } from './marked-lines.js'
import { listed } from './pages.js'
import { paints } from './paint.js'
import type { ServiceClient } from './service-client.js'
import { facts, shownTime, table } from './table.js'
import { type Terminal, failed, json } from './terminal.js'

export interface Filter {
  readonly state?: DeliveryState
  readonly email?: string
  readonly cause?: Cause
  readonly provider?: string
  readonly since?: string
  readonly until?: string
}

export interface ListRequest {
  readonly filter: Filter
  readonly limit: number
  readonly cursor?: string
  readonly asJson: boolean
}

export interface ShowRequest {
  readonly id: string
  /** Explains the attempts anew, and shows what came of it. */
  readonly rediagnoses: boolean
  readonly asJson: boolean
}

export interface RetryRequest {
  readonly id?: string
  readonly filter: Filter
  readonly isAll: boolean
  readonly isDryRun: boolean
  readonly isAgreed: boolean
  readonly asJson: boolean
}

export interface ShownDelivery {
  readonly id: string
  readonly state: string
  readonly kind: string
  readonly email: string
  readonly provider?: string
  readonly cause?: string
  readonly createdAt: string
  readonly nextAttemptAt?: string
  readonly waitsFor?: keyof typeof words.limits.en
}

interface ShownAttempt {
  readonly at: string
  readonly provider: string
  readonly outcome?: string
  readonly diagnosis?: Diagnosis
}

/** `deliveries list` */
export async function listDeliveries(
  client: ServiceClient,
  { filter, asJson, ...page }: ListRequest,
  terminal: Terminal,
): Promise<number> {
  const answer = await listed<ShownDelivery>(client, { path: '/v1/deliveries', query: { ...filter }, ...page })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  const { items, next } = answer.listing
  if (asJson) return json(answer.listing, terminal)
  if (items.length === 0) {
    terminal.out(`${words.none[terminal.language]}\n`)
    return exitFine
  }
  const rows = items.map((delivery) => [
    delivery.id,
    delivery.state,
    delivery.email,
    delivery.cause ?? '–',
    delivery.provider ?? '–',
    shownTime(delivery.createdAt),
    `${shownTime(delivery.nextAttemptAt)}${limitOf(delivery, terminal)}`,
  ])
  terminal.out(table(words.headings[terminal.language], rows, paints(terminal.isColoured)))
  if (next !== undefined) terminal.out(`\n${words.more[terminal.language](next)}\n`)
  return exitFine
}

/** `deliveries show` */
export async function showDelivery(
  client: ServiceClient,
  { id, rediagnoses, asJson }: ShowRequest,
  terminal: Terminal,
): Promise<number> {
  const path = `/v1/deliveries/${encodeURIComponent(id)}`
  const answer = await client.ask(rediagnoses ? { method: 'POST', path: `${path}/diagnosis` } : { method: 'GET', path })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (asJson) return json(answer.body, terminal)
  const { attempts, changed, ...delivery } = answer.body as ShownDelivery & {
    readonly attempts: readonly ShownAttempt[]
    readonly changed?: readonly string[]
  }
  const { language, isColoured } = terminal
  const paint = paints(isColoured)
  const names = words.facts[language]
  const { nextAttemptAt } = delivery
  const limit = limitOf(delivery, terminal)
  terminal.out(
    facts(
      [
        [names.id, delivery.id],
        [names.email, `${delivery.email} (${delivery.kind})`],
        [names.state, delivery.state],
        [names.created, `${shownTime(delivery.createdAt)} UTC`],
        [names.next, nextAttemptAt === undefined ? undefined : `${shownTime(nextAttemptAt)} UTC${limit}`],
      ],
      paint,
    ),
  )
  for (const [at, { at: time, provider, outcome, diagnosis }] of attempts.entries()) {
    const heading = `${String(at + 1)}. ${shownTime(time)}  ${provider}  ${outcome ?? words.underWay[language]}`
    terminal.out(`\n${paint.strong(heading)}\n`)
    if (diagnosis !== undefined) terminal.out(`${indented(whatItMeans(diagnosis, terminal))}\n`)
  }
  if (changed !== undefined) terminal.out(`\n${words.changed[language](changed.length)}\n`)
  return exitFine
}

/** Why its next attempt is no earlier, where a limit of the provider is the reason. */
export function limitOf({ waitsFor }: ShownDelivery, { language }: Terminal): string {
  return waitsFor === undefined ? '' : ` (${words.limits[language][waitsFor]})`
}

/** A diagnosis with the lines of the transcript that it rests on. */
function whatItMeans(diagnosis: Diagnosis, terminal: Terminal): string {
  const { language, isColoured } = terminal
  const { evidence } = diagnosis
  const marking = { evidence, shownWhole: evidence.length, isNumbered: false, language, paint: paints(isColoured) }
  const lines = markedLines(evidence, marking)
  return [summaryText(diagnosis, terminal), ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `   ${line}`))
    .join('\n')
}

const words = {
  none: { en: 'There is no such delivery.', es: 'No hay ninguna entrega así.' },
  underWay: { en: 'under way', es: 'en curso' },
  more: {
    en: (cursor: string) => `There are more: --cursor ${cursor}`,
    es: (cursor: string) => `Hay más: --cursor ${cursor}`,
  },
  changed: {
    en: (count: number) =>
      count === 0
        ? 'The rules of today explain it as before.'
        : `Explained otherwise than before: ${String(count)}. The state of the e-mail stays as it is.`,
    es: (count: number) =>
      count === 0
        ? 'Las reglas de hoy lo explican igual que antes.'
        : `Explicados de otro modo que antes: ${String(count)}. El estado del correo no cambia.`,
  },
  limits: {
    en: { rate: 'rate limit', daily: 'daily limit' },
    es: { rate: 'límite por minuto', daily: 'límite diario' },
  },
  headings: {
    en: ['ID', 'STATE', 'EMAIL', 'CAUSE', 'PROVIDER', 'CREATED (UTC)', 'NEXT (UTC)'],
    es: ['ID', 'ESTADO', 'CORREO', 'CAUSA', 'PROVEEDOR', 'CREADA (UTC)', 'PRÓXIMO (UTC)'],
  },
  facts: {
    en: { id: 'Delivery', email: 'E-mail to', state: 'State', created: 'Created', next: 'Next attempt' },
    es: { id: 'Entrega', email: 'Correo a', state: 'Estado', created: 'Creada', next: 'Próximo intento' },
  },
}

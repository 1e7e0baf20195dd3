import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { escapeText } from '../../domain/transcript/escapes.js'
import { exitFine } from './exit-codes.js'
import { listed } from './pages.js'
import { paints } from './paint.js'
import type { ServiceClient } from './service-client.js'
import { shownTime, table } from './table.js'
import { type Terminal, failed, json } from './terminal.js'

export interface ListIncidentsRequest {
  readonly limit: number
  readonly cursor?: string
  readonly asJson: boolean
}

export interface RetryIncidentRequest {
  readonly id: string
  readonly asJson: boolean
}

interface ShownIncident {
  readonly id: string
  readonly provider: string
  readonly cause: string
  readonly phase: string
  readonly openedAt: string
  readonly closedAt?: string
  readonly nextProbeAt?: string
  readonly held: number
  readonly takenOverBy?: string
  readonly explanation: Sentence
  readonly remedy: Sentence
}

/** `incidents list` */
export async function listIncidents(
  client: ServiceClient,
  { asJson, ...page }: ListIncidentsRequest,
  terminal: Terminal,
): Promise<number> {
  const answer = await listed<ShownIncident>(client, { path: '/v1/incidents', query: {}, ...page })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (asJson) return json(answer.listing, terminal)
  const { items, next } = answer.listing
  const { language } = terminal
  if (items.length === 0) {
    terminal.out(`${words.none[language]}\n`)
    return exitFine
  }
  const paint = paints(terminal.isColoured)
  const rows = items.map(({ id, provider, cause, openedAt, closedAt, nextProbeAt, held }) => [
    id,
    provider,
    cause,
    String(held),
    shownTime(openedAt),
    closedAt === undefined ? words.open[language] : shownTime(closedAt),
    shownTime(nextProbeAt),
  ])
  terminal.out(table(words.headings[language], rows, paint))
  for (const { id, closedAt, explanation, remedy, takenOverBy } of items) {
    if (closedAt !== undefined) continue
    terminal.out(`\n${paint.strong(id)}\n  ${escapeText(explanation[language])}\n  ${escapeText(remedy[language])}\n`)
    if (takenOverBy !== undefined) terminal.out(`  ${words.takenOver[language](escapeText(takenOverBy))}\n`)
  }
  if (next !== undefined) terminal.out(`\n${words.more[language](next)}\n`)
  return exitFine
}

/** `incidents retry` */
export async function retryIncident(
  client: ServiceClient,
  { id, asJson }: RetryIncidentRequest,
  terminal: Terminal,
): Promise<number> {
  const answer = await client.ask({ method: 'POST', path: `/v1/incidents/${encodeURIComponent(id)}/retry` })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (asJson) return json(answer.body, terminal)
  const { provider, held } = answer.body as ShownIncident
  terminal.out(`${words.probing[terminal.language](provider, held)}\n`)
  return exitFine
}

const words = {
  none: { en: 'There was no incident yet.', es: 'Aún no ha habido incidencias.' },
  open: { en: 'open', es: 'abierta' },
  more: {
    en: (cursor: string) => `There are more: --cursor ${cursor}`,
    es: (cursor: string) => `Hay más: --cursor ${cursor}`,
  },
  takenOver: {
    en: (provider: string) => `E-mails go through ${provider} meanwhile.`,
    es: (provider: string) => `Mientras tanto, los correos salen por ${provider}.`,
  },
  headings: {
    en: ['ID', 'PROVIDER', 'CAUSE', 'HELD', 'OPENED (UTC)', 'CLOSED (UTC)', 'NEXT PROBE (UTC)'],
    es: ['ID', 'PROVEEDOR', 'CAUSA', 'RETENIDOS', 'ABIERTA (UTC)', 'CERRADA (UTC)', 'PRÓXIMA PRUEBA (UTC)'],
  },
  probing: {
    en: (provider: string, held: number) =>
      held > 0
        ? `one of ${String(held)} held e-mails goes out now as a probe of ${provider}`
        : `nothing is held: the next e-mail for ${provider} goes out as a probe`,
    es: (provider: string, held: number) =>
      held > 0
        ? `uno de los ${String(held)} correos retenidos sale ahora como prueba de ${provider}`
        : `no hay nada retenido: el próximo correo para ${provider} sale como prueba`,
  },
}

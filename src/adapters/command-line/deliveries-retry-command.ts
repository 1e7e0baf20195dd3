import { type RetryRequest, type ShownDelivery, limitOf } from './deliveries-commands.js'
import { exitFine, exitNotFine, exitUsage } from './exit-codes.js'
import type { ServiceAnswer, ServiceClient } from './service-client.js'
import { shownTime } from './table.js'
import { type Terminal, failed, json } from './terminal.js'

interface BulkRetry {
  readonly dryRun: boolean
  readonly count: number
  readonly skipped: number
  readonly next?: string
}

type Failed = Extract<ServiceAnswer, { readonly outcome: 'failed' }>

/** Small enough that a person sees it move. */
const piece = 500

/** `deliveries retry`: one by its id, or all that a filter names, after they were counted and somebody agreed. */
export async function retryDeliveries(
  client: ServiceClient,
  request: RetryRequest,
  terminal: Terminal,
): Promise<number> {
  const { id, filter, isAll } = request
  const isFiltered = Object.keys(filter).length > 0
  if (id !== undefined && !isFiltered && !isAll) return retryOne(client, id, request, terminal)
  if (id !== undefined || isFiltered === isAll) return misused(terminal, words.which[terminal.language])
  return retryMany(client, request, terminal)
}

async function retryOne(
  client: ServiceClient,
  id: string,
  { asJson, isDryRun }: RetryRequest,
  terminal: Terminal,
): Promise<number> {
  if (isDryRun) return misused(terminal, words.which[terminal.language])
  const answer = await client.ask({ method: 'POST', path: `/v1/deliveries/${encodeURIComponent(id)}/retry` })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (asJson) return json(answer.body, terminal)
  const delivery = answer.body as ShownDelivery & { readonly retry: keyof typeof words.done.en }
  const said = words.done[terminal.language][delivery.retry]
  terminal.out(`${said(delivery.id, `${shownTime(delivery.nextAttemptAt)} UTC${limitOf(delivery, terminal)}`)}\n`)
  return exitFine
}

async function retryMany(client: ServiceClient, request: RetryRequest, terminal: Terminal): Promise<number> {
  const { isDryRun, isAgreed, asJson } = request
  const { language } = terminal
  const counted = await run(client, request, true, () => undefined)
  if ('outcome' in counted) return failed(counted, terminal)
  if (isDryRun && asJson) return json(counted, terminal)
  if (isDryRun) {
    terminal.out(`${words.would[language](counted)}\n`)
    return exitFine
  }
  if (counted.count > 0 && !isAgreed) {
    if (!terminal.isTypedAt) return misused(terminal, words.agree[language](counted.count))
    terminal.err(words.ask[language](counted))
    if (!/^(?:y|yes|s|sí|si)$/i.test((await terminal.readLine()).trim())) {
      terminal.err(`${words.left[language]}\n`)
      return exitNotFine
    }
  }
  const total = counted.count
  const done =
    total === 0
      ? { ...counted, dryRun: false }
      : await run(client, request, false, (count) => {
          if (terminal.isWatched) terminal.err(`\r${words.progress[language](count, Math.max(total, count))}`)
        })
  if (terminal.isWatched && total > 0) terminal.err('\n')
  if ('outcome' in done) return failed(done, terminal)
  if (asJson) return json(done, terminal)
  terminal.out(`${words.did[language](done)}\n`)
  return exitFine
}

/** Goes through all that the filter names, a piece at a time. */
async function run(
  client: ServiceClient,
  { filter }: RetryRequest,
  dryRun: boolean,
  onProgress: (count: number) => void,
): Promise<Omit<BulkRetry, 'next'> | Failed> {
  let count = 0
  let skipped = 0
  let cursor: string | undefined
  do {
    const from = cursor === undefined ? {} : { cursor }
    const body = { filter, dryRun, limit: piece, ...from }
    const answer = await client.ask({ method: 'POST', path: '/v1/deliveries/retry', body })
    if (answer.outcome === 'failed') return answer
    const done = answer.body as BulkRetry
    count += done.count
    skipped += done.skipped
    cursor = done.next
    onProgress(count)
  } while (cursor !== undefined)
  return { dryRun, count, skipped }
}

function misused(terminal: Terminal, message: string): number {
  terminal.err(`${message}\n`)
  return exitUsage
}

type Counts = Pick<BulkRetry, 'count' | 'skipped'>

const alsoEn = ({ skipped }: Counts): string => (skipped > 0 ? ` (${String(skipped)} more match and cannot be)` : '')
const alsoEs = ({ skipped }: Counts): string => (skipped > 0 ? ` (${String(skipped)} más coinciden y no pueden)` : '')

const words = {
  which: {
    en: 'Expected the id of one delivery, or a filter such as --state held, or --all for all that wait; --dry-run goes with the last two.',
    es: 'Se esperaba el id de una entrega, o un filtro como --state held, o --all para todas las que esperan; --dry-run va con los dos últimos.',
  },
  done: {
    en: {
      hastened: (id: string, next: string) => `${id} goes out at once, or when the address may be written to: ${next}`,
      probing: (id: string) => `${id} goes out as a probe of its provider`,
      'under-way': (id: string) => `${id} is being sent just now`,
      'sent-again': (id: string, next: string) => `sent again as the delivery ${id}, due ${next}`,
    },
    es: {
      hastened: (id: string, next: string) => `${id} sale ya, o cuando se pueda escribir a la dirección: ${next}`,
      probing: (id: string) => `${id} sale como prueba de su proveedor`,
      'under-way': (id: string) => `${id} se está enviando ahora mismo`,
      'sent-again': (id: string, next: string) => `se envía otra vez como la entrega ${id}, prevista ${next}`,
    },
  },
  would: {
    en: (counts: Counts) => `${String(counts.count)} would be tried again${alsoEn(counts)}.`,
    es: (counts: Counts) => `Se reintentarían ${String(counts.count)}${alsoEs(counts)}.`,
  },
  ask: {
    en: (counts: Counts) => `${String(counts.count)} will be tried again${alsoEn(counts)}. Go on? [y/N] `,
    es: (counts: Counts) => `Se reintentarán ${String(counts.count)}${alsoEs(counts)}. ¿Continuar? [s/N] `,
  },
  agree: {
    en: (count: number) => `${String(count)} would be tried again; expected --yes, because nobody is here to be asked.`,
    es: (count: number) => `Se reintentarían ${String(count)}; se esperaba --yes, porque no hay a quién preguntar.`,
  },
  left: { en: 'Nothing was changed.', es: 'No se ha cambiado nada.' },
  progress: {
    en: (count: number, total: number) => `${String(count)} of ${String(total)}`,
    es: (count: number, total: number) => `${String(count)} de ${String(total)}`,
  },
  did: {
    en: (counts: Counts) => `${String(counts.count)} are tried again${alsoEn(counts)}.`,
    es: (counts: Counts) => `Se reintentan ${String(counts.count)}${alsoEs(counts)}.`,
  },
}

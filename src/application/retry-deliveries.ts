import type { Delivery, DeliveryState } from '../domain/delivery/delivery.js'
import type { Instant } from '../domain/instant.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { type DeliverySearch, readSearch } from './delivery-search.js'
import type { FieldFault } from './field-fault.js'
import type { DeliveryFilter, Records } from './ports/store.js'
import { carryOut, retryPlan } from './retry-plan.js'

export interface RetryDeliveriesRequest {
  /** Without a state: all that wait. Those that are over are sent again only when their state is named. */
  readonly search: DeliverySearch
  /** Counts only. */
  readonly dryRun: boolean
  /** Looks at no more than about so many deliveries, and says where to go on; without it, at all. */
  readonly limit?: number
  readonly from?: RetryPosition
}

/** How far a run over many deliveries has come. */
export interface RetryPosition {
  readonly state: DeliveryState
  readonly after?: { readonly createdAt: Instant; readonly id: string }
  /** Ids of the incidents that it had probed: once in a run is enough. */
  readonly probed: readonly string[]
}

export type RetryDeliveriesOutcome =
  | {
      readonly outcome: 'done'
      /** How many were tried again, or would be. */
      readonly retried: number
      /** How many matched and cannot be tried again. */
      readonly skipped: number
      readonly next?: RetryPosition
    }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }

interface Batch {
  readonly retried: number
  readonly looked: number
  readonly next?: RetryPosition
}

/** A transaction takes on so many: requests that come meanwhile wait a few milliseconds, not longer. */
const batchSize = 100

const waiting: readonly DeliveryState[] = ['queued', 'delayed', 'held']

/** Tries again all deliveries that a filter names, in batches, so that 100,000 of them neither fill memory nor stop others. */
export class RetryDeliveries {
  readonly #ports: DeliverEmailPorts

  constructor(ports: DeliverEmailPorts) {
    this.#ports = ports
  }

  async execute({ search, dryRun, limit, from }: RetryDeliveriesRequest): Promise<RetryDeliveriesOutcome> {
    const { store, bell, rules, clock } = this.#ports
    const read = readSearch(search, rules)
    if (read.outcome === 'invalid') return read
    // What is sent again on the way is a delivery of its own, and not to be met again.
    const begun = clock.now() + 1
    const filter = { ...read.filter, until: Math.min(read.filter.until ?? begun, begun) }
    const states = search.state === undefined ? waiting : [search.state]
    let position: RetryPosition | undefined = from ?? { state: states[0] ?? 'queued', probed: [] }
    let retried = 0
    let looked = 0
    while (position !== undefined && looked < (limit ?? Number.POSITIVE_INFINITY)) {
      const at: RetryPosition = position
      const batch: Batch = await store.transact((records) => this.#batch(records, filter, states, at, dryRun))
      retried += batch.retried
      looked += batch.looked
      position = batch.next
      if (!dryRun && batch.retried > 0) bell.ring()
    }
    const counts = { outcome: 'done', retried, skipped: looked - retried } as const
    return position === undefined ? counts : { ...counts, next: position }
  }

  async #batch(
    records: Records,
    filter: DeliveryFilter,
    states: readonly DeliveryState[],
    { state, after, probed }: RetryPosition,
    dryRun: boolean,
  ): Promise<Batch> {
    const page = after === undefined ? { limit: batchSize } : { limit: batchSize, after }
    const found = await records.findDeliveries({ ...filter, state }, page)
    let retried = 0
    const incidents = new Set(probed)
    for (const delivery of found) if (await this.#retry(records, delivery, incidents, dryRun)) retried += 1
    const last = found.length < batchSize ? undefined : found.at(-1)
    const nextState = states[states.indexOf(state) + 1]
    const counts = { retried, looked: found.length }
    const next = { state, probed: [...incidents] }
    if (last !== undefined) return { ...counts, next: { ...next, after: { createdAt: last.createdAt, id: last.id } } }
    return nextState === undefined ? counts : { ...counts, next: { ...next, state: nextState } }
  }

  async #retry(records: Records, delivery: Delivery, incidents: Set<string>, dryRun: boolean): Promise<boolean> {
    const now = this.#ports.clock.now()
    const plan = await retryPlan(records, delivery, now)
    if (plan.action === 'refuse' || plan.action === 'none') return false
    const isProbed = plan.action === 'probe' && incidents.has(delivery.incidentId ?? '')
    if (!dryRun && !isProbed) await carryOut(this.#ports, records, delivery, plan, now)
    if (plan.action === 'probe') incidents.add(delivery.incidentId ?? '')
    return true
  }
}

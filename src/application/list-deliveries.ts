import type { FieldFault } from './field-fault.js'
import { type FullLimitPorts, type ShownDelivery, shownDeliveries } from './full-limit.js'
import { type DeliverySearch, readSearch } from './delivery-search.js'
import type { Page, Store } from './ports/store.js'
import type { Rules } from './rules.js'

export type ListDeliveriesOutcome =
  | {
      readonly outcome: 'found'
      readonly deliveries: readonly ShownDelivery[]
      /** Where the next page begins; absent on the last one. */
      readonly next?: NonNullable<Page['after']>
    }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }

export interface ListDeliveriesPorts extends FullLimitPorts {
  readonly store: Store
  readonly rules: Rules
}

/** Lists deliveries for the operator, newest first, a page at a time. */
export class ListDeliveries {
  readonly #ports: ListDeliveriesPorts

  constructor(ports: ListDeliveriesPorts) {
    this.#ports = ports
  }

  async execute({ search, page }: { search: DeliverySearch; page: Page }): Promise<ListDeliveriesOutcome> {
    const { store, rules } = this.#ports
    const read = readSearch(search, rules)
    if (read.outcome === 'invalid') return read
    return store.transact(async (records): Promise<ListDeliveriesOutcome> => {
      const found = await records.findDeliveries(read.filter, { ...page, limit: page.limit + 1 })
      const deliveries = await shownDeliveries(this.#ports, records, found.slice(0, page.limit))
      const last = deliveries.at(-1)
      if (last === undefined || found.length === deliveries.length) return { outcome: 'found', deliveries }
      return { outcome: 'found', deliveries, next: { createdAt: last.createdAt, id: last.id } }
    })
  }
}

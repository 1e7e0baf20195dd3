import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { DeliveryFilter, DeliveryTotal, Records } from '../../application/ports/store.js'
import { type DeliveryState, deliveryStates } from '../../domain/delivery/delivery.js'
import { deliveryColumns, deliveryOf } from './delivery-rows.js'
import { prepared } from './prepared.js'
import type { Statements } from './statements.js'
import type { Tables } from './tables.js'

export type DeliveryList = Pick<Records, 'findDeliveries' | 'countDeliveries' | 'countHeldFor' | 'deliveryTotals'>

type Deliveries = SelectQueryBuilder<Tables, 'deliveries', object>

/** The operator's lists, whose queries depend on the filter, so that they are compiled each time; and the counts. */
export function deliveryList(db: Kysely<Tables>): DeliveryList & ThisType<Statements> {
  const heldFor = prepared(['incident'], ({ incident }: { incident: string }) =>
    db
      .selectFrom('deliveries')
      .select((of) => of.fn.countAll().as('count'))
      .where('held_for', '=', incident),
  )
  const counts = prepared([], () =>
    db.selectFrom('delivery_counts').selectAll().orderBy('state').limit(deliveryStates.length),
  )
  const oldest = prepared(['state'], ({ state }: { state: DeliveryState }) =>
    db
      .selectFrom('deliveries')
      .select((of) => of.fn.min('created_at').as('at'))
      .where('state', '=', state),
  )
  return {
    async findDeliveries(filter, { limit, after }) {
      // The cursor says it already. With both, SQLite may go by the wider one, and begin each page at the first.
      const { until, ...others } = filter
      const isImplied = after !== undefined && until !== undefined && after.createdAt < until
      const matching = filtered(db.selectFrom('deliveries'), isImplied ? others : filter)
      const rest =
        after === undefined
          ? matching
          : matching.where((is) => is(is.refTuple('created_at', 'id'), '<', is.tuple(after.createdAt, after.id)))
      const page = rest.select(deliveryColumns).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
      return (await this.all(page.compile())).map(deliveryOf)
    },
    async countDeliveries(filter) {
      const counted = filtered(db.selectFrom('deliveries'), filter).select((of) => of.fn.countAll().as('count'))
      return Number((await this.first(counted.compile()))?.count ?? 0)
    },
    async countHeldFor(incident) {
      return Number((await this.first(heldFor.with({ incident })))?.count ?? 0)
    },
    async deliveryTotals() {
      const totals: DeliveryTotal[] = []
      for (const { state, count } of await this.all(counts.with({}))) {
        if (count === 0) continue
        totals.push({ state, count, oldestCreatedAt: (await this.first(oldest.with({ state })))?.at ?? 0 })
      }
      return totals
    },
  }
}

function filtered(deliveries: Deliveries, filter: DeliveryFilter): Deliveries {
  let matching = deliveries
  if (filter.state !== undefined) matching = matching.where('state', '=', filter.state)
  if (filter.kind !== undefined) matching = matching.where('kind', '=', filter.kind)
  if (filter.addressKey !== undefined) matching = matching.where('address_key', '=', filter.addressKey)
  if (filter.cause !== undefined) matching = matching.where('cause', '=', filter.cause)
  if (filter.provider !== undefined) matching = matching.where('provider', '=', filter.provider)
  if (filter.since !== undefined) matching = matching.where('created_at', '>=', filter.since)
  if (filter.until !== undefined) matching = matching.where('created_at', '<', filter.until)
  return matching
}

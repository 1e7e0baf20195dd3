import type { Kysely } from 'kysely'
import type { DueQuery, Records } from '../../application/ports/store.js'
import type { Instant } from '../../domain/instant.js'
import { prepared } from './prepared.js'
import type { Statements } from './statements.js'
import type { Tables } from './tables.js'

export type DueDeliveries = Pick<Records, 'dueDeliveries' | 'nextDueAt' | 'lapsedDeliveries'>

interface Due {
  readonly id: string
  readonly due: Instant | null
}

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function dueDeliveries(db: Kysely<Tables>): DueDeliveries & ThisType<Statements> {
  const deliveries = db.selectFrom('deliveries')
  const timely = prepared(['now', 'limit'], ({ now, limit }: DueQuery) =>
    deliveries.select(['id', 'due_at as due']).where('due_at', '<=', now).orderBy('due_at').orderBy('id').limit(limit),
  )
  const heldFor = prepared(['incident', 'limit'], ({ incident, limit }: { incident: string; limit: number }) =>
    deliveries
      .select(['id', 'created_at as due'])
      .where('held_for', '=', incident)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit),
  )
  const firstIncident = prepared([], () =>
    deliveries.select((of) => of.fn.min('held_for').as('incident')).where('held_for', 'is not', null),
  )
  const incidentAfter = prepared(['incident'], ({ incident }: { incident: string }) =>
    deliveries.select((of) => of.fn.min('held_for').as('incident')).where('held_for', '>', incident),
  )
  const next = prepared([], () =>
    deliveries.select((of) => of.fn.min('due_at').as('due')).where('due_at', 'is not', null),
  )
  const lapsed = prepared(['now', 'limit'], ({ now, limit }: { now: Instant; limit: number }) =>
    deliveries.select('id').where('lapses_at', '<=', now).orderBy('lapses_at').orderBy('id').limit(limit),
  )

  return {
    async dueDeliveries(query) {
      const due: Due[] = query.only === 'held' ? [] : [...(await this.all(timely.with(query)))]
      // From incident to incident through the index, however many deliveries wait for one of them.
      let found = query.only === 'timely' ? undefined : await this.first(firstIncident.with({}))
      for (let incident = found?.incident; typeof incident === 'string'; incident = found?.incident) {
        if (!query.blocking.includes(incident))
          due.push(...(await this.all(heldFor.with({ incident, limit: query.limit }))))
        found = await this.first(incidentAfter.with({ incident }))
      }
      return due
        .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || (a.id < b.id ? -1 : 1))
        .slice(0, query.limit)
        .map(({ id }) => id)
    },
    async nextDueAt() {
      return (await this.first(next.with({})))?.due ?? undefined
    },
    async lapsedDeliveries(now, limit) {
      return (await this.all(lapsed.with({ now, limit }))).map(({ id }) => id)
    },
  }
}

import { type DeliveryState, deliveryStates } from '../domain/delivery/delivery.js'
import type { Incident } from '../domain/delivery/incident.js'
import type { Clock } from './ports/clock.js'
import type { Store } from './ports/store.js'

/** How things stand, in numbers. */
export interface Figures {
  readonly deliveries: Readonly<Record<DeliveryState, number>>
  /** How old the oldest delivery is that waits to be sent; 0 when none waits. */
  readonly oldestWaitingMs: number
  readonly openIncidents: readonly Incident[]
}

const waiting: ReadonlySet<DeliveryState> = new Set(['queued', 'delayed', 'held'])

/** Counts deliveries and open incidents, for whoever watches over the service. */
export class ReadFigures {
  readonly #ports: { readonly store: Store; readonly clock: Clock }

  constructor(ports: { readonly store: Store; readonly clock: Clock }) {
    this.#ports = ports
  }

  async execute(): Promise<Figures> {
    const { store, clock } = this.#ports
    return store.transact(async (records) => {
      const totals = await records.deliveryTotals()
      const counts = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>
      for (const { state, count } of totals) counts[state] = count
      const now = clock.now()
      const oldest = totals.filter(({ state }) => waiting.has(state)).map(({ oldestCreatedAt }) => oldestCreatedAt)
      return {
        deliveries: counts,
        oldestWaitingMs: Math.max(0, now - Math.min(now, ...oldest)),
        openIncidents: await records.openIncidents(),
      }
    })
  }
}

import type { Attempt } from '../domain/delivery/attempt.js'
import { type FullLimitPorts, type ShownDelivery, shownDeliveries } from './full-limit.js'
import type { Store } from './ports/store.js'

export type ShowDeliveryOutcome =
  | {
      readonly outcome: 'found'
      readonly delivery: ShownDelivery
      /** Oldest first. */
      readonly attempts: readonly Attempt[]
    }
  | { readonly outcome: 'unknown-delivery' }

export interface ShowDeliveryPorts extends FullLimitPorts {
  readonly store: Store
}

/** Shows one delivery to the operator, with every attempt that was made. */
export class ShowDelivery {
  readonly #ports: ShowDeliveryPorts

  constructor(ports: ShowDeliveryPorts) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<ShowDeliveryOutcome> {
    return this.#ports.store.transact(async (records) => {
      const found = await records.delivery(id)
      const [delivery] = found === undefined ? [] : await shownDeliveries(this.#ports, records, [found])
      if (delivery === undefined) return { outcome: 'unknown-delivery' }
      return { outcome: 'found', delivery, attempts: await records.attemptsOf(id) }
    })
  }
}

import type { Attempt } from '../domain/delivery/attempt.js'
import type { Delivery } from '../domain/delivery/delivery.js'
import type { Store } from './ports/store.js'

export type ShowDeliveryOutcome =
  | {
      readonly outcome: 'found'
      readonly delivery: Delivery
      /** Oldest first. */
      readonly attempts: readonly Attempt[]
    }
  | { readonly outcome: 'unknown-delivery' }

/** Shows one delivery to the operator, with every attempt that was made. */
export class ShowDelivery {
  readonly #ports: { readonly store: Store }

  constructor(ports: { readonly store: Store }) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<ShowDeliveryOutcome> {
    return this.#ports.store.transact(async (records) => {
      const delivery = await records.delivery(id)
      if (delivery === undefined) return { outcome: 'unknown-delivery' }
      return { outcome: 'found', delivery, attempts: await records.attemptsOf(id) }
    })
  }
}

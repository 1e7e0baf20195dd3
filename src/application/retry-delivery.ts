import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { firstAttempt } from './first-attempt.js'
import { type ShownDelivery, shownDeliveries } from './full-limit.js'
import { type RetryPlan, type RetryRefusal, carryOut, retryPlan } from './retry-plan.js'

export type RetryDeliveryOutcome =
  | {
      readonly outcome: 'retried'
      readonly done: Exclude<RetryPlan['action'], 'refuse'>
      /** The one that goes out: a new one where the old one was over. */
      readonly delivery: ShownDelivery
    }
  | { readonly outcome: 'not-retried'; readonly reason: RetryRefusal }
  | { readonly outcome: 'unknown-delivery' }

/** Tries a delivery again at once, on the operator's word. The cool-down of the address holds for the operator, too. */
export class RetryDelivery {
  readonly #ports: DeliverEmailPorts

  constructor(ports: DeliverEmailPorts) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<RetryDeliveryOutcome> {
    const { store, clock } = this.#ports
    const answer = await store.transact(async (records): Promise<RetryDeliveryOutcome> => {
      const now = clock.now()
      const found = await records.delivery(id)
      if (found === undefined) return { outcome: 'unknown-delivery' }
      const plan = await retryPlan(records, found, now)
      if (plan.action === 'refuse') return { outcome: 'not-retried', reason: plan.reason }
      const retried = await carryOut(this.#ports, records, found, plan, now)
      const [delivery = retried] = await shownDeliveries(this.#ports, records, [retried])
      return { outcome: 'retried', done: plan.action, delivery }
    })
    // Of all that is held, the one that was asked for goes out as the probe.
    if (answer.outcome === 'retried' && answer.done !== 'none') firstAttempt(this.#ports, answer.delivery.id)
    return answer
  }
}

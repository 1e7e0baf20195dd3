import type { Attempt } from '../domain/delivery/attempt.js'
import { marked } from '../domain/delivery/transitions.js'
import { second } from '../domain/instant.js'
import { endOf } from './claim-delivery.js'
import type { Clock } from './ports/clock.js'
import type { Store } from './ports/store.js'

/** With less than this left of its lease, a message is not handed over: another worker may take it meanwhile. */
const leastLeaseMs = 10 * second

/**
 * Marks an attempt before the final dot, durably: from here on the recipient may have the message, and its link works.
 * `stop` when the claim was lost or is about to end, or when the message is no longer wanted.
 */
export async function handOver(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  attempt: Attempt,
): Promise<'go' | 'stop'> {
  return store.transact(async (records) => {
    const now = clock.now()
    const delivery = await records.delivery(attempt.deliveryId)
    const registration = delivery && (await records.registration(delivery.registrationId))
    if (delivery?.lease?.attemptId !== attempt.id || registration === undefined) return 'stop'
    if (delivery.lease.until - now < leastLeaseMs || endOf(delivery, registration, now) !== undefined) return 'stop'
    const begun = await records.attempt(attempt.id)
    if (begun === undefined) return 'stop'
    await records.saveAttempt({ ...begun, markedAt: now })
    await records.saveDelivery(marked(delivery, now))
    await records.saveRegistration({ ...registration, handedOverAt: now })
    return 'go'
  })
}

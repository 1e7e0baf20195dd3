import type { Attempt } from '../domain/delivery/attempt.js'
import { renewed as withLease } from '../domain/delivery/transitions.js'
import { second } from '../domain/instant.js'
import { leaseMs } from './claim-delivery.js'
import type { Background } from './ports/background.js'
import type { Clock } from './ports/clock.js'
import type { Records, Store } from './ports/store.js'

const renewEveryMs = 5 * second

export interface KeepLeasePorts {
  readonly store: Store
  readonly clock: Clock
  readonly background: Background
}

/**
 * Renews an attempt's claim every five seconds until the returned function is called, or the claim is lost. A renewal
 * that fails is no loss yet: the next one may come in time.
 */
export function keepLease(ports: KeepLeasePorts, { id, deliveryId }: Attempt): () => void {
  const { store, clock, background } = ports
  let ended = false
  let cancel = clock.after(renewEveryMs, renew)

  function renew(): void {
    background.run('renewal of a lease', async () => {
      try {
        if (!(await store.transact(renewed))) ended = true
      } finally {
        if (!ended) cancel = clock.after(renewEveryMs, renew)
      }
    })
  }

  async function renewed(records: Records): Promise<boolean> {
    const delivery = await records.delivery(deliveryId)
    if (delivery?.lease?.attemptId !== id) return false
    await records.saveDelivery(withLease(delivery, clock.now() + leaseMs))
    return true
  }

  return () => {
    ended = true
    cancel()
  }
}

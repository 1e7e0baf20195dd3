import type { Delivery } from '../domain/delivery/delivery.js'
import { renewed } from '../domain/delivery/transitions.js'
import type { Clock } from './ports/clock.js'
import type { Page, Records, Store } from './ports/store.js'

/** True where the holder of a lease is known to run no more; false also where nobody can tell. */
export type IsGone = (owner: string) => boolean

const pageSize = 500

/** Ends the leases of programs that run no more: what they were sending need not wait until the leases lapse. */
export async function releaseLeases(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  isGone: IsGone,
): Promise<void> {
  let page: Page | undefined = { limit: pageSize }
  while (page !== undefined) {
    const current: Page = page
    page = await store.transact(async (records) => {
      const found = await records.findDeliveries({ state: 'sending' }, current)
      await release(records, found, isGone, clock.now())
      const last = found.at(-1)
      return last === undefined || found.length < pageSize
        ? undefined
        : { limit: pageSize, after: { createdAt: last.createdAt, id: last.id } }
    })
  }
}

async function release(records: Records, found: readonly Delivery[], isGone: IsGone, now: number): Promise<void> {
  for (const delivery of found) {
    const { lease } = delivery
    if (lease !== undefined && lease.until > now && isGone(lease.owner))
      await records.saveDelivery(renewed(delivery, now))
  }
}

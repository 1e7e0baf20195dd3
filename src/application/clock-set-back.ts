import type { Delivery, DeliveryState } from '../domain/delivery/delivery.js'
import { broughtBack } from '../domain/delivery/transitions.js'
import { type Instant, minute } from '../domain/instant.js'
import type { Clock } from './ports/clock.js'
import type { Page, Records, Store } from './ports/store.js'

/** A clock that is set back by less only makes what waits wait by so much longer. */
export const toleratedMs = minute

/** Those that wait for a moment; what is held waits for its incident. */
const timed: readonly DeliveryState[] = ['queued', 'delayed', 'sending']
const pageSize = 500

/** Brings every delivery back that was dated by a clock which has been set back since: none waits until that date. */
export async function bringBackDeliveries({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  for (const state of timed) {
    let page: Page | undefined = { limit: pageSize }
    while (page !== undefined) {
      const current: Page = page
      page = await store.transact((records) => bringBackPage(records, state, current, clock.now()))
    }
  }
}

async function bringBackPage(
  records: Records,
  state: DeliveryState,
  page: Page,
  now: Instant,
): Promise<Page | undefined> {
  const found = await records.findDeliveries({ state }, page)
  for (const delivery of found) {
    if (isAhead(delivery, now)) await records.saveDelivery(broughtBack(delivery, now))
  }
  const last = found.at(-1)
  const isLastPage = last === undefined || found.length < page.limit
  return isLastPage ? undefined : { limit: page.limit, after: { createdAt: last.createdAt, id: last.id } }
}

function isAhead({ since }: Delivery, now: Instant): boolean {
  return since > now + toleratedMs
}

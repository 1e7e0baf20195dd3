import type { DeliveryFilter, DeliveryTotal, DueQuery, Page } from '../../application/ports/store.js'
import { type Delivery, type DeliveryState, isFinal, isWaiting } from '../../domain/delivery/delivery.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import type { MemoryTables } from './memory-tables.js'
import { newestFirst, oldestFirst } from './order.js'

/** Those to an address that count for its limits, oldest first. */
export function deliveriesTo({ deliveries }: MemoryTables, key: AddressKey, since: Instant): readonly Delivery[] {
  const counting = deliveries
    .by('address', key)
    .filter((delivery) => delivery.slot >= since || (delivery.handedOverAt ?? -1) >= since || !isFinal(delivery))
  return oldestFirst(counting, ({ createdAt }) => createdAt)
}

/** Those that an attempt is due for, the longest due first. */
export function dueDeliveries(
  { deliveries }: MemoryTables,
  { now, blocking, limit, only }: DueQuery,
): readonly string[] {
  const timely = [...deliveries.by('state', 'queued'), ...deliveries.by('state', 'delayed')]
  const due = [
    ...timely.map(({ id, nextAttemptAt }) => ({ id, since: nextAttemptAt ?? Infinity })),
    ...deliveries.by('state', 'sending').map(({ id, lease }) => ({ id, since: lease?.until ?? Infinity })),
  ].filter(({ since }) => since <= now && only !== 'held')
  for (const incidentId of deliveries.keysOf('heldFor')) {
    if (blocking.includes(incidentId) || only === 'timely') continue
    due.push(...deliveries.by('heldFor', incidentId).map(({ id, createdAt }) => ({ id, since: createdAt })))
  }
  return oldestFirst(due, ({ since }) => since)
    .slice(0, limit)
    .map(({ id }) => id)
}

/** When the next one falls due that waits for a time. */
export function nextDueAt({ deliveries }: MemoryTables): Instant | undefined {
  const moments = [
    ...deliveries.by('state', 'queued').map(({ nextAttemptAt }) => nextAttemptAt),
    ...deliveries.by('state', 'delayed').map(({ nextAttemptAt }) => nextAttemptAt),
    ...deliveries.by('state', 'sending').map(({ lease }) => lease?.until),
  ]
  return moments.reduce(
    (earliest, moment) => ((moment ?? Infinity) < (earliest ?? Infinity) ? moment : earliest),
    undefined,
  )
}

/** Those that still wait although their registration is over, the longest over first. */
export function lapsedDeliveries(
  { deliveries, registrations }: MemoryTables,
  now: Instant,
  limit: number,
): readonly string[] {
  const lapsed: { readonly id: string; readonly expiresAt: Instant }[] = []
  for (const delivery of deliveries.all()) {
    const expiresAt = registrations.get(delivery.registrationId)?.expiresAt ?? Infinity
    if (isWaiting(delivery) && expiresAt <= now) lapsed.push({ id: delivery.id, expiresAt })
  }
  return oldestFirst(lapsed, ({ expiresAt }) => expiresAt)
    .slice(0, limit)
    .map(({ id }) => id)
}

/** A page of those that fit, newest first. */
export function findDeliveries(
  tables: MemoryTables,
  filter: DeliveryFilter,
  { after, limit }: Page,
): readonly Delivery[] {
  const found = newestFirst(matchingDeliveries(tables, filter), ({ createdAt }) => createdAt)
  const rest =
    after === undefined
      ? found
      : found.filter(
          ({ createdAt, id }) => createdAt < after.createdAt || (createdAt === after.createdAt && id < after.id),
        )
  return rest.slice(0, limit)
}

/** How many are in each state, and since when the oldest of them. */
export function deliveryTotals({ deliveries }: MemoryTables): readonly DeliveryTotal[] {
  return [...deliveries.keysOf('state')].toSorted().map((state) => {
    const all = deliveries.by('state', state)
    const oldestCreatedAt = all.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), Infinity)
    return { state: state as DeliveryState, count: all.length, oldestCreatedAt }
  })
}

export function matchingDeliveries({ deliveries }: MemoryTables, filter: DeliveryFilter): Delivery[] {
  const candidates =
    filter.addressKey === undefined ? [...deliveries.all()] : deliveries.by('address', filter.addressKey)
  return candidates.filter(
    (delivery) =>
      (filter.state ?? delivery.state) === delivery.state &&
      (filter.kind ?? delivery.email.kind) === delivery.email.kind &&
      (filter.cause ?? delivery.cause) === delivery.cause &&
      (filter.provider ?? delivery.provider) === delivery.provider &&
      (filter.since ?? -Infinity) <= delivery.createdAt &&
      (filter.until ?? Infinity) > delivery.createdAt,
  )
}

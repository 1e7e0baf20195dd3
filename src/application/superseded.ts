import { type Delivery, isFinal } from '../domain/delivery/delivery.js'
import type { Records } from './ports/store.js'

/** At most one e-mail waits for an address: one that comes back to wait gives way to a later one, also to one that went out. */
export async function isSuperseded(records: Records, delivery: Delivery): Promise<boolean> {
  const others = await records.deliveriesTo(delivery.addressKey, delivery.createdAt)
  return others.some(
    (other) =>
      other.id !== delivery.id &&
      (!isFinal(other) || other.handedOverAt !== undefined) &&
      (other.createdAt > delivery.createdAt || (other.createdAt === delivery.createdAt && other.id > delivery.id)),
  )
}

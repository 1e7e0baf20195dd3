import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { Delivery } from '../../domain/delivery/delivery.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import { type WrittenDelivery, deliveryColumns, deliveryOf, writtenOf } from './delivery-rows.js'
import { prepared } from './prepared.js'
import { RecordsById } from './records-by-id.js'
import type { Statements } from './statements.js'
import type { DeliveryRow, Tables } from './tables.js'

export type DeliveryRecords = Pick<
  Records,
  'addDelivery' | 'saveDelivery' | 'delivery' | 'deliveriesOf' | 'deliveriesTo'
>

const written = [...deliveryColumns, 'due_at', 'held_for', 'lapses_with'] as const

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function deliveryRecords(db: Kysely<Tables>): DeliveryRecords & ThisType<Statements> {
  const every = db.selectFrom('deliveries').select(deliveryColumns)
  const expiryOf = (registration: string | null) =>
    db.selectFrom('registrations').select('expires_at').where('id', '=', registration)
  const add = prepared(written, ({ lapses_with: registration, ...row }: WrittenDelivery) =>
    db.insertInto('deliveries').values({ ...row, lapses_at: expiryOf(registration) }),
  )
  const byId = prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id))
  const deliveries = new RecordsById<WrittenDelivery, DeliveryRow, Delivery>({
    table: 'deliveries',
    what: 'delivery',
    columns: written,
    rowOf: writtenOf,
    recordOf: deliveryOf,
    add,
    byId,
    update: (changed) =>
      prepared([...changed, 'id'], ({ id, lapses_with: registration, ...row }: WrittenDelivery) =>
        db
          .updateTable('deliveries')
          .set(changed.includes('lapses_with') ? { ...row, lapses_at: expiryOf(registration) } : row)
          .where('id', '=', id),
      ),
  })
  const byRegistration = prepared(['id'], ({ id }: { id: string }) =>
    every.where('registration_id', '=', id).orderBy('created_at').orderBy('id'),
  )
  const byAddress = prepared(['key', 'since'], ({ key, since }: { key: AddressKey; since: Instant }) =>
    every
      .where('address_key', '=', key)
      .where((is) =>
        is.or([
          is('slot', '>=', since),
          is('handed_over_at', '>=', since),
          is('state', 'not in', ['accepted', 'refused', 'expired', 'cancelled']),
        ]),
      )
      .orderBy('created_at')
      .orderBy('id'),
  )

  return {
    async addDelivery(delivery) {
      await deliveries.add(this, delivery)
    },
    async saveDelivery(delivery) {
      await deliveries.save(this, delivery)
    },
    async delivery(id) {
      return deliveries.find(this, id)
    },
    async deliveriesOf(id) {
      return (await this.all(byRegistration.with({ id }))).map(deliveryOf)
    },
    async deliveriesTo(key, since) {
      return (await this.all(byAddress.with({ key, since }))).map(deliveryOf)
    },
  }
}

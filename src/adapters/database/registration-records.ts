import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { Instant } from '../../domain/instant.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import type { Registration } from '../../domain/registration/registration.js'
import { columnsOf, prepared } from './prepared.js'
import { RecordsById } from './records-by-id.js'
import type { Statements } from './statements.js'
import { present } from './present.js'
import type { RegistrationRow, Tables } from './tables.js'

export type RegistrationRecords = Pick<
  Records,
  | 'addRegistration'
  | 'saveRegistration'
  | 'registration'
  | 'registrationByTokenHash'
  | 'registrationsOf'
  | 'lapsedRegistrations'
  | 'removeRegistration'
>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function registrationRecords(db: Kysely<Tables>): RegistrationRecords & ThisType<Statements> {
  const every = db.selectFrom('registrations').selectAll()
  const byId = prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id))
  const registrations = new RecordsById<RegistrationRow, RegistrationRow, Registration>({
    table: 'registrations',
    what: 'registration',
    columns,
    rowOf,
    recordOf: registrationOf,
    add: prepared(columns, (row: RegistrationRow) => db.insertInto('registrations').values(row)),
    byId,
    update: (changed) =>
      prepared([...changed, 'id'], ({ id, ...rest }: RegistrationRow) =>
        db.updateTable('registrations').set(rest).where('id', '=', id),
      ),
  })
  const lapse = prepared(['id', 'lapsesAt'], ({ id, lapsesAt }: { id: string; lapsesAt: Instant }) =>
    db
      .updateTable('deliveries')
      .set({ lapses_at: lapsesAt })
      .where('registration_id', '=', id)
      .where('lapses_at', '!=', lapsesAt),
  )
  const byTokenHash = prepared(['hash'], ({ hash }: { hash: string }) => every.where('token_hash', '=', hash))
  const byAddress = prepared(['key'], ({ key }: { key: AddressKey }) =>
    every.where('address_key', '=', key).orderBy('created_at').orderBy('id'),
  )
  const lapsed = prepared(['until', 'limit'], ({ until, limit }: { until: Instant; limit: number }) =>
    db
      .selectFrom('registrations')
      .select('id')
      .where('confirmed_at', 'is', null)
      .where('expires_at', '<=', until)
      .orderBy('expires_at')
      .orderBy('id')
      .limit(limit),
  )
  const remove = prepared(['id'], ({ id }: { id: string }) => db.deleteFrom('registrations').where('id', '=', id))

  return {
    async addRegistration(registration) {
      await registrations.add(this, registration)
    },
    async saveRegistration(registration) {
      const changed = await registrations.save(this, registration)
      if (changed.has('expires_at'))
        await this.write(lapse.with({ id: registration.id, lapsesAt: registration.expiresAt }))
    },
    async registration(id) {
      return registrations.find(this, id)
    },
    async registrationByTokenHash(hash) {
      const row = await this.first(byTokenHash.with({ hash }))
      return row && registrations.read(this, row)
    },
    async registrationsOf(key) {
      return (await this.all(byAddress.with({ key }))).map((row) => registrationOf(row))
    },
    async lapsedRegistrations(until, limit) {
      return (await this.all(lapsed.with({ until, limit }))).map(({ id }) => id)
    },
    async removeRegistration(id) {
      // Its deliveries and their attempts go with it.
      this.known.forget()
      await this.write(remove.with({ id }))
    },
  }
}

const columns = columnsOf<RegistrationRow>({
  id: true,
  address: true,
  address_key: true,
  name: true,
  locale: true,
  password_hash: true,
  created_at: true,
  generation: true,
  token_hash: true,
  handed_over_at: true,
  accepted_at: true,
  link_expires_at: true,
  expires_at: true,
  held_ms: true,
  held_since: true,
  confirmed_at: true,
  superseded_at: true,
})

function rowOf(registration: Registration): RegistrationRow {
  return {
    id: registration.id,
    address: registration.address,
    address_key: registration.addressKey,
    name: registration.name ?? null,
    locale: registration.locale,
    password_hash: registration.passwordHash,
    created_at: registration.createdAt,
    generation: registration.generation,
    token_hash: registration.tokenHash,
    handed_over_at: registration.handedOverAt ?? null,
    accepted_at: registration.acceptedAt ?? null,
    link_expires_at: registration.linkExpiresAt ?? null,
    expires_at: registration.expiresAt,
    held_ms: registration.heldMs,
    held_since: registration.heldSince ?? null,
    confirmed_at: registration.confirmedAt ?? null,
    superseded_at: registration.supersededAt ?? null,
  }
}

function registrationOf(row: RegistrationRow): Registration {
  return present<Registration>({
    id: row.id,
    address: row.address,
    addressKey: row.address_key,
    name: row.name,
    locale: row.locale,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    generation: row.generation,
    tokenHash: row.token_hash,
    handedOverAt: row.handed_over_at,
    acceptedAt: row.accepted_at,
    linkExpiresAt: row.link_expires_at,
    expiresAt: row.expires_at,
    heldMs: row.held_ms,
    heldSince: row.held_since,
    confirmedAt: row.confirmed_at,
    supersededAt: row.superseded_at,
  })
}

import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { AddressKey } from '../../domain/registration/email-address.js'
import type { User } from '../../domain/registration/user.js'
import { columnsOf, prepared } from './prepared.js'
import type { Statements } from './statements.js'
import { present } from './present.js'
import type { Tables, UserRow } from './tables.js'

export type UserRecords = Pick<Records, 'addUser' | 'user' | 'userOf' | 'removeUser'>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function userRecords(db: Kysely<Tables>): UserRecords & ThisType<Statements> {
  const every = db.selectFrom('users').selectAll()
  const add = prepared(columns, (row: UserRow) =>
    db
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.column('address_key').doNothing()),
  )
  const byId = prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id))
  const byAddress = prepared(['key'], ({ key }: { key: AddressKey }) => every.where('address_key', '=', key))
  const remove = prepared(['id'], ({ id }: { id: string }) => db.deleteFrom('users').where('id', '=', id))

  return {
    async addUser(user) {
      return (await this.write(add.with(rowOf(user)))) === 1 ? 'added' : 'address-taken'
    },
    async user(id) {
      return userOf(await this.first(byId.with({ id })))
    },
    async userOf(key) {
      return userOf(await this.first(byAddress.with({ key })))
    },
    async removeUser(id) {
      await this.write(remove.with({ id }))
    },
  }
}

const columns = columnsOf<UserRow>({
  id: true,
  address: true,
  address_key: true,
  name: true,
  locale: true,
  password_hash: true,
  registration_id: true,
  confirmed_at: true,
})

function rowOf(user: User): UserRow {
  return {
    id: user.id,
    address: user.address,
    address_key: user.addressKey,
    name: user.name ?? null,
    locale: user.locale,
    password_hash: user.passwordHash,
    registration_id: user.registrationId,
    confirmed_at: user.confirmedAt,
  }
}

function userOf(row: UserRow | undefined): User | undefined {
  return (
    row &&
    present<User>({
      id: row.id,
      address: row.address,
      addressKey: row.address_key,
      name: row.name,
      locale: row.locale,
      passwordHash: row.password_hash,
      registrationId: row.registration_id,
      confirmedAt: row.confirmed_at,
    })
  )
}

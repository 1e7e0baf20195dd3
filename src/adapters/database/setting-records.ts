import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import { prepared } from './prepared.js'
import type { Statements } from './statements.js'
import type { SettingRow, Tables } from './tables.js'

export type SettingRecords = Pick<Records, 'setting' | 'saveSetting'>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function settingRecords(db: Kysely<Tables>): SettingRecords & ThisType<Statements> {
  const find = prepared(['name'], ({ name }: { name: string }) =>
    db.selectFrom('settings').select('value').where('name', '=', name),
  )
  const save = prepared(['name', 'value'], (row: SettingRow) =>
    db
      .insertInto('settings')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value })),
  )

  return {
    async setting(name) {
      return (await this.first(find.with({ name })))?.value
    },
    async saveSetting(name, value) {
      await this.write(save.with({ name, value }))
    },
  }
}

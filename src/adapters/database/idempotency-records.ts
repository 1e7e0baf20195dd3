import type { Kysely } from 'kysely'
import type { IdempotencyRecord, Records } from '../../application/ports/store.js'
import type { Instant } from '../../domain/instant.js'
import { columnsOf, prepared } from './prepared.js'
import type { Statements } from './statements.js'
import type { IdempotencyRow, Tables } from './tables.js'

export type IdempotencyRecords = Pick<Records, 'idempotency' | 'saveIdempotency' | 'removeExpiredIdempotency'>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function idempotencyRecords(db: Kysely<Tables>): IdempotencyRecords & ThisType<Statements> {
  const find = prepared(['scope', 'key'], ({ scope, key }: { scope: string; key: string }) =>
    db.selectFrom('idempotency_keys').selectAll().where('scope', '=', scope).where('key', '=', key),
  )
  const save = prepared(columns, (row: IdempotencyRow) => {
    const { scope: _, key: __, ...rest } = row
    return db
      .insertInto('idempotency_keys')
      .values(row)
      .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(rest))
  })
  const expired = prepared(['now', 'limit'], ({ now, limit }: { now: Instant; limit: number }) =>
    db
      .selectFrom('idempotency_keys')
      .select(['scope', 'key'])
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .orderBy('scope')
      .orderBy('key')
      .limit(limit),
  )
  const remove = prepared(['scope', 'key'], ({ scope, key }: { scope: string; key: string }) =>
    db.deleteFrom('idempotency_keys').where('scope', '=', scope).where('key', '=', key),
  )

  return {
    async idempotency(scope, key) {
      const row = await this.first(find.with({ scope, key }))
      return row && recordOf(row)
    },
    async saveIdempotency(record) {
      await this.write(save.with(rowOf(record)))
    },
    async removeExpiredIdempotency(now, limit) {
      const rows = await this.all(expired.with({ now, limit }))
      for (const { scope, key } of rows) await this.write(remove.with({ scope, key }))
      return rows.length
    },
  }
}

const columns = columnsOf<IdempotencyRow>({
  scope: true,
  key: true,
  fingerprint: true,
  registration_id: true,
  answer: true,
  expires_at: true,
})

function rowOf(record: IdempotencyRecord): IdempotencyRow {
  const { registrationId, expiresAt, scope, key, fingerprint, answer } = record
  return { scope, key, fingerprint, registration_id: registrationId, answer, expires_at: expiresAt }
}

function recordOf(row: IdempotencyRow): IdempotencyRecord {
  const { scope, key, fingerprint, registration_id: registrationId, answer, expires_at: expiresAt } = row
  return { scope, key, fingerprint, registrationId, answer, expiresAt }
}

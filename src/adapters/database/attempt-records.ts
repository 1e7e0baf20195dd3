import { type Kysely, sql } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { Attempt } from '../../domain/delivery/attempt.js'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.js'
import type { Instant } from '../../domain/instant.js'
import { abridged } from '../../domain/transcript/abridged.js'
import { packedTranscript, unpackedTranscript } from './packed-transcript.js'
import { columnsOf, prepared } from './prepared.js'
import { RecordsById } from './records-by-id.js'
import type { Statements } from './statements.js'
import { present } from './present.js'
import type { AttemptRow, Tables, TranscriptRow } from './tables.js'

export type AttemptRecords = Pick<
  Records,
  | 'addAttempt'
  | 'saveAttempt'
  | 'attempt'
  | 'attemptsOf'
  | 'countHandedOver'
  | 'saveTranscript'
  | 'transcriptOf'
  | 'removeTranscripts'
>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function attemptRecords(db: Kysely<Tables>): AttemptRecords & ThisType<Statements> {
  const every = db.selectFrom('attempts').selectAll()
  const attempts = new RecordsById<AttemptRow, AttemptRow, Attempt>({
    table: 'attempts',
    what: 'attempt',
    columns,
    rowOf,
    recordOf: attemptOf,
    add: prepared(columns, (row: AttemptRow) => db.insertInto('attempts').values(row)),
    byId: prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id)),
    update: (changed) =>
      prepared([...changed, 'id'], ({ id, ...rest }: AttemptRow) =>
        db.updateTable('attempts').set(rest).where('id', '=', id),
      ),
  })
  const byDelivery = prepared(['id'], ({ id }: { id: string }) =>
    every.where('delivery_id', '=', id).orderBy('at').orderBy('id'),
  )
  const handedOver = prepared(['provider', 'since'], ({ provider, since }: { provider: string; since: Instant }) =>
    db
      .selectFrom('attempts')
      .select((of) => of.fn.countAll().as('count'))
      .where('provider', '=', provider)
      .where('outcome', 'in', [sql.lit<'accepted'>('accepted'), sql.lit<'in-doubt'>('in-doubt')])
      .where('ended_at', '>=', since),
  )
  const keep = prepared(['attempt_id', 'lines'], (row: Omit<TranscriptRow, 'at'>) =>
    db
      .insertInto('transcripts')
      .columns(['attempt_id', 'lines', 'at'])
      .expression((of) =>
        of
          .selectFrom('attempts')
          .select((attempt) => ['id', attempt.val(row.lines).as('lines'), 'at'])
          .where('id', '=', row.attempt_id),
      )
      .onConflict((conflict) => conflict.column('attempt_id').doUpdateSet({ lines: row.lines })),
  )
  const kept = prepared(['id'], ({ id }: { id: string }) =>
    db.selectFrom('transcripts').select('lines').where('attempt_id', '=', id),
  )
  const old = prepared(['until', 'limit'], ({ until, limit }: { until: Instant; limit: number }) =>
    db
      .selectFrom('transcripts')
      .select('attempt_id')
      .where('at', '<=', until)
      .orderBy('at')
      .orderBy('attempt_id')
      .limit(limit),
  )
  const forget = prepared(['id'], ({ id }: { id: string }) => db.deleteFrom('transcripts').where('attempt_id', '=', id))

  return {
    async addAttempt(attempt) {
      await attempts.add(this, attempt)
    },
    async saveAttempt(attempt) {
      await attempts.save(this, attempt)
    },
    async attempt(id) {
      return attempts.find(this, id)
    },
    async attemptsOf(id) {
      return (await this.all(byDelivery.with({ id }))).map(attemptOf)
    },
    async countHandedOver(provider, since) {
      return Number((await this.first(handedOver.with({ provider, since })))?.count ?? 0)
    },
    async saveTranscript(attemptId, lines) {
      await this.replace('attempt', keep.with({ attempt_id: attemptId, lines: packedTranscript(abridged(lines)) }))
    },
    async transcriptOf(id) {
      const row = await this.first(kept.with({ id }))
      return row === undefined ? [] : unpackedTranscript(row.lines)
    },
    async removeTranscripts(until, limit) {
      const rows = await this.all(old.with({ until, limit }))
      for (const { attempt_id: id } of rows) await this.write(forget.with({ id }))
      return rows.length
    },
  }
}

const columns = columnsOf<AttemptRow>({
  id: true,
  delivery_id: true,
  provider: true,
  at: true,
  marked_at: true,
  ended_at: true,
  outcome: true,
  diagnosis: true,
})

function rowOf(attempt: Attempt): AttemptRow {
  return {
    id: attempt.id,
    delivery_id: attempt.deliveryId,
    provider: attempt.provider,
    at: attempt.at,
    marked_at: attempt.markedAt ?? null,
    ended_at: attempt.endedAt ?? null,
    outcome: attempt.outcome ?? null,
    diagnosis: attempt.diagnosis === undefined ? null : JSON.stringify(attempt.diagnosis),
  }
}

function attemptOf(row: AttemptRow): Attempt {
  return present<Attempt>({
    id: row.id,
    deliveryId: row.delivery_id,
    provider: row.provider,
    at: row.at,
    markedAt: row.marked_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    diagnosis: row.diagnosis === null ? null : (JSON.parse(row.diagnosis) as Diagnosis),
  })
}

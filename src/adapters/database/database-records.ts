import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import { announcementRecords } from './announcement-records.js'
import { attemptRecords } from './attempt-records.js'
import { deliveryList } from './delivery-list.js'
import { deliveryRecords } from './delivery-records.js'
import { dueDeliveries } from './due-deliveries.js'
import { idempotencyRecords } from './idempotency-records.js'
import { incidentRecords } from './incident-records.js'
import { registrationRecords } from './registration-records.js'
import { settingRecords } from './setting-records.js'
import type { SqliteConnection } from './sqlite-connection.js'
import { Statements } from './statements.js'
import type { Tables } from './tables.js'
import { userRecords } from './user-records.js'

type TransactionRecords = new (connection: SqliteConnection, beforeFirstWrite: () => void) => Statements & Records

/**
 * The records in any database that Kysely speaks to: a transaction's statements, which carry the methods of each chapter.
 * Queries are compiled here, once; the records of a transaction then cost next to nothing.
 */
export function databaseRecords(db: Kysely<Tables>): TransactionRecords {
  const chapters: Records = {
    ...registrationRecords(db),
    ...userRecords(db),
    ...deliveryRecords(db),
    ...dueDeliveries(db),
    ...deliveryList(db),
    ...attemptRecords(db),
    ...incidentRecords(db),
    ...announcementRecords(db),
    ...idempotencyRecords(db),
    ...settingRecords(db),
  }
  class DatabaseRecords extends Statements {}
  Object.assign(DatabaseRecords.prototype, chapters)
  return DatabaseRecords as unknown as TransactionRecords
}

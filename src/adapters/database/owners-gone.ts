import { isBusy } from './sqlite-errors.js'
import type { Libsqlite } from './libsqlite.js'

const nobody: ReadonlySet<string> = new Set()

/**
 * Who holds leases in the file, where no other connection has it open: the runs of the program that took them are over.
 * Nobody where another one has it open, since that may be any of them.
 *
 * In WAL mode a connection holds a shared lock on the file until it is closed, also at rest, and the system takes the
 * lock away with its process: whoever gets the exclusive one is alone. Where a file system does not keep locks, a
 * database that is shared does not last either.
 */
export function ownersGone(database: Libsqlite): ReadonlySet<string> {
  const [mode] = database.prepare('pragma journal_mode').all([]) as { readonly journal_mode: string }[]
  if (mode?.journal_mode !== 'wal') return nobody
  const [waits] = database.prepare('pragma busy_timeout').all([]) as { readonly timeout: number }[]
  database.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive')
  try {
    database.exec('begin immediate')
    const held = "select distinct lease_owner as owner from deliveries where state = 'sending'"
    const rows = database.prepare(held).all([]) as { readonly owner: string | null }[]
    return new Set(rows.flatMap(({ owner }) => owner ?? []))
  } catch (error) {
    if (isBusy(error)) return nobody
    throw error
  } finally {
    // The lock is shared again with the end of a transaction that begins to write.
    database.exec('pragma locking_mode = normal')
    if (database.inTransaction) database.exec('commit')
    database.exec(`pragma busy_timeout = ${waits?.timeout ?? 0}`)
  }
}

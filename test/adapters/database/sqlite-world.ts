import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SqliteOptions, type SqliteStore, openSqliteStore } from '../../../src/adapters/database/sqlite-store.js'

export interface SqliteWorld {
  readonly store: SqliteStore
  /** The database, in a folder of its own. */
  readonly path: string
  close(): Promise<void>
}

/** A new store in a temporary folder that goes when it is closed. */
export async function sqliteWorld(): Promise<SqliteWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-store-'))
  const path = join(folder, 'registro.sqlite')
  const store = await opened(path)
  return {
    store,
    path,
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** The store in that file, which must be usable. */
export async function opened(path: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  const opening = await openSqliteStore(path, options)
  if (opening.outcome === 'unusable') throw new Error(opening.message, { cause: opening.cause })
  return opening.store
}

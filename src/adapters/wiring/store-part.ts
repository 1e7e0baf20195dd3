import { ContainerModule } from 'inversify'
import { type SqliteStore, openSqliteStore } from '../database/sqlite-store.js'
import type { Part } from './house.js'
import { StartRefused } from './start-refused.js'
import { tokens } from './tokens.js'

/** The records in a SQLite file. */
export function sqlitePart(path: string): Part {
  return {
    name: 'store',
    opens: [tokens.store],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.store)
        .toResolvedValue(() => open(path))
        .onDeactivation(async (store) => (store as SqliteStore).close())
    }),
  }
}

async function open(path: string): Promise<SqliteStore> {
  const opening = await openSqliteStore(path)
  if (opening.outcome === 'opened') return opening.store
  throw new StartRefused(`DATABASE_URL: ${opening.message}`, { cause: opening.cause })
}

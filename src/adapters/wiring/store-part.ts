import { ContainerModule } from 'inversify'
import { type SqliteStore, openSqliteStore } from '../database/sqlite-store.js'
import type { Part } from './house.js'
import { StartRefused } from './start-refused.js'
import { tokens } from './tokens.js'

/** The records in a SQLite file, and whose leases in it are left behind. */
export function sqlitePart(path: string): Part {
  let gone: ReadonlySet<string> = new Set()
  return {
    name: 'store',
    opens: [tokens.store],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.store)
        .toResolvedValue(async () => {
          const opened = await open(path)
          gone = opened.gone
          return opened.store
        })
        .onDeactivation(async (store) => (store as SqliteStore).close())
      bind(tokens.isGone).toConstantValue((owner) => gone.has(owner))
    }),
  }
}

async function open(path: string): Promise<{ readonly store: SqliteStore; readonly gone: ReadonlySet<string> }> {
  const opening = await openSqliteStore(path)
  if (opening.outcome === 'opened') return opening
  throw new StartRefused(`DATABASE_URL: ${opening.message}`, { cause: opening.cause })
}

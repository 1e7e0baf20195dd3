import { resolve } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Records, Store } from '../../application/ports/store.js'
import { databaseRecords } from './database-records.js'
import { GuardedSqlite } from './guarded-sqlite.js'
import { SqliteConnection } from './sqlite-connection.js'
import type { UnusableReason } from './sqlite-errors.js'
import type { Libsqlite } from './libsqlite.js'
import { expunged, openSqliteFile } from './sqlite-file.js'
import type { Tables } from './tables.js'

export type OpenedSqliteStore =
  | {
      readonly outcome: 'opened'
      readonly store: SqliteStore
      /** Runs of the program that hold leases and are over for certain. */
      readonly gone: ReadonlySet<string>
    }
  | {
      readonly outcome: 'unusable'
      readonly reason: UnusableReason
      /** What is wrong with the file and what to do about it, for the operator. */
      readonly message: string
      readonly cause?: unknown
    }

export interface SqliteOptions {
  /** How long the opening and each transaction wait for other processes on the same file; 10 s unless told otherwise. */
  readonly waitMs?: number
}

const defaultWaitMs = 10_000

/** So many transactions share a commit at most, so that the first does not wait long for the last. */
const mostTogether = 32

const savepoint = CompiledQuery.raw('savepoint turn')
const release = CompiledQuery.raw('release turn')
const undo = CompiledQuery.raw('rollback to turn')

/** Builds and compiles queries; it has no database of its own. */
const queryCompiler = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** One transaction that was asked for. */
interface Turn {
  /** Resolves with the way to tell its result. */
  readonly run: (records: Records) => Promise<() => void>
  readonly reject: (error: unknown) => void
}

interface Expunging {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** How long to wait for another process before the next try to expunge. */
const pauseMs = 5

/**
 * Opens the store in a SQLite file, which is made when there is none, with its folder. What this version does not know
 * of an older file is added; a newer one, a damaged one or anything else than a database of ours is left as it is.
 */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<OpenedSqliteStore> {
  const file = resolve(path)
  const opening = await openSqliteFile(file, options.waitMs ?? defaultWaitMs)
  if (opening.outcome === 'opened') {
    const { database, gone } = opening
    return { outcome: 'opened', store: new SqliteStore(database, options), gone }
  }
  return { ...opening, message: `The database ${file} ${remedies[opening.reason]}` }
}

/**
 * The store in one SQLite file (WAL, `synchronous=FULL`), which several processes may share. Transactions of this
 * process run in the order they were asked for; those of others take turns with them. A transaction that waited too
 * long for them rejects.
 */
export class SqliteStore implements Store {
  readonly #database: Libsqlite
  readonly #connection: SqliteConnection
  readonly #Records: ReturnType<typeof databaseRecords>
  readonly #waitMs: number
  readonly #waiting: Turn[] = []
  readonly #expunging: Expunging[] = []
  #running: Promise<void> | undefined
  #closing: Promise<void> | undefined

  constructor(database: Libsqlite, { waitMs = defaultWaitMs }: SqliteOptions = {}) {
    this.#database = database
    this.#waitMs = waitMs
    this.#connection = new SqliteConnection(new GuardedSqlite(database), waitMs)
    this.#Records = databaseRecords(queryCompiler)
  }

  transact<T>(work: (records: Records) => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) return Promise.reject(new Error('The store is closed.'))
    return new Promise((resolve, reject) => {
      const run = async (records: Records): Promise<() => void> => {
        const result = await work(records)
        return () => resolve(result)
      }
      this.#waiting.push({ run, reject })
      this.#running ??= this.#runAll()
    })
  }

  expunge(): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new Error('The store is closed.'))
    return new Promise((resolve, reject) => {
      this.#expunging.push({ resolve, reject })
      this.#running ??= this.#runAll()
    })
  }

  /** Waits for the transactions that were asked for, and leaves everything in the one file. */
  close(): Promise<void> {
    this.#closing ??= (this.#running ?? Promise.resolve()).then(() => this.#close())
    return this.#closing
  }

  async #close(): Promise<void> {
    // Statements that libsql still holds keep the connection alive, so that its own close does not do this.
    this.#database.exec('pragma wal_checkpoint(truncate)')
    if (this.#database.open) this.#database.close()
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length + this.#expunging.length > 0) {
      await this.#gathered()
      if (this.#waiting.length > 0) await this.#runTogether()
      if (this.#expunging.length > 0) await this.#expunge(this.#expunging.splice(0))
    }
    this.#running = undefined
  }

  /** What the process has to do anyway comes first, as long as more is asked for by it: all that is committed together. */
  async #gathered(): Promise<void> {
    let known: number
    do {
      known = this.#waiting.length
      await setImmediate()
    } while (this.#waiting.length > known && this.#waiting.length < mostTogether)
  }

  /**
   * Transactions that wait for the disk anyway share one commit: the wait for it is most of the price of each. They
   * still run one after the other, and each can be undone alone. Those that one of them asks for follow it.
   */
  async #runTogether(): Promise<void> {
    const turns: Turn[] = []
    const answers: (() => void)[] = []
    try {
      await this.#connection.transaction(async () => {
        while (turns.length < mostTogether) {
          const turn = this.#waiting.shift()
          if (turn === undefined) return
          turns.push(turn)
          answers.push(await this.#runOne(turn, turns.length > 1))
        }
      })
    } catch (error) {
      // Where none could begin, none that waits will.
      for (const { reject } of turns.length > 0 ? turns : this.#waiting.splice(0)) reject(error)
      return
    }
    for (const answer of answers) answer()
  }

  async #expunge(asking: readonly Expunging[]): Promise<void> {
    const deadline = performance.now() + this.#waitMs
    try {
      while (!expunged(this.#database) && performance.now() < deadline) await setTimeout(pauseMs)
    } catch (error) {
      for (const { reject } of asking) reject(error)
      return
    }
    for (const { resolve } of asking) resolve()
  }

  /**
   * Resolves with the answer to give once all is committed. One that follows others is undone alone: from its first
   * write on, because most have nothing to undo.
   */
  async #runOne({ run, reject }: Turn, follows: boolean): Promise<() => void> {
    const connection = this.#connection
    const records = new this.#Records(connection, () => follows && connection.execute(savepoint))
    try {
      const answer = await run(records)
      if (follows && records.hasWritten) connection.execute(release)
      return answer
    } catch (error) {
      if (!follows) throw error
      if (records.hasWritten) {
        connection.known.forget()
        connection.execute(undo)
        connection.execute(release)
      }
      return () => reject(error)
    } finally {
      records.end()
    }
  }
}

const remedies: Readonly<Record<UnusableReason, string>> = {
  'not-writable':
    'cannot be written: give this account the right to write the file and its folder, and free disk space.',
  'not-a-database':
    'is not a database of Registro: name another file, or move this one away to start with an empty one.',
  damaged: 'is damaged: restore it from a backup, or move it away to start with an empty one.',
  'newer-version': 'was written by a newer version of Registro: start that version, or one newer still.',
  locked: 'is locked by another program: end what holds it, such as a backup or a database browser, and start again.',
}

import { setTimeout } from 'node:timers/promises'
import { type CompiledQuery, CompiledQuery as Query, type QueryResult } from 'kysely'
import type { GuardedSqlite } from './guarded-sqlite.js'
import { KnownRows } from './known-rows.js'
import { isBusy } from './sqlite-errors.js'

const pauseMs = 5

const begin = Query.raw('begin immediate')
const rollback = Query.raw('rollback')
const dataVersion = Query.raw('pragma data_version') as Query<{ readonly data_version: number }>

/**
 * Runs what Kysely compiled, without Kysely: its own way through drivers and plugins costs more than most statements.
 *
 * Transactions take the write lock at their beginning: when two read before they write, one fails at once, however long
 * it would have waited. A transaction waits so long for those of other processes.
 */
export class SqliteConnection {
  readonly #database: GuardedSqlite
  readonly #waitMs: number
  #version: number | undefined
  /** Holds within a transaction. Who undoes a part of one makes it forget. */
  readonly known = new KnownRows()

  constructor(database: GuardedSqlite, waitMs: number) {
    this.#database = database
    this.#waitMs = waitMs
  }

  /** All of the work's writes, or none of them when it rejects. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#begin()
    this.#forgetWhatOthersChanged()
    try {
      const result = await work()
      await this.#database.commit()
      return result
    } catch (error) {
      this.known.forget()
      // After some faults, a full disk among them, SQLite has rolled back by itself.
      if (this.#database.inTransaction) this.execute(rollback)
      throw error
    }
  }

  execute<Row>({ sql, parameters }: CompiledQuery<Row>): QueryResult<Row> {
    const statement = this.#database.prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as Row[] }
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) }
  }

  first<Row>({ sql, parameters }: CompiledQuery<Row>): Row | undefined {
    return this.#database.prepare(sql).get(parameters) as Row | undefined
  }

  /** The version changes when another connection has written, of this process or of any other. */
  #forgetWhatOthersChanged(): void {
    const version = this.first(dataVersion)?.data_version
    if (version !== this.#version) this.known.forget()
    this.#version = version
  }

  /** Between its tries the process goes on with other work: libsql itself waits without letting anything else run. */
  async #begin(): Promise<void> {
    const deadline = performance.now() + this.#waitMs
    for (;;) {
      try {
        this.execute(begin)
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw error
      }
      await setTimeout(pauseMs)
    }
  }
}

import type { CompiledQuery } from 'kysely'
import type { KnownRows } from './known-rows.js'
import type { SqliteConnection } from './sqlite-connection.js'

/** One transaction's way to the database, of no use after its end. */
export class Statements {
  readonly #connection: SqliteConnection
  readonly #beforeFirstWrite: () => void
  #hasWritten = false
  #ended = false

  constructor(connection: SqliteConnection, beforeFirstWrite: () => void) {
    this.#connection = connection
    this.#beforeFirstWrite = beforeFirstWrite
  }

  get hasWritten(): boolean {
    return this.#hasWritten
  }

  async all<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> {
    return this.#execute(query).rows
  }

  async first<Row>(query: CompiledQuery<Row>): Promise<Row | undefined> {
    this.#assertOpen()
    return this.#connection.first(query)
  }

  /** How many rows were written. */
  async write(query: CompiledQuery): Promise<number> {
    this.#assertOpen()
    if (!this.#hasWritten) this.#beforeFirstWrite()
    this.#hasWritten = true
    return Number(this.#execute(query).numAffectedRows ?? 0)
  }

  /** Rejects when there was no such row to write. */
  async replace(what: string, query: CompiledQuery): Promise<void> {
    if ((await this.write(query)) !== 1) throw new Error(`There is no such ${what} to save.`)
  }

  /** What is known of rows without asking for them. */
  get known(): KnownRows {
    this.#assertOpen()
    return this.#connection.known
  }

  end(): void {
    this.#ended = true
  }

  #execute<Row>(query: CompiledQuery<Row>): { readonly rows: readonly Row[]; readonly numAffectedRows?: bigint } {
    this.#assertOpen()
    return this.#connection.execute(query)
  }

  #assertOpen(): void {
    if (this.#ended) throw new Error('These records belong to a transaction that is over.')
  }
}

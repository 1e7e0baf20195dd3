import type { Prepared } from './prepared.js'
import type { Statements } from './statements.js'

/**
 * Saves rows of one table by writing only what is new about them: SQLite renews every index that has a column which is
 * set, also to what it was. A row that the transaction has not seen is written whole, one that is as it was not at all.
 */
export class ChangedRows<R extends { readonly id: string }> {
  readonly #table: string
  readonly #what: string
  readonly #columns: readonly (keyof R & string)[]
  readonly #update: (columns: readonly (keyof R & string)[]) => Prepared<R, unknown>
  readonly #prepared = new Map<string, Prepared<R, unknown>>()

  constructor(
    { table, what }: { readonly table: string; readonly what: string },
    columns: readonly (keyof R & string)[],
    update: (columns: readonly (keyof R & string)[]) => Prepared<R, unknown>,
  ) {
    this.#table = table
    this.#what = what
    this.#columns = columns.filter((column) => column !== 'id')
    this.#update = update
  }

  /** Rejects when there is no such row. @returns the columns that were written. */
  async save(statements: Statements, row: R): Promise<ReadonlySet<keyof R & string>> {
    const known = statements.known(this.#table, row.id)
    const changed =
      known === undefined ? this.#columns : this.#columns.filter((column) => known[column] !== row[column])
    if (changed.length > 0) {
      await statements.replace(this.#what, this.#of(changed).with(row))
      statements.learn(this.#table, row)
    }
    return new Set(changed)
  }

  #of(columns: readonly (keyof R & string)[]): Prepared<R, unknown> {
    const key = columns.join()
    const found = this.#prepared.get(key) ?? this.#update(columns)
    this.#prepared.set(key, found)
    return found
  }
}

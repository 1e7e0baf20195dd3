import type { Prepared } from './prepared.js'
import type { Statements } from './statements.js'

export interface TableOfRecords<Row extends { readonly id: string }, Read extends object, Kept> {
  readonly table: string
  /** What one of its records is called, for whoever reads an error. */
  readonly what: string
  readonly columns: readonly (keyof Row & string)[]
  readonly rowOf: (record: Kept) => Row
  readonly recordOf: (row: Read) => Kept
  readonly add: Prepared<Row, unknown>
  readonly byId: Prepared<{ readonly id: string }, Read>
  /** The query that writes these columns of the row with that id. */
  readonly update: (columns: readonly (keyof Row & string)[]) => Prepared<Row, unknown>
}

/**
 * The records of one table by their id: remembered from one transaction to the next, and saved by writing only what is
 * new about them, because SQLite renews every index that has a column which is set, also to what it was.
 */
export class RecordsById<Row extends Read & { readonly id: string }, Read extends object, Kept> {
  readonly #table: TableOfRecords<Row, Read, Kept>
  readonly #columns: readonly (keyof Row & string)[]
  readonly #updates = new Map<string, Prepared<Row, unknown>>()

  constructor(table: TableOfRecords<Row, Read, Kept>) {
    this.#table = table
    this.#columns = table.columns.filter((column) => column !== 'id')
  }

  async add(statements: Statements, record: Kept): Promise<void> {
    const row = this.#table.rowOf(record)
    await statements.write(this.#table.add.with(row))
    this.#know(statements, row)
  }

  async find(statements: Statements, id: string): Promise<Kept | undefined> {
    const known = this.#known(statements, id)
    if (known !== undefined) return this.#table.recordOf(known)
    const row = await statements.first(this.#table.byId.with({ id }))
    return row && this.read(statements, row)
  }

  /** The record in a row that was just read in full. */
  read(statements: Statements, row: Read): Kept {
    const record = this.#table.recordOf(row)
    this.#know(statements, this.#table.rowOf(record))
    return record
  }

  /** Rejects when there is no such row. @returns the columns that were written. */
  async save(statements: Statements, record: Kept): Promise<ReadonlySet<keyof Row & string>> {
    const row = this.#table.rowOf(record)
    const before = this.#known(statements, row.id)
    const changed = before ? this.#columns.filter((column) => before[column] !== row[column]) : this.#columns
    if (changed.length > 0) await statements.replace(this.#table.what, this.#update(changed).with(row))
    this.#know(statements, row)
    return new Set(changed)
  }

  #known(statements: Statements, id: string): Row | undefined {
    return statements.known.get(this.#table.table, id) as Row | undefined
  }

  #know(statements: Statements, row: Row): void {
    statements.known.set(this.#table.table, row.id, row)
  }

  #update(columns: readonly (keyof Row & string)[]): Prepared<Row, unknown> {
    const key = columns.join()
    const found = this.#updates.get(key) ?? this.#table.update(columns)
    this.#updates.set(key, found)
    return found
  }
}

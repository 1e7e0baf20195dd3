/** So many rows of each table are remembered at most: those under way are far fewer. */
const mostOfATable = 1_000

/**
 * Remembers rows by their id, as they stand in the database for this connection: what a delivery needs is read and
 * written by three transactions within milliseconds. Whoever owns it makes it forget all as soon as the database may
 * stand otherwise: another connection wrote, something was undone, or rows went away with others.
 */
export class KnownRows {
  readonly #tables = new Map<string, Map<string, object>>()

  get(table: string, id: string): object | undefined {
    return this.#tables.get(table)?.get(id)
  }

  set(table: string, id: string, row: object): void {
    let rows = this.#tables.get(table)
    if (rows === undefined) {
      rows = new Map()
      this.#tables.set(table, rows)
    }
    // What was written last is forgotten last.
    rows.delete(id)
    rows.set(id, row)
    if (rows.size <= mostOfATable) return
    const [oldest] = rows.keys()
    if (oldest !== undefined) rows.delete(oldest)
  }

  /** Of all tables, or of one. */
  forget(table?: string): void {
    if (table === undefined) this.#tables.clear()
    else this.#tables.delete(table)
  }
}

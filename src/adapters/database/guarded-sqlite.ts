import type Libsql from 'libsql'
import AsyncLibsql from 'libsql/promise'

type LibsqlDatabase = InstanceType<typeof Libsql>
type LibsqlStatement = ReturnType<LibsqlDatabase['prepare']>

/** How many compiled statements are kept. The product has about fifty; lists with filters add a few. */
const maxStatements = 256

/**
 * The database as the store may use it. libsql ends the process over a boolean, takes undefined for NULL, cuts text at a
 * NUL when it reads it back, and gives bytes now as ArrayBuffer, now as Buffer: none of that passes here. Statements
 * are compiled once.
 */
export class GuardedSqlite {
  readonly #database: LibsqlDatabase
  readonly #statements = new Map<string, GuardedStatement>()

  constructor(database: LibsqlDatabase) {
    this.#database = database
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction
  }

  prepare(sql: string): GuardedStatement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = new GuardedStatement(this.#database.prepare(sql))
    if (this.#statements.size >= maxStatements) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  /**
   * Ends the transaction in a thread of libsql's own: to wait for the disk is most of it, and meanwhile the program goes
   * on. Nothing else may be asked of the database until it is done.
   */
  async commit(): Promise<void> {
    // Both interfaces of libsql hold the same connection; this one has the way to wait without blocking.
    await AsyncLibsql.prototype.exec.call(this.#database, 'commit')
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

class GuardedStatement {
  readonly reader: boolean
  readonly #statement: LibsqlStatement
  readonly #columns: readonly string[]

  constructor(statement: LibsqlStatement) {
    this.#statement = statement
    this.reader = statement.reader
    this.#columns = this.reader ? statement.columns().map(({ name }) => name) : []
    // Rows as arrays cost libsql a third less than rows as objects.
    if (this.reader) statement.raw()
  }

  all(parameters: readonly unknown[]): unknown[] {
    for (const value of parameters) assertBindable(value)
    return (this.#statement.all(parameters) as unknown[][]).map((values) => this.#rowOf(values))
  }

  get(parameters: readonly unknown[]): unknown {
    for (const value of parameters) assertBindable(value)
    const values = this.#statement.get(parameters) as readonly unknown[] | undefined
    return values && this.#rowOf(values)
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    for (const value of parameters) {
      assertBindable(value)
      if (typeof value === 'string') assertKeepable(value)
    }
    return this.#statement.run(parameters)
  }

  #rowOf(values: readonly unknown[]): Record<string, unknown> {
    const row: Record<string, unknown> = {}
    for (const [at, name] of this.#columns.entries()) {
      row[name] = plain(values[at])
    }
    return row
  }
}

/** Bytes in rows that are arrays come as Buffer. */
function plain(value: unknown): unknown {
  return Buffer.isBuffer(value) ? new Uint8Array(value.buffer, value.byteOffset, value.length) : value
}

/** SQLite knows text, numbers of 64 bits, bytes and NULL; a value of any other kind is a mistake in a query. */
function assertBindable(value: unknown): void {
  if (typeof value === 'string' || value === null || value instanceof Uint8Array) return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return
  throw new TypeError(
    `SQLite cannot hold ${nameOf(value)}: only text, finite numbers, 64-bit integers, bytes and null.`,
  )
}

/** Text that would come back as another one. It may be looked for: there is none. */
function assertKeepable(text: string): void {
  if (/[\0\ud800-\udfff]/.test(text) && (text.includes('\0') || /\p{Cs}/u.test(text)))
    throw new TypeError('SQLite cannot keep a text with a NUL or half a surrogate pair as it is.')
}

/** Never the value itself: it might be a secret. */
function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return 'an integer beyond 64 bits'
  if (typeof value === 'object') return `an object (${value?.constructor?.name ?? 'without a class'})`
  return `a value of type ${typeof value}`
}

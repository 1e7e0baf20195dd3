import type Libsql from 'libsql'

/** An open SQLite database, as libsql has it. */
export type Libsqlite = InstanceType<typeof Libsql>

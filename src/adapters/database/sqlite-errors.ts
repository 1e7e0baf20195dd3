import Libsql from 'libsql'

/** Why a file cannot serve as the database. */
export type UnusableReason = 'not-writable' | 'not-a-database' | 'damaged' | 'newer-version' | 'locked'

/** True when another connection holds a lock that is needed. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5
}

/** What the fault says about the file, or nothing when it is a defect of ours. https://www.sqlite.org/rescode.html */
export function reasonOf(error: unknown): UnusableReason | undefined {
  if (error instanceof Error && /ConnectionFailed\(.*: 14\b/.test(error.message)) return 'not-writable'
  return reasons.get(primaryCode(error))
}

const reasons: ReadonlyMap<number | undefined, UnusableReason> = new Map([
  [5, 'locked'], // SQLITE_BUSY
  [8, 'not-writable'], // SQLITE_READONLY
  [10, 'not-writable'], // SQLITE_IOERR
  [11, 'damaged'], // SQLITE_CORRUPT
  [13, 'not-writable'], // SQLITE_FULL
  [14, 'not-writable'], // SQLITE_CANTOPEN
  [26, 'not-a-database'], // SQLITE_NOTADB
])

/** An extended code carries the primary one in its lowest byte. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Libsql.SqliteError) || error.rawCode === undefined) return undefined
  return error.rawCode & 0xff
}

import { constants } from 'node:fs'
import { access, chmod, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { makeFolder } from '../file-system/make-folder.js'
import type { Libsqlite } from './libsqlite.js'
import { ownersGone } from './owners-gone.js'
import { type UnusableReason, isBusy, reasonOf } from './sqlite-errors.js'
import { sqliteMigrations } from './sqlite-migrations.js'

export type OpenedFile =
  | {
      readonly outcome: 'opened'
      readonly database: Libsqlite
      /** Who left leases behind; see `ownersGone`. */
      readonly gone: ReadonlySet<string>
    }
  | { readonly outcome: 'unusable'; readonly reason: UnusableReason; readonly cause?: unknown }

/** Marks a file as ours, so that another program's database is not taken for an old one of ours: `Rgst`. */
const applicationId = 0x52677374

const pauseMs = 20

/** How long one statement may wait for a lock without letting anything else in this process run. */
const busyTimeoutMs = 20

/** Damage is looked for in files up to this size: that takes about 1 ms for each 2 MB. */
const maxCheckedBytes = 64 * 1024 * 1024

/** So many pages of 4 KiB are written to the log before they go into the database: pages in demand go there once for many. */
const checkpointPages = 4_000

/** So much of the database stays in memory, in KiB: the trees that every registration grows, up to some hundred thousand. */
const cacheKiB = 16_000

/** SQLite takes anything smaller for an empty file, and would write over it. */
const smallestBytes = 512

/**
 * Opens the file, makes it when there is none (readable for this account only), and brings it to this version. Waits so
 * long while another process makes, migrates or recovers the same file.
 */
export async function openSqliteFile(path: string, waitMs: number): Promise<OpenedFile> {
  const deadline = performance.now() + waitMs
  for (;;) {
    try {
      return await opened(path)
    } catch (error) {
      if (isBusy(error) && performance.now() < deadline) {
        await setTimeout(pauseMs)
        continue
      }
      const reason = isFileError(error) ? 'not-writable' : reasonOf(error)
      if (reason === undefined) throw error
      return { outcome: 'unusable', reason, cause: error }
    }
  }
}

async function opened(path: string): Promise<OpenedFile> {
  const size = await prepareFile(path)
  if (size === undefined) return { outcome: 'unusable', reason: 'not-a-database' }
  const database = new Libsql(path)
  try {
    const reason = reasonAgainst(database, size)
    if (reason !== undefined) {
      database.close()
      return { outcome: 'unusable', reason }
    }
    database.exec(
      `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on;
       pragma wal_autocheckpoint = ${checkpointPages}; pragma cache_size = -${cacheKiB}`,
    )
    migrate(database)
    return { outcome: 'opened', database, gone: ownersGone(database) }
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * The size of the file, or nothing when it is no file. An existing one is not opened here: to close it again would
 * take away the locks that another connection of this process holds on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
async function prepareFile(path: string): Promise<number | undefined> {
  await makeFolder(dirname(path))
  const known = await stat(path).catch(() => undefined)
  if (known === undefined) await writeFile(path, '', { flag: 'a', mode: 0o600 })
  else if (!known.isFile()) return undefined
  else if ((known.mode & 0o077) !== 0) await chmod(path, 0o600)
  await access(path, constants.R_OK | constants.W_OK)
  await access(dirname(path), constants.W_OK)
  return known?.size ?? 0
}

function reasonAgainst(database: Libsqlite, size: number): UnusableReason | undefined {
  if (size > 0 && size < smallestBytes) return 'not-a-database'
  database.exec(`pragma busy_timeout = ${busyTimeoutMs}`)
  const version = Number(pragma(database, 'user_version'))
  const application = Number(pragma(database, 'application_id'))
  const isEmpty = database.prepare('select 1 from sqlite_schema limit 1').all([]).length === 0
  if (application !== applicationId && !(isEmpty && application === 0)) return 'not-a-database'
  if (version > sqliteMigrations.length) return 'newer-version'
  if (size <= maxCheckedBytes && pragma(database, 'quick_check(1)') !== 'ok') return 'damaged'
  return undefined
}

/** Each step is a transaction of its own; another process may have done it meanwhile. */
function migrate(database: Libsqlite): void {
  while (Number(pragma(database, 'user_version')) < sqliteMigrations.length) {
    database.exec('begin immediate')
    const version = Number(pragma(database, 'user_version'))
    const step = sqliteMigrations[version]
    if (step !== undefined)
      database.exec(`${step}; pragma application_id = ${applicationId}; pragma user_version = ${version + 1}`)
    database.exec('commit')
  }
}

/** A file up to this size is written anew when something of it is to be forgotten: about 10 ms for each MB. */
const maxRewrittenBytes = 64 * 1024 * 1024

/**
 * Leaves nothing readable of what was deleted: false when another process holds a lock that this needs. What is deleted
 * is overwritten at once (`secure_delete`), but former states of pages stand in the write-ahead log, and copies of rows
 * in the unused room of pages that were rebalanced. A larger file is not rewritten for those: that would take too long.
 */
export function expunged(database: Libsqlite): boolean {
  try {
    const bytes = Number(pragma(database, 'page_count')) * Number(pragma(database, 'page_size'))
    if (bytes <= maxRewrittenBytes) database.exec('vacuum')
    return pragma(database, 'wal_checkpoint(truncate)') === 0
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

function pragma(database: Libsqlite, source: string): string | number {
  const [row] = database.prepare(`pragma ${source}`).all([])
  return Object.values(row as Record<string, string | number>)[0] ?? ''
}

/** What the file system says: `EACCES`, `EISDIR`, `ENOTDIR`, `EROFS`, `ENOSPC` and the like. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

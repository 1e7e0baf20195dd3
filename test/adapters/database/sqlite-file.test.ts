import { chmod, mkdir, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteFile } from '../../../src/adapters/database/sqlite-file.js'
import { sqliteMigrations } from '../../../src/adapters/database/sqlite-migrations.js'
import { type OpenedSqliteStore, openSqliteStore } from '../../../src/adapters/database/sqlite-store.js'
import { aDelivery, aRegistration } from '../../contracts/store-samples.js'
import { opened } from './sqlite-world.js'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-file-'))
  path = join(folder, 'registro.sqlite')
})

afterEach(() => rm(folder, { recursive: true }))

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777

/** A database of ours with something in it, closed. */
async function aDatabase(registrations = 1): Promise<void> {
  const store = await opened(path)
  await store.transact(async (records) => {
    for (let number = 0; number < registrations; number++) await records.addRegistration(aRegistration(`r${number}`))
  })
  await store.close()
}

/** Does something to the file as another program would. */
function sql(text: string): unknown {
  const database = new Libsql(path)
  try {
    database.exec(text)
    return database.prepare('pragma user_version').all([])
  } finally {
    database.close()
  }
}

const refusal = (opening: OpenedSqliteStore): object =>
  opening.outcome === 'opened' ? opening : { reason: opening.reason, message: opening.message }

describe('a new database', () => {
  it('is made with its folders, for this account only, its log too', async () => {
    const deep = join(folder, 'data', 'deeper', 'registro.sqlite')
    const store = await opened(deep)
    await store.transact((records) => records.addRegistration(aRegistration('r')))
    expect(await modeOf(join(folder, 'data'))).toBe(0o700)
    expect(await modeOf(join(folder, 'data', 'deeper'))).toBe(0o700)
    for (const file of await readdir(join(folder, 'data', 'deeper')))
      expect([file, await modeOf(join(folder, 'data', 'deeper', file))]).toEqual([file, 0o600])
    expect(await readdir(join(folder, 'data', 'deeper'))).toContain('registro.sqlite-wal')
    await store.close()
  })

  it('is in WAL, synced after each commit, with foreign keys', async () => {
    const opening = await openSqliteFile(path, 0)
    const database = opening.outcome === 'opened' ? opening.database : undefined
    expect(database?.prepare('pragma journal_mode').all([])).toEqual([{ journal_mode: 'wal' }])
    // 2 is FULL (https://www.sqlite.org/pragma.html#pragma_synchronous).
    expect(database?.prepare('pragma synchronous').all([])).toEqual([{ synchronous: 2 }])
    expect(database?.prepare('pragma foreign_keys').all([])).toEqual([{ foreign_keys: 1 }])
    database?.close()
  })

  it('is made once when several open it at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => opened(path)))
    await Promise.all(stores.map((store, at) => store.transact((records) => records.saveSetting(`s${at}`, 'here'))))
    for (const at of stores.keys())
      expect(await stores[0]?.transact((records) => records.setting(`s${at}`))).toBe('here')
    await Promise.all(stores.map((store) => store.close()))
  })
})

describe('an existing database', () => {
  it('of an older version is brought to this one, with what was in it', async () => {
    await writeFile(path, '', { mode: 0o600 })
    sql(`${sqliteMigrations[0] ?? ''}; pragma application_id = ${String(0x52677374)}; pragma user_version = 1`)
    const columns =
      'registration_id, kind, recipient, locale, address_key, generation, created_at, since, slot, deferrals'
    const values = "'r', 'confirm-address', 'a', 'en', 'a', 1, 7, 1, 1, 0"
    sql(
      `insert into registrations (id, address, address_key, locale, password_hash, created_at, generation, token_hash, expires_at, held_ms)
       values ('r', 'a', 'a', 'en', 'h', 1, 1, 't', 9, 0);
       insert into deliveries (id, state, ${columns})
       values ('a', 'held', ${values}), ('b', 'held', ${values}), ('c', 'accepted', ${values})`,
    )
    const store = await opened(path)
    expect(await store.transact((records) => records.deliveryTotals())).toEqual([
      { state: 'accepted', count: 1, oldestCreatedAt: 7 },
      { state: 'held', count: 2, oldestCreatedAt: 7 },
    ])
    await store.close()
  })

  it('has everything that was written, in the one file, after it was closed', async () => {
    await aDatabase()
    const store = await opened(path)
    await store.transact((records) => records.addDelivery(aDelivery('d', 'r0')))
    await store.close()
    await rm(`${path}-wal`, { force: true })
    await rm(`${path}-shm`, { force: true })
    const again = await opened(path)
    expect(await again.transact((records) => records.registration('r0'))).toEqual(aRegistration('r0'))
    expect(await again.transact((records) => records.deliveriesOf('r0'))).toEqual([aDelivery('d', 'r0')])
    await again.close()
  })

  it('is closed to others from then on, if it was open to them', async () => {
    await aDatabase()
    await chmod(path, 0o644)
    await (await opened(path)).close()
    expect(await modeOf(path)).toBe(0o600)
  })

  it('leaves the rights of a folder that was there', async () => {
    await chmod(folder, 0o755)
    await aDatabase()
    expect(await modeOf(folder)).toBe(0o755)
  })
})

describe('closing', () => {
  it('waits for the transactions that were asked for, and takes none after', async () => {
    const store = await opened(path)
    const writing = Array.from({ length: 20 }, (_, at) =>
      store.transact((records) => records.addRegistration(aRegistration(`r${at}`))),
    )
    const closing = store.close()
    await expect(store.transact(async () => 'late')).rejects.toThrow('closed')
    await closing
    await store.close()
    await Promise.all(writing)
    const again = await opened(path)
    expect(await again.transact((records) => records.registration('r19'))).toBeDefined()
    await again.close()
  })
})

describe('a database that cannot be used', () => {
  it('of a newer version is left as it is', async () => {
    await aDatabase()
    sql('pragma user_version = 999')
    const before = await readFile(path)
    expect(refusal(await openSqliteStore(path))).toEqual({
      reason: 'newer-version',
      message: `The database ${path} was written by a newer version of Registro: start that version, or one newer still.`,
    })
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('of another program is left as it is', async () => {
    sql('create table theirs (a); insert into theirs values (1)')
    const before = await readFile(path)
    expect(refusal(await openSqliteStore(path))).toMatchObject({
      reason: 'not-a-database',
      message: expect.stringContaining('is not a database of Registro'),
    })
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it.each([
    ['text', 'this is no database\n'.repeat(500)],
    ['a few bytes', 'x'],
  ])('that is %s is left as it is', async (_, content) => {
    await writeFile(path, content)
    expect(refusal(await openSqliteStore(path))).toMatchObject({ reason: 'not-a-database' })
    expect(await readFile(path, 'utf8')).toBe(content)
  })

  it('that is a folder is refused', async () => {
    await mkdir(path)
    expect(refusal(await openSqliteStore(path))).toMatchObject({ reason: 'not-a-database' })
  })

  it.each([
    ['in its middle', 3 * 4096, 2 * 4096],
    ['in its first page', 100, 200],
  ])('that is damaged %s is refused', async (_, at, bytes) => {
    await aDatabase(500)
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at)
    await file.close()
    expect(refusal(await openSqliteStore(path))).toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('restore it from a backup'),
    })
  })

  it('that another program keeps locked is refused, and opens once it is free', async () => {
    const other = new Libsql(path)
    other.exec('begin exclusive')
    expect(refusal(await openSqliteStore(path, { waitMs: 50 }))).toMatchObject({
      reason: 'locked',
      message: expect.stringContaining('is locked by another program'),
    })
    const opening = opened(path)
    setTimeout(() => {
      other.exec('rollback')
      other.close()
    }, 50)
    await (await opening).close()
  })

  it('that lost its end is refused', async () => {
    await aDatabase(500)
    const file = await open(path, 'r+')
    await file.truncate(5 * 4096)
    await file.close()
    expect(refusal(await openSqliteStore(path))).toMatchObject({ reason: 'damaged' })
  })

  it('in a folder that is a file is refused', async () => {
    await writeFile(join(folder, 'data'), '')
    const opening = await openSqliteStore(join(folder, 'data', 'registro.sqlite'))
    expect(refusal(opening)).toMatchObject({
      reason: 'not-writable',
      message: expect.stringContaining('the right to write the file and its folder'),
    })
    expect(opening).toHaveProperty('cause.code')
  })

  it.skipIf(process.getuid?.() === 0)('that may not be written is refused', async () => {
    await aDatabase()
    await chmod(path, 0o400)
    expect(refusal(await openSqliteStore(path))).toMatchObject({ reason: 'not-writable' })
  })
})

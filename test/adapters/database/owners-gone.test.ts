import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownersGone } from '../../../src/adapters/database/owners-gone.js'
import { openSqliteStore } from '../../../src/adapters/database/sqlite-store.js'

const childFile = fileURLToPath(new URL('racing-child.mjs', import.meta.url))

let folder: string
let path: string
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-gone-'))
  path = join(folder, 'registro.sqlite')
})

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

/** Another process that does something with the file; resolves with its first word. */
async function aChild(mode: string, ...args: readonly string[]): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [childFile, path, mode, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, said }
}

/** Another process that takes a lease in each of these names and keeps the file open, at rest. */
async function aHolder(...owners: readonly string[]): Promise<ChildProcess> {
  const { child, said } = await aChild('hold', ...owners)
  expect(said).toBe('holding')
  return child
}

/** Whose leases the next start in a process of its own may end. */
async function goneAtStart(): Promise<readonly string[]> {
  const { child, said } = await aChild('gone')
  if (child.exitCode === null) await once(child, 'exit')
  return JSON.parse(said) as readonly string[]
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

describe('leases in a file', () => {
  it('are left behind where nobody has it open any more, whoever held them', async () => {
    await killed(await aHolder('host:1:a', 'host:1:a', 'host:2:b'))
    expect(await goneAtStart()).toEqual(['host:1:a', 'host:2:b'])
    expect(await goneAtStart()).toEqual(['host:1:a', 'host:2:b'])
  })

  it('are nobody’s to end while another process has the file open, also at rest', async () => {
    const holder = await aHolder('host:1:a')
    expect(await goneAtStart()).toEqual([])
    const other = await aHolder()
    await killed(holder)
    expect(await goneAtStart()).toEqual([])
    await killed(other)
    expect(await goneAtStart()).toEqual(['host:1:a'])
  })

  it('are nobody’s to end while another connection of this process has the file open', async () => {
    await killed(await aHolder('host:1:a'))
    const first = await openSqliteStore(path)
    const second = await openSqliteStore(path)
    expect([first, second]).toMatchObject([{ gone: new Set(['host:1:a']) }, { gone: new Set() }])
    for (const opening of [first, second]) if (opening.outcome === 'opened') await opening.store.close()
  })

  it('leave the file open to others once they were looked for', async () => {
    await killed(await aHolder('host:1:a'))
    const opening = await openSqliteStore(path)
    if (opening.outcome !== 'opened') throw new Error(opening.message)
    expect(await goneAtStart()).toEqual([])
    const { child } = await aChild('write')
    await killed(child)
    const { store } = opening
    expect(await store.transact((records) => records.setting('n0'))).toBe('written')
    await store.transact((records) => records.saveSetting('n0', 'by the first'))
    await store.close()
  })

  it('are nobody’s to end where a program at rest would hold no lock', async () => {
    await killed(await aHolder('host:1:a'))
    const database = new Libsql(path)
    database.exec('pragma journal_mode = delete')
    expect(ownersGone(database)).toEqual(new Set())
    database.exec('pragma journal_mode = wal')
    expect(ownersGone(database)).toEqual(new Set(['host:1:a']))
    database.close()
  })
})

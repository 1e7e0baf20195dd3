import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SqliteWorld, opened, sqliteWorld } from './sqlite-world.js'

const childFile = fileURLToPath(new URL('racing-child.mjs', import.meta.url))

let world: SqliteWorld
const children: ChildProcess[] = []

beforeEach(async () => {
  world = await sqliteWorld()
})

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  await world.close()
})

/** Another process on the same file, and the lines it prints. */
function aChild(...args: readonly string[]): { readonly child: ChildProcess; readonly lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, [childFile, world.path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

const nextOf = async (lines: AsyncIterator<string>): Promise<unknown> => (await lines.next()).value

describe('two processes on one SQLite file', () => {
  it('take turns: of 400 transactions that read and then write, none fails and none is lost', async () => {
    const racers = [aChild('increment', '200'), aChild('increment', '200')]
    for (const { lines } of racers) expect(await nextOf(lines)).toBe('ready')
    for (const { child } of racers) child.stdin?.write('go\n')
    for (const { lines } of racers) expect(await nextOf(lines)).toBe('done')
    expect(await world.store.transact((records) => records.setting('count'))).toBe('400')
  })

  it('keep what was resolved when one of them is killed, and go on', async () => {
    for (const count of [1, 7, 40]) {
      const { child, lines } = aChild('write')
      let last = -1
      while (last < count) last = Number(await nextOf(lines))
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
      for (let line = await nextOf(lines); typeof line === 'string' && line !== ''; line = await nextOf(lines))
        last = Number(line)
      await world.store.transact(async (records) => {
        for (let number = 0; number <= last; number++) expect(await records.setting(`n${number}`)).toBe('written')
        await records.saveSetting('count', 'still writable')
      })
    }
    const again = await opened(world.path)
    expect(await again.transact((records) => records.setting('n40'))).toBe('written')
    await again.close()
    expect(new Libsql(world.path).prepare('pragma integrity_check').all([])).toEqual([{ integrity_check: 'ok' }])
  })

  it('give up after a while when the other never ends, and go on when it did', async () => {
    const impatient = await opened(world.path, { waitMs: 60 })
    const other = new Libsql(world.path)
    other.exec('begin immediate')
    const [first, second] = ['1', '1'].map((count) =>
      impatient.transact((records) => records.saveSetting('count', count)),
    )
    await expect(first).rejects.toThrow('locked')
    // Nobody is kept waiting for longer by those who waited before.
    other.exec('commit')
    await expect(second).rejects.toThrow('locked')
    await impatient.transact((records) => records.saveSetting('count', '2'))
    expect(await world.store.transact((records) => records.setting('count'))).toBe('2')
    await impatient.close()
  })

  it('wait for one another without keeping the rest of the process from its work', async () => {
    const other = new Libsql(world.path)
    other.exec('begin immediate')
    let beats = 0
    const beating = setInterval(() => {
      beats++
      if (beats === 5) other.exec('commit')
    }, 1)
    await world.store.transact((records) => records.saveSetting('count', '1'))
    clearInterval(beating)
    other.close()
    expect(beats).toBeGreaterThanOrEqual(5)
    expect(await world.store.transact((records) => records.setting('count'))).toBe('1')
  })
})

/*
 * Another process on the same database, by the compiled product: Node 20 does not run TypeScript.
 * `node racing-child.mjs PATH increment TIMES`: reads a number and writes the next one, so many times, then `done`.
 * `node racing-child.mjs PATH write`: writes settings `n0`, `n1` … and prints each number once it is durable.
 */
import { setImmediate } from 'node:timers/promises'
import { openSqliteStore } from '../../../dist/adapters/database/sqlite-store.js'

const [, , path, mode, times] = process.argv
const opening = await openSqliteStore(path)
if (opening.outcome === 'unusable') throw new Error(opening.message, { cause: opening.cause })
const { store } = opening

if (mode === 'increment') {
  process.stdout.write('ready\n')
  await new Promise((resolve) => void process.stdin.once('data', resolve))
  process.stdin.pause()
  for (let time = 0; time < Number(times); time++)
    await store.transact(async (records) => {
      const count = Number((await records.setting('count')) ?? 0)
      await setImmediate()
      await records.saveSetting('count', String(count + 1))
    })
  await store.close()
  process.stdout.write('done\n')
} else {
  for (let number = 0; ; number++) {
    await store.transact((records) => records.saveSetting(`n${number}`, 'written'))
    process.stdout.write(`${number}\n`)
  }
}

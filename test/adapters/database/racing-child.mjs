/*
 * Another process on the same database, by the compiled product: Node 20 does not run TypeScript.
 * `node racing-child.mjs PATH increment TIMES`: reads a number and writes the next one, so many times, then `done`.
 * `node racing-child.mjs PATH write`: writes settings `n0`, `n1` … and prints each number once it is durable.
 * `node racing-child.mjs PATH hold OWNER…`: takes a lease in each of these names, prints `holding` and stays at rest.
 * `node racing-child.mjs PATH gone`: prints who left leases behind, in alphabetical order, and ends.
 */
import { setImmediate } from 'node:timers/promises'
import { openSqliteStore } from '../../../dist/adapters/database/sqlite-store.js'

const [, , path, mode, ...args] = process.argv
const opening = await openSqliteStore(path)
if (opening.outcome === 'unusable') throw new Error(opening.message, { cause: opening.cause })
const { store, gone } = opening

if (mode === 'increment') {
  process.stdout.write('ready\n')
  await new Promise((resolve) => void process.stdin.once('data', resolve))
  process.stdin.pause()
  for (let time = 0; time < Number(args[0]); time++)
    await store.transact(async (records) => {
      const count = Number((await records.setting('count')) ?? 0)
      await setImmediate()
      await records.saveSetting('count', String(count + 1))
    })
  await store.close()
  process.stdout.write('done\n')
} else if (mode === 'hold') {
  for (const [number, owner] of args.entries()) await store.transact((records) => lease(records, number, owner))
  process.stdout.write('holding\n')
  process.stdin.resume()
} else if (mode === 'gone') {
  process.stdout.write(`${JSON.stringify([...gone].toSorted())}\n`)
  await store.close()
} else {
  for (let number = 0; ; number++) {
    await store.transact((records) => records.saveSetting(`n${number}`, 'written'))
    process.stdout.write(`${number}\n`)
  }
}

async function lease(records, number, owner) {
  const [id, registrationId, addressKey] = [`d${number}`, `r${number}`, `p${number}@example.com`]
  const now = Date.now()
  const known = { addressKey, generation: 0, createdAt: now }
  const registration = { ...known, id: registrationId, address: addressKey, locale: 'en', passwordHash: 'x' }
  await records.addRegistration({ ...registration, tokenHash: `t${number}`, expiresAt: now + 86_400_000, heldMs: 0 })
  const delivery = { ...known, id, registrationId, since: now, slot: now, deferrals: 0, state: 'sending' }
  const email = { kind: 'confirm-address', recipient: addressKey, locale: 'en' }
  await records.addDelivery({ ...delivery, email, lease: { owner, attemptId: `a${number}`, until: now + 600_000 } })
}

import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { storeContract } from '../../contracts/store.contract.js'
import { sqliteWorld } from './sqlite-world.js'

describe('SqliteStore', () => {
  storeContract(sqliteWorld)

  it('commits what a transaction asks for in the middle together with it', async () => {
    const world = await sqliteWorld()
    const following: Promise<string | undefined>[] = []
    await world.store.transact(async (records) => {
      following.push(world.store.transact((later) => later.setting('a')))
      await records.saveSetting('a', 'written')
    })
    // Its answer is there already: no other commit was waited for.
    expect(await Promise.race([...following, Promise.resolve('nothing')])).toBe('written')
    await world.close()
  })

  it('lets the rest of the process run between transactions that follow each other', async () => {
    const world = await sqliteWorld()
    const others = { ran: 0 }
    const running = (async () => {
      for (; others.ran < 3; others.ran += 1) await setImmediate()
    })()
    for (let made = 0; made < 20_000 && others.ran < 3; made += 1)
      await world.store.transact((records) => records.setting('a'))
    expect(others.ran).toBe(3)
    await running
    await world.close()
  })
})

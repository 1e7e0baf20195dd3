import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SqliteStore } from '../../../src/adapters/database/sqlite-store.js'
import { aDelivery, aRegistration, anIncident } from '../../contracts/store-samples.js'
import { type SqliteWorld, opened, sqliteWorld } from './sqlite-world.js'

let world: SqliteWorld
let other: SqliteStore

beforeEach(async () => {
  world = await sqliteWorld()
  other = await opened(world.path)
  await world.store.transact(async (records) => {
    await records.addRegistration(aRegistration('r'))
    await records.addDelivery(aDelivery('d', 'r'))
  })
})

afterEach(async () => {
  await other.close()
  await world.close()
})

const deferralsIn = (store: SqliteStore): Promise<number | undefined> =>
  store.transact(async (records) => (await records.delivery('d'))?.deferrals)

const save = (store: SqliteStore, deferrals: number): Promise<void> =>
  store.transact((records) => records.saveDelivery({ ...aDelivery('d', 'r'), deferrals }))

describe('what a store remembers of rows', () => {
  it('gives way to what another connection wrote', async () => {
    expect(await deferralsIn(world.store)).toBe(0)
    for (const deferrals of [1, 2, 3]) {
      await save(other, deferrals)
      expect(await deferralsIn(world.store)).toBe(deferrals)
    }
    await other.transact((records) => records.removeRegistration('r'))
    expect(await deferralsIn(world.store)).toBe(undefined)
  })

  it('is compared with what is saved as another connection left it', async () => {
    await save(other, 5)
    await save(world.store, 0)
    expect(await deferralsIn(other)).toBe(0)
  })

  it('goes with what was undone, alone or among others', async () => {
    const undone = world.store.transact(async (records) => {
      await records.saveDelivery({ ...aDelivery('d', 'r'), deferrals: 9 })
      throw new Error('on purpose')
    })
    await expect(undone).rejects.toThrow('on purpose')
    expect(await deferralsIn(world.store)).toBe(0)
    const together = Promise.allSettled([
      deferralsIn(world.store),
      world.store.transact(async (records) => {
        await records.saveDelivery({ ...aDelivery('d', 'r'), deferrals: 9 })
        throw new Error('on purpose')
      }),
      deferralsIn(world.store),
    ])
    expect((await together).map((each) => (each.status === 'fulfilled' ? each.value : each.status))).toEqual([
      0,
      'rejected',
      0,
    ])
  })

  it('holds for the list of open incidents: written by this or another connection, or undone', async () => {
    const open = (store: SqliteStore): Promise<readonly string[]> =>
      store.transact(async (records) => (await records.openIncidents()).map(({ id }) => id))
    expect(await open(world.store)).toEqual([])
    await other.transact((records) => records.addIncident(anIncident('a')))
    expect(await open(world.store)).toEqual(['a'])
    const undone = await Promise.allSettled([
      open(world.store),
      world.store.transact(async (records) => {
        await records.saveIncident(anIncident('a', { closedAt: 1 }))
        await records.addIncident(anIncident('b'))
        expect((await records.openIncidents()).map(({ id }) => id)).toEqual(['b'])
        throw new Error('on purpose')
      }),
      open(world.store),
    ])
    expect(undone.map((each) => (each.status === 'fulfilled' ? each.value : each.status))).toEqual([
      ['a'],
      'rejected',
      ['a'],
    ])
    await world.store.transact((records) => records.saveIncident(anIncident('a', { closedAt: 1 })))
    expect(await open(world.store)).toEqual([])
  })

  it('is no more than a thousand rows of a table, and none the wiser for it', async () => {
    const ids = Array.from({ length: 1_500 }, (_, number) => `d${number}`)
    await world.store.transact(async (records) => {
      for (const id of ids) await records.addDelivery(aDelivery(id, 'r'))
      for (const id of ids) await records.saveDelivery({ ...aDelivery(id, 'r'), deferrals: 2 })
    })
    await world.store.transact(async (records) => {
      for (const id of ids) expect((await records.delivery(id))?.deferrals).toBe(2)
    })
  })
})

import Libsql from 'libsql'
import { describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../src/adapters/database/sqlite-store.js'
import type { DeliveryFilter, Records } from '../../../src/application/ports/store.js'
import type { AddressKey } from '../../../src/domain/registration/email-address.js'
import {
  aDelivery,
  aRegistration,
  aTranscript,
  aUser,
  anAnnouncement,
  anAttempt,
  anIdempotencyRecord,
  anIncident,
  held,
} from '../../contracts/store-samples.js'
import { sqliteWorld } from './sqlite-world.js'

const key = 'r@example.com' as AddressKey

const filters: readonly DeliveryFilter[] = [
  {},
  { state: 'held' },
  { kind: 'already-registered' },
  { addressKey: key },
  { cause: 'greylisted' },
  { provider: 'p' },
  { since: 1, until: 2 },
  { state: 'held', addressKey: key, cause: 'greylisted', provider: 'p', since: 1, until: 2 },
]

/** Each method of the records at least once. */
const calls: { readonly [Name in keyof Records]: readonly Parameters<Records[Name]>[] } = {
  addRegistration: [[aRegistration('r')]],
  saveRegistration: [[aRegistration('r')]],
  registration: [['r']],
  registrationByTokenHash: [['t']],
  registrationsOf: [[key]],
  addUser: [[aUser('u')]],
  user: [['u']],
  userOf: [[key]],
  removeUser: [['u']],
  addDelivery: [[aDelivery('d', 'r')], [held(aDelivery('h', 'r'), 'i')]],
  saveDelivery: [[aDelivery('d', 'r')]],
  delivery: [['d']],
  deliveriesOf: [['r']],
  deliveriesTo: [[key, 1]],
  addIncident: [[anIncident('i')]],
  saveIncident: [[anIncident('i')]],
  incident: [['i']],
  openIncidents: [[]],
  recentIncidents: [[{ limit: 5 }], [{ limit: 5, after: { openedAt: 1, id: 'x' } }]],
  countHeldFor: [['i']],
  deliveryTotals: [[]],
  dueDeliveries: [[{ now: 9, blocking: [], limit: 5 }]],
  nextDueAt: [[]],
  lapsedDeliveries: [[1, 5]],
  findDeliveries: filters.flatMap((filter) => [
    [filter, { limit: 5 }],
    [filter, { limit: 5, after: { createdAt: 1, id: 'x' } }],
  ]),
  countDeliveries: [[{ state: 'held' }], [{ addressKey: key }], [{ cause: 'greylisted' }], [{ provider: 'p' }]],
  addAttempt: [[anAttempt('a', 'd')]],
  saveAttempt: [[anAttempt('a', 'd')]],
  attempt: [['a']],
  attemptsOf: [['d']],
  countHandedOver: [['p', 1]],
  saveTranscript: [['a', aTranscript()]],
  transcriptOf: [['a']],
  removeTranscripts: [[Number.MAX_SAFE_INTEGER, 5]],
  lapsedRegistrations: [[1, 5]],
  addAnnouncement: [[anAnnouncement('n')]],
  saveAnnouncement: [[anAnnouncement('n')]],
  announcement: [['n']],
  firstAnnouncement: [['events']],
  asideAnnouncements: [['events', 3]],
  removeAnnouncement: [['n']],
  idempotency: [['s', 'k']],
  saveIdempotency: [[anIdempotencyRecord('k', 'r')]],
  removeExpiredIdempotency: [[Number.MAX_SAFE_INTEGER, 5]],
  setting: [['s']],
  saveSetting: [['s', 'v']],
  removeRegistration: [['r']],
}

describe('the queries of SqliteStore', () => {
  it('never go through a table, and never sort what an index has in order', async () => {
    const world = await sqliteWorld()
    const seen = new Set<string>()
    const database = new Libsql(world.path)
    const prepare = database.prepare.bind(database)
    const listening = Object.assign(database, {
      prepare: (sql: string) => {
        seen.add(sql)
        return prepare(sql)
      },
    })
    const store = new SqliteStore(listening)
    for (const [name, many] of Object.entries(calls) as [keyof Records, readonly (readonly never[])[]][])
      for (const args of many)
        await store.transact((records) => (records[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args))
    await store.close()

    const explaining = new Libsql(world.path)
    const plans: string[] = []
    for (const sql of seen)
      for (const { detail } of explaining.prepare(`explain query plan ${sql}`).all([]) as { detail: string }[])
        plans.push(`${detail} <- ${sql}`)
    explaining.close()
    await world.close()
    expect(plans.length).toBeGreaterThan(Object.keys(calls).length)
    expect(plans.filter((plan) => /^SCAN (?!CONSTANT|delivery_counts |\w+ USING )|TEMP B-TREE/.test(plan))).toEqual([])
    // Gone through from one end: a page of a list without a filter, the few open incidents, and the eight counts.
    const throughAnIndex = plans.filter((plan) => plan.startsWith('SCAN '))
    for (const plan of throughAnIndex) expect(plan).toMatch(/limit \?$|"closed_at" is null/)
  })
})

import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryFilter, Records, Store } from '../../src/application/ports/store.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { day, minute } from '../../src/domain/instant.js'
import type { EmailAddress } from '../../src/domain/registration/email-address.js'
import { maxTranscriptBytes } from '../../src/domain/transcript/abridged.js'
import {
  aDelivery,
  aDiagnosis,
  aRegistration,
  aTranscript,
  aUser,
  anAnnouncement,
  anAttempt,
  anIdempotencyRecord,
  anIncident,
  fullDelivery,
  fullRegistration,
  held,
  inState,
  keyOf,
  noon,
  sending,
} from './store-samples.js'

/** A store with nothing in it, and how to leave nothing of it behind. */
export interface StoreWorld {
  readonly store: Store
  close(): Promise<void>
}

/** What every store keeps. Call it inside a `describe`. */
export function storeContract(open: () => Promise<StoreWorld>): void {
  let world: StoreWorld
  let store: Store

  beforeEach(async () => {
    world = await open()
    ;({ store } = world)
  })

  afterEach(() => world.close())

  const read = <T>(reading: (records: Records) => Promise<T>): Promise<T> => store.transact(reading)

  const idsOf = (address: string): Promise<readonly string[]> =>
    read(async (records) => (await records.registrationsOf(keyOf(address))).map(({ id }) => id))
  const due = (limit: number, blocking = ['blocking', 'unheard-of']): Promise<readonly string[]> =>
    read((records) => records.dueDeliveries({ now: noon, blocking, limit }))
  const next = (): Promise<number | undefined> => read((records) => records.nextDueAt())
  const lapsed = (now: number, limit = 10): Promise<readonly string[]> =>
    read((records) => records.lapsedDeliveries(now, limit))

  const heldFor = (incident: string): Promise<number> => read((records) => records.countHeldFor(incident))

  /** Takes one announcement after the other out of the line of events. */
  async function toldInLine(): Promise<readonly string[]> {
    const told: string[] = []
    for (;;) {
      const first = await read((records) => records.firstAnnouncement('events'))
      if (first === undefined) return told
      told.push(first.id)
      await store.transact((records) => records.removeAnnouncement(first.id))
    }
  }

  /** Which of the idempotency keys k1 to k4 there are. */
  const left = (): Promise<readonly boolean[]> =>
    read(async (records) => {
      const found: boolean[] = []
      for (const at of [1, 2, 3, 4])
        found.push((await records.idempotency('POST /v1/registrations', `k${at}`)) !== undefined)
      return found
    })

  /** Registrations r1 to r3, and whatever deliveries are given, all of r1. */
  async function withDeliveries(...deliveries: readonly Delivery[]): Promise<void> {
    await store.transact(async (records) => {
      for (const id of ['r1', 'r2', 'r3']) await records.addRegistration(aRegistration(id))
      for (const delivery of deliveries) await records.addDelivery(delivery)
    })
  }

  describe('transactions', () => {
    it('passes on what the work resolves to', async () => {
      expect(await store.transact(async () => 42)).toBe(42)
    })

    it('undoes everything when the work rejects, and passes the rejection on', async () => {
      await store.transact(async (records) => {
        await records.addRegistration(aRegistration('kept'))
        await records.addDelivery(aDelivery('d', 'kept'))
        await records.saveSetting('recording', 'on')
      })
      const fault = new Error('on purpose')
      const work = store.transact(async (records) => {
        await records.addRegistration(aRegistration('new'))
        await records.saveRegistration(aRegistration('kept', { heldMs: 5, tokenHash: 'other' }))
        await records.addUser(aUser('u'))
        await records.saveDelivery(inState(aDelivery('d', 'kept'), { state: 'refused' }))
        await records.addAttempt(anAttempt('a', 'd'))
        await records.saveTranscript('a', aTranscript())
        await records.addIncident(anIncident('i'))
        await records.saveIdempotency(anIdempotencyRecord('k', 'new'))
        await records.saveSetting('recording', 'off')
        await records.removeRegistration('kept')
        throw fault
      })
      await expect(work).rejects.toBe(fault)
      await read(async (records) => {
        expect(await records.registration('new')).toBeUndefined()
        expect(await records.registration('kept')).toEqual(aRegistration('kept'))
        expect(await records.registrationByTokenHash('other')).toBeUndefined()
        expect(await records.registrationByTokenHash('hash-of-kept')).toEqual(aRegistration('kept'))
        expect(await records.user('u')).toBeUndefined()
        expect(await records.userOf(keyOf('u@example.com'))).toBeUndefined()
        expect(await records.deliveriesOf('kept')).toEqual([aDelivery('d', 'kept')])
        expect(await records.attempt('a')).toBeUndefined()
        expect(await records.transcriptOf('a')).toEqual([])
        expect(await records.openIncidents()).toEqual([])
        expect(await records.idempotency('POST /v1/registrations', 'k')).toBeUndefined()
        expect(await records.setting('recording')).toBe('on')
      })
    })

    it('goes on working after a rejection', async () => {
      await expect(store.transact(() => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose')
      await store.transact((records) => records.saveSetting('a', 'b'))
      expect(await read((records) => records.setting('a'))).toBe('b')
    })

    it('undoes nothing of the transactions before when one rejects among many', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, at) =>
          store.transact(async (records) => {
            await records.saveSetting(`s${at}`, 'written')
            if (at % 3 === 0) throw new Error('on purpose')
          }),
        ),
      )
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(outcomes.map((_, at) => at % 3 !== 0))
      await read(async (records) => {
        for (const at of outcomes.keys())
          expect(await records.setting(`s${at}`)).toBe(at % 3 === 0 ? undefined : 'written')
      })
    })

    it('lets what was read still hold when it is written: no update is lost', async () => {
      await store.transact((records) => records.saveSetting('count', '0'))
      const addOne = (): Promise<void> =>
        store.transact(async (records) => {
          const count = Number(await records.setting('count'))
          await Promise.resolve()
          await setImmediate()
          await records.saveSetting('count', String(count + 1))
        })
      await Promise.all(Array.from({ length: 50 }, addOne))
      expect(await read((records) => records.setting('count'))).toBe('50')
    })

    it('shows nothing of a transaction before it has ended', async () => {
      const gate = new AbortController()
      const closed = once(gate.signal, 'abort')
      const seen: (string | undefined)[] = []
      const writing = store.transact(async (records) => {
        await records.saveSetting('a', 'early')
        await closed
        await records.saveSetting('a', 'late')
      })
      const reading = read(async (records) => seen.push(await records.setting('a')))
      await setImmediate()
      expect(seen).toEqual([])
      gate.abort()
      await Promise.all([writing, reading])
      expect(seen).toEqual(['late'])
    })

    it('runs transactions in the order they were asked for', async () => {
      const [asked, ran]: [number[], number[]] = [[], []]
      const running: Promise<unknown>[] = []
      for (let name = 0; name < 200; name++) {
        asked.push(name)
        running.push(store.transact(async () => ran.push(name)))
        await Promise.resolve()
      }
      await Promise.all(running)
      expect(ran).toEqual(asked)
    })

    it('shows a transaction its own writes', async () => {
      await store.transact(async (records) => {
        await records.addRegistration(aRegistration('r1'))
        expect(await records.registrationsOf(keyOf('r1@example.com'))).toEqual([aRegistration('r1')])
      })
    })

    it('has no use for records whose transaction is over, however it ended', async () => {
      const kept: Records[] = []
      await store.transact(async (records) => void kept.push(records))
      await store
        .transact(async (records) => {
          kept.push(records)
          throw new Error('on purpose')
        })
        .catch(() => {})
      for (const records of kept) {
        await expect(records.saveSetting('a', 'late')).rejects.toThrow('over')
        await expect(records.setting('a')).rejects.toThrow('over')
      }
      expect(kept).toHaveLength(2)
      expect(await read((records) => records.setting('a'))).toBeUndefined()
    })

    it('is not changed by a caller that changes what it gave or got', async () => {
      const mine = { ...fullDelivery('d', 'r1'), lease: { owner: 'me', attemptId: 'a', until: 1 } }
      await withDeliveries(mine)
      mine.lease.owner = 'changed'
      mine.deferrals = 99
      const got = await read((records) => records.delivery('d'))
      const expected = { ...fullDelivery('d', 'r1'), lease: { owner: 'me', attemptId: 'a', until: 1 } }
      expect(got).toEqual(expected)
      Reflect.set(got ?? {}, 'deferrals', 7)
      Reflect.set(got?.email ?? {}, 'kind', 'another')
      expect(await read((records) => records.delivery('d'))).toEqual(expected)
    })
  })

  describe('registrations', () => {
    it('gives back every field, and no field that was not given', async () => {
      await store.transact(async (records) => {
        await records.addRegistration(fullRegistration)
        await records.addRegistration(aRegistration('bare'))
      })
      await read(async (records) => {
        expect(await records.registration('full')).toStrictEqual(fullRegistration)
        expect(await records.registration('bare')).toStrictEqual(aRegistration('bare'))
        expect(await records.registrationByTokenHash('hash-of-full')).toStrictEqual(fullRegistration)
      })
    })

    it('knows nothing of an id or token that was never given, whatever text it is', async () => {
      await store.transact((records) => records.addRegistration(aRegistration('r1')))
      for (const text of ['', 'R1', 'r1\0', 'r1 ', '\0', '\ud800', '%', 'r_', "' or 1=1 --", 'x'.repeat(10_000)])
        await read(async (records) => {
          expect(await records.registration(text)).toBeUndefined()
          expect(await records.registrationByTokenHash(text)).toBeUndefined()
        })
    })

    it('replaces a saved registration as a whole', async () => {
      const { name: _, heldSince: __, ...less } = fullRegistration
      await store.transact((records) => records.addRegistration(fullRegistration))
      await store.transact((records) => records.saveRegistration({ ...less, tokenHash: 'new', generation: 4 }))
      await read(async (records) => {
        expect(await records.registration('full')).toStrictEqual({ ...less, tokenHash: 'new', generation: 4 })
        expect(await records.registrationByTokenHash('hash-of-full')).toBeUndefined()
        expect((await records.registrationByTokenHash('new'))?.id).toBe('full')
      })
    })

    it('finds those of an address by its key, oldest first, and follows a corrected address', async () => {
      const [old, other] = ['Some@example.com' as EmailAddress, 'else@example.com' as EmailAddress]
      await store.transact(async (records) => {
        await records.addRegistration(aRegistration('b', { address: old, createdAt: noon + 1 }))
        await records.addRegistration(aRegistration('c', { address: old, createdAt: noon }))
        await records.addRegistration(aRegistration('a', { address: old, createdAt: noon + 1 }))
        await records.addRegistration(aRegistration('d', { address: other }))
      })
      expect(await idsOf('some@example.com')).toEqual(['c', 'a', 'b'])
      await store.transact((records) => records.saveRegistration(aRegistration('c', { address: other })))
      expect(await idsOf('some@example.com')).toEqual(['a', 'b'])
      expect(await idsOf('else@example.com')).toEqual(['c', 'd'])
      expect(await idsOf('nobody@example.com')).toEqual([])
    })

    it('finds those that expired and were never confirmed, the longest expired first', async () => {
      await store.transact(async (records) => {
        await records.addRegistration(aRegistration('later', { expiresAt: noon + 3 }))
        await records.addRegistration(aRegistration('same-b', { expiresAt: noon + 2 }))
        await records.addRegistration(aRegistration('same-a', { expiresAt: noon + 2, supersededAt: noon }))
        await records.addRegistration(aRegistration('confirmed', { expiresAt: noon + 1, confirmedAt: noon }))
        await records.addRegistration(aRegistration('first', { expiresAt: noon + 1 }))
      })
      const found = (until: number, limit = 10): Promise<readonly string[]> =>
        read((records) => records.lapsedRegistrations(until, limit))
      expect(await found(noon)).toEqual([])
      expect(await found(noon + 2)).toEqual(['first', 'same-a', 'same-b'])
      expect(await found(noon + 9, 2)).toEqual(['first', 'same-a'])
      expect(await found(noon + 9)).toEqual(['first', 'same-a', 'same-b', 'later'])
    })

    it('takes along everything that belongs to a removed one, and nothing else', async () => {
      await withDeliveries(aDelivery('d1', 'r1'), aDelivery('d2', 'r1'), aDelivery('d3', 'r2'))
      await store.transact(async (records) => {
        for (const at of [1, 2, 3]) {
          await records.addAttempt(anAttempt(`a${at}`, `d${at}`, { outcome: 'accepted', endedAt: noon }))
          await records.saveTranscript(`a${at}`, aTranscript())
        }
        await records.saveIdempotency(anIdempotencyRecord('k1', 'r1'))
        await records.saveIdempotency(anIdempotencyRecord('k2', 'r2'))
        await records.addUser(aUser('u', { registrationId: 'r1' }))
      })
      await store.transact((records) => records.removeRegistration('r1'))
      await read(async (records) => {
        expect(await records.registration('r1')).toBeUndefined()
        expect(await records.registrationsOf(keyOf('r1@example.com'))).toEqual([])
        expect(await records.registrationByTokenHash('hash-of-r1')).toBeUndefined()
        for (const at of [1, 2]) {
          expect(await records.delivery(`d${at}`)).toBeUndefined()
          expect(await records.attempt(`a${at}`)).toBeUndefined()
          expect(await records.transcriptOf(`a${at}`)).toEqual([])
        }
        expect(await records.idempotency('POST /v1/registrations', 'k1')).toBeUndefined()
        expect((await records.findDeliveries({}, { limit: 10 })).map(({ id }) => id)).toEqual(['d3'])
        expect(await records.transcriptOf('a3')).toEqual(aTranscript())
        expect(await records.countHandedOver('smtp.example.com:587', noon)).toBe(1)
        expect(await records.idempotency('POST /v1/registrations', 'k2')).toBeDefined()
        expect(await records.user('u')).toBeDefined()
      })
      await store.transact((records) => records.removeRegistration('r1'))
      await store.transact((records) => records.addRegistration(aRegistration('r1')))
    })
  })

  describe('users', () => {
    it('gives back every field, by id and by address, until they are removed', async () => {
      const named = aUser('u1', { name: fullRegistration.name ?? ('' as never), locale: 'es' })
      await store.transact(async (records) => {
        expect(await records.addUser(named)).toBe('added')
        expect(await records.addUser(aUser('u2'))).toBe('added')
      })
      await read(async (records) => {
        expect(await records.user('u1')).toStrictEqual(named)
        expect(await records.userOf(keyOf('u1@example.com'))).toStrictEqual(named)
        expect(await records.user('u2')).toStrictEqual(aUser('u2'))
      })
      await store.transact((records) => records.removeUser('u1'))
      await read(async (records) => {
        expect(await records.user('u1')).toBeUndefined()
        expect(await records.userOf(keyOf('u1@example.com'))).toBeUndefined()
        expect(await records.user('u2')).toBeDefined()
      })
    })

    it('has one user for each address, and leaves the first as it was', async () => {
      const address = 'taken@example.com' as EmailAddress
      await store.transact((records) => records.addUser(aUser('u1', { address })))
      const answer = await store.transact(async (records) => {
        const adding = await records.addUser(aUser('u2', { address, passwordHash: 'stolen' }))
        await records.saveSetting('went', 'on')
        return adding
      })
      expect(answer).toBe('address-taken')
      await read(async (records) => {
        expect((await records.userOf(keyOf(address)))?.id).toBe('u1')
        expect(await records.user('u2')).toBeUndefined()
        expect(await records.setting('went')).toBe('on')
      })
    })

    it('has one user for each address also under simultaneous transactions', async () => {
      const address = 'raced@example.com' as EmailAddress
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          store.transact(async (records) => {
            await records.registrationsOf(keyOf(address))
            return records.addUser(aUser(`u${at}`, { address }))
          }),
        ),
      )
      expect(answers.filter((answer) => answer === 'added')).toHaveLength(1)
    })
  })

  describe('deliveries', () => {
    it('gives back every field, and no field that was not given', async () => {
      await withDeliveries(fullDelivery('full', 'r1'), inState(aDelivery('bare', 'r1'), { state: 'queued' }))
      await read(async (records) => {
        expect(await records.delivery('full')).toStrictEqual(fullDelivery('full', 'r1'))
        expect(await records.delivery('bare')).toStrictEqual(inState(aDelivery('bare', 'r1'), { state: 'queued' }))
        expect(await records.delivery('none')).toBeUndefined()
      })
    })

    it('replaces a saved delivery as a whole', async () => {
      await withDeliveries(fullDelivery('d', 'r1'))
      const lesser = inState(aDelivery('d', 'r1'), { state: 'cancelled', cancelledBecause: 'erased' })
      await store.transact((records) => records.saveDelivery(lesser))
      expect(await read((records) => records.delivery('d'))).toStrictEqual(lesser)
    })

    it('lists those of a registration, oldest first', async () => {
      await withDeliveries(
        aDelivery('b', 'r1', { createdAt: noon + 2 }),
        aDelivery('c', 'r1', { createdAt: noon + 1 }),
        aDelivery('a', 'r1', { createdAt: noon + 2 }),
        aDelivery('d', 'r2'),
      )
      const found = await read((records) => records.deliveriesOf('r1'))
      expect(found.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
      expect(await read((records) => records.deliveriesOf('r3'))).toEqual([])
    })

    it('lists those to an address that count: recent by slot or handing over, or not final', async () => {
      await withDeliveries(
        settled(aDelivery('old', 'r1')),
        settled(aDelivery('slot-at', 'r1', { createdAt: noon + 5 }), { slot: noon }),
        settled(aDelivery('slot-later', 'r1', { createdAt: noon + 4 }), { slot: noon + 1 }),
        settled(aDelivery('slot-before', 'r1', { createdAt: noon + 4 }), { slot: noon - 1 }),
        settled(aDelivery('handed-at', 'r1', { createdAt: noon + 3 }), { handedOverAt: noon }),
        settled(aDelivery('handed-before', 'r1'), { handedOverAt: noon - 1 }),
        aDelivery('open', 'r1', { slot: noon - 9, createdAt: noon + 2 }),
        held(aDelivery('held', 'r1', { slot: noon - 9, createdAt: noon + 1 }), 'i'),
        sending(aDelivery('sending', 'r1', { slot: noon - 9, createdAt: noon }), noon),
        aDelivery('elsewhere', 'r2'),
      )
      const found = await read((records) => records.deliveriesTo(keyOf('R1@example.com'), noon))
      expect(found.map(({ id }) => id)).toEqual(['sending', 'held', 'open', 'handed-at', 'slot-later', 'slot-at'])
    })

    it('finds what is due, the longest due first', async () => {
      await withDeliveries(
        aDelivery('queued-now', 'r1', { nextAttemptAt: noon }),
        aDelivery('queued-later', 'r1', { nextAttemptAt: noon + 1 }),
        aDelivery('delayed', 'r1', { state: 'delayed', nextAttemptAt: noon - 3 }),
        sending(aDelivery('lease-over', 'r1'), noon - 2),
        sending(aDelivery('lease-ends', 'r1'), noon),
        sending(aDelivery('lease-runs', 'r1'), noon + 1),
        held(aDelivery('held-blocked', 'r1', { createdAt: noon - 9 }), 'blocking'),
        held(aDelivery('held-free', 'r1', { createdAt: noon - 1 }), 'free'),
        held(aDelivery('held-other', 'r1', { createdAt: noon - 4 }), 'other'),
        inState(aDelivery('held-for-nothing', 'r1', { createdAt: noon - 5 }), { state: 'held' }),
        inState(aDelivery('accepted', 'r1', { createdAt: 0 }), { state: 'accepted', incidentId: 'free' }),
        inState(aDelivery('refused', 'r1'), { state: 'refused', nextAttemptAt: 0 }),
      )
      expect(await due(100)).toEqual([
        'held-for-nothing',
        'held-other',
        'delayed',
        'lease-over',
        'held-free',
        'lease-ends',
        'queued-now',
      ])
      expect(await due(3)).toEqual(['held-for-nothing', 'held-other', 'delayed'])
      expect(await due(1, [])).toEqual(['held-blocked'])
      const only = (kind: 'held' | 'timely', limit: number): Promise<readonly string[]> =>
        read((records) => records.dueDeliveries({ now: noon, blocking: ['blocking'], limit, only: kind }))
      expect(await only('held', 100)).toEqual(['held-for-nothing', 'held-other', 'held-free'])
      expect(await only('held', 2)).toEqual(['held-for-nothing', 'held-other'])
      expect(await only('timely', 100)).toEqual(['delayed', 'lease-over', 'lease-ends', 'queued-now'])
      expect(await due(0)).toEqual([])
    })

    it('knows when the next one is due, by its attempt or the end of a lease', async () => {
      expect(await next()).toBeUndefined()
      await withDeliveries(
        held(aDelivery('h', 'r1'), 'i'),
        inState(aDelivery('f', 'r1'), { state: 'accepted', nextAttemptAt: 5 }),
      )
      expect(await next()).toBeUndefined()
      await store.transact((records) => records.addDelivery(aDelivery('q', 'r1', { nextAttemptAt: noon + 9 })))
      expect(await next()).toBe(noon + 9)
      await store.transact((records) => records.addDelivery(sending(aDelivery('s', 'r1'), noon + 8)))
      expect(await next()).toBe(noon + 8)
      await store.transact((records) =>
        records.addDelivery(aDelivery('d', 'r1', { state: 'delayed', nextAttemptAt: noon + 7 })),
      )
      expect(await next()).toBe(noon + 7)
    })

    it('finds what waits for a registration that expired, as the registration says now', async () => {
      await withDeliveries(
        aDelivery('queued', 'r1'),
        aDelivery('delayed', 'r2', { state: 'delayed' }),
        held(aDelivery('held', 'r3'), 'i'),
        sending(aDelivery('sending', 'r1'), noon),
        inState(aDelivery('accepted', 'r1'), { state: 'accepted' }),
      )
      expect(await lapsed(noon + 7 * day - 1)).toEqual([])
      expect(await lapsed(noon + 7 * day)).toEqual(['delayed', 'held', 'queued'])
      await store.transact(async (records) => {
        await records.saveRegistration(aRegistration('r1', { expiresAt: noon + 9 * day }))
        await records.saveRegistration(aRegistration('r3', { expiresAt: noon }))
        await records.addDelivery(aDelivery('late', 'r3'))
      })
      expect(await lapsed(noon + 7 * day)).toEqual(['held', 'late', 'delayed'])
      expect(await lapsed(noon + 7 * day, 2)).toEqual(['held', 'late'])
      expect(await lapsed(noon + 9 * day)).toEqual(['held', 'late', 'delayed', 'queued'])
      await store.transact((records) => records.saveDelivery(sending(aDelivery('late', 'r3'), noon)))
      expect(await lapsed(noon + 7 * day)).toEqual(['held', 'delayed'])
    })

    it('goes through a list page by page, newest first, each once', async () => {
      const created = [3, 1, 2, 2, 2, 5, 4].map((at, index) => aDelivery(`d${index}`, 'r1', { createdAt: noon + at }))
      await withDeliveries(...created)
      for (const limit of [1, 2, 3, 7, 50]) {
        const seen: string[] = []
        let after: { createdAt: number; id: string } | undefined
        for (let pages = 0; pages < 20; pages++) {
          const page = await read((records) =>
            records.findDeliveries({}, after === undefined ? { limit } : { limit, after }),
          )
          expect(page.length).toBeLessThanOrEqual(limit)
          seen.push(...page.map(({ id }) => id))
          const last = page.at(-1)
          if (last === undefined) break
          after = { createdAt: last.createdAt, id: last.id }
        }
        expect(seen).toEqual(['d5', 'd6', 'd0', 'd4', 'd3', 'd2', 'd1'])
      }
    })

    it.each<[DeliveryFilter, readonly string[]]>([
      [{}, ['c', 'b', 'a']],
      [{ state: 'queued' }, ['a']],
      [{ state: 'refused', kind: 'confirm-address' }, ['b']],
      [{ kind: 'already-registered' }, ['c']],
      [{ addressKey: keyOf('R1@example.com') }, ['b', 'a']],
      [{ cause: 'recipient-unknown' }, ['b']],
      [{ provider: 'one:25' }, ['b']],
      [{ provider: 'two:25' }, ['c']],
      [{ provider: 'three:25' }, []],
      [{ since: noon + 1 }, ['c', 'b']],
      [{ until: noon + 1 }, ['a']],
      [{ since: noon + 1, until: noon + 2 }, ['b']],
      [{ state: 'refused', addressKey: keyOf('r2@example.com'), since: noon, until: noon + 9 }, ['c']],
      [{ state: 'held', addressKey: keyOf('r2@example.com') }, []],
    ])('filters by %o', async (filter, expected) => {
      await withDeliveries(
        aDelivery('a', 'r1'),
        inState(aDelivery('b', 'r1', { createdAt: noon + 1 }), {
          state: 'refused',
          cause: 'recipient-unknown',
          provider: 'one:25',
        }),
        inState(
          aDelivery('c', 'r2', {
            createdAt: noon + 2,
            email: { kind: 'already-registered', recipient: 'r2@example.com' as EmailAddress, locale: 'es' },
          }),
          { state: 'refused', cause: 'accepted', provider: 'two:25' },
        ),
      )
      await read(async (records) => {
        const found = await records.findDeliveries(filter, { limit: 10 })
        expect(found.map(({ id }) => id)).toEqual(expected)
        expect(await records.countDeliveries(filter)).toBe(expected.length)
      })
    })
  })

  describe('attempts', () => {
    it('gives back every field, before and after the end, oldest first', async () => {
      await withDeliveries(aDelivery('d', 'r1'), aDelivery('e', 'r1'))
      const ended = anAttempt('b', 'd', {
        at: noon + 1,
        markedAt: noon + 2,
        endedAt: noon + 3,
        outcome: 'refused',
        diagnosis: aDiagnosis,
      })
      await store.transact(async (records) => {
        await records.addAttempt(anAttempt('b', 'd', { at: noon + 1 }))
        await records.addAttempt(anAttempt('c', 'd'))
        await records.addAttempt(anAttempt('x', 'e'))
      })
      expect(await read((records) => records.attempt('b'))).toStrictEqual(anAttempt('b', 'd', { at: noon + 1 }))
      await store.transact((records) => records.saveAttempt(ended))
      await read(async (records) => {
        expect(await records.attempt('b')).toStrictEqual(ended)
        expect(await records.attempt('none')).toBeUndefined()
        expect(await records.attemptsOf('d')).toStrictEqual([anAttempt('c', 'd'), ended])
        expect(await records.attemptsOf('none')).toEqual([])
      })
    })

    it('counts what a provider may have sent on, by the end of the attempt', async () => {
      await withDeliveries(aDelivery('d', 'r1'))
      const ended = {
        accepted: noon,
        'in-doubt': noon + 1,
        refused: noon,
        deferred: noon,
        failed: noon,
        interrupted: noon,
      }
      await store.transact(async (records) => {
        for (const [outcome, endedAt] of Object.entries(ended))
          await records.addAttempt(anAttempt(outcome, 'd', { outcome: outcome as keyof typeof ended, endedAt }))
        await records.addAttempt(anAttempt('early', 'd', { outcome: 'accepted', endedAt: noon - 1, at: noon - 9 }))
        await records.addAttempt(anAttempt('running', 'd', { markedAt: noon }))
        await records.addAttempt(anAttempt('else', 'd', { outcome: 'accepted', endedAt: noon, provider: 'b:25' }))
      })
      await read(async (records) => {
        expect(await records.countHandedOver('smtp.example.com:587', noon)).toBe(2)
        expect(await records.countHandedOver('smtp.example.com:587', noon + 1)).toBe(1)
        expect(await records.countHandedOver('smtp.example.com:587', noon + 2)).toBe(0)
        expect(await records.countHandedOver('b:25', 0)).toBe(1)
        expect(await records.countHandedOver('c:25', 0)).toBe(0)
      })
    })

    it('keeps a transcript to the letter, whatever bytes it holds, until it is replaced', async () => {
      await withDeliveries(aDelivery('d', 'r1'))
      await store.transact(async (records) => {
        await records.addAttempt(anAttempt('a', 'd'))
        await records.addAttempt(anAttempt('b', 'd'))
        await records.saveTranscript('a', aTranscript(40))
      })
      expect(await read((records) => records.transcriptOf('a'))).toStrictEqual(aTranscript(40))
      expect(await read((records) => records.transcriptOf('b'))).toEqual([])
      expect(await read((records) => records.transcriptOf('none'))).toEqual([])
      await store.transact((records) => records.saveTranscript('a', aTranscript(2)))
      expect(await read((records) => records.transcriptOf('a'))).toStrictEqual(aTranscript(2))
      await store.transact((records) => records.saveTranscript('a', []))
      expect(await read((records) => records.transcriptOf('a'))).toEqual([])
    })

    it('removes the transcripts of the oldest attempts, and nothing else of them', async () => {
      await withDeliveries(aDelivery('d', 'r1'))
      await store.transact(async (records) => {
        for (const [id, at] of [
          ['a4', noon + 4],
          ['a1', noon + 1],
          ['a3b', noon + 3],
          ['a3a', noon + 3],
          ['a2', noon + 2],
        ] as const)
          await records.addAttempt(anAttempt(id, 'd', { at }))
        for (const id of ['a4', 'a1', 'a3b', 'a3a']) await records.saveTranscript(id, aTranscript())
        // Replaced long after: the attempt's age counts.
        await records.saveTranscript('a1', aTranscript(2))
      })
      const left = (): Promise<string> =>
        read(async (records) => {
          const kept: string[] = []
          for (const id of ['a1', 'a2', 'a3a', 'a3b', 'a4'])
            if ((await records.transcriptOf(id)).length > 0) kept.push(id)
          return kept.join(' ')
        })
      const removed = (until: number, limit = 10): Promise<number> =>
        store.transact((records) => records.removeTranscripts(until, limit))
      expect(await removed(noon)).toBe(0)
      expect([await removed(noon + 3, 2), await left()]).toEqual([2, 'a3b a4'])
      expect([await removed(noon + 3), await left()]).toEqual([1, 'a4'])
      expect([await removed(noon + 99, 0), await removed(noon + 99), await removed(noon + 99)]).toEqual([0, 1, 0])
      expect(await read((records) => records.attemptsOf('d'))).toHaveLength(5)
    })

    it('keeps the beginning and the end of a transcript that is too long', async () => {
      await withDeliveries(aDelivery('d', 'r1'))
      const long = aTranscript(Math.ceil((2 * maxTranscriptBytes) / 50))
      await store.transact(async (records) => {
        await records.addAttempt(anAttempt('a', 'd'))
        await records.saveTranscript('a', long)
      })
      const kept = await read((records) => records.transcriptOf('a'))
      expect(kept.length).toBeLessThan(long.length)
      expect(kept[0]).toStrictEqual(long[0])
      expect(kept.at(-1)).toStrictEqual(long.at(-1))
    })
  })

  describe('expunging', () => {
    it('takes its turn, changes nothing that is there, and goes on working', async () => {
      await withDeliveries(aDelivery('d', 'r1'))
      const all = await Promise.all([
        store.transact((records) => records.removeRegistration('r2')),
        store.expunge(),
        store.transact((records) => records.saveSetting('a', 'b')),
        store.expunge(),
      ])
      expect(all).toHaveLength(4)
      await read(async (records) => {
        expect(await records.registration('r1')).toEqual(aRegistration('r1'))
        expect(await records.registration('r2')).toBeUndefined()
        expect(await records.delivery('d')).toEqual(aDelivery('d', 'r1'))
        expect(await records.setting('a')).toBe('b')
      })
    })
  })

  describe('figures', () => {
    it('count the deliveries of each state, and tell when the oldest of them was created', async () => {
      expect(await read((records) => records.deliveryTotals())).toEqual([])
      await withDeliveries(
        aDelivery('q1', 'r1', { createdAt: noon + 5 }),
        aDelivery('q2', 'r1', { createdAt: noon + 3 }),
        held(aDelivery('h', 'r1', { createdAt: noon + 4 }), 'i'),
        inState(aDelivery('x', 'r2', { createdAt: noon + 1 }), { state: 'accepted' }),
      )
      expect(await read((records) => records.deliveryTotals())).toEqual([
        { state: 'accepted', count: 1, oldestCreatedAt: noon + 1 },
        { state: 'held', count: 1, oldestCreatedAt: noon + 4 },
        { state: 'queued', count: 2, oldestCreatedAt: noon + 3 },
      ])
      await store.transact((records) => records.removeRegistration('r2'))
      expect((await read((records) => records.deliveryTotals())).map(({ state }) => state)).toEqual(['held', 'queued'])
    })

    it('count what is held for an incident, and only while it is', async () => {
      const [one, two] = [aDelivery('one', 'r1'), aDelivery('two', 'r1')]
      await withDeliveries(held(one, 'i'), held(two, 'i'), held(aDelivery('other', 'r1'), 'j'), aDelivery('q', 'r1'))
      expect([await heldFor('i'), await heldFor('j'), await heldFor('k')]).toEqual([2, 1, 0])
      await store.transact((records) => records.saveDelivery(one))
      expect(await heldFor('i')).toBe(1)
    })
  })

  describe('incidents', () => {
    it('gives back every field, the open ones oldest first, the recent ones newest first', async () => {
      const closed = anIncident('a', { openedAt: noon + 3, closedAt: noon + minute, probes: 4 })
      await store.transact(async (records) => {
        await records.addIncident(anIncident('a', { openedAt: noon + 3 }))
        await records.addIncident(anIncident('c', { openedAt: noon + 1 }))
        await records.addIncident(anIncident('b', { openedAt: noon + 1 }))
        await records.addIncident(anIncident('d', { openedAt: noon + 2 }))
      })
      const open = (): Promise<readonly string[]> =>
        read(async (records) => (await records.openIncidents()).map(({ id }) => id))
      expect(await open()).toEqual(['b', 'c', 'd', 'a'])
      await store.transact((records) => records.saveIncident(closed))
      expect(await open()).toEqual(['b', 'c', 'd'])
      await read(async (records) => {
        expect(await records.incident('a')).toStrictEqual(closed)
        expect(await records.incident('b')).toStrictEqual(anIncident('b', { openedAt: noon + 1 }))
        expect(await records.incident('none')).toBeUndefined()
        const page = async (limit: number, after?: Incident): Promise<readonly string[]> =>
          (await records.recentIncidents(after === undefined ? { limit } : { limit, after })).map(({ id }) => id)
        expect(await page(10)).toEqual(['a', 'd', 'c', 'b'])
        expect(await page(2)).toEqual(['a', 'd'])
        expect(await page(2, anIncident('d', { openedAt: noon + 2 }))).toEqual(['c', 'b'])
        expect(await page(2, anIncident('c', { openedAt: noon + 1 }))).toEqual(['b'])
        expect(await page(2, anIncident('b', { openedAt: noon + 1 }))).toEqual([])
      })
    })
  })

  describe('announcements', () => {
    it('are told in line, the oldest first, and beside it those that stand aside, the earliest due first', async () => {
      const full = anAnnouncement('b', { registrationId: 'r1', failures: 2, createdAt: noon - 1 })
      await withDeliveries()
      await store.transact(async (records) => {
        for (const one of [
          anAnnouncement('c'),
          full,
          anAnnouncement('a'),
          anAnnouncement('x', { isAside: true, nextAttemptAt: noon + 3, createdAt: noon - 9 }),
          anAnnouncement('y', { isAside: true, nextAttemptAt: noon + 2 }),
          anAnnouncement('z', { channel: 'alerts', createdAt: noon - 5 }),
        ])
          await records.addAnnouncement(one)
      })
      await read(async (records) => {
        expect(await records.announcement('b')).toStrictEqual(full)
        expect(await records.announcement('none')).toBeUndefined()
        expect((await records.firstAnnouncement('alerts'))?.id).toBe('z')
        expect((await records.asideAnnouncements('events', 9)).map(({ id }) => id)).toEqual(['y', 'x'])
        expect((await records.asideAnnouncements('events', 1)).map(({ id }) => id)).toEqual(['y'])
        expect(await records.asideAnnouncements('alerts', 9)).toEqual([])
      })
      expect(await toldInLine()).toEqual(['b', 'a', 'c'])
      await store.transact((records) => records.saveAnnouncement(anAnnouncement('x')))
      expect(await toldInLine()).toEqual(['x'])
      await expect(store.transact((records) => records.saveAnnouncement(anAnnouncement('x')))).rejects.toThrow(/\S/)
      await expect(store.transact((records) => records.addAnnouncement(anAnnouncement('y')))).rejects.toThrow(/\S/)
    })

    it('go with the registration that they are about, which must exist', async () => {
      await withDeliveries()
      await store.transact(async (records) => {
        await records.addAnnouncement(anAnnouncement('a', { registrationId: 'r1' }))
        await records.addAnnouncement(anAnnouncement('b'))
      })
      await store.transact((records) => records.removeRegistration('r1'))
      expect(await read((records) => records.announcement('a'))).toBeUndefined()
      expect((await read((records) => records.firstAnnouncement('events')))?.id).toBe('b')
      const orphan = anAnnouncement('c', { registrationId: 'r1' })
      await expect(store.transact((records) => records.addAnnouncement(orphan))).rejects.toThrow(/\S/)
    })
  })

  describe('idempotency records', () => {
    it('keeps one for each scope and key, and replaces it', async () => {
      const record = anIdempotencyRecord('k', 'r1')
      const others = [
        { ...record, scope: 'other', answer: 'another' },
        { ...record, key: 'K' },
        { ...record, scope: 'POST /v1/registration', key: 'sk' },
      ]
      await withDeliveries()
      await store.transact(async (records) => {
        for (const one of [record, ...others]) await records.saveIdempotency(one)
      })
      await read(async (records) => {
        for (const one of [record, ...others]) expect(await records.idempotency(one.scope, one.key)).toStrictEqual(one)
        expect(await records.idempotency(record.scope, 'none')).toBeUndefined()
      })
      const later = { ...record, fingerprint: 'new', registrationId: 'r2', expiresAt: record.expiresAt + day }
      await store.transact((records) => records.saveIdempotency(later))
      expect(await read((records) => records.idempotency(record.scope, 'k'))).toStrictEqual(later)
      await store.transact((records) => records.removeRegistration('r1'))
      expect(await read((records) => records.idempotency(record.scope, 'k'))).toStrictEqual(later)
    })

    it('removes those that expired, the longest expired first', async () => {
      await withDeliveries()
      await store.transact(async (records) => {
        for (const at of [3, 1, 2, 4])
          await records.saveIdempotency({ ...anIdempotencyRecord(`k${at}`, 'r1'), expiresAt: noon + at })
      })
      const remove = (now: number, limit: number): Promise<number> =>
        store.transact((records) => records.removeExpiredIdempotency(now, limit))
      expect(await remove(noon, 9)).toBe(0)
      expect(await remove(noon + 3, 1)).toBe(1)
      expect(await left()).toEqual([false, true, true, true])
      expect(await remove(noon + 3, 9)).toBe(2)
      expect(await left()).toEqual([false, false, false, true])
    })
  })

  describe('settings', () => {
    it('keeps any text, and replaces it', async () => {
      expect(await read((records) => records.setting('recording'))).toBeUndefined()
      for (const value of ['on', '', 'off 🦊 "\n'])
        await store.transact((records) => records.saveSetting('recording', value))
      expect(await read((records) => records.setting('recording'))).toBe('off 🦊 "\n')
      expect(await read((records) => records.setting('Recording'))).toBeUndefined()
    })
  })

  describe('defects of ours', () => {
    it.each<[string, (records: Records) => Promise<unknown>]>([
      [
        'a second registration of one id',
        (records) => records.addRegistration(aRegistration('r1', { tokenHash: 'x' })),
      ],
      [
        'a second registration of one token',
        (records) => records.addRegistration(aRegistration('x', { tokenHash: 'hash-of-r1' })),
      ],
      [
        'a registration saved with the token of another',
        (records) => records.saveRegistration(aRegistration('r2', { tokenHash: 'hash-of-r1' })),
      ],
      ['a registration saved that was never added', (records) => records.saveRegistration(aRegistration('x'))],
      [
        'a second user of one id',
        (records) => records.addUser(aUser('u1', { address: 'x@example.com' as EmailAddress })),
      ],
      ['a second delivery of one id', (records) => records.addDelivery(aDelivery('d1', 'r2'))],
      ['a delivery of no registration', (records) => records.addDelivery(aDelivery('x', 'none'))],
      ['a delivery saved that was never added', (records) => records.saveDelivery(aDelivery('x', 'r1'))],
      ['a delivery given to no registration', (records) => records.saveDelivery(aDelivery('d1', 'none'))],
      ['a second attempt of one id', (records) => records.addAttempt(anAttempt('a1', 'd1'))],
      ['an attempt of no delivery', (records) => records.addAttempt(anAttempt('x', 'none'))],
      ['an attempt saved that was never added', (records) => records.saveAttempt(anAttempt('x', 'd1'))],
      ['a transcript of no attempt', (records) => records.saveTranscript('none', aTranscript())],
      ['a second incident of one id', (records) => records.addIncident(anIncident('i1'))],
      ['an incident saved that was never added', (records) => records.saveIncident(anIncident('x'))],
      [
        'an idempotency record of no registration',
        (records) => records.saveIdempotency(anIdempotencyRecord('k', 'none')),
      ],
    ])('rejects %s, and keeps what was there', async (_, defect) => {
      await withDeliveries(aDelivery('d1', 'r1'))
      await store.transact(async (records) => {
        await records.addUser(aUser('u1'))
        await records.addAttempt(anAttempt('a1', 'd1'))
        await records.addIncident(anIncident('i1'))
      })
      await expect(store.transact(defect)).rejects.toThrow(/./)
      await read(async (records) => {
        expect(await records.registration('r1')).toEqual(aRegistration('r1'))
        expect(await records.registration('r2')).toEqual(aRegistration('r2'))
        expect(await records.user('u1')).toEqual(aUser('u1'))
        expect(await records.findDeliveries({}, { limit: 9 })).toEqual([aDelivery('d1', 'r1')])
        expect(await records.attemptsOf('d1')).toEqual([anAttempt('a1', 'd1')])
        expect(await records.recentIncidents({ limit: 9 })).toEqual([anIncident('i1')])
      })
    })
  })
}

/** Over, and with its turn long before noon. */
function settled(delivery: Delivery, more: Partial<Delivery> = {}): Delivery {
  return inState({ ...delivery, slot: noon - 5, ...more }, { state: 'accepted' })
}

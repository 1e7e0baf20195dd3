import { beforeEach, describe, expect, it } from 'vitest'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { Retention } from '../../src/application/retention.js'
import { day, hour } from '../../src/domain/instant.js'
import { aDelivery, aRegistration, aTranscript, anAttempt, anIdempotencyRecord } from '../contracts/store-samples.js'
import { WatchedStore } from '../support/watched-store.js'

let store: WatchedStore
let clock: ManualClock
let background: InMemoryBackground

beforeEach(() => {
  store = new WatchedStore(new InMemoryStore())
  clock = new ManualClock()
  background = new InMemoryBackground()
})

function retention(days: number): Retention {
  return new Retention({ store, clock, background, keptMs: days * day })
}

/** A registration that expires then, with one e-mail and one attempt that was made then. */
async function registered(
  id: string,
  over: { expiresAt: number; attemptAt?: number; confirmedAt?: number },
): Promise<void> {
  const { attemptAt = over.expiresAt, ...registration } = over
  await store.transact(async (records) => {
    await records.addRegistration(aRegistration(id, registration))
    await records.addDelivery(aDelivery(`d-${id}`, id))
    await records.addAttempt(anAttempt(`a-${id}`, `d-${id}`, { at: attemptAt }))
    await records.saveTranscript(`a-${id}`, aTranscript())
  })
}

/** Which of the registrations are there, and behind a colon whether their transcript is. */
async function left(...ids: readonly string[]): Promise<readonly string[]> {
  return store.transact(async (records) => {
    const found: string[] = []
    for (const id of ids) {
      if ((await records.registration(id)) === undefined) continue
      const hasTranscript = (await records.transcriptOf(`a-${id}`)).length > 0
      found.push(hasTranscript ? `${id}:transcript` : id)
    }
    return found
  })
}

describe('Retention', () => {
  it('forgets transcripts by the age of their attempt, as soon as it starts', async () => {
    const now = clock.now()
    await registered('old', { expiresAt: now, attemptAt: now - 30 * day })
    await registered('young', { expiresAt: now, attemptAt: now - 30 * day + 1 })
    retention(30).start()
    await background.settled()
    expect(await left('old', 'young')).toEqual(['old', 'young:transcript'])
  })

  it('forgets registrations that never became users, that long after they expired', async () => {
    const now = clock.now()
    await registered('lapsed', { expiresAt: now - 30 * day })
    await registered('lately', { expiresAt: now - 30 * day + 1, attemptAt: now })
    await registered('confirmed', { expiresAt: now - 300 * day, confirmedAt: now - 301 * day, attemptAt: now })
    retention(30).start()
    await background.settled()
    expect(await left('lapsed', 'lately', 'confirmed')).toEqual(['lately:transcript', 'confirmed:transcript'])
    expect(await store.transact((records) => records.attempt('a-lapsed'))).toBeUndefined()
  })

  it('keeps registrations for as long as the cool-down of their address looks back, however short the rest is kept', async () => {
    const now = clock.now()
    await registered('r', { expiresAt: now - 2 * day + 1 })
    const keeper = retention(0)
    keeper.start()
    await background.settled()
    expect(await left('r')).toEqual(['r'])
    clock.advance(hour)
    await background.settled()
    expect(await left('r')).toEqual([])
    keeper.stop()
  })

  it('forgets expired idempotency records', async () => {
    await registered('r', { expiresAt: clock.now() })
    await store.transact((records) =>
      records.saveIdempotency({ ...anIdempotencyRecord('k', 'r'), expiresAt: clock.now() }),
    )
    retention(30).start()
    await background.settled()
    const { scope } = anIdempotencyRecord('k', 'r')
    expect(await store.transact((records) => records.idempotency(scope, 'k'))).toBeUndefined()
  })

  it('does so every hour, until it is stopped', async () => {
    const keeper = retention(0)
    keeper.start()
    await background.settled()
    for (const round of ['first', 'second']) {
      await registered(round, { expiresAt: clock.now() + day, attemptAt: clock.now() })
      clock.advance(hour - 1)
      await background.settled()
      expect(await left(round)).toEqual([`${round}:transcript`])
      clock.advance(1)
      await background.settled()
      expect(await left(round)).toEqual([round])
    }
    keeper.stop()
    await registered('third', { expiresAt: clock.now() + day, attemptAt: clock.now() })
    clock.advance(3 * hour)
    await background.settled()
    expect(await left('third')).toEqual(['third:transcript'])
  })

  it('lets others take their turn: no transaction removes more than fifty', async () => {
    const ids = Array.from({ length: 120 }, (_, at) => `r${String(at)}`)
    for (const id of ids) await registered(id, { expiresAt: 0 })
    const before = store.transactions
    retention(30).start()
    const asked = store.transact(async (records) => (await records.lapsedRegistrations(clock.now(), 1000)).length)
    await background.settled()
    expect(await asked).toBe(120)
    expect(await left(...ids)).toEqual([])
    // Three for transcripts, three for registrations, one for idempotency records; one asked here, one by `left`.
    expect(store.transactions - before).toBe(9)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InMemoryAnnouncer } from '../../src/adapters/memory/in-memory-announcer.js'
import { AnnouncementWorker } from '../../src/application/announcement-worker.js'
import { Bell } from '../../src/application/bell.js'
import type { Telling } from '../../src/application/ports/announcer.js'
import type { Announcement } from '../../src/domain/announcement/announcement.js'
import { day, hour, minute, second } from '../../src/domain/instant.js'
import { anAnnouncement } from '../contracts/store-samples.js'
import { Product } from '../support/product-in-memory.js'

let product: Product
let announcer: InMemoryAnnouncer
let worker: AnnouncementWorker
let bell: Bell
let answer: (announcement: Announcement) => Telling | Promise<Telling>
let failed: string[]
let givenUp: string[]

function newWorker(): AnnouncementWorker {
  const notices = {
    announcementFailed: ({ id }: Announcement) => void failed.push(id),
    announcementGivenUp: ({ id }: Announcement) => void givenUp.push(id),
  }
  const { store, clock, randomness, background } = product
  return new AnnouncementWorker({ store, clock, randomness, background, bell, notices, announcer })
}

beforeEach(() => {
  product = new Product()
  bell = new Bell()
  answer = () => ({ outcome: 'taken' })
  announcer = new InMemoryAnnouncer((announcement) => answer(announcement))
  failed = []
  givenUp = []
  worker = newWorker()
  worker.start()
})
afterEach(async () => {
  worker.stop()
  await product.close()
})

const notTaken: Telling = { outcome: 'not-taken', reason: 'answered 500' }
const told = (): readonly string[] => announcer.told.map(({ id }) => id)
const left = async (): Promise<readonly (string | undefined)[]> =>
  product.read(async (records) => [
    (await records.firstAnnouncement('events'))?.id,
    ...(await records.asideAnnouncements('events', 99)).map(({ id }) => id),
  ])

/** Stores announcements, a millisecond apart, and rings for them. */
async function happened(...ids: readonly (string | Announcement)[]): Promise<void> {
  await product.store.transact(async (records) => {
    for (const id of ids) {
      const now = product.clock.now()
      const one = typeof id === 'string' ? anAnnouncement(id, { createdAt: now, nextAttemptAt: now }) : id
      await records.addAnnouncement(one)
      product.clock.jumpTo(now + 1)
    }
  })
  bell.ring()
  await product.background.settled()
}

describe('AnnouncementWorker', () => {
  it('tells everything once, in order, and forgets it', async () => {
    await happened('a', 'b', 'c')
    await happened('d')
    expect(told()).toEqual(['a', 'b', 'c', 'd'])
    expect(await left()).toEqual([undefined])
    expect(failed).toEqual([])
  })

  it('tells one at a time of each channel, and channels beside each other', async () => {
    const open: (() => void)[] = []
    answer = () => new Promise((resolve) => open.push(() => resolve({ outcome: 'taken' })))
    const alert = anAnnouncement('x', { channel: 'alerts', nextAttemptAt: 0, createdAt: 0 })
    const happening = happened('a', 'b', alert)
    while (announcer.told.length < 2) await new Promise((resolve) => setImmediate(resolve))
    bell.ring()
    bell.ring()
    await product.read(async () => undefined)
    expect(told().toSorted((a, b) => a.localeCompare(b))).toEqual(['a', 'x'])
    answer = () => ({ outcome: 'taken' })
    for (const answering of open) answering()
    await happening
    expect(told()).toContain('b')
  })

  it('keeps the order while one is not taken, and goes on without it after its third failure', async () => {
    answer = ({ id }) => (id === 'a' ? notTaken : { outcome: 'taken' })
    await happened('a', 'b')
    expect(told()).toEqual(['a'])
    await product.pass(6 * second, second)
    expect(told()).toEqual(['a', 'a'])
    await product.pass(40 * second, second)
    expect(told()).toEqual(['a', 'a', 'a', 'b'])
    await happened('c')
    expect(told().at(-1)).toBe('c')
    answer = () => ({ outcome: 'taken' })
    await product.pass(3 * minute, 10 * second)
    expect(told().at(-1)).toBe('a')
    expect(await left()).toEqual([undefined])
    expect(failed).toEqual(['a'])
  })

  it('goes on at once, in order, when the other side is back', async () => {
    answer = () => notTaken
    await happened('a', 'b', 'c')
    answer = () => ({ outcome: 'taken' })
    await product.pass(7 * second, second)
    expect(told()).toEqual(['a', 'a', 'b', 'c'])
  })

  it('waits as long as the other side asks', async () => {
    answer = () => ({ outcome: 'not-taken', reason: 'answered 503', retryAfterMs: 60 * second })
    await happened('a')
    await product.pass(55 * second, second)
    expect(told()).toEqual(['a'])
    await product.pass(6 * second, second)
    expect(told()).toEqual(['a', 'a'])
  })

  it('gives up after three days, says so, and forgets it', async () => {
    answer = () => notTaken
    await happened('a')
    await product.pass(3 * day - 6 * hour, 10 * minute)
    expect(givenUp).toEqual([])
    await product.pass(7 * hour, 10 * minute)
    expect(givenUp).toEqual(['a'])
    expect(await left()).toEqual([undefined])
    expect(failed).toEqual(['a'])
  })

  it('tells again what a process died over, and what was stored while nobody listened', async () => {
    worker.stop()
    const now = product.clock.now()
    await happened(anAnnouncement('claimed', { nextAttemptAt: now + 30 * second, createdAt: now }), 'b')
    worker = newWorker()
    worker.start()
    await product.background.settled()
    expect(told()).toEqual([])
    await product.pass(31 * second, second)
    expect(told()).toEqual(['claimed', 'b'])
  })

  it('shares the work with another worker: each is told once', async () => {
    const other = newWorker()
    other.start()
    await happened(...Array.from({ length: 20 }, (_, at) => `n${String(at + 10)}`))
    expect(told()).toEqual(Array.from({ length: 20 }, (_, at) => `n${String(at + 10)}`))
    other.stop()
  })

  it('is not held up by a clock that was set back', async () => {
    answer = () => notTaken
    await happened('a')
    answer = () => ({ outcome: 'taken' })
    product.clock.jumpTo(product.clock.now() - 365 * day)
    await product.pass(minute, second)
    expect(told()).toEqual(['a', 'a'])
  })

  it('tells no more of what was erased', async () => {
    const registration = await product.registered('ana@example.org')
    answer = async () => {
      await product.store.transact((records) => records.removeRegistration(registration.registrationId))
      return notTaken
    }
    await happened(anAnnouncement('a', { registrationId: registration.registrationId, nextAttemptAt: 0 }))
    expect(told()).toEqual(['a'])
    await product.pass(10 * minute, minute)
    expect(told()).toEqual(['a'])
    expect(product.background.failures).toEqual([])
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Announcer } from '../../src/application/ports/announcer.js'
import { anAnnouncement } from './store-samples.js'

/** An announcer, and the program that it tells. */
export interface AnnouncerWorld {
  readonly announcer: Announcer
  /** Whether the other program takes what it is told from now on. */
  takes(isTaken: boolean): void
  /** The ids of what it was told, each call. */
  told(): readonly string[]
  close(): Promise<void>
}

/** What every announcer keeps. Call it inside a `describe`. */
export function announcerContract(open: () => Promise<AnnouncerWorld>): void {
  let world: AnnouncerWorld
  beforeEach(async () => {
    world = await open()
  })
  afterEach(() => world.close())

  it('says that it was taken', async () => {
    expect(await world.announcer.tell(anAnnouncement('a'))).toEqual({ outcome: 'taken' })
    expect(world.told()).toEqual(['a'])
  })

  it('says that it was not taken, and why; the same can be told again', async () => {
    world.takes(false)
    const telling = await world.announcer.tell(anAnnouncement('a'))
    expect(telling).toEqual({ outcome: 'not-taken', reason: expect.stringMatching(/\S/) })
    world.takes(true)
    expect((await world.announcer.tell(anAnnouncement('a'))).outcome).toBe('taken')
    expect(world.told()).toEqual(['a', 'a'])
  })

  it('tells several at once', async () => {
    const ids = ['a', 'b', 'c', 'd']
    const tellings = await Promise.all(ids.map((id) => world.announcer.tell(anAnnouncement(id))))
    expect(tellings.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'taken'))
    expect(world.told().toSorted((a, b) => a.localeCompare(b))).toEqual(ids)
  })
}

import { expect, it } from 'vitest'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { FollowRecording } from '../../src/application/follow-recording.js'
import { SwitchRecording } from '../../src/application/switch-recording.js'
import { second } from '../../src/domain/instant.js'

/** A service on the store, with a log of its own, that follows the others. */
async function service(store: InMemoryStore, clock: ManualClock) {
  const log = new InMemoryTranscriptLog({ now: () => clock.now(), processId: 1, version: '1.2.3' })
  const background = new InMemoryBackground()
  const following = new FollowRecording({ store, log, clock, background })
  following.start()
  await background.settled()
  const events = () => log.lines.slice(1).map(({ statement }) => (statement.kind === 'event' ? statement.event : {}))
  const pass = async (ms: number) => {
    clock.advance(ms)
    await background.settled()
  }
  return { log, following, events, pass, switching: new SwitchRecording({ store, log }) }
}

it('what one service was told holds for the others on its store within ten seconds, and who asked is recorded', async () => {
  const [store, clock] = [new InMemoryStore(), new ManualClock()]
  const told = await service(store, clock)
  const other = await service(store, clock)
  await told.switching.execute({ recording: false, by: 'Ana' })
  expect(other.log.isRecording()).toBe(true)
  await other.pass(10 * second)
  expect(other.log.isRecording()).toBe(false)
  await told.switching.execute({ recording: true, by: 'Beto' })
  await other.pass(10 * second)
  expect(other.log.isRecording()).toBe(true)
  const both = [
    { event: 'recording-switched', on: false, by: 'Ana' },
    { event: 'recording-switched', on: true, by: 'Beto' },
  ]
  expect([told.events(), other.events()]).toEqual([both, both])
  await other.pass(50 * second)
  expect(other.events()).toEqual(both)
  other.following.stop()
  await told.switching.execute({ recording: false, by: 'Ana' })
  await other.pass(50 * second)
  expect(other.log.isRecording()).toBe(true)
})

it('a service that nobody ever told anything records as its settings say', async () => {
  const [store, clock] = [new InMemoryStore(), new ManualClock()]
  const { log, pass, events } = await service(store, clock)
  log.switchRecording(false, 'a test')
  await pass(50 * second)
  expect([log.isRecording(), events()]).toEqual([false, [{ event: 'recording-switched', on: false, by: 'a test' }]])
})

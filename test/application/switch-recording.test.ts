import { beforeEach, describe, expect, it } from 'vitest'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ReadRecording, SwitchRecording, switchedRecording } from '../../src/application/switch-recording.js'

let store: InMemoryStore
let log: InMemoryTranscriptLog
let switching: SwitchRecording

beforeEach(() => {
  store = new InMemoryStore()
  log = new InMemoryTranscriptLog({ now: () => 0, processId: 1, version: '1.2.3' })
  switching = new SwitchRecording({ store, log })
})

const events = (): readonly unknown[] =>
  log.lines.slice(1).map(({ statement }) => (statement.kind === 'event' ? statement.event : statement))

describe('SwitchRecording', () => {
  it('switches at once, records who asked, and remembers it', async () => {
    expect(await store.transact(switchedRecording)).toBeUndefined()
    expect(await switching.execute({ recording: false, by: 'Ana' })).toEqual({ recording: false })
    expect(new ReadRecording({ log }).execute()).toEqual({ recording: false })
    expect(log.append(1, { kind: 'sent', text: 'QUIT' }, 0)).toBeUndefined()
    expect(await store.transact(switchedRecording)).toBe(false)
    expect(await switching.execute({ recording: true, by: 'Beto' })).toEqual({ recording: true })
    expect(await store.transact(switchedRecording)).toBe(true)
    expect(events()).toEqual([
      { event: 'recording-switched', on: false, by: 'Ana' },
      { event: 'recording-switched', on: true, by: 'Beto' },
    ])
  })

  it('turns to the opposite where nobody says which, also when asked twice at once', async () => {
    const by = 'signal SIGUSR2'
    const both = await Promise.all([switching.execute({ by }), switching.execute({ by })])
    expect(both).toEqual([{ recording: false }, { recording: true }])
    expect(log.isRecording()).toBe(true)
    expect(events()).toMatchObject([{ on: false }, { on: true }])
    await switching.execute({ by })
    expect([log.isRecording(), await store.transact(switchedRecording)]).toEqual([false, false])
  })

  it('changes nothing when it cannot be remembered', async () => {
    const broken = new SwitchRecording({
      store: { expunge: () => store.expunge(), transact: () => Promise.reject(new Error('the disk is gone')) },
      log,
    })
    await expect(broken.execute({ recording: false, by: 'Ana' })).rejects.toThrow('the disk is gone')
    expect([log.isRecording(), events()]).toEqual([true, []])
  })
})

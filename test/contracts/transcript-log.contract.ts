import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TranscriptLog } from '../../src/application/ports/transcript-log.js'
import type { RecordedLine, Statement } from '../../src/domain/transcript/statement.js'
import { anyStatement } from '../domain/transcript/generated.js'
import { sent } from '../support/statements.js'

/** A transcript log, and what it has kept, first line first. */
export interface TranscriptLogWorld {
  readonly log: TranscriptLog
  readonly kept: () => Promise<readonly RecordedLine[]>
  readonly close: () => Promise<void>
}

export const worldTime = Date.UTC(2026, 10, 21, 15, 3, 11, 586)
export const worldProcess = 5012
export const worldVersion = '1.2.3'

const closed: Statement = { kind: 'event', event: { event: 'closed' } }
const events = (lines: readonly RecordedLine[]) =>
  lines.map(({ statement }) => (statement.kind === 'event' ? statement.event.event : statement.text))

/** Any of these logs keeps the promises of the port. The clock of the world stands at {@link worldTime}. */
export function transcriptLogContract(open: () => Promise<TranscriptLogWorld>): void {
  let world: TranscriptLogWorld
  beforeEach(async () => {
    world = await open()
  })
  afterEach(() => world.close())

  it('begins with the line that says its version', async () => {
    await world.log.flushed()
    expect(await world.kept()).toEqual([
      {
        counter: 1,
        at: worldTime,
        processId: worldProcess,
        conversation: 0,
        statement: { kind: 'event', event: { event: 'log-opened', version: worldVersion } },
      },
    ])
  })

  it('keeps each line as it gave it back, in order', async () => {
    const lines = [
      world.log.append(1, sent('EHLO a'), worldTime + 1),
      world.log.append(2, sent('EHLO b'), worldTime + 2),
      world.log.append(1, closed, worldTime + 3),
    ]
    await world.log.flushed()
    expect((await world.kept()).slice(1)).toEqual(lines)
    expect(lines[1]).toEqual({
      counter: 3,
      at: worldTime + 2,
      processId: worldProcess,
      conversation: 2,
      statement: sent('EHLO b'),
    })
  })

  it('keeps anything that can be said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStatement, { maxLength: 5 }), async (statements) => {
        const before = (await world.kept()).length
        const lines = statements.map((statement) => world.log.append(7, statement, worldTime))
        await world.log.flushed()
        expect((await world.kept()).slice(before)).toEqual(lines)
      }),
      { numRuns: 50 },
    )
  })

  it('numbers conversations from one', () => {
    expect([world.log.openConversation(), world.log.openConversation(), world.log.openConversation()]).toEqual([
      1, 2, 3,
    ])
  })

  it('records nothing while it is off, and that it was switched, by whom', async () => {
    world.log.append(1, sent('one'), worldTime)
    world.log.switchRecording(false, 'the operator')
    expect(world.log.isRecording()).toBe(false)
    expect(world.log.append(1, sent('two'), worldTime)).toBeUndefined()
    world.log.switchRecording(true, 'SIGUSR2')
    expect(world.log.isRecording()).toBe(true)
    world.log.append(1, sent('three'), worldTime)
    await world.log.flushed()
    const kept = await world.kept()
    expect(events(kept)).toEqual(['log-opened', 'one', 'recording-switched', 'recording-switched', 'three'])
    expect(kept.slice(2, 4).map(({ statement }) => statement)).toEqual([
      { kind: 'event', event: { event: 'recording-switched', on: false, by: 'the operator' } },
      { kind: 'event', event: { event: 'recording-switched', on: true, by: 'SIGUSR2' } },
    ])
    expect(kept.map(({ counter }) => counter)).toEqual([1, 2, 3, 4, 5])
  })

  it('does not record that it was switched to what it was', async () => {
    world.log.switchRecording(true, 'anybody')
    world.log.switchRecording(false, 'somebody')
    world.log.switchRecording(false, 'anybody')
    await world.log.flushed()
    expect(events(await world.kept())).toEqual(['log-opened', 'recording-switched'])
  })

  it('tells each line to who listens, in order and until they stop', async () => {
    const heard: RecordedLine[] = []
    const stop = world.log.onLine((line) => heard.push(line))
    const lines = [world.log.append(1, sent('one'), worldTime), world.log.append(1, sent('two'), worldTime)]
    expect(heard).toEqual([])
    await world.log.flushed()
    await Promise.resolve()
    expect(heard).toEqual(lines)
    stop()
    world.log.append(1, sent('three'), worldTime)
    await world.log.flushed()
    await Promise.resolve()
    expect(heard).toEqual(lines)
  })

  it('drops a listener that throws, and goes on', async () => {
    let calls = 0
    world.log.onLine(() => {
      calls++
      throw new Error('a listener of no use')
    })
    for (const text of ['one', 'two', 'three']) {
      world.log.append(1, sent(text), worldTime)
      await world.log.flushed()
      await Promise.resolve()
    }
    expect(calls).toBe(1)
    expect(events(await world.kept())).toEqual(['log-opened', 'one', 'two', 'three'])
  })
}

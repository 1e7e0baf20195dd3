import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Follower, LineTail } from '../../src/application/line-tail.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'

/** A log that says what it is told to, and who still listens to it. */
function scene(session = 'this-run'): {
  readonly tail: LineTail
  readonly say: (count: number, text?: string) => void
  readonly listeners: number
} {
  let counter = 0
  const listeners = new Set<(line: RecordedLine) => void>()
  const tail = new LineTail(
    {
      onLine: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    session,
  )
  return {
    tail,
    say: (count, text = 'NOOP') => {
      for (let at = 0; at < count; at++) {
        counter += 1
        const line = { counter, at: 0, processId: 1, conversation: 1, statement: { kind: 'sent', text } } as const
        for (const listener of listeners) listener(line)
      }
    },
    get listeners() {
      return listeners.size
    },
  }
}

function follower(): Follower & { readonly heard: number[]; ends: number } {
  const heard: number[] = []
  const here = {
    heard,
    ends: 0,
    hear: (line: RecordedLine) => void heard.push(line.counter),
    ended: () => {
      here.ends += 1
    },
  }
  return here
}

const counters = (lines: readonly RecordedLine[]): readonly number[] => lines.map(({ counter }) => counter)

describe('LineTail', () => {
  it('begins with the latest lines, as many as are asked for, and goes on with what comes', () => {
    const { tail, say } = scene()
    say(5)
    const [none, some, all] = [follower(), follower(), follower()]
    expect(tail.follow({ last: 0 }, none).backlog).toEqual([])
    expect(counters(tail.follow({ last: 2 }, some).backlog)).toEqual([4, 5])
    expect(counters(tail.follow({ last: 9 }, all).backlog)).toEqual([1, 2, 3, 4, 5])
    say(2)
    for (const { heard } of [none, some, all]) expect(heard).toEqual([6, 7])
  })

  it('goes on after the line that somebody has: every line once, or a gap is told', () => {
    fc.assert(
      fc.property(fc.nat(2500), fc.nat(2600), fc.nat(50), (before, after, later) => {
        const { tail, say } = scene()
        say(before)
        const reader = follower()
        const { backlog, isGap } = tail.follow({ after: `this-run.${String(after)}` }, reader)
        say(later)
        const got = [...counters(backlog), ...reader.heard]
        expect(got).toEqual(got.map((_, at) => (got[0] ?? 0) + at))
        expect(got.at(-1) ?? before).toBe(before + later)
        if (!isGap) expect(got).toHaveLength(before + later - after)
        else if (after <= before) expect(got[0]).toBeGreaterThan(after + 1)
        if (after <= before && before - after <= 1000) expect(isGap).toBe(false)
        if (after > before) expect([isGap, backlog.length]).toEqual([true, Math.min(before, backlog.length)])
      }),
      { numRuns: 60 },
    )
  })

  it('brings whoever is there now and then every line, also over a new run of the service, or tells the gap', () => {
    const anyStay = fc.record({ missed: fc.nat(1200), heard: fc.nat(1200), last: fc.nat(20), restarts: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyStay, { maxLength: 8 }), (stays) => {
        let [run, said, known] = [0, 0, 0]
        let there = scene('run-0')
        let place: string | undefined
        for (const { missed, heard, last, restarts } of stays) {
          if (restarts) {
            there = scene(`run-${String(++run)}`)
            said = 0
          }
          there.say(missed)
          const reader = follower()
          const isBack = place !== undefined
          const following = there.tail.follow(place === undefined ? { last } : { after: place }, reader)
          said += missed
          expect(counters(following.backlog).at(-1) ?? said).toBe(said)
          if (isBack && restarts) expect(following.isGap).toBe(true)
          if (isBack && !following.isGap) expect(following.backlog).toHaveLength(said - known)
          if (!isBack) expect([following.isGap, following.backlog.length]).toEqual([false, Math.min(last, said)])
          // Where the stream breaks before its first line, it goes on at the place that was told at its beginning.
          const broken = there.tail.follow({ after: following.place }, follower())
          expect([broken.backlog, broken.isGap]).toEqual([following.backlog, false])
          there.say(heard)
          said += heard
          known = said
          following.stop()
          const lastLine = reader.heard.at(-1) ?? following.backlog.at(-1)?.counter
          place = lastLine === undefined ? following.place : `run-${String(run)}.${String(lastLine)}`
        }
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    '',
    '7',
    'another-run.7',
    'this-run',
    'this-run.',
    'this-run.NaN',
    'this-run.-1',
    'this-run.07',
    'this-run.1e0',
  ])('takes %j for a place it does not know, and tells the gap', (after) => {
    const { tail, say } = scene()
    say(9)
    const { backlog, isGap } = tail.follow({ after }, follower())
    expect([isGap, backlog.length]).toEqual([true, 9])
  })

  it('keeps a bounded piece of the record, however long its lines are', () => {
    const { tail, say } = scene()
    say(5000)
    const many = tail.follow({ last: 9999 }, follower()).backlog
    expect(many.length).toBeGreaterThanOrEqual(1000)
    expect(many.length).toBeLessThan(2000)
    say(300, 'x'.repeat(65_536))
    const long = tail.follow({ last: 9999 }, follower()).backlog
    const characters = long.reduce(
      (sum, { statement }) => sum + (statement.kind === 'event' ? 0 : statement.text.length),
      0,
    )
    expect(characters).toBeLessThan(600_000)
    expect(long.at(-1)?.counter).toBe(5300)
  })

  it('says nothing more to who has stopped, and goodbye to all others', () => {
    const there = scene()
    const [gone, here] = [follower(), follower()]
    const { stop } = there.tail.follow({ last: 0 }, gone)
    there.tail.follow({ last: 0 }, here)
    stop()
    there.say(1)
    there.tail.end()
    there.say(1)
    expect([gone.heard, gone.ends, here.heard, here.ends]).toEqual([[], 0, [1], 1])
    expect(there.listeners).toBe(0)
  })
})

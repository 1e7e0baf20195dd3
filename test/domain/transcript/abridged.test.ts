import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abridged, maxTranscriptBytes } from '../../../src/domain/transcript/abridged.js'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine, Statement } from '../../../src/domain/transcript/statement.js'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\\', '\u202e', '\u2028', '\udc80', 'é', '🦊', '€', 'a') }),
  fc.nat(3_000).map((length) => 'x'.repeat(length)),
)
const statement: fc.Arbitrary<Statement> = fc.oneof(
  text.map((text) => ({ kind: 'sent' as const, text })),
  text.map((text) => ({ kind: 'received' as const, text })),
  text.map((text) => ({ kind: 'event' as const, event: { event: 'note' as const, text } })),
)
const transcript: fc.Arbitrary<readonly RecordedLine[]> = fc.array(statement, { maxLength: 40 }).map((statements) =>
  statements.map((statement, at) => ({
    counter: at + 1,
    at: 1_795_273_391_586 + at,
    processId: 5012,
    conversation: 7,
    statement,
  })),
)

const bytesOf = (lines: readonly RecordedLine[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(printLine(line, 'en')) + 1, 0)

const isMark = ({ statement }: RecordedLine): boolean =>
  statement.kind === 'event' && statement.event.event === 'note' && /^\d+ lines are left out/.test(statement.event.text)

const lineOf = (counter: number, text: string): RecordedLine => ({
  counter,
  at: 0,
  processId: 1,
  conversation: 1,
  statement: { kind: 'sent', text },
})

/** Where the event stands that says what is left out; -1 where nothing is. */
const markIn = (kept: readonly RecordedLine[]): number =>
  kept.findIndex((line, at) => isMark(line) && line.counter === kept[at - 1]?.counter)

/** What is wrong with the two ends that were kept of a transcript. */
function flawsOf(lines: readonly RecordedLine[], kept: readonly RecordedLine[], half: number): readonly string[] {
  const mark = markIn(kept)
  const [head, tail] = [kept.slice(0, mark), kept.slice(mark + 1)]
  const leftOut = lines.slice(head.length, lines.length - tail.length)
  const { statement } = kept[mark] ?? lineOf(0, '')
  const saysHowMany = JSON.stringify(statement).includes(`"${leftOut.length} lines are left out`)
  const flaws = {
    'not the first lines': head.some((line, at) => line !== lines[at]),
    'not the last lines': tail.some((line, at) => line !== lines[lines.length - tail.length + at]),
    'an end is missing': head.length === 0 || tail.length === 0,
    'nothing is left out': leftOut.length === 0,
    'the number is wrong': !saysHowMany,
    'the head is too long': head.length > 1 && bytesOf(head) > half,
    'the tail is too long': tail.length > 1 && bytesOf(tail) > half,
    'the head could be longer': bytesOf([...head, ...leftOut.slice(0, 1)]) <= half,
    'the tail could be longer': bytesOf([...tail, ...leftOut.slice(-1)]) <= half,
  }
  return Object.entries(flaws).flatMap(([flaw, found]) => (found ? [flaw] : []))
}

describe('abridged', () => {
  it('keeps 256 KiB unless told otherwise', () => {
    const frame = bytesOf([lineOf(1, '')])
    const middle = 'x'.repeat(maxTranscriptBytes - 1_000 - 3 * frame)
    const fitting = [lineOf(1, 'x'.repeat(1_000)), lineOf(2, middle), lineOf(3, '')]
    expect(bytesOf(fitting)).toBe(maxTranscriptBytes)
    expect(abridged(fitting)).toBe(fitting)
    expect(abridged(fitting.with(2, lineOf(3, 'x'))).map(({ counter }) => counter)).toEqual([1, 1, 3])
  })

  it('keeps the first and the last line, however long they are', () => {
    const long = 'x'.repeat(1_000)
    const lines = [lineOf(1, long), lineOf(2, 'x'), lineOf(3, long)]
    expect(abridged(lines, 100).map(({ counter }) => counter)).toEqual([1, 1, 3])
    expect(abridged(lines.slice(1), 100)).toEqual(lines.slice(1))
    expect(abridged([], 0)).toEqual([])
  })

  it('leaves a transcript that fits as it is', () => {
    fc.assert(
      fc.property(transcript, fc.nat(500), (lines, more) => {
        expect(abridged(lines, bytesOf(lines) + more)).toBe(lines)
      }),
    )
  })

  it('leaves of a longer one as much of its two ends as fits', () => {
    let cut = 0
    fc.assert(
      fc.property(transcript, fc.nat(1_000), (lines, permille) => {
        const maxBytes = Math.floor(((bytesOf(lines) - 1) * permille) / 1_000)
        const kept = abridged(lines, maxBytes)
        fc.pre(kept !== lines)
        cut++
        expect(flawsOf(lines, kept, maxBytes / 2)).toEqual([])
      }),
    )
    expect(cut).toBeGreaterThan(50)
  })

  it('leaves nothing whole that has more than its two ends to give', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 12, maxLength: 40 }), (lengths) => {
        const lines = lengths.map((length, at) => lineOf(at, 'x'.repeat(length)))
        expect(markIn(abridged(lines, bytesOf(lines) / 2))).toBeGreaterThan(0)
      }),
    )
  })
})

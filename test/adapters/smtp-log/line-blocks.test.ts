import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { LineBlocks } from '../../../src/adapters/smtp-log/line-blocks.js'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../../../src/domain/transcript/statement.js'
import { anyBytes } from '../../domain/transcript/generated.js'
import { textOf } from '../../../src/domain/transcript/wire-text.js'

const anyText = fc.oneof(
  fc.string({ maxLength: 30 }),
  anyBytes.map(textOf),
  fc.integer({ min: 1, max: 100_000 }).map((size) => 'x'.repeat(size)),
)
const anyLine: fc.Arbitrary<RecordedLine> = fc.record({
  counter: fc.nat(),
  at: fc.nat(),
  processId: fc.nat(),
  conversation: fc.nat(),
  statement: fc.record({ kind: fc.constant('sent' as const), text: anyText }),
})

const anyStep = fc.oneof(
  fc.record({ what: fc.constantFrom('add' as const, 'add ordinary' as const, 'add heads' as const), line: anyLine }),
  fc.record({ what: fc.constant('write' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ what: fc.constantFrom('rewind' as const) }),
)

/** What waits, as texts of lines; a line that was written in part stands here whole, with how much of it is written. */
interface Waiting {
  lines: { readonly bytes: Buffer; readonly heads: boolean }[]
  begun: number
}

it('what waits is every line that was not written, in order, to the byte', () => {
  let ordinary = 0
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const blocks = new LineBlocks('en')
      const model: Waiting = { lines: [], begun: 0 }
      for (const step of steps) {
        if (step.what === 'rewind') {
          blocks.rewind()
          model.begun = 0
        } else if (step.what === 'write') {
          const next = blocks.next()
          const bytes = next === undefined ? 0 : Math.ceil((next.to - next.from) * step.share)
          if (bytes > 0) blocks.written(bytes)
          model.begun += bytes
          for (
            let [first] = model.lines;
            first !== undefined && model.begun >= first.bytes.length;
            [first] = model.lines
          ) {
            model.begun -= first.bytes.length
            model.lines.shift()
          }
        } else {
          const text = `${printLine(step.line, 'en')}\n`
          const added = step.what === 'add ordinary' ? blocks.addOrdinary(step.line, 10_000) : 0
          if (added > 0) ordinary++
          const heads = step.what === 'add heads'
          const size = added > 0 ? added : blocks.add(text, heads ? 'next-file' : undefined)
          expect(size).toBe(Buffer.byteLength(text))
          if (added > 0) expect(added).toBeLessThanOrEqual(10_000)
          model.lines.push({ bytes: Buffer.from(text), heads })
        }
        const waiting = Buffer.concat(model.lines.map(({ bytes }) => bytes)).subarray(model.begun)
        expect(blocks.waitingBytes).toBe(waiting.length)
        expect(blocks.heads).toBe(model.begun === 0 && model.lines[0]?.heads === true ? 'next-file' : undefined)
        const next = blocks.next()
        const bytes = next?.bytes.subarray(next.from, next.to) ?? Buffer.alloc(0)
        expect(bytes.equals(waiting.subarray(0, bytes.length))).toBe(true)
        expect(bytes.length > 0).toBe(waiting.length > 0)
        // What goes into one file goes there before the first line of the next one.
        const second = model.lines.findIndex((line, at) => at > 0 && line.heads)
        const inFile = model.lines
          .slice(0, second < 0 ? undefined : second)
          .reduce((sum, line) => sum + line.bytes.length, 0)
        expect(bytes.length).toBeLessThanOrEqual(Math.max(0, inFile - model.begun))
      }
    }),
    { numRuns: 1500 },
  )
  expect(ordinary).toBeGreaterThan(100)
})

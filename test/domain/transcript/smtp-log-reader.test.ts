import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import { SmtpLogReader } from '../../../src/domain/transcript/smtp-log-reader.js'
import type { ReadLine } from '../../../src/domain/transcript/smtp-log-reader.js'
import { anyLine, anyLocale } from './generated.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const first = '1 2026-11-21T15:03:11.586 5012 7 C > "QUIT"'
const second = '2 2026-11-21T15:03:11.587 5012 7 S < "221 bye"'

function readAll(whole: Uint8Array, sizes: readonly number[]): readonly ReadLine[] {
  const reader = new SmtpLogReader()
  const lines: ReadLine[] = []
  let at = 0
  for (let turn = 0; at < whole.length; turn++) {
    const size = Math.max(1, sizes[turn % Math.max(1, sizes.length)] ?? whole.length)
    lines.push(...reader.read(whole.subarray(at, at + size)))
    at += size
  }
  return [...lines, ...reader.end()]
}

it('tells a damaged line by its number and reads on', () => {
  const lines = readAll(bytes(`${first}\n\ngarbage\n${second}\n3 half`), [])
  expect(lines.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'line'],
    [2, 'damaged'],
    [3, 'damaged'],
    [4, 'line'],
    [5, 'damaged'],
  ])
})

it('overlooks the CR that a transfer put before the LF', () => {
  expect(readAll(bytes(`${first}\r\n${second}\r\n`), []).map(({ outcome }) => outcome)).toEqual(['line', 'line'])
})

it('skips a line that no log writes, however long, without keeping it', () => {
  const reader = new SmtpLogReader()
  const piece = new Uint8Array(1 << 20).fill(0x61)
  for (let count = 0; count < 200; count++) expect(reader.read(piece)).toEqual([])
  expect(reader.read(bytes(`\n${first}\n`))).toEqual([
    { number: 1, outcome: 'damaged', reason: 'a line of 209715200 bytes; no line of the log is longer than 1048576' },
    { number: 2, outcome: 'line', line: expect.anything() },
  ])
})

it('reads the same lines in whatever pieces they come', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 8 }),
      anyLocale,
      fc.array(fc.integer({ min: 1, max: 40 })),
      (lines, locale, sizes) => {
        const text = lines.map((line) => `${printLine(line, locale)}\n`).join('')
        expect(readAll(bytes(text), sizes)).toEqual(
          lines.map((line, index) => ({ number: index + 1, outcome: 'line', line })),
        )
      },
    ),
    { numRuns: 500 },
  )
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEvent, printEvent } from '../../../src/domain/transcript/event-catalogue.js'
import { LineBytes } from '../../../src/domain/transcript/line-bytes.js'
import { parseLine, printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine, Statement } from '../../../src/domain/transcript/statement.js'
import { bytesOf, textOf } from '../../../src/domain/transcript/wire-text.js'
import { anyBytes, anyEvent, anyLine, anyLocale, hostileText } from './generated.js'

const properties = { numRuns: 3000 }
const at = Date.UTC(2026, 10, 21, 15, 3, 11, 586)
const line = (statement: Statement): RecordedLine => ({ counter: 1, at, processId: 5012, conversation: 7, statement })
const sent = (text: string) => printLine(line({ kind: 'sent', text }), 'en')
const head = '1 2026-11-21T15:03:11.586 5012 7'

describe('printing', () => {
  it('writes each kind of statement as the log shows it', () => {
    const connected = { event: 'connected', host: 'smtp.gmail.com', port: 465, secured: true } as const
    expect(printLine(line({ kind: 'event', event: connected }), 'en')).toBe(
      `${head} ### SMTP Connected to 'smtp.gmail.com' on port 465. (secured)`,
    )
    expect(printLine(line({ kind: 'event', event: { ...connected, secured: false } }), 'es')).toBe(
      `${head} ### SMTP Conectado a 'smtp.gmail.com' en el puerto 465. (no asegurado)`,
    )
    expect(printLine(line({ kind: 'event', event: { event: 'closed' } }), 'es')).toBe(
      `${head} ### Conexión SMTP cerrada`,
    )
    expect(printLine(line({ kind: 'received', text: '334 ' }), 'en')).toBe(`${head} S < "334 "`)
    expect(sent('QUIT')).toBe(`${head} C > "QUIT"`)
  })

  it('escapes what would not stay one harmless line', () => {
    expect(sent('a\\b')).toBe(`${head} C > "a\\\\b"`)
    expect(sent('\x1b[31m\x7f\n')).toBe(`${head} C > "\\x1B[31m\\x7F\\x0A"`)
    expect(sent(textOf(Uint8Array.of(0xe9, 0xff)))).toBe(`${head} C > "\\xE9\\xFF"`)
    expect(sent('\x9b\u202e\u2028')).toBe(`${head} C > "\\u{9B}\\u{202E}\\u{2028}"`)
    expect(sent('say "hi"')).toBe(`${head} C > "say "hi""`)
  })

  it('keeps a header that imitates our own words inside its field', () => {
    const event = {
      event: 'message-handed-over',
      from: 'a@example.com',
      to: 'b@example.net',
      subject: 'x; Date: never; 9 bytes',
      date: 'Sat, 21 Nov 2026 15:03:11 +0000',
      messageId: '<1@example.com>',
      bytes: 1843,
    } as const
    expect(printEvent(event, 'en')).toBe(
      'SMTP Message handed over. From: a@example.com; To: b@example.net; Subject: x\\x3B Date: never\\x3B 9 bytes; ' +
        'Date: Sat, 21 Nov 2026 15:03:11 +0000; Message-ID: <1@example.com>; 1843 bytes',
    )
    expect(parseEvent(printEvent(event, 'en'))).toEqual(event)
  })

  it('keeps a note that imitates an event a note', () => {
    const note = { event: 'note', text: 'SMTP Connection closed' } as const
    expect(printEvent(note, 'es')).toBe('\\x53MTP Connection closed')
    expect(parseEvent('\\x53MTP Connection closed')).toEqual(note)
    expect(parseEvent('SMTP Connection closed')).toEqual({ event: 'closed' })
    const odd = 'SMTP Trying address x, port 025'
    expect(parseEvent(odd)).toEqual({ event: 'note', text: odd })
  })
})

describe('parsing', () => {
  it.each([
    ['', /counter time process/],
    [head, /counter time process/],
    [`01 2026-11-21T15:03:11.586 5012 7 C > "x"`, /counter time process/],
    [`1 2026-02-30T15:03:11.586 5012 7 C > "x"`, /no such time/],
    [`1 2026-11-21 15:03:11.586 5012 7 C > "x"`, /counter time process/],
    [`${head} C > "x`, /statement/],
    [`${head} C > "`, /statement/],
    [`${head} C > "x\\y"`, /statement/],
    [`${head} C > "\\x41"`, /statement/],
    [`${head} C > "\\u{D83D}\\x80"`, /statement/],
    [`${head} C > "\\u{110000}"`, /statement/],
    [`${head} C > "tab\there"`, /statement/],
    [`${head} C < "x"`, /statement/],
    [`${head} ### a\\qb`, /statement/],
    [`9007199254740993 2026-11-21T15:03:11.586 5012 7 C > "x"`, /too large/],
  ])('calls damaged what it would not have written: %s', (text, reason) => {
    expect(parseLine(text)).toEqual({ outcome: 'damaged', reason: expect.stringMatching(reason) })
  })

  it('takes the text from the first to the last quote', () => {
    expect(parseLine(`${head} S < "220 "quoted""`)).toEqual({
      outcome: 'line',
      line: line({ kind: 'received', text: '220 "quoted"' }),
    })
  })

  it('reads an event that it does not know as a note', () => {
    expect(parseLine(`${head} ### SMTP Something of a later version`)).toEqual({
      outcome: 'line',
      line: line({ kind: 'event', event: { event: 'note', text: 'SMTP Something of a later version' } }),
    })
  })
})

describe('printing and parsing', () => {
  it('are inverse for every line in both languages', () => {
    fc.assert(
      fc.property(anyLine, anyLocale, (line, locale) => {
        expect(parseLine(printLine(line, locale))).toEqual({ outcome: 'line', line })
      }),
      properties,
    )
  })

  it('are inverse for every event, whose text no other event prints', () => {
    fc.assert(
      fc.property(anyEvent, anyLocale, (event, locale) => {
        expect(parseEvent(printEvent(event, locale))).toEqual(event)
      }),
      properties,
    )
  })

  it('are inverse on the bytes of a wire line', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const parsed = parseLine(sent(textOf(bytes)))
        const text =
          parsed.outcome === 'line' && parsed.line.statement.kind === 'sent' ? parsed.line.statement.text : ''
        expect(bytesOf(text)).toEqual(bytes)
      }),
      properties,
    )
  })

  it('accept no text that does not print as itself', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('C > "', 'S < "', '### '), (inside, start) => {
        const text = `${head} ${start}${inside}${start === '### ' ? '' : '"'}`
        const parsed = parseLine(text)
        const reprinted =
          parsed.outcome === 'line' ? [printLine(parsed.line, 'en'), printLine(parsed.line, 'es')] : [text]
        expect(reprinted).toContain(text)
      }),
      properties,
    )
  })

  it('keep every line on one line that drives no terminal and turns no writing around', () => {
    fc.assert(
      fc.property(anyLine, anyLocale, (line, locale) => {
        const printed = printLine(line, locale)
        expect(printed).not.toMatch(/[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/)
        expect(printed).not.toMatch(/\p{Surrogate}/u)
      }),
      properties,
    )
  })

  it('agree with the platform on every time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(-62_167_219_200_000), max: new Date(253_402_300_799_999), noInvalidDate: true }),
        (date) => {
          const printed = printLine({ ...line({ kind: 'sent', text: '' }), at: date.getTime() }, 'en')
          expect(printed.split(' ')[1]).toBe(date.toISOString().slice(0, 23))
        },
      ),
      properties,
    )
  })
})

describe('lines put into memory', () => {
  const ordinary = fc.record({
    counter: fc.oneof(fc.constantFrom(0, 9, 10, 99, 100, 999, 1000, Number.MAX_SAFE_INTEGER), fc.maxSafeNat()),
    at: fc.oneof(
      fc.constantFrom(1_795_273_391_586, 1_795_273_391_586.4, 1_795_273_391_587),
      fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
    ),
    processId: fc.nat(),
    conversation: fc.nat(),
    statement: fc.oneof(
      fc.record({
        kind: fc.constantFrom('sent' as const, 'received' as const),
        text: fc.stringMatching(/^[ -[\]-~]*$/),
      }),
      fc.record({ kind: fc.constant('event' as const), event: fc.constant({ event: 'closed' as const }) }),
    ),
  })
  const memory = Buffer.alloc(100_000)
  const writeUtf8 = (text: string, bytes: Uint8Array, at: number) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).write(text, at)
  // One for all lines of a language, so that each meets what was kept of the one before.
  const printers = { en: new LineBytes('en', writeUtf8), es: new LineBytes('es', writeUtf8) }

  it('are the bytes of the printed ones, where they are ordinary and there is room', () => {
    fc.assert(
      fc.property(ordinary, anyLocale, fc.nat({ max: 9 }), fc.nat({ max: 200 }), (line, locale, at, spare) => {
        const printed = Buffer.from(`${printLine(line, locale)}\n`)
        const size = (line.statement.kind === 'event' ? 3 : 1) * printed.length
        const bytes = memory.subarray(0, at + Math.max(80, size) + spare).fill(0x23)
        fc.pre(!/[^ -[\]-~]/.test(printLine(line, locale)))
        const end = printers[locale].put(line, bytes, at)
        expect(Buffer.from(bytes.subarray(0, end)).toString('latin1')).toBe('#'.repeat(at) + printed.toString('latin1'))
        expect(bytes.subarray(end).every((byte) => byte === 0x23)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('are UTF-8 where an event has more than ASCII', () => {
    const event = { event: 'note', text: '~\u00a1\u07ff\u0800\u0fff\u20ac\uffee \\' } as const
    const wide = line({ kind: 'event', event })
    const end = printers.es.put(wide, memory, 0)
    expect(Buffer.from(memory.subarray(0, end)).toString()).toBe(`${printLine(wide, 'es')}\n`)
  })

  it('are never anything else, and never more than there is room for', () => {
    let put = 0
    fc.assert(
      fc.property(fc.oneof(anyLine, ordinary), anyLocale, fc.nat({ max: 200 }), (line, locale, room) => {
        const bytes = memory.subarray(0, room).fill(0)
        const end = printers[locale].put(line, bytes, 3)
        if (end < 0) return
        put++
        expect(end).toBeLessThanOrEqual(room)
        expect(Buffer.from(bytes.subarray(3, end)).toString()).toBe(`${printLine(line, locale)}\n`)
      }),
      { numRuns: 5000 },
    )
    expect(put).toBeGreaterThan(500)
  })
})

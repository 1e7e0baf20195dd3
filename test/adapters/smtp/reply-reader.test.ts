import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReplyReader } from '../../../src/adapters/smtp/reply-reader.js'

const read = (...pieces: readonly string[]) => {
  const reader = new ReplyReader()
  return pieces.flatMap((piece) => reader.push(Buffer.from(piece, 'latin1')))
}

describe('ReplyReader', () => {
  it('puts a reply of several lines together', () =>
    expect(read('250-mail.example.org\r\n250-\r\n250 AUTH PLAIN\r\n')).toEqual([
      { code: 250, lines: ['mail.example.org', '', 'AUTH PLAIN'] },
    ]))

  it('takes a bare code, and a line that ends in LF alone', () =>
    expect(read('250\r\n334 \n')).toEqual([
      { code: 250, lines: [''] },
      { code: 334, lines: [''] },
    ]))

  it('takes empty lines between replies for nothing', () =>
    expect(read('\r\n \r\n220 hello\r\n')).toEqual([{ code: 220, lines: ['hello'] }]))

  it.each([
    ['no code', 'HTTP/1.1 400 Bad Request\r\n'],
    ['a code no reply has', '199 hm\r\n'],
    ['a word in place of the separator', '250ok\r\n'],
    ['an empty line inside a reply', '250-one\r\n\r\n'],
    ['a code that changes inside a reply', '250-one\r\n550 two\r\n'],
  ])('calls %s malformed', (_what, text) => expect(read(text).map(({ code }) => code)).toEqual([0]))

  it('says nothing of a reply that is not finished', () => {
    expect(read('250-one\r\n250 tw')).toEqual([])
    expect(read('354')).toEqual([])
  })

  it('keeps no more of an endless line than it needs', () => {
    const reader = new ReplyReader()
    const piece = Buffer.alloc(64 * 1024, 'a')
    reader.push(Buffer.from('250 '))
    for (let count = 0; count < 100; count++) reader.push(piece)
    expect(reader.push(Buffer.from('\r\n'))).toEqual([{ code: 250, lines: [expect.stringMatching(/^a{900,1000}$/)] }])
  })

  it('reads the same, however the bytes are cut', () => {
    const text = fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((raw) => raw.replace(/[\r\n]/g, '.'))
    const reply = fc
      .tuple(fc.integer({ min: 200, max: 599 }), fc.array(text, { minLength: 1, maxLength: 5 }))
      .map(([code, texts]) => ({ code, lines: texts }))
    fc.assert(
      fc.property(
        fc.array(reply, { maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (replies, cuts) => {
          const wire = replies.map(({ code, lines }) =>
            lines.map((line, at) => `${code}${at === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join(''),
          )
          expect(read(...cut(wire.join(''), cuts))).toEqual(replies)
        },
      ),
    )
  })
})

function cut(text: string, sizes: Iterable<number>): readonly string[] {
  const pieces: string[] = []
  let at = 0
  for (const size of sizes) {
    if (at >= text.length) break
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}

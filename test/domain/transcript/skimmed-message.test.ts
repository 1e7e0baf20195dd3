import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { Dialogue } from '../../../src/domain/transcript/dialogue.js'
import type { Heard } from '../../../src/domain/transcript/dialogue.js'
import { decodeWords } from '../../../src/domain/transcript/header-words.js'
import { textOf } from '../../../src/domain/transcript/wire-text.js'

const dots = fc.constantFrom(
  '\r\n.\r\n',
  '\r\n.\r',
  '\r\n.',
  '\n.\r\n',
  '.\r\n',
  '.',
  '\r\n..',
  '\r\r\n.\r\n',
  '\r\n.\n',
)
const ends = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n\r\n')
const fields = fc.constantFrom(
  'From: Ana <a@b.example>',
  'to: b@c.example',
  'SUBJECT : =?utf-8?q?=C3=A1_=3d_x?=',
  'Subject: second',
  '.Date: today',
  'Message-ID:<x@y>',
  'X-Mail: From: x',
  ' folded',
  '\tfolded',
  'Me',
  'MIME-Version: 1.0',
  'To: upper@c.example',
  'd:',
  'date: then',
  `X-Long: ${'y'.repeat(70_000)}`,
  `X-Long: ${'y'.repeat(40_000)}`,
  `Subject: ${'z'.repeat(70_000)}`,
)
const words = fc.constantFrom('Hello', 'QUIT', 'é', 'x'.repeat(300), '')

const message = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.tuple(fields, ends) }, fc.tuple(words, ends), fc.tuple(words, dots)), {
    maxLength: 14,
  })
  .map((parts) => parts.flat().join(''))

const pieces = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })), {
  minLength: 1,
  maxLength: 8,
})

function heardOf(messageLines: boolean, said: string, sizes: readonly number[], isEarly: boolean): readonly Heard[] {
  const heard: Heard[] = []
  const dialogue = new Dialogue({ messageLines, heard: (one) => heard.push(one) })
  dialogue.received(Buffer.from('220 x\r\n'))
  dialogue.sent(Buffer.from('DATA\r\n'))
  const bytes = Buffer.from(said)
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    if (turn === (isEarly ? 1 : 0)) dialogue.received(Buffer.from('354 go on\r\n'))
    const size = sizes[turn % sizes.length] ?? 1
    dialogue.sent(Uint8Array.from(bytes.subarray(at, at + size)))
    at += size
  }
  dialogue.ended()
  return heard
}

/** What is heard when lines of messages are wanted, without them and what is remarked on them. */
function withoutLines(heard: readonly Heard[]): readonly Heard[] {
  let inLine = false
  return heard.filter((one) => {
    inLine = one.kind === 'message-line' || (inLine && one.kind === 'event' && one.event.event.startsWith('line-'))
    return !inLine
  })
}

it('a message that is only skimmed tells the same as one that is read line by line', () => {
  let handedOver = 0
  fc.assert(
    fc.property(
      message,
      fc.constantFrom('\r\n.\r\nQUIT\r\n', '\r\n.\r\n', '', '\r\n.'),
      pieces,
      fc.boolean(),
      (...given) => {
        const [text, last, sizes, isEarly] = given
        const skimmed = heardOf(false, text + last, sizes, isEarly)
        expect(skimmed).toEqual(withoutLines(heardOf(true, text + last, sizes, isEarly)))
        if (skimmed.some((one) => one.kind === 'event' && one.event.event === 'message-handed-over')) handedOver++
      },
    ),
    { numRuns: 1500 },
  )
  expect(handedOver).toBeGreaterThan(500)
})

it('finds the final dot wherever two chunks meet', () => {
  const text = 'From: a\r\n\r\nx\r\n.\r\r\n.\r\nQUIT\r\n'
  for (let at = 1; at < text.length; at++) {
    const heard = heardOf(false, text, [at, text.length], false)
    expect(heard.slice(-2)).toEqual([
      {
        kind: 'event',
        event: {
          event: 'message-handed-over',
          from: 'a',
          to: '',
          subject: '',
          date: '',
          messageId: '',
          bytes: 18,
        },
      },
      { kind: 'sent', role: 'command', text: 'QUIT' },
    ])
  }
})

it('reads encoded words in Q, and what only looks like code as it stands', () => {
  const coded = fc.array(fc.constantFrom('a', '_', '=41', '=c3=A1', '=C3=a1', '=4', '=', '=g1', '=-1', '/'))
  fc.assert(
    fc.property(coded, (parts) => {
      const text = parts.join('')
      const bytes = text
        .replaceAll('_', ' ')
        .split(/(=[0-9a-f]{2})/i)
        .map((part, at) => (at % 2 === 0 ? Buffer.from(part) : Buffer.from(part.slice(1), 'hex')))
      expect(decodeWords(`=?utf-8?q?${text}?=`)).toBe(textOf(Buffer.concat(bytes)))
    }),
  )
})

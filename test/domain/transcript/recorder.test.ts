import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationRecorder } from '../../../src/domain/transcript/recorder.js'
import type { RecorderOptions } from '../../../src/domain/transcript/recorder.js'
import { mask } from '../../../src/domain/transcript/redaction.js'
import { SecretPatterns } from '../../../src/domain/transcript/secret-patterns.js'
import { printLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { Statement } from '../../../src/domain/transcript/statement.js'
import { bytesOf, textOf } from '../../../src/domain/transcript/wire-text.js'
import { printed } from '../../conversations/script.js'
import { anyBytes } from './generated.js'

/** A stretch of one side's bytes, or an event. */
type Turn = readonly ['C' | 'S', string | Uint8Array]

const bytes = (said: string | Uint8Array) => (typeof said === 'string' ? Buffer.from(said) : said)

function recorded(
  turns: readonly Turn[],
  options: Partial<RecorderOptions> = {},
  sizes: readonly number[] = [],
): Statement[] {
  const statements: Statement[] = []
  const recorder = new ConversationRecorder({
    secrets: new SecretPatterns(),
    extended: false,
    addresses: 'full',
    onStatement: (statement) => statements.push(statement),
    ...options,
  })
  let turn = 0
  for (const [side, said] of turns) {
    const whole = bytes(said)
    for (let at = 0; at < whole.length; turn++) {
      const piece = whole.subarray(at, at + (sizes[turn % sizes.length] ?? whole.length))
      // A socket may use its buffer again: what is kept of a piece must be a copy.
      const borrowed = Buffer.from(Uint8Array.from(piece))
      if (side === 'C') recorder.sent(borrowed)
      else recorder.received(borrowed)
      borrowed.fill(0x23)
      at += piece.length
    }
  }
  recorder.ended()
  return statements
}

const secrets = (...values: readonly string[]) => {
  const patterns = new SecretPatterns()
  for (const value of values) patterns.add(value)
  return patterns
}

const greeting: Turn = ['S', '220 mail.example.net ESMTP\r\n']
const data: readonly Turn[] = [
  greeting,
  ['C', 'MAIL FROM:<alice@example.com>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n'],
  ['S', '250 Ok\r\n250 Ok\r\n354 Go on\r\n'],
]
const message = 'From: alice@example.com\r\nSubject: x\r\n\r\nHello\r\n.. dots\r\n'

describe('lines', () => {
  it('are told one by one as they end, each line of a reply on its own', () => {
    expect(
      printed(
        recorded([
          ['S', '220-a\r\n220-\r\n220 b\r\n'],
          ['C', 'EHLO x\r\nNOOP\r\n'],
        ]),
      ),
    ).toEqual(['S < "220-a"', 'S < "220-"', 'S < "220 b"', 'C > "EHLO x"', 'C > "NOOP"'])
  })

  it('end at a bare LF too, which stays to be seen; a bare CR ends nothing', () => {
    expect(printed(recorded([['S', '220-a\n220-b\rc\r\n\n220 d\r\r\n']]))).toEqual([
      'S < "220-a\\x0A"',
      'S < "220-b\\x0Dc"',
      'S < "\\x0A"',
      'S < "220 d\\x0D"',
    ])
  })

  it('are recorded to where they broke off, and that is said', () => {
    expect(
      printed(
        recorded([
          ['S', '220 hel'],
          ['C', 'QU'],
        ]),
      ),
    ).toEqual([
      'C > "QU"',
      '### SMTP Line unfinished: our line above has no line end',
      'S < "220 hel"',
      "### SMTP Line unfinished: the server's line above has no line end",
    ])
  })

  it('are recorded before the event that ends the connection', () => {
    const statements: Statement[] = []
    const recorder = new ConversationRecorder({
      secrets: secrets(),
      extended: false,
      addresses: 'full',
      onStatement: (statement) => statements.push(statement),
    })
    recorder.received(bytes('421 lea'))
    recorder.event({ event: 'connection-lost', code: 'ECONNRESET' })
    recorder.ended()
    expect(printed(statements)).toEqual([
      'S < "421 lea"',
      "### SMTP Line unfinished: the server's line above has no line end",
      '### SMTP Connection lost: ECONNRESET',
    ])
  })

  it('are cut when they never end, and their true length is said', () => {
    const line = `250 ${'x'.repeat(70_000)}`
    expect(printed(recorded([['S', `${line}\r\n250 next\r\n`]]))).toEqual([
      `S < "${line.slice(0, 65_536)}"`,
      "### SMTP Line cut: the server's line above has 70004 bytes, the first 65536 are kept",
      'S < "250 next"',
    ])
    expect(printed(recorded([['S', `${'y'.repeat(65_536)}\r\n`]], {}, [1000]))).toEqual([`S < "${'y'.repeat(65_536)}"`])
  })

  it('take no memory beyond what is kept of them', () => {
    const piece = Buffer.alloc(1 << 20, 'z')
    const statements: Statement[] = []
    const recorder = new ConversationRecorder({
      secrets: secrets('correct-horse'),
      extended: false,
      addresses: 'masked',
      onStatement: (statement) => statements.push(statement),
    })
    const before = process.memoryUsage().arrayBuffers
    for (let count = 0; count < 50; count++) recorder.received(piece)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20)
    recorder.ended()
    expect(statements.map(({ kind }) => kind)).toEqual(['received', 'event', 'event'])
    expect(printed(statements)[1]).toContain('has 52428800 bytes')
  })
})

describe('a message', () => {
  it('is one event between the 354 and its reply', () => {
    expect(printed(recorded([...data, ['C', `${message}.\r\n`], ['S', '250 queued\r\n'], ['C', 'QUIT\r\n']]))).toEqual([
      'S < "220 mail.example.net ESMTP"',
      'C > "MAIL FROM:<alice@example.com>"',
      'C > "RCPT TO:<bob@example.org>"',
      'C > "DATA"',
      'S < "250 Ok"',
      'S < "250 Ok"',
      'S < "354 Go on"',
      `### SMTP Message handed over. From: alice@example.com; To: ; Subject: x; Date: ; Message-ID: ; ${message.length} bytes`,
      'S < "250 queued"',
      'C > "QUIT"',
    ])
  })

  it('is each of its lines in the extended log, the dot too', () => {
    const statements = recorded([...data, ['C', `${message}.\r\n`], ['S', '250 queued\r\n']], { extended: true })
    expect(printed(statements).slice(7)).toEqual([
      'C > "From: alice@example.com"',
      'C > "Subject: x"',
      'C > ""',
      'C > "Hello"',
      'C > ".. dots"',
      'C > "."',
      `### SMTP Message handed over. From: alice@example.com; To: ; Subject: x; Date: ; Message-ID: ; ${message.length} bytes`,
      'S < "250 queued"',
    ])
  })

  it('ends at CRLF.CRLF and nothing else', () => {
    const tricks = 'a\n.\r\nb\r\n.\nc\r\n.\r.\r\n'
    const statements = recorded([...data, ['C', `${tricks}.\r\nQUIT\r\n`]])
    expect(printed(statements).slice(7)).toEqual([
      `### SMTP Message handed over. From: ; To: ; Subject: ; Date: ; Message-ID: ; ${tricks.length} bytes`,
      'C > "QUIT"',
    ])
  })

  it('may be empty', () => {
    expect(printed(recorded([...data, ['C', '.\r\n']])).at(-1)).toContain('; 0 bytes')
  })

  it('that broke off is said to', () => {
    expect(printed(recorded([...data, ['C', 'From: a\r\nabc']])).slice(7)).toEqual([
      '### SMTP Message interrupted after 12 bytes, before its final dot',
    ])
  })

  it('is a message also when the client did not wait for the reply', () => {
    const [before, commands] = data.slice(0, 2)
    const turns: Turn[] = [
      before ?? greeting,
      commands ?? greeting,
      ['C', `${message}.\r\nQUIT\r\n`],
      ['S', '250 a\r\n250 b\r\n354 c\r\n250 d\r\n'],
    ]
    expect(printed(recorded(turns)).slice(4)).toEqual([
      'S < "250 a"',
      'S < "250 b"',
      'S < "354 c"',
      expect.stringContaining(`${message.length} bytes`),
      'C > "QUIT"',
      'S < "250 d"',
    ])
  })

  it('is a message also for a server that answers DATA with 250', () => {
    const odd: Turn[] = [
      greeting,
      ['C', 'DATA\r\n'],
      ['S', '250 send it\r\n'],
      ['C', `${message}.\r\n`],
      ['S', '250 ok\r\n'],
    ]
    expect(printed(recorded(odd)).slice(3)).toEqual([expect.stringContaining('handed over'), 'S < "250 ok"'])
    const reset: Turn[] = [greeting, ['C', 'DATA\r\n'], ['S', '250 send it\r\n'], ['C', 'RSET\r\nMAIL FROM:<>\r\n']]
    expect(printed(recorded(reset)).slice(3)).toEqual(['C > "RSET"', 'C > "MAIL FROM:<>"'])
  })

  it('that never waits for the reply does not fill the memory, and stays unseen', () => {
    const statements = recorded([greeting, ['C', `DATA\r\n${'a secret line\r\n'.repeat(50_000)}`]])
    expect(printed(statements).slice(1)).toEqual([
      'C > "DATA"',
      '### SMTP Message interrupted after 750000 bytes, before its final dot',
    ])
  })

  it('that never waits for the reply takes no memory', () => {
    const piece = Buffer.from(`${'a long line'.repeat(80)}\r\n`.repeat(1000))
    const recorder = new ConversationRecorder({
      secrets: secrets(),
      extended: false,
      addresses: 'full',
      onStatement: () => {},
    })
    recorder.received(bytes('220 hello\r\n'))
    recorder.sent(bytes('DATA\r\n'))
    const before = process.memoryUsage().arrayBuffers
    for (let count = 0; count < 30; count++) recorder.sent(piece)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20)
  })

  it('shows no token in the extended log, in any encoding of the body', () => {
    const token = 'Zk3vQ9_x-LmN0pRsTuVwXyZ1234567890abcdefghij'
    const link = `https://registro.example/confirm?token=${token}`
    const printable = `Please open https://registro.example/confirm?token=3D${token.slice(0, 9)}=\r\n${token.slice(9)} today\r\n`
    const base64 = `${(
      Buffer.from(`Please open ${link} today, or not`)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n')}\r\n`
    const statements = recorded([...data, ['C', `${link}\r\n${printable}${base64}.\r\n`]], {
      extended: true,
      secrets: secrets(token),
    })
    expect(printed(statements).slice(7, -1)).toEqual([
      `C > "https://registro.example/confirm?token=${mask}"`,
      `C > "Please open https://registro.example/confirm?token=3D${mask}="`,
      `C > "${mask} today"`,
      `C > "${mask}"`,
      `C > "${mask}"`,
      'C > "."',
    ])
  })
})

describe('secrets', () => {
  it('may be added while the conversation runs', () => {
    const statements: Statement[] = []
    const recorder = new ConversationRecorder({
      secrets: secrets(),
      extended: false,
      addresses: 'full',
      onStatement: (statement) => statements.push(statement),
    })
    recorder.addSecret('token-4711')
    recorder.received(bytes('554 spam: token-4711\r\n'))
    recorder.event({ event: 'failed', code: 'EENVELOPE', message: 'said token-4711' })
    expect(printed(statements)).toEqual([`S < "554 spam: ${mask}"`, `### SMTP Failed: EENVELOPE; said ${mask}`])
  })

  it('are forgotten by a TLS upgrade only as far as commands go', () => {
    const statements: Statement[] = []
    const recorder = new ConversationRecorder({
      secrets: secrets(),
      extended: false,
      addresses: 'full',
      onStatement: (statement) => statements.push(statement),
    })
    recorder.event({ event: 'connected', host: 'mail.example.net', port: 587, secured: false })
    recorder.received(bytes('220 mail.example.net\r\n'))
    recorder.sent(bytes('STARTTLS\r\n'))
    recorder.received(bytes('220 go\r\n250 inje'))
    recorder.event({ event: 'starttls-done' })
    recorder.sent(bytes('AUTH PLAIN AGFsaWNlAHBhc3N3b3Jk\r\n'))
    recorder.received(bytes('235 hello alice, password\r\n'))
    expect(printed(statements).slice(3)).toEqual([
      'S < "220 go"',
      'S < "250 inje"',
      "### SMTP Line unfinished: the server's line above has no line end",
      '### SMTP STARTTLS done: the connection is secured',
      `C > "AUTH PLAIN ${mask}"`,
      `S < "235 hello ${mask}, ${mask}"`,
    ])
  })
})

it('says once that credentials and messages go in clear, whoever says it', () => {
  const statements: Statement[] = []
  const recorder = new ConversationRecorder({
    secrets: secrets(),
    extended: false,
    addresses: 'full',
    onStatement: (statement) => statements.push(statement),
  })
  recorder.event({ event: 'connected', host: 'mail.example.net', port: 25, secured: false })
  recorder.event({ event: 'credentials-in-clear' })
  for (const command of ['AUTH PLAIN', 'AUTH PLAIN', 'MAIL FROM:<>', 'MAIL FROM:<>']) {
    recorder.sent(bytes(`${command}\r\n`))
    recorder.received(bytes('500 no\r\n'))
  }
  recorder.event({ event: 'message-in-clear' })
  const said = statements.flatMap((statement) => (statement.kind === 'event' ? [statement.event.event] : []))
  expect(said).toEqual(['connected', 'credentials-in-clear', 'message-in-clear'])
})

describe('addresses', () => {
  it('lose their local parts everywhere when they are to be masked', () => {
    const turns: Turn[] = [
      greeting,
      [
        'C',
        'MAIL FROM:<bounce+alice=example.org@example.com> SIZE=100\r\nRCPT TO:<"al ice"@example.org>\r\nRCPT TO:<robert@example.org>\r\nDATA\r\n',
      ],
      [
        'S',
        '250 <bounce+alice=example.org@example.com> ok\r\n550 5.1.1 robert: no such user (see https://x.example/?u=robert%40example.org)\r\n250 x\r\n354 y\r\n',
      ],
      ['C', 'From: Alice <alice@example.com>\r\nTo: robert@example.org\r\n.\r\n'],
    ]
    expect(printed(recorded(turns, { addresses: 'masked' })).slice(1)).toEqual([
      'C > "MAIL FROM:<***@example.com> SIZE=100"',
      'C > "RCPT TO:<***@example.org>"',
      'C > "RCPT TO:<***@example.org>"',
      'C > "DATA"',
      'S < "250 <***@example.com> ok"',
      'S < "550 5.1.1 ***: no such user (see https:***%40example.org)"',
      'S < "250 x"',
      'S < "354 y"',
      '### SMTP Message handed over. From: Alice <***@example.com>; To: ***@example.org; Subject: ; Date: ; Message-ID: ; 57 bytes',
    ])
  })
})

const lineEnd = fc.constantFrom('\r\n', '\n')
const words = anyBytes.map((some) => textOf(some.filter((byte) => byte !== 0x0a)))

/** Replies and commands with nothing secret in them: hostile text, bare LF, empty lines, several at once. */
const anyReply = fc
  .tuple(fc.array(words, { maxLength: 3 }), fc.constantFrom('220', '250', '451', '550'), words, lineEnd)
  .map(([lines, code, last, end]): Turn => [
    'S',
    bytesOf([...lines.map((line) => `${code}-${line}`), `${code} ${last}`].join(end) + end),
  ])
const anyCommand = fc
  .array(fc.tuple(fc.constantFrom('EHLO ', 'MAIL FROM:', 'RCPT TO:', 'NOOP ', 'X-ODD '), words, lineEnd), {
    minLength: 1,
    maxLength: 3,
  })
  .map((commands): Turn => ['C', bytesOf(commands.map((command) => command.join('')).join(''))])

const anyMessage = fc
  .array(fc.oneof(words, fc.constantFrom('.', '..', '', 'Subject: x')), { maxLength: 6 })
  .map((lines): readonly Turn[] => [
    ['C', 'DATA\r\n'],
    ['S', '354 go\r\n'],
    ['C', bytesOf(`${lines.map((line) => (line.startsWith('.') ? `.${line}` : line)).join('\r\n')}\r\n.\r\n`)],
    ['S', '250 taken\r\n'],
  ])
const anyLogin = fc
  .tuple(
    fc.constantFrom('PLAIN', 'LOGIN', 'X-OWN', 'XOAUTH2'),
    fc.array(fc.base64String(), { maxLength: 3 }),
    fc.constantFrom('235 ok', '535 no'),
  )
  .map(([mechanism, responses, last]): readonly Turn[] => {
    const rounds = responses.map((response): readonly Turn[] => [
      ['S', '334 \r\n'],
      ['C', `${response}\r\n`],
    ])
    return [[['C', `AUTH ${mechanism}\r\n`] as const], ...rounds, [['S', `${last}\r\n`] as const]].flat()
  })

const anyTurns = fc
  .array(fc.oneof(fc.tuple(anyCommand, anyReply), anyMessage, anyLogin), { maxLength: 6 })
  .map((parts): readonly Turn[] => [[greeting], ...parts].flat())

/** The bytes that the lines of one side stand for. */
const wireOf = (statements: readonly Statement[], kind: 'sent' | 'received') =>
  statements
    .filter((statement) => statement.kind === kind)
    .map((statement) =>
      'text' in statement ? (statement.text.endsWith('\n') ? statement.text : `${statement.text}\r\n`) : '',
    )
    .join('')

describe('any conversation', () => {
  it('is recorded byte for byte, line for line, both ways', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, anyReply), { maxLength: 6 }), (parts) => {
        const turns = [greeting, ...parts.flat()]
        const statements = recorded(turns)
        for (const [side, kind] of [
          ['C', 'sent'],
          ['S', 'received'],
        ] as const) {
          const spoken = Buffer.concat(turns.filter(([who]) => who === side).map(([, said]) => bytes(said)))
          expect(Buffer.from(bytesOf(wireOf(statements, kind))).equals(spoken)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has the same record in whatever pieces it came, also when it breaks off anywhere', () => {
    fc.assert(
      fc.property(
        anyTurns,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.nat(),
        fc.boolean(),
        (turns, sizes, cut, extended) => {
          const total = turns.reduce((sum, [, said]) => sum + bytes(said).length, 0)
          const broken = until(turns, cut % (total + 1))
          expect(recorded(broken, { extended }, sizes)).toEqual(recorded(broken, { extended }))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is recorded to the last byte when it breaks off anywhere', () => {
    fc.assert(
      fc.property(anyReply, fc.nat(), ([, reply], cut) => {
        const piece = bytes(reply).subarray(0, cut % (reply.length + 1))
        const texts = recorded([greeting, ['S', piece]])
          .filter(({ kind }) => kind === 'received')
          .slice(1)
        const spoken = texts.map((statement) => ('text' in statement ? statement.text : '')).join('')
        expect(spoken.replaceAll('\n', '')).toBe(textOf(Uint8Array.from(piece)).replace(/\r?\n/g, ''))
      }),
      { numRuns: 500 },
    )
  })

  it('stays one harmless line per line in the log', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        for (const statement of recorded(turns, { extended: true }))
          expect(printLine({ counter: 1, at: 0, processId: 1, conversation: 1, statement }, 'en')).not.toMatch(
            /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
          )
      }),
      { numRuns: 300 },
    )
  })

  it('keeps no byte of a message in the regular log but its headers', () => {
    fc.assert(
      fc.property(anyMessage, (turns) => {
        const [, , sent] = turns
        const statements = recorded([greeting, ...turns])
        const length = bytes(sent?.[1] ?? '').length - 3
        expect(printed(statements).slice(3)).toEqual([
          expect.stringMatching(new RegExp(`; ${length} bytes$`)),
          'S < "250 taken"',
        ])
      }),
      { numRuns: 300 },
    )
  })
})

function until(turns: readonly Turn[], length: number): readonly Turn[] {
  const kept: Turn[] = []
  let left = length
  for (const [side, said] of turns) {
    kept.push([side, bytes(said).subarray(0, left)])
    left = Math.max(0, left - bytes(said).length)
  }
  return kept
}

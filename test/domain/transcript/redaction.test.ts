import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationRecorder } from '../../../src/domain/transcript/recorder.js'
import { mask } from '../../../src/domain/transcript/redaction.js'
import { SecretPatterns } from '../../../src/domain/transcript/secret-patterns.js'
import type { Statement } from '../../../src/domain/transcript/statement.js'
import { printed } from '../../conversations/script.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** How a client of each mechanism gives its credentials, one response a turn. */
const responses: Readonly<Record<string, (user: string, password: string) => readonly string[]>> = {
  PLAIN: (user, password) => [base64(`\0${user}\0${password}`)],
  'PLAIN for another': (user, password) => [base64(`${user}\0${user}\0${password}`)],
  LOGIN: (user, password) => [base64(user), base64(password)],
  'CRAM-MD5': (user, password) => [base64(`${user} ${createHmac('md5', password).update('<1@mail>').digest('hex')}`)],
  XOAUTH2: (user, password) => [base64(`user=${user}\x01auth=Bearer ${password}\x01\x01`), ''],
  OAUTHBEARER: (user, password) => [base64(`n,a=${user},\x01host=h\x01auth=Bearer ${password}\x01\x01`), 'AQ=='],
  'X-RAW': (user, password) => [user, password],
  'X-JOINED': (user, password) => [base64(`${user}\x01${password}`)],
  'X-SAFE': (_, password) => [Buffer.from(`?${password}>`).toString('base64url')],
}

/** How a server may give back what it was told. */
const echoes: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64,
  'base64, one byte on': (text) => base64(`x${text}y`),
  'base64, two bytes on': (text) => base64(`xy${text}`),
  'url-encoded': (text) => encodeURIComponent(text),
  'url-encoded, lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'quoted-printable': (text) => encodeURIComponent(text).replaceAll('%', '='),
}

const anyUser = fc.oneof(fc.emailAddress(), fc.stringMatching(/^[a-z0-9._-]{3,12}$/))
const anyPassword = fc
  .oneof(fc.stringMatching(/^[!-~]{6,30}$/), fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }))
  .filter(
    (value) =>
      value.length >= 6 && !/\p{Surrogate}/u.test(value) && !/^\**$/.test(value) && !/[\r\n\0\x01]/.test(value),
  )

interface Login {
  readonly user: string
  readonly password: string
  readonly mechanism: string
  /** The first response in the command; all responses at once; the rest of the client's lines after the refusal. */
  readonly manner: 'initial' | 'turn by turn' | 'pipelined' | 'refused at once'
  readonly offered: boolean
  readonly challenge: string
  readonly verdict: string
  readonly echo: string
  readonly end: string
  readonly split: number
  readonly pieces: number
}

const anyLogin: fc.Arbitrary<Login> = fc.record({
  user: anyUser,
  password: anyPassword,
  mechanism: fc.constantFrom(...Object.keys(responses)),
  manner: fc.constantFrom(
    'initial' as const,
    'turn by turn' as const,
    'pipelined' as const,
    'refused at once' as const,
  ),
  offered: fc.boolean(),
  challenge: fc.constantFrom('334 ', '334', '334-more\r\n334 ', '335 ', '334-'),
  verdict: fc.constantFrom('235', '535', '454', '421', '500', '334', '250'),
  echo: fc.constantFrom(...Object.keys(echoes)),
  end: fc.constantFrom('\r\n', '\n'),
  split: fc.nat({ max: 40 }),
  pieces: fc.integer({ min: 1, max: 50 }),
})

function recordOf(login: Login, secrets: SecretPatterns): readonly string[] {
  const statements: Statement[] = []
  const recorder = new ConversationRecorder({
    secrets,
    extended: true,
    addresses: 'full',
    onStatement: (statement) => statements.push(statement),
  })
  const say = (how: 'sent' | 'received', text: string) => {
    const all = Buffer.from(text)
    for (let at = 0; at < all.length; at += login.pieces) recorder[how](all.subarray(at, at + login.pieces))
  }
  const { end } = login
  const name = login.mechanism.split(' ')[0] ?? ''
  const turns = responses[login.mechanism]?.(login.user, login.password) ?? []
  const echo = echoes[login.echo]?.(login.password) ?? ''
  const shown = Array.from(echo)
  say('received', '220 mail.example.net\r\n')
  say('sent', `EHLO us${end}`)
  say('received', `250-mail.example.net\r\n250 AUTH ${login.offered ? name : 'OTHER'}\r\n`)
  if (login.manner === 'pipelined') {
    say('sent', [`AUTH ${name}`, ...turns].map((line) => line + end).join(''))
    for (const _ of turns) say('received', `${login.challenge}${end}`)
  } else if (login.manner === 'refused at once') {
    say('sent', `AUTH ${name}${end}`)
    say('received', `503 no${end}`)
    for (const turn of turns) say('sent', turn + end)
  } else {
    say('sent', login.manner === 'initial' ? `AUTH ${name} ${turns[0] ?? ''}${end}` : `AUTH ${name}${end}`)
    for (const turn of login.manner === 'initial' ? turns.slice(1) : turns) {
      say('received', `${login.challenge}${login.challenge.endsWith('-') ? `${echo}${end}334 ` : echo}${end}`)
      say('sent', turn + end)
    }
  }
  say(
    'received',
    `${login.verdict}-5.7.8 (${echo})${end}${login.verdict}-5.7.8 ${shown.slice(0, login.split).join('')}${end}`,
  )
  say('received', `${login.verdict} 5.7.8 ${shown.slice(login.split).join('')} of ${login.user} denied${end}`)
  say('received', `421 and ${echo} once more for <${login.user}>${end}`)
  recorder.ended()
  return printed(statements)
}

/** Any six characters in a row of a secret's form are a leak, also where lines meet. */
function leak(lines: readonly string[], form: readonly string[]): string | undefined {
  const texts = lines.map((line) => line.replaceAll(mask, '\0').replace(/(?:\\x0A)?"$/, ''))
  const shown = [...texts, texts.map((line) => line.replace(/^[^"]*"(?:\d{3}[ -](?:5\.7\.8 )?)?/, '')).join('')].join(
    '\n',
  )
  for (let at = 0; at + 6 <= form.length; at++) {
    const six = form.slice(at, at + 6).join('')
    if (shown.includes(six)) return six
  }
  return undefined
}

/** The digits of a Base64 text that hold nothing but the secret. */
const core = (before: string, secret: string) =>
  base64(before + secret).slice(
    Math.ceil((8 * before.length) / 6),
    Math.floor((8 * (before.length + Buffer.byteLength(secret))) / 6),
  )

describe('any login', () => {
  it('shows nothing of its password or token, whatever the server does, known beforehand or not', () => {
    fc.assert(
      fc.property(anyLogin, fc.boolean(), (login, registered) => {
        const secrets = new SecretPatterns()
        // Inside an unknown mechanism's own wrapping, or when it is never sent, a password is found only when it is known.
        if (registered || ['X-SAFE', 'CRAM-MD5'].includes(login.mechanism)) secrets.add(login.password)
        const lines = recordOf(login, secrets)
        const characters = Array.from(login.password)
        const forms = [
          characters,
          ...['', 'x', 'xy'].map((before) => Array.from(core(before, login.password))),
          characters.map(encodeURIComponent),
          characters.map((character) => encodeURIComponent(character).toLowerCase()),
          characters.map((character) => encodeURIComponent(character).replaceAll('%', '=')),
        ]
        expect(forms.map((form) => leak(lines, form))).toEqual(forms.map(() => undefined))
      }),
      { numRuns: 5000 },
    )
  })

  it('shows nothing of its responses', () => {
    fc.assert(
      fc.property(anyLogin, (login) => {
        const lines = recordOf(login, new SecretPatterns()).filter((line) => line.startsWith('C > '))
        const turns = responses[login.mechanism]?.(login.user, login.password) ?? []
        expect(turns.map((turn) => leak(lines, Array.from(turn)))).toEqual(turns.map(() => undefined))
        expect(
          lines.filter((line) => !/^C > "(?:EHLO us|AUTH(?: [A-Z0-9-]+)?(?: \*{32})?|\*{32})(?:\\x0A)?"$/.test(line)),
        ).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('does not tell the name of who logged in, not even in the reply', () => {
    fc.assert(
      fc.property(anyLogin, (login) => {
        // A name such as 220 stands in every conversation.
        fc.pre(login.mechanism !== 'X-SAFE' && !/^\d{3}$/.test(login.user))
        const lines = recordOf(login, new SecretPatterns())
        const words = lines
          .join('\n')
          .toLowerCase()
          .split(/[^a-z0-9.!#$%&'*+/=?^_`{|}~@-]+/)
        expect(words).not.toContain(login.user.toLowerCase())
      }),
      { numRuns: 3000 },
    )
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain, type ExplainRequest } from '../../../src/adapters/command-line/explain-command.js'
import { languageFrom, readEnd } from '../../../src/adapters/command-line/terminal.js'
import type { Diagnosis } from '../../../src/domain/diagnosis/diagnosis.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { runBuiltProgram } from './built-program.js'
import { TerminalInMemory } from './terminal-in-memory.js'

const wrongPassword = [
  '220 mail.example.net ESMTP ready',
  'EHLO shop.example.org',
  '250-mail.example.net',
  '250 AUTH PLAIN LOGIN',
  'AUTH PLAIN AHNob3BAZXhhbXBsZS5vcmcAaHVudGVyMjI=',
  '535 5.7.8 Error: authentication failed: bad password',
  'QUIT',
  '221 2.0.0 Bye',
].join('\n')

const plainly: ExplainRequest = { asJson: false, context: {} }

describe('registro explain', () => {
  it('says what happened, who must act and what to do, and marks the line that says so', async () => {
    const terminal = new TerminalInMemory(wrongPassword)
    expect(await explain(plainly, terminal)).toBe(1)
    const [first] = terminal.stdout.split('\n')
    expect(first).toMatch(/^✗ The server does not accept this user name and password/)
    expect(first).toContain('5.7.8: authentication credentials invalid')
    expect(terminal.stdout).toMatch(/Who must act +whoever keeps the user name and password/)
    expect(terminal.stdout).toMatch(/What to do +\S/)
    expect(terminal.stdout).toContain('credentials-rejected · auth · certain')
    expect(terminal.stdout.split('\n').filter((line) => line.startsWith('>'))).toEqual([
      '> 6  535 5.7.8 Error: authentication failed: bad password',
    ])
    expect(terminal.stderr).toBe('')
  })

  it('names nobody who must act when it does not know', async () => {
    const terminal = new TerminalInMemory('something went wrong')
    await explain(plainly, terminal)
    expect(terminal.stdout).toMatch(/Who must act +not clear from this text/)
    expect(terminal.stdout).not.toContain('provider that sends')
  })

  it('speaks Spanish to who speaks Spanish', async () => {
    const terminal = new TerminalInMemory(wrongPassword, { language: 'es' })
    await explain(plainly, terminal)
    expect(terminal.stdout).toMatch(/^✗ El servidor no acepta/)
    expect(terminal.stdout).toMatch(/Quién debe actuar +quien guarda el usuario y la contraseña/)
    expect(terminal.stdout).toMatch(/Qué hacer +\S/)
    expect(terminal.stdout).toContain('5.7.8: credenciales de autenticación no válidas')
  })

  it('takes the language from the variables that POSIX names, the strongest first', () => {
    expect(languageFrom({ LC_ALL: 'es_ES.UTF-8', LANG: 'en_US.UTF-8' })).toBe('es')
    expect(languageFrom({ LC_ALL: '', LC_MESSAGES: 'es', LANG: 'en' })).toBe('es')
    expect(languageFrom({ LC_ALL: 'C', LANG: 'es_AR' })).toBe('en')
    expect(languageFrom({ LANG: 'est_EE' })).toBe('en')
    expect(languageFrom({})).toBe('en')
  })

  it('is content with a message that was taken', async () => {
    const accepted = 'RCPT TO:<ana@example.net>\n250 2.1.5 Ok\nDATA\n354 go ahead\n.\n250 2.0.0 Ok: queued as 4F2A1\n'
    const terminal = new TerminalInMemory(accepted)
    expect(await explain(plainly, terminal)).toBe(0)
    expect(terminal.stdout).toMatch(/^✓ /)
    expect(terminal.stdout).not.toContain('Who must act')
  })

  it('prints the diagnosis itself as one JSON object', async () => {
    const terminal = new TerminalInMemory(wrongPassword)
    expect(await explain({ asJson: true, context: {} }, terminal)).toBe(1)
    const diagnosis = JSON.parse(terminal.stdout) as Diagnosis
    expect(diagnosis).toMatchObject({ phase: 'auth', cause: 'credentials-rejected', side: 'credentials' })
    expect(diagnosis.evidence).toEqual(['535 5.7.8 Error: authentication failed: bad password'])
    expect(Object.keys(diagnosis).toSorted()).toEqual(
      'cause confidence evidence explanation phase remedy retryable rule side'.split(' '),
    )
  })

  it('shows of a long text what stands around the evidence, with the lines’ true numbers', async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `2026-11-21 15:03:11 INFO job ${String(at + 1)} went well`)
    lines[199] = '2026-11-21 15:03:11 ERROR 550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown'
    const terminal = new TerminalInMemory(lines.join('\n'))
    await explain(plainly, terminal)
    expect(terminal.stdout).toContain('> 200  2026-11-21 15:03:11 ERROR 550 5.1.1 <nobody@example.net>')
    expect(terminal.stdout).toContain('  197  2026-11-21 15:03:11 INFO job 197')
    expect(terminal.stdout).not.toContain('job 196 ')
    expect(terminal.stdout).toContain('… 196 more lines')
    expect(terminal.stdout).toContain('… 97 more lines')
  })

  it('reads of a very long text the end, and says so', async () => {
    const terminal = new TerminalInMemory(`${'an old story\n'.repeat(200_000)}${wrongPassword}`)
    expect(await explain({ asJson: true, context: {} }, terminal)).toBe(1)
    expect(JSON.parse(terminal.stdout)).toMatchObject({ cause: 'credentials-rejected' })
    expect(terminal.stderr).toMatch(/^Only the last 1048576 bytes are read; \d+ before them are left out\.\n$/)
  })

  it('reads what Windows and old programs write', async () => {
    const german = '550 5.1.1 Empfänger unbekannt'
    for (const bytes of [
      Buffer.from(`\ufeff${german}`, 'utf16le'),
      Buffer.from(`\ufeff${german}`, 'utf16le').swap16(),
      Buffer.from(german, 'utf16le'),
      Buffer.from(german, 'utf16le').swap16(),
      Buffer.from(german, 'utf16le').subarray(1),
      Buffer.from(german, 'latin1'),
      Buffer.from(`\ufeff${german}`),
    ]) {
      const terminal = new TerminalInMemory(bytes)
      await explain(plainly, terminal)
      expect(terminal.stdout).toContain('Empfänger unbekannt')
    }
  })

  it('keeps the end of a stream, however it comes in pieces', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.integer({ min: 1, max: 64 }),
        async (pieces, max) => {
          const whole = Buffer.concat(pieces)
          const { bytes, leftOut } = await readEnd(streamOf(pieces), max)
          expect(Buffer.from(bytes)).toEqual(whole.subarray(Math.max(0, whole.length - max)))
          expect(leftOut).toBe(Math.max(0, whole.length - max))
        },
      ),
    ))

  it('lets no text drive the terminal', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\x1b[2J', '\x9b', '\u202e', '\x07', '\x7f', '\u2066'),
        fc.boolean(),
        async (text, bad, asJson) => {
          const terminal = new TerminalInMemory(`550 5.1.1 User ${text}${bad} unknown`)
          await explain({ ...plainly, asJson }, terminal)
          expect(terminal.stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
        },
      ),
    ))

  it('shows no password that stands in the text, in words or in JSON', () =>
    fc.assert(
      fc.asyncProperty(secret, fc.constantFrom(...framings), fc.boolean(), async (secret, frame, asJson) => {
        const terminal = new TerminalInMemory(frame(secret))
        await explain({ asJson, context: {} }, terminal)
        for (const form of formsOf(secret)) expect(terminal.stdout + terminal.stderr).not.toContain(form)
      }),
    ))
})

describe('the built program, asked to explain', () => {
  it('reads standard input, tells by its exit code, and colours nothing that is not a terminal', async () => {
    const { code, stdout, stderr } = await runBuiltProgram(['explain'], { input: wrongPassword })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain('✗ The server does not accept')
    expect(stdout).not.toContain('\x1b')
  })

  it('reads a file, in the language of the environment', async () => {
    const file = join(await temporaryFolder(), 'mail.log')
    await writeFile(file, wrongPassword)
    const { code, stdout } = await runBuiltProgram(['explain', file], { variables: { LANG: 'es_ES.UTF-8' } })
    expect(code).toBe(1)
    expect(stdout).toContain('✗ El servidor no acepta')
  })

  it('takes into account what the text does not say', async () => {
    const text = 'Error: Greeting never received\ncode: ETIMEDOUT, command: CONN'
    const context = ['--host', 'smtp.example.net', '--port', '465', '--tls', 'none', '--from', 'a@b.example']
    const { stdout } = await runBuiltProgram(['explain', '--json', ...context, '--to', 'c@d.example'], { input: text })
    expect(JSON.parse(stdout)).toMatchObject({ cause: 'tls-mode-mismatch', side: 'configuration' })
  })

  it('says what is wrong with the command line, and explains nothing', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['explain', '/no/such/file'], 'ENOENT'],
      [['explain', '/'], 'EISDIR'],
      [['explain', '--port', '0'], '1 to 65535'],
      [['explain', '--port', '99999'], '1 to 65535'],
      [['explain', '--tls', 'ssl'], 'implicit, starttls, none'],
      [['explain', '--colour'], '--colour'],
      [['explain', 'one', 'two'], 'too many arguments'],
    ]
    for (const [args, words] of cases) {
      const { code, stdout, stderr } = await runBuiltProgram(args, { input: wrongPassword })
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' })
      expect(stderr).toContain(words)
    }
    for (const input of ['', ' \r\n\t\n']) {
      const { code, stdout, stderr } = await runBuiltProgram(['explain', '--json'], { input })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('nothing to explain')
    }
  })
})

async function* streamOf(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces
}

/** As people choose passwords: a few of each kind of character. */
const secret = fc
  .tuple(
    fc.stringMatching(/^[a-z]{3,8}$/),
    fc.stringMatching(/^[A-Z]{2,4}$/),
    fc.stringMatching(/^[0-9]{2,4}$/),
    fc.stringMatching(/^[a-zA-Z0-9]{0,8}$/),
  )
  .map((parts) => parts.join(''))

const base64 = (text: string): string => Buffer.from(text).toString('base64')

function formsOf(secret: string): readonly string[] {
  return [secret, base64(secret), base64(`\0ana@example.org\0${secret}`)]
}

const framings: readonly ((secret: string) => string)[] = [
  (secret) => `AUTH PLAIN ${base64(`\0ana@example.org\0${secret}`)}\n535 5.7.8 Bad credentials`,
  (secret) =>
    `C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${base64('ana@example.org')}\nS: 334 UGFzc3dvcmQ6\nC: ${base64(secret)}\nS: 535 5.7.8 no`,
  (secret) => `SMTP_URL=smtp://ana%40example.org:${secret}@mail.example.net:587\nError: connect ECONNREFUSED`,
  (secret) => `auth: { user: 'ana@example.org', pass: '${secret}' }\nError: Invalid login: 535 5.7.8 no`,
  (secret) => `MAIL_PASSWORD="${secret}"\nsmtplib.SMTPAuthenticationError: (535, b'5.7.8 no')`,
  (secret) => `Authorization: Bearer ${secret}${secret}\n535 5.7.3 Authentication unsuccessful`,
]

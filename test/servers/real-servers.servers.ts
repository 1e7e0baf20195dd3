import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SystemClock } from '../../src/adapters/system/system-clock.js'
import { FileTranscriptLog } from '../../src/adapters/smtp-log/file-transcript-log.js'
import { NodemailerEmailSender } from '../../src/adapters/smtp/nodemailer-email-sender.js'
import type { Sending } from '../../src/application/ports/email-sender.js'
import { AttemptRecording } from '../../src/application/attempt-recording.js'
import { diagnose } from '../../src/domain/diagnosis/diagnose.js'
import { ConversationRecorder } from '../../src/domain/transcript/recorder.js'
import { SecretPatterns } from '../../src/domain/transcript/secret-patterns.js'
import { parseLine, printLine } from '../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { emailTo } from '../support/emails.js'
import { findExim, startExim } from './exim.js'
import { type MailProgram, type TheirLine, login, unknownRecipient } from './mail-program.js'
import { findPostfix, startPostfix } from './postfix.js'

const programs = [
  { name: 'Postfix', path: await findPostfix(), start: startPostfix, package: 'postfix' },
  { name: 'Exim', path: await findExim(), start: startExim, package: 'exim4-daemon-light' },
]

for (const { name, path, package: debian } of programs) {
  if (path !== undefined) continue
  const message = `${name} is not here: nothing is compared with it. Install the package ${debian}, or run .ci/servers.`
  if (process.env['SERVERS_REQUIRED'] === '1') throw new Error(message)
  process.stderr.write(`\n${'!'.repeat(100)}\n!! ${message}\n${'!'.repeat(100)}\n\n`)
}

const mask = '*'.repeat(32)

describe.each(programs)('our record of a conversation with $name', ({ path, start }) => {
  describe.skipIf(path === undefined)('over STARTTLS', () => {
    let program: MailProgram
    let folder: string
    let log: FileTranscriptLog
    let sender: NodemailerEmailSender
    let over = 0

    beforeAll(async () => {
      program = await start(path ?? '')
    })
    afterAll(() => program.stop())

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'registro-servers-log-'))
      log = new FileTranscriptLog({
        path: join(folder, 'smtp.log'),
        maxBytes: 10_000_000,
        files: 2,
        locale: 'en',
        now: Date.now,
        processId: process.pid,
        version: '1.2.3',
        onTrouble: ({ detail }) => {
          throw new Error(detail)
        },
      })
      await log.open()
      sender = senderWith(login.password)
    })
    afterEach(async () => {
      await sender.close()
      await log.close()
      await rm(folder, { recursive: true, force: true })
    })

    function senderWith(password: string): NodemailerEmailSender {
      return new NodemailerEmailSender({
        name: 'real',
        host: '127.0.0.1',
        port: program.port,
        tls: 'starttls',
        user: login.user,
        password,
        ca: program.ca,
        verify: true,
        timeoutScale: 1,
        maxConnections: 1,
        fingerprint: 'real',
      })
    }

    /** Sends, and gives the attempt's transcript too. */
    async function send(
      to: string,
      text?: string,
    ): Promise<{ sending: Sending; lines: () => readonly RecordedLine[] }> {
      const secrets = new SecretPatterns()
      const recording = new AttemptRecording(
        {
          log,
          clock: new SystemClock(),
          newRecorder: (_provider, onStatement) =>
            new ConversationRecorder({ secrets, extended: false, addresses: 'full', onStatement }),
        },
        sender.provider,
      )
      const sending = await sender.send(emailTo(to, text === undefined ? {} : { text }), {
        open: () => recording.open(),
        join: (conversation) => recording.join(conversation),
        handingOver: async () => 'go',
      })
      return { sending, lines: () => recording.lines() }
    }

    /** Closes all, and compares: the same commands and the same replies, each in the same order. */
    async function expectSameRecord(): Promise<readonly TheirLine[]> {
      await sender.close()
      await log.close()
      over += 1
      const theirs = (await program.conversations(over))[over - 1] ?? []
      const ours = (await readFile(join(folder, 'smtp.log'), 'utf8'))
        .trimEnd()
        .split('\n')
        .flatMap((line): readonly TheirLine[] => {
          const parsed = parseLine(line)
          if (parsed.outcome === 'damaged') throw new Error(parsed.reason)
          const { statement } = parsed.line
          if (statement.kind === 'event') return []
          return [{ side: statement.kind === 'sent' ? 'client' : 'server', text: statement.text }]
        })
      const said = (lines: readonly TheirLine[], side: 'client' | 'server'): readonly string[] =>
        lines.filter((line) => line.side === side).map(({ text }) => text.replace(/^(AUTH PLAIN) .+/, `$1 ${mask}`))
      expect(said(ours, 'client')).toEqual(said(theirs, 'client'))
      expect(said(ours, 'server')).toEqual(said(theirs, 'server'))
      expect(theirs.length).toBeGreaterThan(15)
      return theirs
    }

    it('is theirs, for a message that was taken', async () => {
      const { sending } = await send('ana@example.test')
      expect(sending).toEqual({ outcome: 'accepted' })
      const theirs = await expectSameRecord()
      expect(theirs.filter(({ text }) => /^(?:STARTTLS|AUTH PLAIN .*|DATA|QUIT)$/.test(text))).toHaveLength(4)
    })

    it('is theirs, for several messages on one connection, with lines that begin with dots', async () => {
      for (const text of ['one\n.\n..\n.dot\n', 'two', 'three\n\n.'])
        expect((await send('ana@example.test', text)).sending.outcome).toBe('accepted')
      const theirs = await expectSameRecord()
      expect(theirs.filter(({ text }) => text === 'DATA')).toHaveLength(3)
    })

    it('is theirs, for a recipient that they do not know, and means that', async () => {
      const { sending, lines } = await send(unknownRecipient)
      expect(sending.outcome).toBe('refused')
      expect((await send('ana@example.test')).sending.outcome).toBe('accepted')
      await expectSameRecord()
      const text = lines().map((line) => printLine(line, 'en'))
      expect(diagnose(text.join('\n'), sending.fault, { to: unknownRecipient }).cause).toBe('recipient-unknown')
    })

    it('is theirs, for a wrong password, which stands nowhere in it', async () => {
      sender = senderWith('a-wrong-word')
      const { sending, lines } = await send('ana@example.test')
      expect(sending.outcome).toBe('failed')
      await expectSameRecord()
      expect(await readFile(join(folder, 'smtp.log'), 'utf8')).not.toMatch(/a-wrong-word|AGFuYQ/)
      const text = lines().map((line) => printLine(line, 'en'))
      expect(diagnose(text.join('\n'), sending.fault, {}).cause).toBe('credentials-rejected')
    })
  })
})

import { mkdir, readFile, readdir, rm, rmdir, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseLine } from '../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { opened } from '../adapters/database/sqlite-world.js'
import { testCa } from '../support/scripted-smtp-server-certificates.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { Service, tokenIn } from './service.js'

const mask = '*'.repeat(32)

/** The line with that masked which is masked in another one: what stands before and after the masks must be the same. */
function maskedAlike(line: string, masked: string): string {
  const parts = masked.split(mask)
  const [before = '', after = ''] = [parts[0], parts.at(-1)]
  return parts.length > 1 && line.startsWith(before) && line.endsWith(after) ? masked : line
}

describe('the record of real mail', { timeout: 60_000 }, () => {
  let folder = ''
  const ends: (() => Promise<void>)[] = []

  beforeEach(async () => {
    folder = await temporaryFolder()
    await writeFile(join(folder, 'ca.pem'), await testCa())
    await mkdir(join(folder, 'data'))
  })
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  })

  async function server(options: Parameters<typeof startScriptedSmtpServer>[0]): Promise<ScriptedSmtpServer> {
    const started = await startScriptedSmtpServer(options)
    ends.push(() => started.close())
    return started
  }

  async function service(port: number, parameters = '', variables = {}): Promise<Service> {
    const url = `smtp://ana%40example.org:s3cret-word@127.0.0.1:${String(port)}?ca=${encodeURIComponent(join(folder, 'ca.pem'))}`
    const started = await Service.start({ SMTP_URL: `${url}${parameters}`, ...variables }, join(folder, 'data'))
    ends.push(() => started.end())
    return started
  }

  const logFile = (): string => join(folder, 'data', 'logs', 'smtp.log')

  async function linesOf(path: string): Promise<readonly RecordedLine[]> {
    const texts = (await readFile(path, 'utf8')).trimEnd().split('\n')
    return texts.map((text) => {
      const parsed = parseLine(text)
      if (parsed.outcome === 'damaged') throw new Error(`${parsed.reason}: ${text}`)
      return parsed.line
    })
  }

  /** Resolves with the log once it holds that text; it may be away meanwhile. */
  async function recorded(text: string): Promise<string> {
    for (;;) {
      const log = await readFile(logFile(), 'utf8').catch(() => '')
      if (log.includes(text)) return log
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const spoken = (lines: readonly RecordedLine[]): readonly string[] =>
    lines.flatMap(({ statement }) =>
      statement.kind === 'event' ? [] : [`${statement.kind === 'sent' ? 'client' : 'server'} ${statement.text}`],
    )

  it('has each line of the message in the extended log, and in the regular one that there is such a log', async () => {
    const provider = await server({ tls: 'starttls' })
    const extended = join(folder, 'whole', 'gmail.log')
    const running = await service(provider.port, `&logFile=${encodeURIComponent(extended)}`)
    const { id } = await running.register({ email: 'new@example.test' })
    await running.emailIn(id, 'accepted')
    await recorded('Connection closed')
    expect(await running.stop()).toBe(0)
    const [regular, whole] = [await linesOf(logFile()), await linesOf(extended)]
    expect(
      regular.filter(({ statement }) => statement.kind === 'event' && statement.event.event === 'extended-log-on'),
    ).toMatchObject([{ conversation: 0 }, { conversation: 1 }])
    const token = tokenIn(provider.messages[0] ?? '')
    const theirs = provider.connections[0]?.record.map(({ side, text }) => `${side} ${text}`) ?? []
    expect(spoken(whole)).toEqual(theirs.map((line, at) => maskedAlike(line, spoken(whole)[at] ?? '')))
    expect(spoken(whole).filter((line) => /^client (?:Subject|To): /.test(line)).length).toBe(2)
    expect(spoken(regular)).not.toContainEqual(expect.stringMatching(/^client (?:Subject|To|\.)/))
    for (const path of [logFile(), extended]) {
      const joined = (await readFile(path, 'utf8')).replaceAll(/="\n[^"]*"/g, '')
      expect(joined).not.toContain(token)
      expect(joined).not.toContain('s3cret-word')
    }
    expect((await stat(extended)).mode & 0o777).toBe(0o600)
  })

  it('keeps the link of a message out, also where a server repeats it', async () => {
    const provider: ScriptedSmtpServer = await server({
      tls: 'starttls',
      script: {
        dot: () => {
          const said = provider.connections[0]?.record.map(({ text }) => text).join('\r\n') ?? ''
          return [`552-5.7.0 refused: http://127.0.0.1/confirm?token=${tokenIn(said)}`, `552 5.7.0 ${tokenIn(said)}`]
        },
      },
    })
    const running = await service(provider.port)
    await running.register({ email: 'new@example.test' })
    await recorded('552 5.7.0')
    const said = provider.connections[0]?.record.map(({ text }) => text).join('\r\n') ?? ''
    expect(await readFile(logFile(), 'utf8')).not.toContain(tokenIn(said))
    expect(await running.stop()).toBe(0)
    for (const name of await readdir(join(folder, 'data')))
      if (name.startsWith('registro.db'))
        expect(await readFile(join(folder, 'data', name), 'latin1')).not.toContain(tokenIn(said))
  })

  it('says that we broke a conversation off, where a second signal ends what the first one waits for', async () => {
    const provider = await server({ tls: 'starttls', script: { auth: { after: 'hang' } } })
    const running = await service(provider.port)
    const { id } = await running.register({ email: 'new@example.test' })
    await (await provider.connection(1)).reached('auth')
    running.signal('SIGTERM')
    // It listens no more: the first signal was heard.
    for (let listens = true; listens;)
      listens = await fetch(running.url)
        .then(() => true)
        .catch(() => false)
    expect(await running.stop()).toBe(1)
    const log = await readFile(logFile(), 'utf8')
    expect(log).toMatch(
      /### SMTP Failed: EBROKENOFF; The service was stopped before this conversation had ended\n.* ### SMTP Connection closed by us\n.* ### SMTP Connection closed\n$/,
    )
    const store = await opened(join(folder, 'data', 'registro.db'))
    const [attempt, lines] = await store.transact(async (records) => {
      const [delivery] = await records.deliveriesOf(id)
      const [first] = await records.attemptsOf(delivery?.id ?? '')
      return [first, await records.transcriptOf(first?.id ?? '')]
    })
    await store.close()
    expect(attempt).toMatchObject({ outcome: 'interrupted' })
    expect(lines.at(-1)?.statement).toMatchObject({ event: { event: 'closed' } })
    expect(lines.at(-3)?.statement).toMatchObject({ event: { event: 'failed', code: 'EBROKENOFF' } })
  })

  it('is complete up to the reply when an outcome can be seen, in the log and in the database, even if all ends there', async () => {
    const provider = await server({ tls: 'starttls', script: { rcpt: ['550-5.1.1 nobody', '550 5.1.1 of that name'] } })
    for (const round of [1, 2, 3]) {
      const running = await service(provider.port)
      const { id } = await running.register({ email: `nobody${String(round)}@example.test` })
      await running.emailIn(id, 'refused')
      await running.stop('SIGKILL')
      const theirs = (await provider.connection(round)).record.map(({ side, text }) => `${side} ${text}`)
      const upToReply = theirs.slice(0, theirs.indexOf('server 550 5.1.1 of that name') + 1)
      expect(upToReply.length).toBeGreaterThan(10)
      const masked = upToReply.map((line) => line.replace(/^(client AUTH PLAIN) .*/, `$1 ${mask}`))
      const lines = await linesOf(logFile())
      const session = lines.slice(lines.findLastIndex(({ counter }) => counter === 1))
      expect(spoken(session).slice(0, masked.length)).toEqual(masked)
      const store = await opened(join(folder, 'data', 'registro.db'))
      const kept = await store.transact(async (records) => {
        const [delivery] = await records.deliveriesOf(id)
        const [attempt] = await records.attemptsOf(delivery?.id ?? '')
        return records.transcriptOf(attempt?.id ?? '')
      })
      await store.close()
      expect(spoken(kept).slice(0, masked.length)).toEqual(masked)
    }
  })

  const obstacles = {
    'a directory that is in the place of the file': {
      begin: async () => {
        await rm(logFile())
        await mkdir(logFile())
      },
      end: () => rmdir(logFile()),
    },
    'a full disk': {
      begin: async () => {
        await rm(logFile())
        await symlink('/dev/full', logFile())
      },
      end: () => rm(logFile()),
    },
    'a file in the place of its directory': {
      begin: async () => {
        await rm(dirname(logFile()), { recursive: true })
        await writeFile(dirname(logFile()), '')
      },
      end: () => rm(dirname(logFile())),
    },
  }

  it.each(Object.entries(obstacles))('does not keep the mail back: %s', async (_what, { begin, end }) => {
    const provider = await server({ tls: 'starttls' })
    const running = await service(provider.port, '', { RESEND_SECONDS: '0' })
    const send = async (email: string): Promise<void> => {
      const { id } = await running.register({ email })
      await running.emailIn(id, 'accepted')
    }
    await send('before@example.test')
    await recorded('RCPT TO:<before@example.test>')
    await begin()
    for (const at of [1, 2, 3]) await send(`meanwhile${String(at)}@example.test`)
    expect(provider.messages).toHaveLength(4)
    expect(running.stderr.match(/SMTP log cannot be written/g)).toHaveLength(1)
    await end()
    await send('after@example.test')
    const log = await recorded('RCPT TO:<after@example.test>')
    // What waited for the disk is not lost, and every file says at its beginning what it is.
    expect(log).toContain('RCPT TO:<meanwhile1@example.test>')
    const lines = await linesOf(logFile())
    expect(lines[0]?.statement).toMatchObject({ event: { event: 'log-opened' } })
    expect(lines.slice(1).map(({ counter }) => counter)).toEqual(
      lines.slice(1).map((_, at) => (lines[1]?.counter ?? 0) + at),
    )
    await running.stderrWith('SMTP log is written again')
    expect(running.stderr.match(/SMTP log/g)).toHaveLength(2)
  })

  it('goes on in a new file when its directory is deleted, without a word', async () => {
    const provider = await server({ tls: 'starttls' })
    const running = await service(provider.port)
    await rm(dirname(logFile()), { recursive: true })
    const { id } = await running.register({ email: 'new@example.test' })
    await running.emailIn(id, 'accepted')
    expect(await recorded('RCPT TO:<new@example.test>')).toMatch(/^\d+ \S+ \d+ 0 ### SMTP log of Registro/)
    expect(running.stderr).not.toContain('SMTP log')
  })

  it('is no condition for a start: the service listens, warns once, and records as soon as it can', async () => {
    await mkdir(logFile(), { recursive: true })
    const provider = await server({ tls: 'starttls' })
    const running = await service(provider.port)
    const { id } = await running.register({ email: 'new@example.test' })
    await running.emailIn(id, 'accepted')
    expect(running.stderr.match(/SMTP log cannot be written/g)).toHaveLength(1)
    await rmdir(logFile())
    const log = await recorded('RCPT TO:<new@example.test>')
    expect(log).toMatch(/^1 \S+ \d+ 0 ### SMTP log of Registro/)
  })
})

import { createReadStream, existsSync, rmSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FileTranscriptLog } from '../../../src/adapters/smtp-log/file-transcript-log.js'
import type { FileTranscriptLogOptions } from '../../../src/adapters/smtp-log/file-transcript-log.js'
import type { RecordingTrouble } from '../../../src/application/ports/transcript-log.js'
import { SmtpLogReader } from '../../../src/domain/transcript/smtp-log-reader.js'
import type { RecordedLine, Statement } from '../../../src/domain/transcript/statement.js'
import {
  transcriptLogContract,
  worldProcess,
  worldTime,
  worldVersion,
} from '../../contracts/transcript-log.contract.js'

let folder: string
let path: string
let troubles: RecordingTrouble[]
let logs: FileTranscriptLog[]
let news: EventEmitter

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-log-'))
  path = join(folder, 'logs', 'smtp.log')
  troubles = []
  logs = []
  news = new EventEmitter()
})

afterEach(async () => {
  for (const log of logs) await log.close()
  await rm(folder, { recursive: true, force: true })
})

const sent = (text: string): Statement => ({ kind: 'sent', text })

async function opened(options: Partial<FileTranscriptLogOptions> = {}): Promise<FileTranscriptLog> {
  const log = new FileTranscriptLog({
    path,
    maxBytes: 10_000_000,
    files: 10,
    locale: 'en',
    now: () => worldTime,
    processId: worldProcess,
    version: worldVersion,
    onTrouble: (trouble) => {
      troubles.push(trouble)
      news.emit('trouble')
    },
    retryMs: 20,
    answerMs: 10_000,
    ...options,
  })
  logs.push(log)
  await log.open()
  return log
}

/** The lines of one file; a damaged one fails the test. */
async function linesOf(file: string): Promise<readonly RecordedLine[]> {
  const reader = new SmtpLogReader()
  const read = [...reader.read(await readFile(file)), ...reader.end()]
  expect(read.filter(({ outcome }) => outcome === 'damaged')).toEqual([])
  return read.flatMap((line) => (line.outcome === 'line' ? [line.line] : []))
}

/** The lines of all files, oldest first. */
async function allLines(): Promise<readonly RecordedLine[]> {
  const names = (await readdir(join(folder, 'logs'))).toSorted((a, b) => numberOf(b) - numberOf(a))
  const files = await Promise.all(names.map((name) => linesOf(join(folder, 'logs', name))))
  for (const [first] of files) expect(first?.statement).toEqual(firstStatement)
  return files.flat()
}

const numberOf = (name: string) => Number(name.split('.')[2] ?? 0)
const firstStatement: Statement = { kind: 'event', event: { event: 'log-opened', version: worldVersion } }
const textOf = ({ statement }: RecordedLine) => (statement.kind === 'event' ? statement.event.event : statement.text)

/** Waits until so many troubles, or ends of one, were told. */
async function untilTroubles(count: number): Promise<void> {
  while (troubles.length < count) await once(news, 'trouble')
}

describe('FileTranscriptLog', () => {
  describe('keeps its contract', () => {
    transcriptLogContract(async () => {
      const log = await opened()
      return { log, kept: () => linesOf(path), close: () => log.close() }
    })
  })

  it('makes its directory and its file for the owner alone, with the first line before open resolves', async () => {
    await opened()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'logs'))).mode & 0o777).toBe(0o700)
    expect(await readFile(path, 'utf8')).toBe(
      '1 2026-11-21T15:03:11.586 5012 0 ### SMTP log of Registro 1.2.3, times in UTC\n',
    )
  })

  it('writes the first line also when it begins switched off', async () => {
    const log = await opened({ recording: false, locale: 'es' })
    log.append(1, sent('QUIT'), worldTime)
    await log.flushed()
    expect(await readFile(path, 'utf8')).toBe(
      '1 2026-11-21T15:03:11.586 5012 0 ### SMTP Diario de Registro 1.2.3, horas en UTC\n',
    )
  })

  it('goes on where the file of the last run ended, and closes a line that was left unfinished', async () => {
    const first = await opened()
    first.append(1, sent('QUIT'), worldTime)
    await first.close()
    await appendFile(path, '3 2026-11-21T15:03')
    await opened()
    const lines = (await readFile(path, 'utf8')).split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[1]).toBe('2 2026-11-21T15:03:11.586 5012 1 C > "QUIT"')
    expect(lines[2]).toBe('3 2026-11-21T15:03')
    expect(lines[3]).toBe('1 2026-11-21T15:03:11.586 5012 0 ### SMTP log of Registro 1.2.3, times in UTC')
  })

  it('begins a new file when the one of the last run is full', async () => {
    await mkdir(join(folder, 'logs'))
    await writeFile(path, `${'x'.repeat(999)}\n`)
    await opened({ maxBytes: 1000 })
    expect((await readFile(`${path}.1`)).length).toBe(1000)
    expect((await linesOf(path)).map(textOf)).toEqual(['log-opened'])
  })

  describe('rotation', () => {
    it('keeps every file within its size, and as many as wanted', async () => {
      const log = await opened({ maxBytes: 1000, files: 3 })
      for (let count = 0; count < 100; count++) {
        log.append(1, sent(`line ${count}`), worldTime)
        if (count % 7 === 0) await log.flushed()
      }
      await log.flushed()
      expect((await readdir(join(folder, 'logs'))).toSorted()).toEqual(['smtp.log', 'smtp.log.1', 'smtp.log.2'])
      for (const name of ['smtp.log', 'smtp.log.1', 'smtp.log.2'])
        expect((await stat(join(folder, 'logs', name))).size).toBeLessThanOrEqual(1000)
      const lines = await allLines()
      const counters = lines.map(({ counter }) => counter)
      expect(counters).toEqual(counters.map((_, index) => (counters[0] ?? 0) + index))
      expect(textOf(lines.at(-1) ?? lines[0] ?? raise())).toBe('line 99')
    })

    it('loses, doubles and splits no line under load', async () => {
      const log = await opened({ maxBytes: 20_000, files: 1000 })
      const given: RecordedLine[] = []
      for (let turn = 0; turn < 200; turn++) {
        for (let count = 0; count < 50; count++) {
          const line = log.append(1 + (count % 5), sent(`${'x'.repeat((turn * count) % 90)}\u00e9\x1b`), worldTime)
          if (line !== undefined) given.push(line)
        }
        if (turn % 3 === 0) await log.flushed()
      }
      await log.flushed()
      expect(troubles).toEqual([])
      const kept = await allLines()
      expect(kept.map(({ counter }) => counter)).toEqual(kept.map((_, index) => index + 1))
      expect(kept.filter(({ statement }) => statement.kind === 'sent')).toEqual(given)
      expect((await readdir(join(folder, 'logs'))).length).toBeGreaterThan(30)
    })

    it('puts a line that is larger than a file into one of its own', async () => {
      const log = await opened({ maxBytes: 100, files: 10 })
      for (const size of [500, 1, 500]) log.append(1, sent('y'.repeat(size)), worldTime)
      await log.flushed()
      expect(troubles).toEqual([])
      expect((await allLines()).map(({ counter }) => counter)).toEqual([1, 2, 3, 4, 5, 6])
    })

    it('has a single file begin anew when there may be only one', async () => {
      const log = await opened({ maxBytes: 300, files: 1 })
      for (let count = 0; count < 30; count++) log.append(1, sent(`line ${count}`), worldTime)
      await log.flushed()
      expect(await readdir(join(folder, 'logs'))).toEqual(['smtp.log'])
      expect((await allLines()).map(textOf).at(-1)).toBe('line 29')
    })

    it('fills a gap in the numbers of the files before it drops the oldest', async () => {
      await mkdir(join(folder, 'logs'))
      await writeFile(path, 'x'.repeat(999))
      await writeFile(`${path}.2`, 'the oldest')
      await opened({ maxBytes: 900, files: 3 })
      expect((await readFile(`${path}.1`)).length).toBe(999)
      expect(await readFile(`${path}.2`, 'utf8')).toBe('the oldest')
    })
  })

  describe.each([
    ['where the system tells the names of open files', {}, [3, 4, 5]],
    ['where only the disk can tell', { openFiles: '/nowhere' }, [5, 3, 4]],
  ])('when somebody takes its file away, %s', (_, options, counters) => {
    it('makes the directory anew when it is deleted while it runs', async () => {
      const log = await opened(options)
      log.append(1, sent('one'), worldTime)
      await log.flushed()
      await rm(join(folder, 'logs'), { recursive: true })
      log.append(1, sent('two'), worldTime)
      log.append(1, sent('three'), worldTime)
      await log.flushed()
      const lines = await linesOf(path)
      expect(lines.map(textOf)).toEqual(['log-opened', 'two', 'three'])
      expect(lines.map(({ counter }) => counter)).toEqual(counters)
      expect(troubles).toEqual([])
    })

    it('begins a new file when somebody else moves it away, and loses nothing', async () => {
      const log = await opened(options)
      log.append(1, sent('one'), worldTime)
      await log.flushed()
      await rename(path, `${path}.moved`)
      log.append(1, sent('two'), worldTime)
      await log.flushed()
      expect((await linesOf(`${path}.moved`)).map(textOf)).toEqual(['log-opened', 'one'])
      expect((await linesOf(path)).map(textOf)).toEqual(['log-opened', 'two'])
    })
  })

  describe('in trouble', () => {
    it('writes again what it wrote into a file that was deleted under its hands', async () => {
      const log = await opened()
      for (let turn = 0; turn < 200; turn++) {
        log.append(1, sent(`turn ${turn}`), worldTime)
        const isWritten = log.flushed().then(() => true)
        // At many a moment from when it is gathered until it is written, so that some are in the middle of the write.
        const until = performance.now() + (turn % 40) / 20
        while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
        if (!(await Promise.race([isWritten, Promise.resolve(false)]))) rmSync(path, { force: true })
        await isWritten
        expect((await linesOf(path)).map(textOf).at(-1)).toBe(`turn ${turn}`)
      }
    })

    it('leaves alone what somebody else puts in its place', async () => {
      const log = await opened()
      await rename(path, `${path}.moved`)
      await writeFile(path, `${(await readFile(`${path}.moved`, 'utf8')).trimEnd()}\n`)
      log.append(1, sent('two'), worldTime)
      await log.flushed()
      expect((await linesOf(`${path}.moved`)).map(textOf)).toEqual(['log-opened'])
      expect((await linesOf(path)).map(textOf)).toEqual(['log-opened', 'log-opened', 'two'])
    })

    it('warns once, lets the mail go on, and resumes by itself without a loss', async () => {
      await writeFile(join(folder, 'logs'), 'in the way')
      const log = await opened()
      const given = [log.append(1, sent('one'), worldTime), log.append(1, sent('two'), worldTime)]
      await log.flushed()
      expect(given.map((line) => line?.counter)).toEqual([2, 3])
      expect(troubles).toEqual([{ problem: 'not-writable', path, detail: expect.stringMatching(/EEXIST|ENOTDIR/) }])
      await rm(join(folder, 'logs'))
      await untilTroubles(2)
      log.append(1, sent('three'), worldTime)
      await log.flushed()
      expect(troubles.map(({ problem }) => problem)).toEqual(['not-writable', 'recovered'])
      const lines = await linesOf(path)
      expect(lines.map(textOf)).toEqual(['log-opened', 'one', 'two', 'three'])
      expect(lines.map(({ counter }) => counter)).toEqual([1, 2, 3, 4])
    })

    it('warns once when the disk is full, and takes the mail for more important', async () => {
      await mkdir(join(folder, 'logs'))
      await symlink('/dev/full', path)
      const log = await opened()
      for (let turn = 0; turn < 5; turn++) {
        log.append(1, sent(`turn ${turn}`), worldTime)
        await log.flushed()
      }
      expect(troubles).toEqual([{ problem: 'not-writable', path, detail: expect.stringContaining('ENOSPC') }])
      await rm(path)
      await untilTroubles(2)
      await log.flushed()
      expect((await linesOf(path)).map(textOf)).toEqual([
        'log-opened',
        'turn 0',
        'turn 1',
        'turn 2',
        'turn 3',
        'turn 4',
      ])
    })

    it('lets only so many bytes wait, and says how many lines are missing', async () => {
      await writeFile(join(folder, 'logs'), 'in the way')
      const log = await opened({ maxWaitingBytes: 2000 })
      let lost = 0
      for (let turn = 0; turn < 100; turn++) log.append(1, sent(`turn ${turn}`), worldTime)
      await rm(join(folder, 'logs'))
      await untilTroubles(2)
      log.append(1, sent('after'), worldTime)
      await log.flushed()
      const lines = await linesOf(path)
      const gap = lines.find(({ statement }) => statement.kind === 'event' && statement.event.event === 'recording-gap')
      if (gap?.statement.kind === 'event' && gap.statement.event.event === 'recording-gap')
        lost = gap.statement.event.lines
      expect(lines.filter(({ statement }) => statement.kind === 'sent')).toHaveLength(101 - lost)
      expect(lost).toBeGreaterThan(50)
      expect(lines.at(-1)?.counter).toBe(1 + 100 + 1 + 1)
      expect(textOf(lines.at(-1) ?? raise())).toBe('after')
    })

    it('goes on in a file that is too large when no next one can be begun', async () => {
      await mkdir(join(folder, 'logs', 'smtp.log.1', 'in the way'), { recursive: true })
      const log = await opened({ maxBytes: 200, files: 2 })
      for (const text of ['one', 'two', 'three']) log.append(1, sent(text), worldTime)
      await log.flushed()
      await untilTroubles(2)
      await log.flushed()
      expect((await linesOf(path)).map(textOf).filter((text) => text !== 'log-opened')).toEqual(['one', 'two', 'three'])
      expect(troubles[0]).toEqual({ problem: 'not-writable', path, detail: expect.stringContaining('no next file') })
    })

    it('says what is missing before anything that came after it', async () => {
      await writeFile(join(folder, 'logs'), 'in the way')
      const log = await opened({ maxWaitingBytes: 2000 })
      for (let turn = 0; turn < 20; turn++) log.append(1, sent(`turn ${turn}`), worldTime)
      log.append(1, sent('x'.repeat(3000)), worldTime)
      log.append(1, sent('small'), worldTime)
      await rm(join(folder, 'logs'))
      await untilTroubles(2)
      log.append(1, sent('after'), worldTime)
      await log.flushed()
      const lines = await linesOf(path)
      expect(lines.map(textOf).slice(-3)).toEqual(['turn 19', 'recording-gap', 'after'])
      expect(lines.at(-2)?.statement).toMatchObject({ event: { lines: 2 } })
    })

    it('holds nobody up twice for a disk that does not answer', async () => {
      await mkdir(join(folder, 'logs'))
      await once(spawn('sh', ['-c', 'mkfifo "$0"', path]), 'exit')
      const log = await opened({ answerMs: 30 })
      log.append(1, sent('x'.repeat(200_000)), worldTime)
      await log.flushed()
      expect(troubles).toEqual([{ problem: 'not-answering', path, detail: 'the disk does not answer' }])
      log.append(1, sent('last'), worldTime)
      await log.flushed()
      const read = createReadStream(path)
      let text = ''
      read.on('data', (piece) => {
        text += piece.toString()
      })
      await untilTroubles(2)
      await log.flushed()
      while (!text.endsWith('"last"\n')) await once(read, 'data')
      read.destroy()
      expect(text.split('\n')).toHaveLength(4)
      expect(troubles.map(({ problem }) => problem)).toEqual(['not-answering', 'recovered'])
    })

    it('says at the end what is missing', async () => {
      await writeFile(join(folder, 'logs'), 'in the way')
      const log = await opened({ maxWaitingBytes: 200 })
      for (let turn = 0; turn < 10; turn++) log.append(1, sent(`turn ${turn}`), worldTime)
      await log.close()
      expect(existsSync(path)).toBe(false)
      expect(troubles.map(({ problem }) => problem)).toEqual(['not-writable'])
    })
  })

  describe('in a process of its own', () => {
    it('has lost no line that was flushed when it is killed', async () => {
      const program = await compiled(`
        for (let count = 0; count < 500; count++) log.append(1, { kind: 'sent', text: 'line ' + count }, Date.now())
        await log.flushed()
        process.kill(process.pid, 'SIGKILL')`)
      const [, signal] = (await once(spawn(process.execPath, [program], { stdio: 'inherit' }), 'exit')) as [
        number,
        string,
      ]
      expect(signal).toBe('SIGKILL')
      expect((await linesOf(path)).map(textOf)).toEqual(['log-opened', ...numbered(500)])
    })

    it('never asks the disk and waits for its answer, which may never come', async () => {
      const program = await compiled(
        `
        await new Promise((resolve) => setImmediate(resolve))
        for (let count = 0; count < 200; count++) {
          if (count === 100) {
            await log.flushed()
            await rm(dirname(path), { recursive: true })
          }
          log.append(1, { kind: 'sent', text: 'line ' + count }, Date.now())
          if (count % 10 === 0) await log.flushed()
        }
        statSync('.')
        await log.close()`,
        2000,
      )
      const child = spawn(process.execPath, ['--trace-sync-io', program], { stdio: ['ignore', 'inherit', 'pipe'] })
      let told = ''
      child.stderr.on('data', (piece: Buffer) => {
        told += piece.toString()
      })
      expect(await once(child, 'close')).toEqual([0, null])
      expect((await allLines()).map(textOf).at(-1)).toBe('line 199')
      const calls = told
        .split('Detected use of sync API')
        .filter((stack) => stack.includes(join(folder, 'program')))
        .map((stack) => /at (\S+)/.exec(stack)?.[1])
      // The names of open files are in the kernel's memory; the program itself asks the disk once, to prove that it shows.
      expect(new Set(calls)).toEqual(new Set(['readlinkSync', 'statSync']))
      expect(calls.filter((name) => name === 'statSync')).toHaveLength(1)
    })

    it('ends a line that the disk took half of, once there is room', async () => {
      const program = await compiled(`
        for (let count = 0; count < 500; count++) log.append(1, { kind: 'sent', text: 'line ' + count }, Date.now())
        await log.flushed()
        await once(spawn('prlimit', ['--pid', process.pid, '--fsize=unlimited:'], { stdio: 'inherit' }), 'exit')
        const alive = setInterval(() => {}, 1000)
        while (troubles.length < 2) await new Promise((resolve) => { told = resolve })
        await log.flushed()
        clearInterval(alive)
        console.log(JSON.stringify(troubles.map(({ problem, detail }) => [problem, detail.slice(0, 5)])))`)
      const child = spawn('sh', ['-c', 'ulimit -S -f 16; exec "$0" "$1"', process.execPath, program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let told = ''
      child.stdout.on('data', (piece: Buffer) => {
        told += piece.toString()
      })
      expect(await once(child, 'close')).toEqual([0, null])
      expect(JSON.parse(told)).toEqual([
        ['not-writable', 'EFBIG'],
        ['recovered', 'lines'],
      ])
      expect((await linesOf(path)).map(textOf)).toEqual(['log-opened', ...numbered(500)])
    })
  })
})

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)

/** A program of its own around a log at the test's path. */
async function compiled(work: string, maxBytes = 1e7): Promise<string> {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const out = join(folder, 'program')
  const settings = [
    '--rootDir',
    join(root, 'src'),
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--skipLibCheck',
  ]
  const compiler = spawn(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      '--ignoreConfig',
      '--outDir',
      out,
      ...settings,
      join(root, 'src/adapters/smtp-log/file-transcript-log.ts'),
    ],
    { cwd: root, stdio: 'inherit' },
  )
  expect(await once(compiler, 'exit')).toEqual([0, null])
  await writeFile(join(out, 'package.json'), '{ "type": "module" }')
  const program = join(out, 'program.js')
  await writeFile(
    program,
    `import { spawn } from 'node:child_process'
     import { once } from 'node:events'
     import { statSync } from 'node:fs'
     import { rm } from 'node:fs/promises'
     import { dirname } from 'node:path'
     import { FileTranscriptLog } from './adapters/smtp-log/file-transcript-log.js'
     const troubles = []
     let told = () => {}
     const path = ${JSON.stringify(path)}
     const log = new FileTranscriptLog({
       path, maxBytes: ${maxBytes}, files: 2, locale: 'en', now: Date.now, processId: process.pid,
       version: ${JSON.stringify(worldVersion)}, retryMs: 20,
       onTrouble: (trouble) => { troubles.push(trouble); told() },
     })
     await log.open()
     ${work}`,
  )
  return program
}

function raise(): never {
  throw new Error('there is no line')
}

import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.js'
import { runProgram } from './service.js'

describe('a start that cannot be', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await temporaryFolder()
  })

  it('names every fault in the settings, one line each, before anything is opened', async () => {
    const dataDir = join(folder, 'data')
    const { code, stdout, stderr } = await runProgram(
      ['serve'],
      { DATA_DIR: dataDir, PORT: 'abc', SMTP_URL: 'smtp://ana:p%zz@host', LINK_VALID_HOURS: '-1', SECRET_KEY: 'short' },
      folder,
    )
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(new Set(lines.map((line) => line.split(':', 1)[0]))).toEqual(
      new Set(['LINK_VALID_HOURS', 'PORT', 'SECRET_KEY', 'SMTP_URL']),
    )
    expect(lines).toHaveLength(4)
    expect(lines.find((line) => line.startsWith('PORT'))).toContain('"abc"')
    expect(stderr).not.toContain('p%zz')
    expect(await readdir(folder)).toEqual([])
  })

  it('says in one line that .env cannot be read', async () => {
    await mkdir(join(folder, '.env'))
    for (const command of [['serve'], ['check'], ['smtp-log', 'status']]) {
      const { code, stdout, stderr } = await runProgram(command, { PORT: '0', DATA_DIR: join(folder, 'data') }, folder)
      const line = '.env: cannot be read (EISDIR); expected a file that this user may read, or none.'
      expect({ code, stdout, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({ code: 1, stdout: '', last: line })
      expect(stderr).not.toContain('    at ')
    }
    expect(await readdir(folder)).toEqual(['.env'])
  })

  it('says what is wrong with the certificates of a mail server before anything is opened', async () => {
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, 'no certificate')
    const url = `smtp://ana%40example.org:word@mail.example.org?ca=${encodeURIComponent(ca)}`
    const variables = { DATA_DIR: join(folder, 'data'), SMTP_URL: url, PORT: '0' }
    const { code, stdout, stderr } = await runProgram(['serve'], variables, folder)
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `SMTP_URL: has a ca= whose file, "${ca}", holds no certificate; expected certificates in PEM.\n`,
    })
    expect(await readdir(folder)).toEqual(['ca.pem'])
  })

  it('reads .env, and lets the environment win', async () => {
    await writeFile(join(folder, '.env'), 'PORT=nonsense\nHOST=nowhere.invalid\nPUBLIC_URL=ftp://x\n')
    const { stderr } = await runProgram(['serve'], { PORT: '0', DATA_DIR: folder }, folder)
    expect(stderr).toContain('PUBLIC_URL: ')
    expect(stderr).not.toContain('PORT: ')
  })

  it.each([
    ['PostgreSQL', { DATABASE_URL: 'postgres://user:word@host/db' }, /^DATABASE_URL: .*PostgreSQL.*\n$/],
    ['a public host without PUBLIC_URL', { HOST: '0.0.0.0', SMTP_URL: 'smtp://u%40e.org:p@h' }, /^PUBLIC_URL: .*\n$/],
    ['a public host with the mailbox', { HOST: '0.0.0.0', PUBLIC_URL: 'https://e.org' }, /^SMTP_URL: .*mailbox.*\n$/],
  ])('turns away %s in one line', async (_what, variables, line) => {
    const { code, stderr } = await runProgram(['serve'], { DATA_DIR: folder, PORT: '0', ...variables }, folder)
    expect(code).toBe(1)
    expect(stderr).toMatch(line)
    expect(stderr).not.toContain('word')
  })

  it.each([
    'registro.db',
    'registro.db-wal',
    'secret-key',
    'operator-token',
    'service.json',
    'mailbox/x',
    'logs/smtp.log.3',
  ])('writes no log into a file that is kept for something else: %s', async (name) => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'ours')
    const url = `smtp://ana%40example.org:s3cret-word@127.0.0.1:1?logFile=${encodeURIComponent(path)}`
    const variables = { DATA_DIR: folder, PORT: '0', SMTP_URL: url }
    const expected = {
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^SMTP_URL: logFile= .* file of its own\.\n$/),
    }
    expect(await runProgram(['serve'], variables, folder)).toEqual(expected)
    expect(await runProgram(['check'], variables, folder)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^SMTP_URL: logFile= /m),
    })
    if (!name.startsWith('logs/')) {
      const regular = { DATA_DIR: folder, PORT: '0', SMTP_LOG_FILE: path }
      expect(await runProgram(['serve'], regular, folder)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^SMTP_LOG_FILE: /),
      })
    }
    expect(await readFile(path, 'utf8')).toBe('ours')
  })

  it('says so when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const { code, stderr } = await runProgram(['serve'], { DATA_DIR: folder, PORT: port }, folder)
    other.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^PORT: ${port} is in use.*\\n$`))
  })

  it('says so when DATA_DIR cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    const { code, stderr } = await runProgram(['serve'], { DATA_DIR: join(folder, 'file', 'data'), PORT: '0' }, folder)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^DATA_DIR: .*cannot be used.*\n$/)
  })

  it('leaves a file alone that is no database of ours', async () => {
    await mkdir(join(folder, 'data'))
    await writeFile(
      join(folder, 'data', 'registro.db'),
      'a diary, and a long one, of more than a hundred characters '.repeat(40),
    )
    const { code, stderr } = await runProgram(['serve'], { DATA_DIR: join(folder, 'data'), PORT: '0' }, folder)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^DATABASE_URL: .*registro\.db.*\n$/)
  })

  it('knows its commands', async () => {
    expect(await runProgram(['--version'], {})).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
    expect(await runProgram(['--help'], {})).toMatchObject({ code: 0, stdout: expect.stringContaining('serve') })
    expect(await runProgram(['sreve'], {})).toMatchObject({ code: 2, stderr: expect.stringContaining('serve') })
    expect(await runProgram([], {})).toMatchObject({ code: 2 })
  })
})

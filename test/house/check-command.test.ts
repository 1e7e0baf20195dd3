import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testCa } from '../support/scripted-smtp-server-certificates.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { Service, runProgram } from './service.js'

describe('registro check', () => {
  let folder = ''
  let service: Service | undefined
  let server: ScriptedSmtpServer | undefined
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    await service?.end()
    await server?.close()
    ;[service, server] = [undefined, undefined]
  })

  async function environment(password: string): Promise<Readonly<Record<string, string>>> {
    server = await startScriptedSmtpServer({ login: { user: 'shop@example.org', password: 'correct horse 1' } })
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, await testCa())
    const login = `shop%40example.org:${encodeURIComponent(password)}`
    return { DATA_DIR: join(folder, 'data'), SMTP_URL: `smtp://${login}@127.0.0.1:${String(server.port)}?ca=${ca}` }
  }

  it('goes through the running service, and stands in its SMTP log', async () => {
    service = await Service.start()
    const variables = { DATA_DIR: service.dataDir }
    const { code, stdout } = await runProgram(['check', '--to', 'ana@example.net'], variables, folder)
    expect(code).toBe(0)
    expect(stdout).toContain(`Checking through the running service at ${service.url}.`)
    expect(stdout).toMatch(/✓ message +\d+ ms +to ana@example\.net/)
    expect(await service.logWith('RCPT TO:<ana@example.net>')).toContain('C > "RSET"')
    const refused = await runProgram(['check', '--json', '--to', '550@fail.test'], variables, folder)
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      fine: false,
      checks: [{ diagnosis: { cause: 'recipient-unknown', side: 'recipient' } }],
    })
  })

  it('goes without a service too, with a real message, and leaves the same record', async () => {
    const variables = await environment('correct horse 1')
    const { code, stdout, stderr } = await runProgram(['check', '--to', 'ana@example.net'], variables, folder)
    expect(stderr).toMatch(/^No service is running here/)
    expect(code).toBe(0)
    expect(server?.messages).toHaveLength(1)
    expect(server?.messages[0]).toContain('To: ana@example.net')
    const log = await readFile(join(folder, 'data', 'logs', 'smtp.log'), 'utf8')
    const conversations = log.split('\n').filter((line) => /^\d+ \S+ \d+ [12] /.test(line))
    expect(conversations.length).toBeGreaterThan(30)
    for (const line of conversations) expect(stdout).toContain(line)
  })

  it('explains a wrong password, and shows it nowhere', async () => {
    const password = 'hunter2 & friends'
    const variables = await environment(password)
    const { code, stdout, stderr } = await runProgram(['check'], variables, folder)
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ AUTH +\d+ ms/)
    expect(stdout).toContain('credentials-rejected')
    const log = await readFile(join(folder, 'data', 'logs', 'smtp.log'), 'utf8')
    const encoded = Buffer.from(`\0shop@example.org\0${password}`).toString('base64')
    for (const secret of [password, encodeURIComponent(password), encoded]) {
      expect(stdout + stderr + log).not.toContain(secret)
    }
  })

  async function started(variables: Readonly<Record<string, string>>): Promise<Service> {
    await mkdir(join(folder, 'data'))
    return Service.start(variables, join(folder, 'data'))
  }

  const textsIn = (log: string): readonly string[] =>
    [...log.matchAll(/^\d+ \S+ \d+ \d+ [CS] [<>] "(.*)"$/gm)].map(([, text]) => text ?? '')

  it.each(['through the service', 'directly'])('keeps an extended log of its own where asked to, %s', async (way) => {
    const variables = await environment('correct horse 1')
    if (way === 'through the service') service = await started(variables)
    const file = join(folder, 'kept', 'whole.log')
    const command = ['check', '--to', 'ana@example.net', '--extended', file]
    const { code, stdout, stderr } = await runProgram(command, variables, folder)
    expect(code).toBe(0)
    expect(stderr).toContain(`The extended log of this check is in "${file}".\n`)
    const whole = await readFile(file, 'utf8')
    expect(
      whole
        .split('\n')
        .slice(0, -1)
        .map((line) => Number(line.split(' ')[0])),
    ).toEqual(
      whole
        .split('\n')
        .slice(0, -1)
        .map((_, at) => at + 1),
    )
    expect(whole).toMatch(/^1 \S+ \d+ 0 ### SMTP log of Registro \S+, times in UTC\n/)
    const theirs = server?.connections.flatMap(({ record }) => record.map(({ text }) => text)) ?? []
    const said = textsIn(whole)
    const masked = (text: string, at: number): boolean => {
      const [before = '', after = ''] = (said[at] ?? '').split('*'.repeat(32))
      return text.startsWith(before) && text.endsWith(after)
    }
    expect(said).toHaveLength(theirs.length)
    expect(theirs.filter((text, at) => text.replaceAll('\\', '\\\\') !== said[at] && !masked(text, at))).toEqual([])
    expect(said).toContainEqual(expect.stringMatching(/^Subject: /))
    const token =
      /token=3D([\s\S]{22,60}?)["\s]/.exec(server?.messages[0] ?? '')?.[1]?.replaceAll(/=\r?\n/g, '') ?? 'none'
    const log = await readFile(join(folder, 'data', 'logs', 'smtp.log'), 'utf8')
    for (const text of [whole, log, stdout, stderr]) {
      expect(text).not.toContain('correct horse 1')
      expect(text).not.toContain(token)
    }
    expect(log).toContain('### SMTP Extended log is on for this check: whole messages are kept in its result\n')
    expect(textsIn(log)).not.toContainEqual(expect.stringMatching(/^Subject: /))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await runProgram(['check', '--json', '--extended', file], variables, folder)
    expect(JSON.parse(again.stdout)).toMatchObject({ fine: true })
    expect(again.stdout).not.toContain('extendedLog')
    expect((await readFile(file, 'utf8')).startsWith(whole)).toBe(true)
  })

  it('checks nothing where its extended log cannot be kept, and says when it could not be to its end', async () => {
    const variables = await environment('correct horse 1')
    const isTheLog = await runProgram(['check', '--extended', 'data/logs/smtp.log'], variables, folder)
    expect(isTheLog).toMatchObject({ code: 2, stdout: '' })
    const unwritable = await runProgram(['check', '--extended', folder], variables, folder)
    expect(unwritable).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(EISDIR)') })
    if (process.platform === 'linux') {
      const nowhere = await runProgram(['check', '--extended', '/proc/no/such.log'], variables, folder)
      expect(nowhere).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(ENOENT)') })
    }
    const off = await runProgram(['check', '--extended', 'x.log'], { ...variables, SMTP_LOG: 'off' }, folder)
    expect(off).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/--extended: nothing is recorded/) })
    expect(server?.connections).toEqual([])
    const full = await runProgram(['check', '--extended', '/dev/full'], variables, folder)
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('(ENOSPC)') })
    expect(full.stdout).toContain('The server takes mail from this sender.')
  })

  it('records nothing without a service either, once the recording was switched off at run time', async () => {
    const variables = await environment('correct horse 1')
    service = await started(variables)
    expect((await runProgram(['smtp-log', 'off'], variables, folder)).code).toBe(0)
    await service.stop()
    const log = (): Promise<string> => readFile(join(folder, 'data', 'logs', 'smtp.log'), 'utf8')
    const before = await log()
    expect((await runProgram(['check'], variables, folder)).code).toBe(0)
    expect((await log()).slice(before.length)).not.toMatch(/ (?:C >|S <) /)
  })

  it('says what is wrong with the settings before it asks anybody', async () => {
    const invalid = await runProgram(
      ['check'],
      { DATA_DIR: folder, SMTP_URL: 'smtp://mail:587/path', PORT: 'x' },
      folder,
    )
    expect(invalid.code).toBe(1)
    expect(invalid.stderr).toMatch(/^PORT: /m)
    expect(invalid.stderr).toMatch(/^SMTP_URL: /m)
    const none = await runProgram(['check'], { DATA_DIR: folder }, folder)
    expect(none.code).toBe(1)
    expect(none.stderr).toContain('No mail server is configured')
    const noCa = { DATA_DIR: folder, SMTP_URL: 'smtp://a%40b.example:c@127.0.0.1:1?ca=/no/such.pem' }
    const unreadable = await runProgram(['check'], noCa, folder)
    expect(unreadable.code).toBe(1)
    expect(unreadable.stderr).toMatch(/^SMTP_URL: .*\/no\/such\.pem.*ENOENT/m)
  })
})

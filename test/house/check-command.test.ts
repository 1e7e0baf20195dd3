import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testCa } from '../support/scripted-smtp-server-certificates.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { Service, runProgram } from './service.js'

describe('registro check', () => {
  let folder = ''
  let service: Service | undefined
  let server: ScriptedSmtpServer | undefined
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registro-check-'))
  })
  afterEach(async () => {
    await service?.end()
    await server?.close()
    ;[service, server] = [undefined, undefined]
    await rm(folder, { recursive: true, force: true })
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

import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testCa } from '../support/scripted-smtp-server-certificates.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { Service, tokenIn } from './service.js'

describe('the service in front of SMTP servers', () => {
  let folder = ''
  const ends: (() => Promise<void>)[] = []

  beforeEach(async () => {
    folder = await temporaryFolder()
    await writeFile(join(folder, 'ca.pem'), await testCa())
  })
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  })

  async function server(options: Parameters<typeof startScriptedSmtpServer>[0]): Promise<ScriptedSmtpServer> {
    const started = await startScriptedSmtpServer(options)
    ends.push(() => started.close())
    return started
  }

  async function service(variables: Readonly<Record<string, string>>): Promise<Service> {
    const started = await Service.start(variables)
    ends.push(() => started.end())
    return started
  }

  function url(scheme: string, port: number, login = 'ana%40example.org:s3cret-%2F%40-word'): string {
    return `${scheme}://${login}@127.0.0.1:${String(port)}?ca=${encodeURIComponent(join(folder, 'ca.pem'))}`
  }

  const login = { user: 'ana@example.org', password: 's3cret-/@-word' }

  it('swaps the provider through configuration alone: STARTTLS on one, implicit TLS on the other', async () => {
    const [first, second] = [await server({ tls: 'starttls', login }), await server({ tls: 'implicit', login })]
    for (const [provider, scheme] of [
      [first, 'smtp'],
      [second, 'smtps'],
    ] as const) {
      const running = await service({ SMTP_URL: url(scheme, provider.port) })
      const { id } = await running.register({ email: 'new@example.test' })
      await running.emailIn(id, 'accepted')
      expect(provider.messages).toHaveLength(1)
      const token = tokenIn(provider.messages[0] ?? '')
      expect((await running.post('/v1/confirmations', { token })).status).toBe(200)
    }
    expect(first.messages[0]).toContain('ana@example.org')
  })

  it('builds the same provider from SMTP_HOST, SMTP_PORT, SMTP_TLS, user and password', async () => {
    const provider = await server({ tls: 'none', login })
    const running = await service({
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(provider.port),
      SMTP_TLS: 'none',
      SMTP_USER: login.user,
      SMTP_PASSWORD: login.password,
      MAIL_FROM: 'The House <house@example.org>',
    })
    const { id } = await running.register({ email: 'new@example.test' })
    await running.emailIn(id, 'accepted')
    expect(provider.messages[0]).toMatch(/^From: "?The House"? <house@example\.org>/m)
    expect(await running.logWith('closed')).toContain('clear')
  })

  it('answers a registration although the server never greets, and stops in good order meanwhile', async () => {
    const provider = await server({ tls: 'none', script: { connect: { after: 'hang' } } })
    const running = await service({
      SMTP_URL: `smtp://127.0.0.1:${String(provider.port)}?tls=none&timeout=0.02`,
      MAIL_FROM: 'a@example.org',
    })
    const { id, status } = await running.register({ email: 'new@example.test' })
    expect(status).toBe('pending')
    await provider.connection(1)
    await running.emailIn(id, 'held')
    expect(await running.log()).toMatch(/### SMTP .*greeting/)
    expect(await running.stop()).toBe(0)
  })

  it('lets a conversation in flight come to its end before it stops', async () => {
    let letGo: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const provider = await server({
      tls: 'none',
      script: {
        rcpt: () => {
          letGo()
          return undefined
        },
      },
    })
    const running = await service({
      SMTP_URL: `smtp://127.0.0.1:${String(provider.port)}?tls=none`,
      MAIL_FROM: 'a@example.org',
    })
    await running.register({ email: 'new@example.test' })
    await asked
    expect(await running.stop()).toBe(0)
    expect(provider.messages).toHaveLength(1)
    expect(provider.connections[0]?.record.at(-1)?.text).toMatch(/^221 /)
  })

  it('sends what a killed service could not, once it is started again', async () => {
    const silent = await server({ tls: 'none', script: { greeting: { after: 'hang' } } })
    const healthy = await server({ tls: 'none' })
    const broken = await service({
      SMTP_URL: `smtp://127.0.0.1:${String(silent.port)}?tls=none`,
      MAIL_FROM: 'a@example.org',
    })
    const { id } = await broken.register({ email: 'new@example.test' })
    await silent.connection(1)
    await broken.stop('SIGKILL')
    const again = await Service.start(
      { SMTP_URL: `smtp://127.0.0.1:${String(healthy.port)}?tls=none`, MAIL_FROM: 'a@example.org' },
      broken.dataDir,
    )
    ends.push(() => again.end())
    await again.emailIn(id, 'accepted')
    expect(healthy.messages).toHaveLength(1)
  })

  it('writes no password, login or token anywhere', async () => {
    const provider = await server({ tls: 'starttls', login })
    const running = await service({ SMTP_URL: url('smtp', provider.port) })
    const password = 'the-password-of-the-person'
    const { id } = await running.register({ email: 'new@example.test', password, name: 'Ana' })
    await running.emailIn(id, 'accepted')
    const token = tokenIn(provider.messages[0] ?? '')
    await running.post('/v1/confirmations', { token })
    await running.post('/v1/confirmations', { token: `${token.slice(0, -1)}x` })
    await fetch(`${running.url}/confirm?token=${token}`)
    const operatorToken = await running.operatorToken
    const secretKey = (await readFile(join(running.dataDir, 'secret-key'), 'utf8')).trim()
    expect(await running.stop()).toBe(0)
    const plain = Buffer.from(`\0${login.user}\0${login.password}`).toString('base64')
    const secrets = [password, login.password, plain, token, operatorToken, secretKey].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
      encodeURIComponent(secret),
    ])
    const kept = new Set(['operator-token', 'secret-key'])
    const files = (await readdir(running.dataDir, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && !kept.has(entry.name),
    )
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['registro.db', 'smtp.log']))
    const sinks = [running.stdout, running.stderr]
    for (const { parentPath, name } of files) sinks.push(await readFile(join(parentPath, name), 'latin1'))
    for (const sink of sinks) for (const secret of secrets) expect(sink.includes(secret)).toBe(false)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdir, mkdtemp, readFile, rm, watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Service, runProgram } from './service.js'

describe('the recording of a running service', { timeout: 60_000 }, () => {
  let folder = ''
  const services: Service[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registro-recording-'))
    await mkdir(join(folder, 'data'))
  })
  afterEach(async () => {
    for (const service of services.splice(0)) await service.end()
    await rm(folder, { recursive: true, force: true })
  })

  async function started(variables: Readonly<Record<string, string>> = {}): Promise<Service> {
    const service = await Service.start(variables, join(folder, 'data'))
    services.push(service)
    return service
  }
  const command = (...args: readonly string[]): ReturnType<typeof runProgram> =>
    runProgram(args, { DATA_DIR: join(folder, 'data') }, folder)

  it('is switched for everything at once, and stays so over restarts, which say so', async () => {
    const first = await started()
    expect((await command('smtp-log', 'off')).code).toBe(0)
    const { id } = await first.register({ email: 'ana@example.org' })
    await first.emailIn(id, 'accepted')
    expect(await first.stop()).toBe(0)
    const log = await first.log()
    expect(log).toMatch(/### SMTP Recording switched off by command line \(operator over HTTP\)\n$/)
    const second = await started({ SMTP_LOG: 'on' })
    expect(await second.printed('SMTP log')).toMatch(/ off .*switched off at run time.*SMTP_LOG=on/)
    expect((await command('smtp-log', 'status')).stdout).toBe('SMTP conversations are not recorded.\n')
    expect((await command('smtp-log', 'on')).code).toBe(0)
    expect(await second.stop()).toBe(0)
    const third = await started({ SMTP_LOG: 'off' })
    expect(await third.printed('SMTP log')).toMatch(/switched on at run time.*SMTP_LOG=off/)
    const again = await third.register({ email: 'beto@example.org' })
    await third.emailIn(again.id, 'accepted')
    expect((await command('smtp-log', 'tail', '-n', '100')).stdout).toContain('RCPT TO:<beto@example.org>')
    expect(await third.log()).not.toContain('ana@example.org')
  })

  it('stays in the log alone where transcripts are kept for no time at all', async () => {
    const service = await started({ TRANSCRIPT_DAYS: '0' })
    const { id } = await service.register({ email: 'ana@example.org' })
    await service.emailIn(id, 'accepted')
    const listed = await command('deliveries', 'list', '--json')
    const [delivery] = (JSON.parse(listed.stdout) as { items: { id: string }[] }).items
    const authorization = `Bearer ${await service.operatorToken}`
    const url = `${service.url}/v1/deliveries/${delivery?.id ?? ''}/transcript`
    const answer = await fetch(url, { headers: { authorization } })
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('no-transcript')])
    expect(await service.logWith('RCPT TO:<ana@example.org>')).toContain('RCPT TO:<ana@example.org>')
    expect(await service.stop()).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('is switched by SIGUSR2, to and fro', async () => {
    const service = await started()
    service.signal('SIGUSR2')
    await service.logWith('### SMTP Recording switched off by signal SIGUSR2\n')
    service.signal('SIGUSR2')
    await service.logWith('### SMTP Recording switched on by signal SIGUSR2\n')
    expect((await command('smtp-log', 'status', '--json')).stdout).toContain('true')
    expect(await service.stop()).toBe(0)
  })

  it.skipIf(process.platform === 'win32')(
    'is switched by a SIGUSR2 that comes while the service is starting',
    async () => {
      const dataDir = join(folder, 'data', 'made')
      const begun = watch(join(folder, 'data'))[Symbol.asyncIterator]()
      const service = await Service.start({ DATA_DIR: dataDir }, join(folder, 'data'), (child) => {
        void begun.next().then(() => child.kill('SIGUSR2'))
      })
      services.push(service)
      while (!(await readFile(join(dataDir, 'logs', 'smtp.log'), 'utf8')).includes('switched off by signal SIGUSR2')) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      await begun.return?.()
      expect(await service.stop()).toBe(0)
    },
  )

  it('is followed live, and whoever follows it does not keep the service from stopping', async () => {
    const service = await started()
    const headers = { authorization: `Bearer ${await service.operatorToken}` }
    const following = await fetch(`${service.url}/v1/smtp-log/stream?last=0`, { headers })
    const { id } = await service.register({ email: '550@fail.test' })
    await service.emailIn(id, 'refused')
    const log = await service.logWith('Connection closed')
    expect(await service.stop()).toBe(0)
    const text = await following.text()
    expect(text).toMatch(/event: closed\ndata: [^\n]+\n\n$/)
    const lines = [...text.matchAll(/^id: [^\n]+\ndata: (.*)\n$/gm)].map(([, line]) => `${line ?? ''}\n`)
    expect(lines.length).toBeGreaterThan(20)
    expect(log.endsWith(lines.join(''))).toBe(true)
  })
})

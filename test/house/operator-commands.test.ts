import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.js'
import { Service, runProgram } from './service.js'

describe('a command beside the running service', () => {
  let service: Service | undefined
  let folder = ''
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    await service?.end()
    service = undefined
  })

  it('finds it by the same environment, with the token that the service keeps', async () => {
    service = await Service.start()
    const { id } = await service.register({ email: '550@fail.test' })
    await service.emailIn(id, 'refused')
    const variables = { DATA_DIR: service.dataDir }
    const listed = await runProgram(['deliveries', 'list', '--json'], variables, folder)
    expect([listed.code, listed.stderr]).toEqual([0, ''])
    const { items } = JSON.parse(listed.stdout)
    expect(items).toMatchObject([{ state: 'refused', email: '550@fail.test', kind: 'confirm-address' }])
    const shown = await runProgram(['deliveries', 'show', items[0].id], variables, folder)
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain('550@fail.test')
    await writeFile(join(folder, '.env'), `DATA_DIR=${service.dataDir}\n`)
    expect((await runProgram(['incidents', 'list'], {}, folder)).stdout).toBe('There was no incident yet.\n')
  })

  it('is counted and told apart from trouble with SMTP', async () => {
    service = await Service.start({ SMTP_URL: 'smtp://127.0.0.1:1?tls=none', MAIL_FROM: 'shop@example.org' })
    const headers = { authorization: `Bearer ${await service.operatorToken}` }
    expect(await (await fetch(`${service.url}/readyz`)).json()).toMatchObject({
      ready: true,
      smtp: { status: 'ok', openIncidents: 0 },
    })
    const { id } = await service.register({ email: 'ana@example.org' })
    await service.emailIn(id, 'held')
    const ready = await fetch(`${service.url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({
      ready: true,
      checks: { store: 'ok' },
      smtp: { status: 'trouble', openIncidents: 1 },
    })
    const metrics = await (await fetch(`${service.url}/metrics`, { headers })).text()
    expect(metrics).toContain('registro_deliveries{state="held"} 1\n')
    expect(metrics).toContain('registro_incidents_open{provider="127.0.0.1:1",cause="connection-refused"} 1\n')
    expect(metrics).toMatch(/registro_attempt_phase_seconds_count\{provider="127.0.0.1:1",phase="connect"\} 1\n/)
    const listed = await runProgram(['incidents', 'list', '--json'], { DATA_DIR: service.dataDir }, folder)
    expect(JSON.parse(listed.stdout).items).toMatchObject([{ cause: 'connection-refused', held: 1 }])
  })

  it('finds it by a token of the operator’s own', async () => {
    const token = { OPERATOR_TOKEN: 'a-token-of-our-own-that-is-long-enough' }
    service = await Service.start(token)
    const variables = { DATA_DIR: service.dataDir, ...token }
    expect((await runProgram(['deliveries', 'list'], variables, folder)).code).toBe(0)
    const without = await runProgram(['deliveries', 'list'], { DATA_DIR: service.dataDir }, folder)
    expect([without.code, without.stdout]).toEqual([1, ''])
    expect(without.stderr).toMatch(/^The operator’s token is missing/)
  })

  it('says that none runs, before one does and after it was killed, and makes nothing', async () => {
    const none = await runProgram(['deliveries', 'list'], { DATA_DIR: join(folder, 'data') }, folder)
    expect([none.code, none.stdout]).toEqual([1, ''])
    expect(none.stderr).toMatch(/^No service runs with DATA_DIR=/)
    expect(await readdir(folder)).toEqual([])
    service = await Service.start()
    await service.stop('SIGKILL')
    const killed = await runProgram(['incidents', 'list'], { DATA_DIR: service.dataDir }, folder)
    expect(killed.code).toBe(1)
    expect(killed.stderr).toMatch(/^No service runs with DATA_DIR=/)
  })
})

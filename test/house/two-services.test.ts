import { watch } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Service, runProgram } from './service.js'

describe('two services on one data folder', { timeout: 60_000 }, () => {
  let dataDir = ''
  const services: Service[] = []

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'registro-two-'))
  })
  afterEach(async () => {
    for (const service of services.splice(0)) await service.stop('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  async function started(): Promise<Service> {
    // A log of its own: two programs cannot take turns with one circular file.
    const service = await Service.start({ SMTP_LOG_FILE: join(dataDir, `${String(services.length)}.log`) }, dataDir)
    services.push(service)
    return service
  }
  const command = (line: string): ReturnType<typeof runProgram> =>
    runProgram(line.split(' '), { DATA_DIR: dataDir }, dataDir)
  const noticed = async (): Promise<unknown> => JSON.parse(await readFile(join(dataDir, 'service.json'), 'utf8'))

  it('are found by the commands for as long as one of them runs, and switched together', async () => {
    const first = await started()
    const later = await started()
    expect(await noticed()).toMatchObject({ url: later.url })
    expect((await command('smtp-log off')).code).toBe(0)
    expect(await later.stop()).toBe(0)
    expect(await noticed()).toMatchObject({ url: first.url })
    await switchedOff(join(dataDir, '0.log'))
    expect((await command('smtp-log status')).stdout).toBe('SMTP conversations are not recorded.\n')
    const last = await started()
    await last.stop('SIGKILL')
    expect((await command('deliveries list')).code).toBe(0)
    expect(await first.stop()).toBe(0)
    expect((await command('deliveries list')).stderr).toContain('No service runs')
  })
})

/** Resolves once that log says so. */
function switchedOff(path: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(path, () => void look())
    const look = async (): Promise<void> => {
      if (!(await readFile(path, 'utf8')).includes('Recording switched off by command line')) return
      watcher.close()
      resolve()
    }
    void look()
  })
}

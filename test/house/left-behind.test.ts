import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Service } from './service.js'

const childFile = new URL('../adapters/database/racing-child.mjs', import.meta.url).pathname

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'registro-left-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

it('sends at once what a container that was killed had begun, although its lease lasts for minutes', async () => {
  const args = [childFile, join(dataDir, 'registro.db'), 'hold', 'another-host/pid:[4026532000]:1:its-id']
  const killed = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(createInterface({ input: killed.stdout }), 'line')
  const exited = once(killed, 'exit')
  killed.kill('SIGKILL')
  await exited
  const service = await Service.start({}, dataDir)
  try {
    expect((await service.emailIn('r0', 'accepted')).email.state).toBe('accepted')
  } finally {
    await service.end()
  }
}, 60_000)

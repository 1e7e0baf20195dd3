import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServiceNotice, announceService, readNotice } from '../../../src/adapters/data-folder/service-notice.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'registro-notice-'))
})
afterEach(async () => {
  await rm(home, { recursive: true, force: true })
})

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('the notice of the running service', () => {
  const notice = { pid: process.pid, url: 'http://127.0.0.1:3000' }
  const children: ChildProcess[] = []
  afterEach(async () => {
    for (const child of children.splice(0)) await killed(child)
  })

  /** Another process that runs, and what it would say of itself. */
  function another(port: number): { readonly child: ChildProcess; readonly notice: ServiceNotice } {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'inherit'] })
    children.push(child)
    return { child, notice: { pid: child.pid ?? 0, url: `http://127.0.0.1:${String(port)}` } }
  }

  it('is found while it runs, and gone after it', async () => {
    const takeBack = await announceService(home, notice)
    expect(await readNotice(home)).toEqual(notice)
    expect(JSON.parse(await readFile(join(home, 'service.json'), 'utf8'))).toEqual(notice)
    expect(await modeOf(join(home, 'service.json'))).toBe(0o600)
    await takeBack()
    expect(await readNotice(home)).toBeUndefined()
    await takeBack()
    expect(await readdir(home)).toEqual([])
  })

  it('of a later run is not taken back by an earlier one', async () => {
    const takeBack = await announceService(home, notice)
    const later = another(3001).notice
    const takeLaterBack = await announceService(home, later)
    expect(JSON.parse(await readFile(join(home, 'service.json'), 'utf8'))).toMatchObject(later)
    await takeBack()
    expect(await readNotice(home)).toEqual(later)
    await takeLaterBack()
    expect(await readdir(home)).toEqual([])
  })

  it('names an earlier service again when the later one has ended, in whatever way', async () => {
    const takeBack = await announceService(home, notice)
    const takeLaterBack = await announceService(home, another(3001).notice)
    await takeLaterBack()
    expect(await readNotice(home)).toEqual(notice)
    const { child, notice: latest } = another(3002)
    await announceService(home, another(3003).notice)
    await announceService(home, latest)
    expect(await readNotice(home)).toEqual(latest)
    await killed(child)
    expect((await readNotice(home))?.url).toBe('http://127.0.0.1:3003')
    await takeBack()
    expect((await readNotice(home))?.url).toBe('http://127.0.0.1:3003')
  })

  it('tells services apart that have one process number, each in a container of its own', async () => {
    await announceService(home, notice)
    const takeLaterBack = await announceService(home, { ...notice, url: 'http://0.0.0.0:3000' })
    await takeLaterBack()
    expect(await readNotice(home)).toEqual(notice)
  })

  it('of services that were killed is not kept for ever', async () => {
    const { child, notice: dead } = another(3001)
    await announceService(home, dead)
    await killed(child)
    expect(await readNotice(home)).toBeUndefined()
    for (let port = 3002; port < 3050; port += 1) {
      await announceService(home, { ...notice, url: `http://127.0.0.1:${String(port)}` })
    }
    expect(await readFile(join(home, 'service.json'), 'utf8')).not.toContain(dead.url)
    expect((await stat(join(home, 'service.json'))).size).toBeLessThan(1_000)
    expect(await readdir(home)).toEqual(['service.json'])
  })

  it.each(['', '{', 'null', '[]', '{"pid":"1","url":"x"}', '{"pid":0,"url":"x"}', '{"pid":1}', '{"url":"x"}'])(
    'is not %j',
    async (text) => {
      await writeFile(join(home, 'service.json'), text)
      expect(await readNotice(home)).toBeUndefined()
      expect(await readFile(join(home, 'service.json'), 'utf8')).toBe(text)
    },
  )

  it('is read where others are no notices', async () => {
    for (const others of [null, 'x', [null, { pid: 1 }]]) {
      await writeFile(join(home, 'service.json'), JSON.stringify({ ...notice, others }))
      expect(await readNotice(home)).toEqual(notice)
    }
  })
})

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

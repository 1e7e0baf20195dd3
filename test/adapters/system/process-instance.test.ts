import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isOver, processInstance } from '../../../src/adapters/system/process-instance.js'

/** A name like ours, of the process with that number. */
function like(own: string, pid: number | string): string {
  return own.replace(/:\d+:[^:]*$/, `:${String(pid)}:another`)
}

describe('a run of the program', () => {
  it('is not over while it lasts, nor is one beside it', () => {
    const own = processInstance('mine')
    expect(isOver(own, own)).toBe(false)
    expect(isOver(like(own, process.ppid), own)).toBe(false)
    // Process 1 is always there, and often somebody else's.
    expect(isOver(like(own, 1), own)).toBe(false)
  })

  it('is over once its process has ended', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    const own = processInstance('mine')
    await once(child, 'exit')
    expect(isOver(like(own, child.pid ?? 0), own)).toBe(true)
  })

  it('is over when its number is ours now, as after a restart in a container', () => {
    expect(isOver(processInstance('before'), processInstance('mine'))).toBe(true)
  })

  it('may be anywhere when it is not of this machine, or has a name that is none of ours', () => {
    const own = processInstance('mine')
    expect(isOver(`elsewhere${like(own, process.pid)}`, own)).toBe(false)
    for (const strange of ['', 'test', 'one', like(own, 'x'), like(own, 0), like(own, 10 ** 20)])
      expect(isOver(strange, own)).toBe(false)
  })
})

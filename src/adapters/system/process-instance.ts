import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { isSystemError } from '../file-system/system-error.js'

/**
 * Names this run of the program, so that a later one on the same machine can tell whether it is still there.
 * @param id what no other run has.
 */
export function processInstance(id: string): string {
  return [machine(), String(process.pid), id].join(':')
}

/**
 * True where that run of the program is over for certain: it was on this machine, in this process's own world of process
 * numbers, and nobody has its number, or this process has. Of runs elsewhere nobody can tell.
 */
export function isOver(instance: string, own: string): boolean {
  const [where, pid] = partsOf(instance)
  if (instance === own || where !== machine() || !Number.isSafeInteger(pid) || pid <= 0) return false
  return pid === process.pid || !exists(pid)
}

function partsOf(instance: string): readonly [machine: string, pid: number] {
  const [, where = '', pid = ''] = /^(.*):(\d+):[^:]*$/.exec(instance) ?? []
  return [where, Number(pid)]
}

/** Two containers may have one name: on Linux the number space of processes tells them apart. */
function machine(): string {
  return `${hostname()}${numberSpace()}`
}

function numberSpace(): string {
  if (process.platform !== 'linux') return ''
  try {
    return `/${readlinkSync('/proc/self/ns/pid')}`
  } catch (error) {
    if (isSystemError(error)) return '/unknown'
    throw error
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another account.
    return !isSystemError(error) || error.code !== 'ESRCH'
  }
}

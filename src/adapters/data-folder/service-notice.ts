import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isSystemError } from '../file-system/system-error.js'
import { DataFolderUnusable, isMissing, unreadable, written } from './data-folder-unusable.js'

/** What the running service tells about itself to commands on the same machine. */
export interface ServiceNotice {
  readonly pid: number
  readonly url: string
}

const serviceFile = 'service.json'

/** More services than this on one folder are not remembered: numbers of processes that others have by now add up. */
const mostOthers = 8

/**
 * Says where the running service is found; the returned function takes the notice back. Of several services on one
 * folder the latest is named first, and the others again after its end. Rejects with `DataFolderUnusable` when the notice
 * cannot be written.
 */
export async function announceService(dataDir: string, notice: ServiceNotice): Promise<() => Promise<void>> {
  await write(dataDir, [notice, ...(await othersThan(dataDir, notice))])
  return async () => {
    const others = await othersThan(dataDir, notice)
    if (others.length > 0) await write(dataDir, others)
    else await rm(join(dataDir, serviceFile), { force: true })
  }
}

/**
 * The notice of the latest service that uses this data folder and still runs, or nothing when there is none or it is no
 * notice. Rejects with `DataFolderUnusable` when it may not be read.
 */
export async function readNotice(dataDir: string): Promise<ServiceNotice | undefined> {
  return (await readNotices(dataDir))[0]
}

/** Of all that run, the latest first. */
async function readNotices(dataDir: string): Promise<readonly ServiceNotice[]> {
  const path = join(dataDir, serviceFile)
  try {
    const latest: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (!isNotice(latest)) return []
    const others: unknown = 'others' in latest ? latest.others : []
    return [latest, ...(Array.isArray(others) ? others.filter(isNotice) : [])]
      .filter(({ pid }) => isAlive(pid))
      .map(({ pid, url }) => ({ pid, url }))
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return []
    throw isSystemError(error) ? unreadable(path, error) : error
  }
}

async function othersThan(dataDir: string, { pid, url }: ServiceNotice): Promise<readonly ServiceNotice[]> {
  const running = await readNotices(dataDir).catch((error: unknown) => {
    // Where it cannot be written either, the writing says so.
    if (error instanceof DataFolderUnusable) return []
    throw error
  })
  return running.filter((other) => other.pid !== pid || other.url !== url).slice(0, mostOthers)
}

async function write(dataDir: string, [latest, ...others]: readonly ServiceNotice[]): Promise<void> {
  const path = join(dataDir, serviceFile)
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const text = JSON.stringify(others.length === 0 ? latest : { ...latest, others })
  await written(path, writeFile(aside, `${text}\n`, { mode: 0o600 }))
  try {
    await written(path, rename(aside, path))
  } finally {
    await rm(aside, { force: true })
  }
}

/** A notice may outlive its service: whoever took its port since must not be told the token. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, under another account.
    return isSystemError(error) && error.code === 'EPERM'
  }
}

function isNotice(value: unknown): value is ServiceNotice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    Number(value.pid) > 0 &&
    'url' in value &&
    typeof value.url === 'string'
  )
}

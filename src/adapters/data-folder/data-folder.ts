import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../file-system/make-folder.js'
import { isSystemError } from '../file-system/system-error.js'

/** The folder cannot serve; `message` is one sentence for the operator. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

export interface KeptSecret {
  readonly value: string
  readonly path: string
  /** True when it was made just now. */
  readonly isNew: boolean
}

/** What the running service tells about itself to commands on the same machine. */
export interface ServiceNotice {
  readonly pid: number
  readonly url: string
}

/** The folder that holds everything the embedded default writes. It is readable to its owner alone. */
export class DataFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Makes the folder where it is missing. Rejects with `DataFolderUnusable` when it cannot be written. */
  static async open(path: string): Promise<DataFolder> {
    try {
      await makeFolder(path)
      await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
    } catch (cause) {
      const why = isSystemError(cause) ? cause.code : String(cause)
      throw new DataFolderUnusable(
        `DATA_DIR: "${path}" cannot be used (${why}); expected a folder that this user may write.`,
        { cause },
      )
    }
    return new DataFolder(path)
  }

  /**
   * The secret kept in that file, made with 32 random bytes in base64url when it is missing. Rejects with
   * `DataFolderUnusable` when it can be neither read nor made.
   */
  async secret(name: string): Promise<KeptSecret> {
    const path = join(this.path, name)
    const kept = await readSecret(path)
    if (kept !== undefined) return { value: kept, path, isNew: false }
    const value = randomBytes(32).toString('base64url')
    const aside = `${path}.${randomBytes(6).toString('hex')}`
    await written(path, writeDurably(aside, `${value}\n`))
    try {
      // Of two programs that start at once on one folder one key must win, and nobody may see half of it.
      await link(aside, path)
      return { value, path, isNew: true }
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error
      const other = await readSecret(path)
      if (other === undefined) throw unreadable(path, error)
      return { value: other, path, isNew: false }
    } finally {
      await rm(aside, { force: true })
    }
  }

  /**
   * Says where the running service is found; the returned function takes the notice back. Rejects with
   * `DataFolderUnusable` when it cannot be written.
   */
  async announce(notice: ServiceNotice): Promise<() => Promise<void>> {
    const path = join(this.path, serviceFile)
    const aside = `${path}.${String(notice.pid)}`
    await written(path, writeFile(aside, `${JSON.stringify(notice)}\n`, { mode: 0o600 }))
    await written(path, rename(aside, path))
    return async () => {
      const current = await readNotice(this.path)
      if (current?.pid === notice.pid) await rm(path, { force: true })
    }
  }
}

async function written(path: string, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (cause) {
    if (!isSystemError(cause)) throw cause
    const message = `DATA_DIR: "${path}" cannot be written (${cause.code}); expected a folder that this user may write.`
    throw new DataFolderUnusable(message, { cause })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

const serviceFile = 'service.json'

/**
 * The notice of the service that uses this data folder, or nothing when none runs or it is no notice. Rejects with
 * `DataFolderUnusable` when it may not be read.
 */
export async function readNotice(dataDir: string): Promise<ServiceNotice | undefined> {
  const path = join(dataDir, serviceFile)
  try {
    const notice: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isNotice(notice) ? notice : undefined
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined
    throw isSystemError(error) ? unreadable(path, error) : error
  }
}

/** The secret kept in that file, if there is one; makes none. Rejects with `DataFolderUnusable` when it may not be read. */
export async function readKeptSecret(dataDir: string, name: string): Promise<string | undefined> {
  return readSecret(join(dataDir, name))
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const value = (await readFile(path, 'utf8')).trim()
    if (value === '') throw new DataFolderUnusable(`DATA_DIR: "${path}" is empty; remove it or restore it.`)
    return value
  } catch (error) {
    if (isMissing(error)) return undefined
    throw isSystemError(error) ? unreadable(path, error) : error
  }
}

function unreadable(path: string, error: Error & { readonly code: string }): DataFolderUnusable {
  const message = `DATA_DIR: "${path}" cannot be read (${error.code}); expected a file that this user may read.`
  return new DataFolderUnusable(message, { cause: error })
}

function isMissing(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

function isNotice(value: unknown): value is ServiceNotice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'url' in value &&
    typeof value.url === 'string'
  )
}

import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../file-system/make-folder.js'
import { isSystemError } from '../file-system/system-error.js'
import { DataFolderUnusable, isMissing, unreadable, written } from './data-folder-unusable.js'

export interface KeptSecret {
  readonly value: string
  readonly path: string
  /** True when it was made just now. */
  readonly isNew: boolean
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

import { isSystemError } from '../file-system/system-error.js'

/** The folder cannot serve; `message` is one sentence for the operator. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

/** What the system says against a writing becomes a `DataFolderUnusable`. */
export async function written(path: string, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (cause) {
    if (!isSystemError(cause)) throw cause
    const message = `DATA_DIR: "${path}" cannot be written (${cause.code}); expected a folder that this user may write.`
    throw new DataFolderUnusable(message, { cause })
  }
}

export function unreadable(path: string, error: Error & { readonly code: string }): DataFolderUnusable {
  const message = `DATA_DIR: "${path}" cannot be read (${error.code}); expected a file that this user may read.`
  return new DataFolderUnusable(message, { cause: error })
}

export function isMissing(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

import { closeSync, openSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../file-system/make-folder.js'
import { isSystemError } from '../file-system/system-error.js'

export type OpenedExtendedLogFile =
  | { readonly outcome: 'opened'; readonly file: ExtendedLogFile }
  /** `code` is the system's. */
  | { readonly outcome: 'failed'; readonly code: string }

/** The file that the extended log of a check goes to. What it held before stays; it is readable to its owner alone. */
export class ExtendedLogFile {
  readonly #descriptor: number
  #state: 'empty' | 'written' | { readonly code: string } = 'empty'

  private constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  /** Makes the file, and its folder, where they are missing. */
  static async open(path: string): Promise<OpenedExtendedLogFile> {
    try {
      await makeFolder(dirname(path))
      return { outcome: 'opened', file: new ExtendedLogFile(openSync(path, 'a', 0o600)) }
    } catch (error) {
      return { outcome: 'failed', code: codeOf(error) }
    }
  }

  /** `code` is the system's, where not all could be written. */
  get state(): 'empty' | 'written' | { readonly code: string } {
    return this.#state
  }

  /** After a write that failed nothing more is written. */
  write(lines: readonly string[]): void {
    if (lines.length === 0 || typeof this.#state === 'object') return
    try {
      writeFileSync(this.#descriptor, lines.map((line) => `${line}\n`).join(''))
      this.#state = 'written'
    } catch (error) {
      this.#state = { code: codeOf(error) }
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

/** What the system says of a file; anything else is our defect. */
function codeOf(error: unknown): string {
  if (isSystemError(error)) return error.code
  throw error
}

import { readlinkSync, write } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../file-system/make-folder.js'
import { isSystemError } from '../file-system/system-error.js'

/** What the system says no with. */
export interface SystemFault {
  readonly code: string
  readonly message: string
}

export interface LogFileOptions {
  readonly path: string
  /** How many files there may be: the one that is written, and `path.1` (the latest) to `path.N-1` (the oldest). */
  readonly files: number
  /** Where the system tells the names of open files, if it does (Linux: proc(5), `/proc/self/fd`). */
  readonly openFiles?: string
}

const lineFeed = 0x0a

/** How long the name of the open file is taken for proof that its path leads to it, before the disk is asked. */
const provenMs = 1000

/**
 * The file that a log is written to, with those that were full before it. It is made with its directory (0700, the file
 * 0600), appended to when it exists, and notices when somebody takes it away. Nothing here waits for a disk but what
 * gives a promise: a disk may be in a network that is gone.
 */
export class LogFile {
  readonly #options: LogFileOptions
  #handle: FileHandle | undefined
  #identity = ''
  /** The name under which the system knows the open file; undefined where it does not say. */
  #name: string | undefined
  #provenAt = Number.NEGATIVE_INFINITY

  constructor(options: LogFileOptions) {
    this.#options = options
  }

  /**
   * Opens the file where it was left.
   * @returns its size in bytes and whether its last line has its end.
   */
  async open(): Promise<{ readonly bytes: number; readonly atLineStart: boolean }> {
    await this.close()
    await makeFolder(dirname(this.#options.path))
    const handle = await open(this.#options.path, 'a+', 0o600)
    this.#handle = handle
    this.#name = this.#knownName()
    this.#provenAt = Number.NEGATIVE_INFINITY
    const { dev, ino, size } = await handle.stat()
    this.#identity = `${dev} ${ino}`
    if (size === 0) return { bytes: 0, atLineStart: true }
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return { bytes: size, atLineStart: bytesRead === 0 || buffer[0] === lineFeed }
  }

  /**
   * Whether the system knows the open file by another name than at first, or by none: deleted, moved away or replaced on
   * this machine. It asks the kernel's memory, never the disk; where the kernel does not tell, it is not known.
   */
  isKnownGone(): boolean {
    return this.#handle === undefined || this.#knownName() !== this.#name
  }

  /**
   * Whether the path does not lead to the open file any more. What was done on this machine is known at once, what was
   * done from another one, or to a symbolic link on the way, a second later.
   */
  async isGone(): Promise<boolean> {
    if (this.isKnownGone()) return true
    const now = performance.now()
    if (this.#name !== undefined && now - this.#provenAt < provenMs) return false
    try {
      const { dev, ino } = await stat(this.#options.path)
      if (`${dev} ${ino}` !== this.#identity) return true
    } catch (fault) {
      if (isSystemFault(fault)) return true
      throw fault
    }
    this.#provenAt = now
    return false
  }

  /** Whether nobody can read any more what was written: the open file has no name left. */
  async isDeleted(): Promise<boolean> {
    return this.#handle === undefined || (await this.#handle.stat()).nlink === 0
  }

  /** Hands bytes from one place to another to the kernel. @returns how many it took, fewer when it then said no. */
  async write(
    bytes: Uint8Array,
    from: number,
    to: number,
  ): Promise<{ readonly taken: number; readonly fault?: SystemFault }> {
    const handle = this.#handle
    if (handle === undefined) return { taken: 0, fault: { code: 'EBADF', message: 'the file is not open' } }
    let at = from
    while (at < to) {
      const part = await writePart(handle.fd, bytes, at, to)
      if (typeof part !== 'number') {
        this.#provenAt = Number.NEGATIVE_INFINITY
        return { taken: at - from, fault: part }
      }
      at += part
    }
    return { taken: at - from }
  }

  /**
   * Moves the full file out of the way, up to the first number that is free, and the oldest out of the world. When it
   * fails half-way it can be called again: no file is moved twice.
   */
  async makeWay(): Promise<void> {
    const { path, files } = this.#options
    const named = (number: number): string => (number === 0 ? path : `${path}.${number}`)
    let free = 1
    while (free < files - 1 && (await isThere(named(free)))) free++
    await this.close()
    if (files <= 1) return rm(path, { force: true })
    for (let number = free; number > 0; number--) await renameIfThere(named(number - 1), named(number))
  }

  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close()
  }

  #knownName(): string | undefined {
    if (this.#handle === undefined) return undefined
    try {
      return readlinkSync(join(this.#options.openFiles ?? '/proc/self/fd', String(this.#handle.fd)))
    } catch (fault) {
      if (isSystemFault(fault)) return undefined
      throw fault
    }
  }
}

/** Whether something was thrown by the system, not by a mistake of ours. */
export function isSystemFault(fault: unknown): fault is SystemFault {
  return isSystemError(fault) && 'syscall' in fault
}

function writePart(fd: number, bytes: Uint8Array, from: number, to: number): Promise<number | SystemFault> {
  return new Promise((resolve) => {
    write(fd, bytes, from, to - from, null, (fault, written) =>
      resolve(fault === null ? written : { code: fault.code ?? '', message: fault.message }),
    )
  })
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (fault) {
    if (!isSystemFault(fault) || fault.code !== 'ENOENT') throw fault
    return false
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (fault) {
    if (!isSystemFault(fault) || fault.code !== 'ENOENT') throw fault
  }
}

import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../file-system/make-folder.js'
import { isSystemError } from '../file-system/system-error.js'
import type { MailboxSummary } from './mailbox.js'
import { maxMessages, type MessageStore } from './message-store.js'

/**
 * Keeps each message in a folder as `<id>.eml`, with its summary in `<id>.json`; only their owner may read them. The
 * summary is written last, so that a message without one was never taken.
 */
export class FolderMessageStore implements MessageStore {
  readonly #folder: string
  #summaries: readonly MailboxSummary[]

  private constructor(folder: string, summaries: readonly MailboxSummary[]) {
    this.#folder = folder
    this.#summaries = summaries
  }

  /** Makes the folder where it is missing and reads what is there; a damaged summary is passed over. */
  static async open(folder: string): Promise<FolderMessageStore> {
    await makeFolder(folder)
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    const summaries: MailboxSummary[] = []
    for (const name of names.toSorted().toReversed()) {
      const summary = parseSummary(await readFile(join(folder, name), 'utf8'))
      if (summary !== undefined && `${summary.id}.json` === name) summaries.push(summary)
    }
    const store = new FolderMessageStore(folder, summaries)
    await store.#makeRoom()
    return store
  }

  list(): readonly MailboxSummary[] {
    return this.#summaries
  }

  async add(summary: MailboxSummary, source: Buffer): Promise<void> {
    const path = join(this.#folder, summary.id)
    await writeFile(`${path}.eml`, source, { mode: 0o600 })
    await writeFile(`${path}.json.new`, JSON.stringify(summary), { mode: 0o600 })
    await rename(`${path}.json.new`, `${path}.json`)
    this.#summaries = [summary, ...this.#summaries]
    await this.#makeRoom()
  }

  async source(id: string): Promise<Buffer | undefined> {
    if (!this.#summaries.some((summary) => summary.id === id)) return undefined
    return readFile(join(this.#folder, `${id}.eml`)).catch((error: unknown) => {
      if (isSystemError(error) && error.code === 'ENOENT') return undefined
      throw error
    })
  }

  async #makeRoom(): Promise<void> {
    const tooMany = this.#summaries.slice(maxMessages)
    this.#summaries = this.#summaries.slice(0, maxMessages)
    for (const { id } of tooMany) {
      await rm(join(this.#folder, `${id}.json`), { force: true })
      await rm(join(this.#folder, `${id}.eml`), { force: true })
    }
  }
}

function parseSummary(text: string): MailboxSummary | undefined {
  try {
    const { id, from, to, subject, receivedAt, messageId } = JSON.parse(text) as Record<string, unknown>
    if (typeof id !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined
    if (typeof subject !== 'string' || typeof receivedAt !== 'number' || typeof messageId !== 'string') return undefined
    return { id, from, to, subject, receivedAt, messageId }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

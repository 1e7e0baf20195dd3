import type { Records, Store } from '../../application/ports/store.js'
import { MemoryRecords } from './memory-records.js'
import { Journal } from './journal.js'
import { MemoryTables } from './memory-tables.js'

/** A store that lasts as long as its process: the whole product runs on it, and forgets everything at its end. */
export class InMemoryStore implements Store {
  readonly #tables = new MemoryTables()
  #last: Promise<unknown> = Promise.resolve()

  transact<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#run(work))
    this.#last = turn.then(nothing, nothing)
    return turn
  }

  async expunge(): Promise<void> {}

  async #run<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const journal = new Journal()
    try {
      const result = await work(new MemoryRecords(this.#tables, journal))
      journal.commit()
      return result
    } catch (error) {
      journal.rollback()
      throw error
    }
  }
}

function nothing(): void {}

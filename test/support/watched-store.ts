import type { Records, Store } from '../../src/application/ports/store.js'

/** A store as one run of the program sees it: how much it is asked is counted, and both of them can come to an end. */
export class WatchedStore implements Store {
  readonly #store: Store
  transactions = 0
  /** How many of them wait for the disk. */
  underway = 0
  #failing: ((transaction: number) => boolean) | undefined
  #last = Number.POSITIVE_INFINITY

  constructor(store: Store) {
    this.#store = store
  }

  /** The transactions for which the function is true fail, after their work was done, as on a full disk. */
  failWhen(isFailing: ((transaction: number) => boolean) | undefined): void {
    this.#failing = isFailing
  }

  /** As after `kill -9`: nothing this run of the program still wants is ever done. */
  kill(): void {
    this.#last = -1
  }

  /** As when `kill -9` strikes right after that transaction took effect. */
  killAfter(transaction: number): void {
    this.#last = transaction
  }

  async transact<T>(work: (records: Records) => Promise<T>): Promise<T> {
    this.transactions += 1
    const number = this.transactions
    if (number > this.#last) return never()
    const result = await this.#carryOut(number, work)
    return this.#last < 0 || number === this.#last ? never() : result
  }

  async expunge(): Promise<void> {
    return this.transactions >= this.#last ? never() : this.#store.expunge()
  }

  async #carryOut<T>(number: number, work: (records: Records) => Promise<T>): Promise<T> {
    this.underway += 1
    try {
      return await this.#store.transact(async (records) => {
        const done = await work(records)
        if (this.#failing?.(number) === true) throw new DiskFull()
        return done
      })
    } finally {
      this.underway -= 1
    }
  }
}

export class DiskFull extends Error {
  override readonly name = 'DiskFull'
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined)
}

/** What one transaction wrote, so that it can be undone. */
export class Journal {
  readonly #undo: (() => void)[] = []
  #ended = false

  /** Remembers how to undo one write. */
  wrote(undo: () => void): void {
    this.#undo.push(undo)
  }

  assertOpen(): void {
    if (this.#ended) throw new Error('These records belong to a transaction that is over.')
  }

  commit(): void {
    this.#ended = true
  }

  /** Undoes everything, the last write first. */
  rollback(): void {
    this.#ended = true
    for (const undo of this.#undo.toReversed()) undo()
  }
}

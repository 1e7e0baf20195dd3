/** Rings when a delivery may be due: after one was stored, settled or released. Who waits for work listens. */
export class Bell {
  readonly #listeners = new Set<() => void>()

  ring(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Calls `listener` at each ring from now on; the returned function ends that. */
  onRing(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

import type { RecordedLine } from './statement.js'

/** Those who want to hear each line as it is recorded. They hear it in order and aside: none can hold up or break the recording. */
export class LineListeners {
  readonly #listeners = new Set<{ readonly hear: (line: RecordedLine) => void }>()

  add(hear: (line: RecordedLine) => void): () => void {
    const listener = { hear }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(line: RecordedLine): void {
    for (const listener of this.#listeners)
      Promise.resolve(line)
        .then((said) => this.#listeners.has(listener) && listener.hear(said))
        .catch(() => this.#listeners.delete(listener))
  }
}

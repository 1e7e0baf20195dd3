import type { RecordedLine } from './statement.js'

interface Listener {
  readonly hear: (line: RecordedLine) => void
  /** What it has yet to hear. */
  waiting: RecordedLine[]
}

/** Those who want to hear each line as it is recorded. They hear it in order and aside: none can hold up or break the recording. */
export class LineListeners {
  readonly #listeners = new Set<Listener>()

  add(hear: (line: RecordedLine) => void): () => void {
    const listener: Listener = { hear, waiting: [] }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(line: RecordedLine): void {
    for (const listener of this.#listeners)
      if (listener.waiting.push(line) === 1)
        Promise.resolve(listener)
          .then((one) => this.#tellAll(one))
          .catch(() => this.#listeners.delete(listener))
  }

  #tellAll(listener: Listener): void {
    const lines = listener.waiting
    listener.waiting = []
    for (const line of lines) if (this.#listeners.has(listener)) listener.hear(line)
  }
}

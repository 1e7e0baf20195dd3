import type { Background } from '../../application/ports/background.js'

export interface Failure {
  readonly name: string
  readonly error: unknown
}

/** Work in the background whose failures can be looked at. */
export class InMemoryBackground implements Background {
  readonly #failures: Failure[] = []
  readonly #running = new Set<Promise<void>>()

  /** What was rejected so far, each once, in the order of its happening. */
  get failures(): readonly Failure[] {
    return [...this.#failures]
  }

  run(name: string, task: () => Promise<unknown>): void {
    const running = this.#keep(name, task)
    this.#running.add(running)
    void running.then(() => this.#running.delete(running))
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async #keep(name: string, task: () => Promise<unknown>): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.#failures.push({ name, error })
    }
  }
}

import type { Background } from '../../application/ports/background.js'

/** Counts the tasks that run, and hands what they reject with to `onFailure`. */
export class TaskBackground implements Background {
  readonly #onFailure: (name: string, error: unknown) => void
  readonly #running = new Set<Promise<void>>()

  constructor({ onFailure }: { readonly onFailure: (name: string, error: unknown) => void }) {
    this.#onFailure = onFailure
  }

  run(name: string, task: () => Promise<unknown>): void {
    const running = this.#report(name, task)
    this.#running.add(running)
    void running.then(() => this.#running.delete(running))
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async #report(name: string, task: () => Promise<unknown>): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.#onFailure(name, error)
    }
  }
}

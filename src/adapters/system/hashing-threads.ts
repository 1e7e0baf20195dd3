import { Worker } from 'node:worker_threads'
import type { Options } from '@node-rs/argon2'

/** A password to hash, or to compare with a known hash. */
export interface HashingJob {
  readonly password: string
  readonly known?: string
}

/** The hash, or whether the known one matches; or why there is neither. */
export type HashingAnswer = { readonly value: string | boolean } | { readonly error: unknown }

export interface HashingThreadsOptions {
  readonly threads: number
  readonly cost: Options
  /** The module that each thread runs. */
  readonly module?: URL
}

interface Asked {
  readonly resolve: (value: string | boolean) => void
  readonly reject: (reason: unknown) => void
}

const argon2 = new URL('./hashing-thread.mjs', import.meta.url)

/**
 * Threads that hash. They are started when there is work for them, and keep no program alive that has nothing else to do.
 * A job goes to the thread that has the fewest; what a thread has beyond the one it works on lets it go straight on while
 * the rest of the program is busy. The jobs of a thread that dies reject, and another takes its place.
 */
export class HashingThreads {
  readonly #options: HashingThreadsOptions
  readonly #threads = new Set<HashingThread>()
  #isClosed = false

  constructor(options: HashingThreadsOptions) {
    this.#options = options
  }

  async run(job: HashingJob): Promise<string | boolean> {
    if (this.#isClosed) throw new Error('The threads that hash are closed.')
    return this.#leastBusy().run(job)
  }

  /** Ends all threads; resolves when they have ended. What they still had to do rejects. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#threads].map((thread) => thread.end()))
  }

  #leastBusy(): HashingThread {
    const [first] = [...this.#threads].toSorted((a, b) => a.jobs - b.jobs)
    if (first !== undefined && (first.jobs === 0 || this.#threads.size >= this.#options.threads)) return first
    const { module = argon2, cost } = this.#options
    const thread = new HashingThread(new Worker(module, { name: 'hashing', workerData: cost, execArgv: [] }), () =>
      this.#threads.delete(thread),
    )
    this.#threads.add(thread)
    return thread
  }
}

/** One of them: it takes its jobs, and answers them, in the order in which they were given. */
class HashingThread {
  readonly #worker: Worker
  readonly #asked: Asked[] = []

  constructor(worker: Worker, onEnd: () => void) {
    this.#worker = worker
    let cause: unknown
    worker.unref()
    worker.on('message', (answers: readonly HashingAnswer[]) => {
      for (const answer of answers) this.#answered(answer)
    })
    worker.on('error', (error) => (cause = error))
    worker.on('exit', () => {
      onEnd()
      for (const { reject } of this.#asked.splice(0)) reject(new Error('A thread that hashes ended.', { cause }))
    })
  }

  get jobs(): number {
    return this.#asked.length
  }

  run(job: HashingJob): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      this.#worker.ref()
      this.#asked.push({ resolve, reject })
      this.#worker.postMessage(job)
    })
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #answered(answer: HashingAnswer): void {
    const asked = this.#asked.shift()
    if (this.#asked.length === 0) this.#worker.unref()
    if ('error' in answer) asked?.reject(answer.error)
    else asked?.resolve(answer.value)
  }
}

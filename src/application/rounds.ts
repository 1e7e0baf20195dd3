import type { Instant } from '../domain/instant.js'
import type { Bell } from './bell.js'
import type { Background } from './ports/background.js'
import type { Clock } from './ports/clock.js'

export interface RoundsPorts {
  readonly clock: Clock
  readonly background: Background
  readonly bell: Bell
}

export interface RoundsPlan {
  /** What a failing round is called. */
  readonly name: string
  /** The next round comes after this long at the latest, even when nothing calls for it. */
  readonly longestSleepMs: number
  /** Does what there is to do, and tells when there may be more; a moment that has passed asks for it at once. */
  readonly round: () => Promise<Instant>
}

/**
 * Work in rounds, one at a time: at the start, whenever the bell rings, and at the moment that the last one named. A
 * ring during a round makes another one follow. A round that fails does not end them.
 */
export class Rounds {
  readonly #ports: RoundsPorts
  readonly #plan: RoundsPlan
  #stopListening: () => void = () => undefined
  #cancelWake: () => void = () => undefined
  #running = false
  #again = false
  #stopped = true

  constructor(ports: RoundsPorts, plan: RoundsPlan) {
    this.#ports = ports
    this.#plan = plan
  }

  start(): void {
    this.#stopped = false
    this.#stopListening = this.#ports.bell.onRing(() => this.#wake())
    this.#wake()
  }

  /** No round begins any more; one under way goes on, and whoever closes the house waits for the background. */
  stop(): void {
    this.#stopped = true
    this.#stopListening()
    this.#cancelWake()
  }

  #wake(): void {
    if (this.#stopped) return
    this.#again = true
    if (this.#running) return
    this.#running = true
    this.#ports.background.run(this.#plan.name, async () => {
      try {
        while (this.#again && !this.#stopped) {
          this.#again = false
          // A round that fails or hangs is followed by another one all the same.
          this.#wakeAfter(this.#plan.longestSleepMs)
          const sleepMs = (await this.#plan.round()) - this.#ports.clock.now()
          if (sleepMs <= 0) this.#again = true
          else this.#wakeAfter(sleepMs)
        }
      } finally {
        this.#running = false
      }
    })
  }

  #wakeAfter(sleepMs: number): void {
    this.#cancelWake()
    if (this.#stopped) return
    const boundedMs = Math.min(this.#plan.longestSleepMs, sleepMs)
    this.#cancelWake = this.#ports.clock.after(boundedMs, () => this.#wake())
  }
}

import type { RecordedLine } from '../domain/transcript/statement.js'
import type { TranscriptLog } from './ports/transcript-log.js'

/** Somebody who looks on while lines are recorded. Its calls must neither throw nor take long. */
export interface Follower {
  hear(line: RecordedLine): void
  /** No more lines will come: the service ends. */
  ended(): void
}

/** Where a follower begins: after a line that it has, or with so many of the latest ones. */
export type TailStart = { readonly after: number } | { readonly last: number }

export interface Following {
  /** The lines from the start until now, oldest first; what comes later is heard. */
  readonly backlog: readonly RecordedLine[]
  /** Lines between the start and the backlog are not kept any more, or belong to another run of the service. */
  readonly isGap: boolean
  readonly stop: () => void
}

const maxLines = 1_000
const maxCharacters = 256 * 1024

/** The latest lines of the record, as many as are worth keeping in memory, for those who look on live. */
export class LineTail {
  readonly #followers = new Set<Follower>()
  #lines: RecordedLine[] = []
  #characters = 0
  #stopListening: () => void

  constructor(log: Pick<TranscriptLog, 'onLine'>) {
    this.#stopListening = log.onLine((line) => this.#hear(line))
  }

  follow(start: TailStart, follower: Follower): Following {
    this.#followers.add(follower)
    const stop = (): void => void this.#followers.delete(follower)
    if ('last' in start) return { backlog: start.last === 0 ? [] : this.#lines.slice(-start.last), isGap: false, stop }
    const { after } = start
    const [first, latest] = [this.#lines[0]?.counter ?? 1, this.#lines.at(-1)?.counter ?? 0]
    if (after > latest) return { backlog: [...this.#lines], isGap: true, stop }
    return { backlog: this.#lines.filter(({ counter }) => counter > after), isGap: after < first - 1, stop }
  }

  /** Takes leave of all followers, and hears no more. */
  end(): void {
    this.#stopListening()
    for (const follower of this.#followers) follower.ended()
    this.#followers.clear()
  }

  #hear(line: RecordedLine): void {
    this.#lines.push(line)
    this.#characters += sizeOf(line)
    // In batches: to drop the first of a thousand for each that comes costs more than all the rest.
    if (this.#lines.length >= 2 * maxLines || this.#characters >= 2 * maxCharacters) this.#shorten()
    for (const follower of this.#followers) follower.hear(line)
  }

  #shorten(): void {
    const kept = this.#lines.slice(-maxLines)
    let characters = 0
    const from = kept.findLastIndex((line) => (characters += sizeOf(line)) > maxCharacters) + 1
    this.#lines = kept.slice(from)
    this.#characters = this.#lines.reduce((sum, line) => sum + sizeOf(line), 0)
  }
}

function sizeOf({ statement }: RecordedLine): number {
  return statement.kind === 'event' ? eventCharacters : statement.text.length
}

/** About as much as an event holds; none is much longer than the lines of a mail server. */
const eventCharacters = 200

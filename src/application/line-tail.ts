import type { RecordedLine } from '../domain/transcript/statement.js'
import type { TranscriptLog } from './ports/transcript-log.js'

/** Somebody who looks on while lines are recorded. Its calls must neither throw nor take long. */
export interface Follower {
  hear(line: RecordedLine): void
  /** No more lines will come: the service ends. */
  ended(): void
}

/** Where a follower begins: after a place that it was told, or with so many of the latest lines. */
export type TailStart = { readonly after: string } | { readonly last: number }

export interface Following {
  /** The lines from the start until now, oldest first; what comes later is heard. */
  readonly backlog: readonly RecordedLine[]
  /** Lines between the start and the backlog may be missing: not kept any more, or of another run of the service. */
  readonly isGap: boolean
  /** The place right before the backlog. */
  readonly place: string
  readonly stop: () => void
}

const maxLines = 1_000
const maxCharacters = 256 * 1024

/**
 * The latest lines of the record, as many as are worth keeping in memory, for those who look on live.
 *
 * A place in the record is a text that names the run of the service too: counters begin anew with each run, so that the
 * same one may stand for another line.
 */
export class LineTail {
  readonly #session: string
  readonly #followers = new Set<Follower>()
  #lines: RecordedLine[] = []
  #characters = 0
  /** The counter of the latest line that is not kept any more, 0 while all are. */
  #dropped = 0
  #stopListening: () => void

  /** @param session what no other run of the service has. */
  constructor(log: Pick<TranscriptLog, 'onLine'>, session: string) {
    this.#session = session
    this.#stopListening = log.onLine((line) => this.#hear(line))
  }

  follow(start: TailStart, follower: Follower): Following {
    this.#followers.add(follower)
    const stop = (): void => void this.#followers.delete(follower)
    const after = 'after' in start ? this.#counterAt(start.after) : undefined
    const isGap = 'after' in start && (after === undefined || after < this.#dropped || after > this.#latest)
    const backlog = isGap ? [...this.#lines] : this.#since(start, after ?? 0)
    const [first] = backlog
    return { backlog, isGap, place: this.#place(first === undefined ? this.#latest : first.counter - 1), stop }
  }

  /** The place right behind a line. */
  placeOf({ counter }: RecordedLine): string {
    return this.#place(counter)
  }

  #since(start: TailStart, after: number): readonly RecordedLine[] {
    if ('after' in start) return this.#lines.filter(({ counter }) => counter > after)
    return start.last === 0 ? [] : this.#lines.slice(-start.last)
  }

  get #latest(): number {
    return this.#lines.at(-1)?.counter ?? this.#dropped
  }

  #place(counter: number): string {
    return `${this.#session}.${counter}`
  }

  /** The counter of a place in this run; undefined for any other text. */
  #counterAt(place: string): number | undefined {
    const counter = Number(place.slice(this.#session.length + 1))
    return Number.isSafeInteger(counter) && this.#place(counter) === place ? counter : undefined
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
    this.#dropped = this.#lines[this.#lines.length - kept.length + from - 1]?.counter ?? this.#dropped
    this.#lines = kept.slice(from)
    this.#characters = this.#lines.reduce((sum, line) => sum + sizeOf(line), 0)
  }
}

function sizeOf({ statement }: RecordedLine): number {
  return statement.kind === 'event' ? eventCharacters : statement.text.length
}

/** About as much as an event holds; none is much longer than the lines of a mail server. */
const eventCharacters = 200

import type { Attempt } from '../domain/delivery/attempt.js'
import { shareSafe } from '../domain/transcript/share-safe.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import type { Store } from './ports/store.js'

export interface ReadTranscriptRequest {
  /** The delivery's id. */
  readonly id: string
  /** Whether people, hosts and addresses of ours stand as pseudonyms, to be given to strangers. */
  readonly isShared: boolean
}

export type ReadTranscriptOutcome =
  | { readonly outcome: 'found'; readonly attempts: readonly AttemptTranscript[] }
  /** There is the delivery, but nothing is kept of its conversations. */
  | { readonly outcome: 'no-transcript' }
  | { readonly outcome: 'unknown-delivery' }

/** One attempt, oldest first among those of its delivery, and what was said in it; empty when that is not kept. */
export interface AttemptTranscript {
  readonly attempt: Attempt
  readonly lines: readonly RecordedLine[]
}

export interface ReadTranscriptPorts {
  readonly store: Store
  /** Names of ours that lines may hold: hosts, domains, users, addresses; see `shareSafe`. */
  readonly own: readonly string[]
}

/** Shows the operator the conversations of all attempts at one delivery. */
export class ReadTranscript {
  readonly #ports: ReadTranscriptPorts

  constructor(ports: ReadTranscriptPorts) {
    this.#ports = ports
  }

  async execute({ id, isShared }: ReadTranscriptRequest): Promise<ReadTranscriptOutcome> {
    const { store, own } = this.#ports
    return store.transact(async (records): Promise<ReadTranscriptOutcome> => {
      const delivery = await records.delivery(id)
      if (delivery === undefined) return { outcome: 'unknown-delivery' }
      const attempts: AttemptTranscript[] = []
      for (const attempt of await records.attemptsOf(id))
        attempts.push({ attempt, lines: await records.transcriptOf(attempt.id) })
      if (attempts.every(({ lines }) => lines.length === 0)) return { outcome: 'no-transcript' }
      const names = [...own, delivery.email.recipient]
      return { outcome: 'found', attempts: isShared ? disguised(attempts, names) : attempts }
    })
  }
}

/** All attempts at once, so that one person has one pseudonym in all of them. */
function disguised(attempts: readonly AttemptTranscript[], own: readonly string[]): readonly AttemptTranscript[] {
  const lines = shareSafe(
    attempts.flatMap((attempt) => attempt.lines),
    { own },
  )
  let done = 0
  return attempts.map(({ attempt, lines: { length } }) => {
    const own = lines.slice(done, done + length)
    done += length
    return { attempt, lines: own }
  })
}

import type { Attempt } from '../domain/delivery/attempt.js'
import type { Delivery } from '../domain/delivery/delivery.js'
import type { Diagnosis } from '../domain/diagnosis/diagnosis.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import { diagnoseAttempt } from './diagnose-attempt.js'
import { type FullLimitPorts, type ShownDelivery, shownDeliveries } from './full-limit.js'
import type { Store } from './ports/store.js'

export type RediagnoseDeliveryOutcome =
  | {
      readonly outcome: 'rediagnosed'
      readonly delivery: ShownDelivery
      /** Oldest first, with their diagnoses of now. */
      readonly attempts: readonly Attempt[]
      /** Ids of the attempts that are explained otherwise than before. */
      readonly changed: readonly string[]
    }
  | { readonly outcome: 'unknown-delivery' }

interface Ports extends FullLimitPorts {
  readonly store: Store
}

/**
 * Explains the attempts of a delivery anew, by the rules of today, from the transcripts that are kept. Nothing else
 * changes: what became of the e-mail, and the cause that decided it, stay as they were. An explanation is never
 * replaced by `unknown`, and that a message was accepted is a fact.
 */
export class RediagnoseDelivery {
  readonly #ports: Ports

  constructor(ports: Ports) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<RediagnoseDeliveryOutcome> {
    const { store } = this.#ports
    const read = await store.transact(async (records) => {
      const delivery = await records.delivery(id)
      if (delivery === undefined) return undefined
      const attempts = (await records.attemptsOf(id)).filter(isExplainable)
      const transcripts: (readonly RecordedLine[])[] = []
      for (const attempt of attempts) transcripts.push(await records.transcriptOf(attempt.id))
      return { delivery, attempts, transcripts }
    })
    if (read === undefined) return { outcome: 'unknown-delivery' }
    const found = new Map<string, Diagnosis>()
    for (const [at, attempt] of read.attempts.entries()) {
      const diagnosis = this.#diagnose(read.delivery, attempt, read.transcripts[at] ?? [])
      if (diagnosis !== undefined) found.set(attempt.id, diagnosis)
    }
    return store.transact(async (records) => {
      const present = await records.delivery(id)
      const [delivery] = present === undefined ? [] : await shownDeliveries(this.#ports, records, [present])
      if (delivery === undefined) return { outcome: 'unknown-delivery' }
      for (const [attemptId, diagnosis] of found) {
        const attempt = await records.attempt(attemptId)
        if (attempt !== undefined) await records.saveAttempt({ ...attempt, diagnosis })
      }
      return {
        outcome: 'rediagnosed',
        delivery,
        attempts: await records.attemptsOf(id),
        changed: [...found.keys()],
      }
    })
  }

  /** Absent when nothing is to be said that was not said before. */
  #diagnose(delivery: Delivery, attempt: Attempt, lines: readonly RecordedLine[]): Diagnosis | undefined {
    if (lines.length === 0) return undefined
    const provider = this.#ports.senders.find((sender) => sender.provider.name === attempt.provider)?.provider
    // The error that ended the conversation stands in its transcript.
    const diagnosis = diagnoseAttempt(lines, undefined, provider, { to: delivery.email.recipient })
    const isBetter = diagnosis.cause !== 'unknown' || attempt.diagnosis === undefined
    const isNew = JSON.stringify(diagnosis) !== JSON.stringify(attempt.diagnosis)
    return isBetter && isNew && diagnosis.cause !== 'accepted' ? diagnosis : undefined
  }
}

function isExplainable({ outcome }: Attempt): boolean {
  return outcome !== undefined && outcome !== 'accepted' && outcome !== 'interrupted'
}

import { factsOf } from '../domain/check/stage-facts.js'
import { type Stage, type StageFacts, type StageOutcome, type StageReport, stages } from '../domain/check/stage.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import { AttemptRecording, type AttemptRecordingPorts } from './attempt-recording.js'
import type { Conversation, Provider } from './ports/email-sender.js'

/** How one check goes: its stages as they end, each with what the record says of it. */
export class CheckCourse {
  readonly #ports: AttemptRecordingPorts
  readonly #provider: Provider
  readonly #onStage: (report: StageReport) => void
  readonly #secrets: readonly string[]
  readonly #recordings: AttemptRecording[] = []
  readonly #reports: StageReport[] = []
  /** How many lines the stages so far have had. */
  #read = 0

  /** @param secrets values of the message that no record may hold. */
  constructor(
    ports: AttemptRecordingPorts,
    provider: Provider,
    secrets: readonly string[],
    onStage: (report: StageReport) => void,
  ) {
    this.#ports = ports
    this.#provider = provider
    this.#secrets = secrets
    this.#onStage = onStage
  }

  get reports(): readonly StageReport[] {
    return this.#reports
  }

  /** The lines of all conversations so far, in order. */
  get lines(): readonly RecordedLine[] {
    return this.#recordings.flatMap((recording) => recording.lines())
  }

  /** The lines of the latest conversation. */
  get latestLines(): readonly RecordedLine[] {
    return this.#recordings.at(-1)?.lines() ?? []
  }

  /** How we introduced ourselves, where it came to that. */
  get ehloName(): string | undefined {
    for (const { statement } of this.lines) {
      const name = statement.kind === 'sent' ? /^EHLO (\S{1,255})$/i.exec(statement.text)?.[1] : undefined
      if (name !== undefined) return name
    }
    return undefined
  }

  /** Opens the record of a conversation, the same way as for an e-mail. */
  open(): Conversation {
    const recording = new AttemptRecording(this.#ports, this.#provider, this.#secrets)
    this.#recordings.push(recording)
    return recording.open()
  }

  /** A stage is over; its facts are what was recorded since the one before, and those given. */
  ended(stage: Stage, outcome: StageOutcome, ms: number, known: StageFacts = {}): void {
    const { lines } = this
    const said = lines.slice(this.#read).map(({ statement }) => statement)
    this.#read = lines.length
    const facts = outcome === 'skipped' ? {} : factsOf(stage, outcome, said, this.#ports.clock.now())
    const report = { stage, outcome, ms, facts: { ...known, ...facts } }
    this.#reports.push(report)
    this.#onStage(report)
  }

  /** Says of each of these stages that was not reached that it was skipped. */
  skipRest(upTo: Stage): void {
    const reached = new Set(this.#reports.map(({ stage }) => stage))
    for (const stage of stages.slice(0, stages.indexOf(upTo) + 1)) {
      if (!reached.has(stage)) this.ended(stage, 'skipped', 0)
    }
  }
}

import type { Finding } from '../finding.js'
import type { DiagnosisContext } from '../diagnosis.js'
import type { Reading } from '../reading.js'
import type { Utterance } from '../utterance.js'

/** What only the whole conversation, or the conversation beside the settings, shows. */
export interface Situation {
  readonly id: string
  /** What is found, or nothing. The evidence is the lines of the utterance, unless others are named. */
  readonly look: (seen: Seen) => Partial<Finding> | undefined
  readonly source: string
}

export interface Seen {
  readonly reading: Reading
  readonly utterances: readonly Utterance[]
  readonly context: DiagnosisContext
}

import type { Cause, Phase, Side } from '../../../../src/domain/diagnosis/cause.js'
import type { DiagnosisContext } from '../../../../src/domain/diagnosis/diagnosis.js'

/** One transcript written for the tests, in the manner of a program or server, and what it means. */
export interface Failure {
  readonly by: string
  readonly cause: Cause
  readonly phase: Phase
  readonly text: string
  readonly context?: DiagnosisContext
  readonly side?: Side
  readonly retryable?: boolean
}

import type { Cause, Phase, Side } from '../../../../src/domain/diagnosis/cause.js'
import type { Failure } from './failure.js'

/** A failure of one line: who words it, what it means, and who must act where the cause alone does not tell. */
export type Row = readonly [by: string, cause: Cause, phase: Phase, text: string, side?: Side]

export function failuresOf(rows: readonly Row[]): readonly Failure[] {
  return rows.map(([by, cause, phase, text, side]) =>
    side === undefined ? { by, cause, phase, text } : { by, cause, phase, text, side },
  )
}

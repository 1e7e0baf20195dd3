import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import type { ProblemName } from './problems.js'

/** What is wrong with one field, in words. */
export interface FieldError {
  readonly field: string
  readonly message: Sentence
}

export interface RefusalFacts {
  /** Fields that are at fault, for `invalid-fields`. */
  readonly errors?: readonly FieldError[]
  readonly retryAfterSeconds?: number
  /** Further headers that belong to the answer. */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Thrown while a request is being read, when it cannot be taken as it is: the application's error handler turns it into
 * the answer. Outcomes of use cases never come this way; they are values with a table of answers.
 */
export class Refusal extends Error {
  readonly problem: ProblemName
  readonly facts: RefusalFacts

  constructor(problem: ProblemName, facts: RefusalFacts = {}) {
    super(problem)
    this.name = 'Refusal'
    this.problem = problem
    this.facts = facts
  }
}

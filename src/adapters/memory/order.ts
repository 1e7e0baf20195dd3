import type { Instant } from '../../domain/instant.js'

interface Identified {
  readonly id: string
}

/** By that moment, and by id where it is the same. */
export function oldestFirst<T extends Identified>(records: readonly T[], momentOf: (record: T) => Instant): T[] {
  return records.toSorted((a, b) => momentOf(a) - momentOf(b) || (a.id < b.id ? -1 : 1))
}

/** The very reverse. */
export function newestFirst<T extends Identified>(records: readonly T[], momentOf: (record: T) => Instant): T[] {
  return records.toSorted((a, b) => momentOf(b) - momentOf(a) || (a.id < b.id ? 1 : -1))
}

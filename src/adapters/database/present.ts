/** The fields of a record as columns give them: null where a record has no such field. */
export type Columns<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? Exclude<T[K], undefined> | null : T[K]
}

/** The record without the fields that are null. A field that is missing here does not compile. */
export function present<T extends object>(columns: Columns<T>): T {
  const record: Record<string, unknown> = {}
  for (const name in columns) {
    const value = columns[name]
    if (value !== null) record[name] = value
  }
  return record as T
}

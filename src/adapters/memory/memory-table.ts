import type { Journal } from './journal.js'

/** Which further keys a record can be found by; a record without that key is not found by it. */
type Keys<T, Index extends string> = Readonly<Record<Index, (record: T) => string | undefined>>

/** Records by id and by further keys. Whatever is written here can be undone by the journal it was written under. */
export class MemoryTable<T extends object, Index extends string = never> {
  readonly #name: string
  readonly #idOf: (record: T) => string
  readonly #keys: readonly (readonly [Index, (record: T) => string | undefined])[]
  readonly #records = new Map<string, T>()
  readonly #ids = new Map<Index, Map<string, Set<string>>>()

  constructor(name: string, idOf: (record: T) => string, keys: Keys<T, Index>) {
    this.#name = name
    this.#idOf = idOf
    this.#keys = Object.entries(keys) as [Index, (record: T) => string | undefined][]
    for (const [index] of this.#keys) this.#ids.set(index, new Map())
  }

  get(id: string): T | undefined {
    return this.#records.get(id)
  }

  /** In no particular order. */
  by(index: Index, key: string): T[] {
    const found: T[] = []
    for (const id of this.#ids.get(index)?.get(key) ?? []) found.push(this.#existing(id))
    return found
  }

  has(index: Index, key: string): boolean {
    return this.#ids.get(index)?.has(key) ?? false
  }

  /** The keys that at least one record has. */
  keysOf(index: Index): IterableIterator<string> {
    return (this.#ids.get(index) ?? new Map<string, Set<string>>()).keys()
  }

  all(): IterableIterator<T> {
    return this.#records.values()
  }

  add(record: T, journal: Journal): void {
    const id = this.#idOf(record)
    if (this.#records.has(id)) throw new Error(`There is a ${this.#name} of the id ${id} already.`)
    this.put(record, journal)
  }

  /** Replaces the record of the same id. */
  save(record: T, journal: Journal): void {
    this.#existing(this.#idOf(record))
    this.put(record, journal)
  }

  /** Adds or replaces. */
  put(record: T, journal: Journal): void {
    this.#change(this.#idOf(record), frozenCopy(record), journal)
  }

  remove(id: string, journal: Journal): void {
    this.#change(id, undefined, journal)
  }

  #change(id: string, record: T | undefined, journal: Journal): void {
    const before = this.#records.get(id)
    this.#set(id, before, record)
    journal.wrote(() => this.#set(id, record, before))
  }

  #set(id: string, before: T | undefined, after: T | undefined): void {
    for (const [index, keyOf] of this.#keys) {
      const [old, now] = [before && keyOf(before), after && keyOf(after)]
      if (old === now) continue
      const ids = this.#ids.get(index)
      if (old !== undefined) removeFrom(ids, old, id)
      if (now !== undefined) addTo(ids, now, id)
    }
    if (after === undefined) this.#records.delete(id)
    else this.#records.set(id, after)
  }

  #existing(id: string): T {
    const record = this.#records.get(id)
    if (record === undefined) throw new Error(`There is no ${this.#name} of the id ${id}.`)
    return record
  }
}

function addTo(ids: Map<string, Set<string>> | undefined, key: string, id: string): void {
  const set = ids?.get(key)
  if (set === undefined) ids?.set(key, new Set([id]))
  else set.add(id)
}

function removeFrom(ids: Map<string, Set<string>> | undefined, key: string, id: string): void {
  const set = ids?.get(key)
  set?.delete(id)
  if (set?.size === 0) ids?.delete(key)
}

/** A copy that nobody can change, and that what it was made from can change no more. */
function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T
  const present = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.freeze(Object.fromEntries(present.map(([name, field]) => [name, frozenCopy(field)]))) as T
}

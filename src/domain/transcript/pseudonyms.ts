/** Names instead of names: the same for the same, whatever its case, as long as this lives. */
export class Pseudonyms {
  readonly #given = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** `person-1`, `host-2`, …: the first name of its kind gets 1. A name that has a pseudonym keeps it, of whatever kind. */
  of(name: string, kind: 'person' | 'message' | 'user' | 'domain' | 'host' | 'ip'): string {
    const known = this.known(name)
    if (known !== undefined) return known
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const pseudonym = `${kind}-${count}`
    this.#given.set(name.toLowerCase(), pseudonym)
    return pseudonym
  }

  /** Gives one more name to the pseudonym of another. */
  also(name: string, pseudonym: string): void {
    if (!this.#given.has(name.toLowerCase())) this.#given.set(name.toLowerCase(), pseudonym)
  }

  known(name: string): string | undefined {
    return this.#given.get(name.toLowerCase())
  }
}

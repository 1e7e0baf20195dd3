import type { Compilable, CompiledQuery } from 'kysely'

/** Stands in a query for a value that is only known when it runs. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A query that was built and compiled once; only its values change. */
export class Prepared<Values, Row> {
  readonly #compiled: CompiledQuery<Row>

  constructor(compiled: CompiledQuery<Row>) {
    this.#compiled = compiled
  }

  with(values: Values): CompiledQuery<Row> {
    const given = values as Readonly<Record<string, unknown>>
    const parameters = this.#compiled.parameters.map((value) => (value instanceof Slot ? given[value.name] : value))
    return { ...this.#compiled, parameters }
  }
}

/** Compiles the query that `build` makes out of the named values, which are given whenever it runs. */
export function prepared<Values extends object, Row>(
  names: readonly (keyof Values & string)[],
  build: (values: Values) => Compilable<Row>,
): Prepared<Values, Row> {
  const slots = Object.fromEntries(names.map((name) => [name, new Slot(name)]))
  return new Prepared(build(slots as Values).compile())
}

/** The names of all columns of a row: one too many or too few does not compile. */
export function columnsOf<Row>(columns: Readonly<Record<keyof Row & string, true>>): readonly (keyof Row & string)[] {
  return Object.keys(columns) as (keyof Row & string)[]
}

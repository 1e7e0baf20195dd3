import type { z } from '@hono/zod-openapi'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { Refusal } from './refusal.js'
import { schemaErrors } from './schema-errors.js'
import type { HttpContext } from './site.js'

/**
 * Reads a query of the parameters of `schema`, each there once at most. One that is empty counts as absent.
 *
 * @throws Refusal naming each parameter that is at fault: a misspelled filter must not list everything.
 */
export function readQuery<Schema extends z.ZodType>(c: HttpContext, schema: Schema): z.output<Schema> {
  const given = Object.entries(c.req.queries())
  const repeated = given.filter(([, values]) => values.length > 1).map(([field]) => ({ field, message: onlyOnce }))
  if (repeated.length > 0) throw new Refusal('invalid-fields', { errors: repeated.slice(0, 20) })
  const query = Object.fromEntries(given.flatMap(([name, [value]]) => (value === '' ? [] : [[name, value]])))
  const checked = schema.safeParse(query)
  if (!checked.success) throw new Refusal('invalid-fields', { errors: schemaErrors(checked.error, schema, query) })
  return checked.data
}

const onlyOnce: Sentence = {
  en: 'This parameter is there more than once. Name it once.',
  es: 'Este parámetro aparece más de una vez. Nómbralo una sola vez.',
}

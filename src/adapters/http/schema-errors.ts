import { z } from '@hono/zod-openapi'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import type { FieldError } from './refusal.js'

/** More are not reported: a body of a thousand unknown fields is answered with a few. */
const maxErrors = 20

/** What the check against a schema found, field by field, in words of ours. No value of the body is repeated. */
export function schemaErrors(error: z.ZodError, schema: z.ZodType, body: unknown): readonly FieldError[] {
  return error.issues
    .flatMap((issue): readonly FieldError[] => {
      const field = issue.path.join('.')
      if (issue.code === 'unrecognized_keys') {
        const [holder, known] = [at(body, issue.path), fieldsOf(schema, issue.path)]
        const prefix = field === '' ? '' : `${field}.`
        return issue.keys.map((key) => ({ field: prefix + shownName(key, holder), message: unknownField(known) }))
      }
      if (field === '') return [{ field: '', message: notAnObject(fieldsOf(schema, [])) }]
      return [{ field, message: at(body, issue.path) === undefined ? missing(issue) : wrongType(issue) }]
    })
    .slice(0, maxErrors)
}

/** What the body has at that place, if anything. */
function at(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined
  }
  return value
}

/** The names of the fields that the schema knows at that place. */
function fieldsOf(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const object = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  if (!(object instanceof z.ZodObject)) return []
  const [first, ...rest] = path
  if (first === undefined) return Object.keys(object.shape)
  const inner: unknown = object.shape[String(first)]
  return inner instanceof z.ZodType ? fieldsOf(inner, rest) : []
}

/**
 * The name of a field we do not know, when it looks like a name and is not the value of some field as well: who mixes
 * up names and values shall not read a password in the answer.
 */
function shownName(key: string, body: unknown): string {
  const values = typeof body === 'object' && body !== null ? Object.values(body) : []
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,39}$/.test(key) && !values.includes(key) ? key : '?'
}

/** What a field is, by the type that its schema expects. */
const kinds: Readonly<Record<string, Sentence>> = {
  string: { en: 'a text (a JSON string)', es: 'un texto (una cadena JSON)' },
  boolean: { en: 'true or false (without quotes)', es: 'true o false (sin comillas)' },
  object: { en: 'a JSON object', es: 'un objeto JSON' },
}

function kindOf(issue: z.core.$ZodIssue): Sentence | undefined {
  return issue.code === 'invalid_type' ? kinds[issue.expected] : undefined
}

function missing(issue: z.core.$ZodIssue): Sentence {
  const kind = kindOf(issue)
  return {
    en: `This field is missing.${kind === undefined ? '' : ` Send it as ${kind.en}.`}`,
    es: `Falta este campo.${kind === undefined ? '' : ` Envíalo como ${kind.es}.`}`,
  }
}

function wrongType(issue: z.core.$ZodIssue): Sentence {
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String).join(', '))
  if (issue.code === 'invalid_union') return aTime
  const kind = kindOf(issue)
  return kind === undefined
    ? {
        en: 'This field has a value that is not possible here.',
        es: 'Este campo tiene un valor que aquí no es posible.',
      }
    : {
        en: `This field must be ${kind.en}, or be left out if it is optional.`,
        es: `Este campo debe ser ${kind.es}, u omitirse si es opcional.`,
      }
}

function oneOf(values: string): Sentence {
  return {
    en: `This field has a value that is not possible here; expected one of: ${values}.`,
    es: `Este campo tiene un valor que aquí no es posible; se esperaba uno de: ${values}.`,
  }
}

/** The only unions among our schemas are moments in their two forms. */
const aTime: Sentence = {
  en: 'This field must be a date and time (RFC 3339), such as 2026-11-21T15:03:11Z, or a date, such as 2026-11-21.',
  es: 'Este campo debe ser una fecha con hora (RFC 3339), como 2026-11-21T15:03:11Z, o una fecha, como 2026-11-21.',
}

function notAnObject(known: readonly string[]): Sentence {
  return {
    en: `The body must be a JSON object with these fields: ${known.join(', ')}.`,
    es: `El cuerpo debe ser un objeto JSON con estos campos: ${known.join(', ')}.`,
  }
}

function unknownField(known: readonly string[]): Sentence {
  return {
    en: `This field is not known here. Leave it out; known are: ${known.join(', ')}.`,
    es: `Este campo no se conoce aquí. Omítelo; se conocen: ${known.join(', ')}.`,
  }
}

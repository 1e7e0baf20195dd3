import type { OpenAPIHono } from '@hono/zod-openapi'

export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>
export type Schemas = NonNullable<NonNullable<ApiDocument['components']>['schemas']>
export type Schema = Schemas[string]
type SchemaObject = Exclude<Schema, { $ref: string }>

/** The fields of a shape, with what each may hold. */
export function Fields({ schema }: { readonly schema: Schema }) {
  return (
    <Table head={['Field', 'Type', 'Meaning']}>
      {fieldsOf(schema).map(({ name, property, isRequired }) => (
        <tr>
          <td>
            <code>{name}</code>
            {isRequired && ' *'}
          </td>
          <td>{typeOf(property)}</td>
          <td>
            {marked(descriptionOf(property))} <Limits schema={property as SchemaObject} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Limits({ schema: { minLength, maxLength, enum: values } }: { readonly schema: SchemaObject }) {
  const limits = [
    minLength !== undefined && `At least ${minLength} characters.`,
    maxLength !== undefined && `At most ${maxLength} characters.`,
    values !== undefined && `One of ${values.join(', ')}.`,
  ]
  return <>{limits.filter(Boolean).join(' ')}</>
}

/** Scrolls by itself where it is wider than the page. */
export function Table({ head, children }: { readonly head: readonly string[]; readonly children?: unknown }) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

interface FieldFacts {
  readonly name: string
  readonly property: Schema
  readonly isRequired: boolean
}

/** The fields of an object, those of its inner objects among them, as `email.state`. */
function fieldsOf(schema: Schema, prefix = ''): readonly FieldFacts[] {
  const { properties = {}, required = [] } = schema as SchemaObject
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = prefix + key
    const inner = fieldsOf(property, `${name}.`)
    return inner.length > 0 ? inner : [{ name, property, isRequired: required.includes(key) }]
  })
}

/** What a reference leads to; a shape that stands there itself is what it is. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  return '$ref' in schema ? (schemas[nameOf(schema.$ref)] ?? {}) : schema
}

/** The name of the shape that a reference leads to. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

function typeOf(schema: Schema): string {
  if ('$ref' in schema) return nameOf(schema.$ref)
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`
  return String(schema.type ?? 'any')
}

export function descriptionOf(schema: Schema): string {
  return schema.description ?? ''
}

/** The text with what stands in back-quotes set as code. */
export function marked(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))
}

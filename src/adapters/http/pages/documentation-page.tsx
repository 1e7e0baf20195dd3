import type { OpenAPIHono } from '@hono/zod-openapi'
import { problems } from '../problems.js'
import type { Site } from '../site.js'
import { Page } from './page.js'

export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>
type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['get']>
type Schemas = NonNullable<NonNullable<ApiDocument['components']>['schemas']>
type Schema = Schemas[string]
type SchemaObject = Exclude<Schema, { $ref: string }>

interface DocumentationPageProps {
  readonly site: Site
  readonly document: ApiDocument
}

/** The OpenAPI document as a page to read, without any script. */
export function DocumentationPage({ site, document }: DocumentationPageProps) {
  const schemas = document.components?.schemas ?? {}
  const routes = routesOf(document)
  const tags = [...new Set(routes.map(({ tag }) => tag))]
  return (
    <Page site={site} language="en" title="API" wide>
      <h1>
        {document.info.title} {document.info.version}
      </h1>
      <p class="lead">{document.info.description}</p>
      <p>
        For programs: <a href={`${site.base}/openapi.json`}>openapi.json</a> (OpenAPI 3.1). A first registration:
      </p>
      <pre>{example(document)}</pre>
      {tags.map((tag) => (
        <section>
          <h2>{tag}</h2>
          {routes
            .filter((route) => route.tag === tag)
            .map((route) => (
              <RouteEntry {...route} schemas={schemas} />
            ))}
        </section>
      ))}
      <h2>Shapes</h2>
      {Object.entries(schemas).map(([name, schema]) => (
        <section class="route" id={`schema-${name}`}>
          <h3>{name}</h3>
          <Fields schema={schema} />
        </section>
      ))}
      <h2>Problems</h2>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457). Their <code>type</code> leads here.
      </p>
      {Object.entries(problems).map(([name, { status, title, detail }]) => (
        <section class="route" id={`problem-${name}`}>
          <h3>
            <span class="method">{status}</span> <code>{name}</code>
          </h3>
          <p>
            {title.en}. {detail.en}
          </p>
        </section>
      ))}
    </Page>
  )
}

interface Route {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly operation: Operation
}

function RouteEntry({ method, path, operation, schemas }: Route & { readonly schemas: Schemas }) {
  const parameters = (operation.parameters ?? []).flatMap((parameter) => ('$ref' in parameter ? [] : [parameter]))
  const body =
    operation.requestBody !== undefined && 'content' in operation.requestBody ? operation.requestBody : undefined
  const bodySchema = body?.content['application/json']?.schema
  return (
    <section class="route">
      <h3>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h3>
      <p>
        {operation.summary}. {marked(operation.description ?? '')}
      </p>
      {operation.security !== undefined && <p>Needs the operator’s token as bearer token.</p>}
      {parameters.length > 0 && (
        <Table head={['Parameter', 'In', 'Meaning']}>
          {parameters.map((parameter) => (
            <tr>
              <td>
                <code>{parameter.name}</code>
                {parameter.required === true && ' *'}
              </td>
              <td>{parameter.in}</td>
              <td>{marked(descriptionOf(parameter.schema ?? {}) || (parameter.description ?? ''))}</td>
            </tr>
          ))}
        </Table>
      )}
      {bodySchema !== undefined && <Fields schema={resolved(bodySchema, schemas)} />}
      <Table head={['Answer', 'Meaning']}>
        {Object.entries((operation.responses ?? {}) as Record<string, ResponseEntry>).map(([status, response]) => (
          <tr>
            <td>{status}</td>
            <td>
              {marked(response.description ?? '')} <ShapeLink response={response} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

interface ResponseEntry {
  readonly description?: string
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

function ShapeLink({ response }: { readonly response: ResponseEntry }) {
  const schema = response.content?.['application/json']?.schema
  if (schema === undefined || !('$ref' in schema)) return <></>
  const name = nameOf(schema.$ref)
  return <a href={`#schema-${name}`}>{name}</a>
}

function Fields({ schema }: { readonly schema: Schema }) {
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

function Table({ head, children }: { readonly head: readonly string[]; readonly children?: unknown }) {
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

function routesOf(document: ApiDocument): readonly Route[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method, path, tag: operation.tags?.[0] ?? 'More', operation }]
    }),
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

function resolved(schema: Schema, schemas: Schemas): Schema {
  return '$ref' in schema ? (schemas[nameOf(schema.$ref)] ?? {}) : schema
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

function typeOf(schema: Schema): string {
  if ('$ref' in schema) return nameOf(schema.$ref)
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`
  return String(schema.type ?? 'any')
}

function descriptionOf(schema: Schema): string {
  return schema.description ?? ''
}

/** The text with what stands in back-quotes set as code. */
function marked(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))
}

function example({ servers }: ApiDocument): string {
  return [
    `curl -i ${servers?.[0]?.url ?? ''}/v1/registrations \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"email": "ana@example.org", "password": "plenty of small words"}'`,
  ].join('\n')
}

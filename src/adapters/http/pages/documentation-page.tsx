import { problems } from '../problems.js'
import type { Site } from '../site.js'
import {
  type ApiDocument,
  Fields,
  type Schema,
  type Schemas,
  Table,
  descriptionOf,
  marked,
  nameOf,
  resolved,
} from './documented-shapes.js'
import { Page } from './page.js'

type Operation = NonNullable<NonNullable<ApiDocument['paths']>[string]['get']>

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

function routesOf(document: ApiDocument): readonly Route[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method, path, tag: operation.tags?.[0] ?? 'More', operation }]
    }),
  )
}

function example({ servers }: ApiDocument): string {
  return [
    `curl -i ${servers?.[0]?.url ?? ''}/v1/registrations \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"email": "ana@example.org", "password": "plenty of small words"}'`,
  ].join('\n')
}

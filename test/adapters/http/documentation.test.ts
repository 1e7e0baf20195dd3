import { describe, expect, it } from 'vitest'
import { problems } from '../../../src/adapters/http/problems.js'
import { goodPassword } from '../../support/ports-in-memory.js'
import { asOperator } from '../../support/product-over-http.js'
import { newSite, register, type Site } from './site-in-memory.js'

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: object }
}
interface Operation {
  readonly summary: string
  readonly security?: readonly object[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
}
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: unknown
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
}

async function documentOf(site: Site): Promise<Document> {
  return (await (await site.send('GET', '/openapi.json')).json()) as Document
}

const promised = [
  'post /v1/registrations',
  'get /v1/registrations/{id}',
  'post /v1/registrations/{id}/confirmation-email',
  'put /v1/registrations/{id}/email',
  'post /v1/confirmations',
  'get /v1/users',
  'delete /v1/users/{id}',
  'post /v1/password-checks',
  'get /healthz',
  'get /readyz',
]

describe('/openapi.json', () => {
  it('describes each route with a summary and all its answers, and who may ask', async () => {
    const document = await documentOf(newSite({ publicUrl: 'https://example.org/accounts/' }))
    expect(document.openapi).toBe('3.1.0')
    expect(document.servers).toEqual([{ url: 'https://example.org/accounts' }])
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    )
    expect(operations.map(({ name }) => name)).toEqual(expect.arrayContaining(promised))
    for (const { name, operation } of operations) {
      expect(operation.summary).not.toBe('')
      const isForOperators = !/ \/(?:v1\/registrations|v1\/confirmations|healthz|readyz)/.test(name)
      expect([name, operation.security]).toEqual([name, isForOperators ? [{ operatorToken: [] }] : undefined])
      expect('401' in operation.responses).toBe(isForOperators)
    }
  })

  it('asks for the token wherever it says so, before anything is read', async () => {
    const site = newSite()
    const { paths } = await documentOf(site)
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(item)) {
        const response = await site.send(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'))
        expect([method, path, response.status === 401]).toEqual([method, path, security !== undefined])
      }
    }
  })

  it('is made of the schemas that check requests: unknown fields are forbidden in both', async () => {
    const { components, paths } = await documentOf(newSite())
    const bodies = Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap(({ requestBody }) => requestBody ?? []),
    )
    expect(bodies.length).toBeGreaterThanOrEqual(4)
    for (const { content } of bodies) {
      const schema = resolved(content['application/json']?.schema ?? {}, components.schemas)
      expect(schema.additionalProperties).toBe(false)
    }
    expect(components.schemas['RegistrationRequest']?.required).toEqual(['email', 'password'])
  })

  it('tells the truth: what is answered fits what is described', async () => {
    const site = newSite()
    const document = await documentOf(site)
    const { id } = await register(site, 'ana@example.org')
    const token = await site.tokenSentTo('ana@example.org')
    const body = { email: 'ana@example.org', password: goodPassword }
    const asked = [
      ['post', '/v1/registrations', '/v1/registrations', { ...body, email: 'b@example.org' }],
      ['post', '/v1/registrations', '/v1/registrations', {}],
      ['post', '/v1/registrations', '/v1/registrations', '{'],
      ['get', '/v1/registrations/{id}', `/v1/registrations/${id}`, undefined],
      ['get', '/v1/registrations/{id}', '/v1/registrations/x', undefined],
      ['post', '/v1/registrations/{id}/confirmation-email', `/v1/registrations/${id}/confirmation-email`, undefined],
      ['put', '/v1/registrations/{id}/email', `/v1/registrations/${id}/email`, { email: 'c@example.org' }],
      ['post', '/v1/confirmations', '/v1/confirmations', { token }],
      ['post', '/v1/confirmations', '/v1/confirmations', { token: 'x' }],
      ['post', '/v1/registrations/{id}/confirmation-email', `/v1/registrations/${id}/confirmation-email`, undefined],
      ['get', '/v1/users', '/v1/users?email=ana@example.org', undefined],
      ['get', '/v1/users', '/v1/users', undefined],
      ['post', '/v1/password-checks', '/v1/password-checks', body],
      ['post', '/v1/password-checks', '/v1/password-checks', { ...body, password: 'x' }],
      ['get', '/healthz', '/healthz', undefined],
      ['get', '/readyz', '/readyz', undefined],
      ['delete', '/v1/users/{id}', '/v1/users/x', undefined],
    ] as const
    for (const [method, pattern, path, sent] of asked) {
      const response = await site.send(method.toUpperCase(), path, sent, asOperator)
      const described = document.paths[pattern]?.[method]?.responses[String(response.status)]
      expect([method, path, response.status, described]).not.toContain(undefined)
      const type = response.headers.get('content-type') ?? ''
      const schema = described?.content?.[type]?.schema
      expect([method, path, type, schema]).not.toContain(undefined)
      expect(misfits(await response.json(), schema ?? {}, document.components.schemas)).toEqual([])
    }
  })
})

describe('/docs', () => {
  it('shows every route, every shape and every problem, each problem where its type leads', async () => {
    const site = newSite()
    const { paths, components } = await documentOf(site)
    const page = await (await site.send('GET', '/docs')).text()
    for (const path of Object.keys(paths)) expect(page).toContain(`<code>${path}</code>`)
    for (const name of Object.keys(components.schemas)) expect(page).toContain(`id="schema-${name}"`)
    for (const name of Object.keys(problems)) expect(page).toContain(`id="problem-${name}"`)
    expect(page).not.toContain('<script')
    expect(page).not.toContain('[object')
  })
})

function resolved(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {})
}

/** Where a value is not what a schema says: as much of JSON Schema as the document uses. */
function misfits(value: unknown, given: Schema, schemas: Readonly<Record<string, Schema>>, at = ''): readonly string[] {
  const schema = resolved(given, schemas)
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const wanted = schema.type === 'integer' ? 'number' : schema.type
  if (wanted !== undefined && wanted !== type) return [`${at}: ${type}, not ${wanted}`]
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at}: not in enum`]
  if ('const' in schema && schema.const !== value) return [`${at}: not the constant`]
  if (type === 'array')
    return (value as unknown[]).flatMap((item, i) => misfits(item, schema.items ?? {}, schemas, `${at}/${String(i)}`))
  if (type !== 'object') return []
  const members = value as Record<string, unknown>
  const { properties = {}, required = [], additionalProperties } = schema
  return [
    ...required.filter((name) => !(name in members)).map((name) => `${at}/${name}: missing`),
    ...Object.keys(members)
      .filter((name) => !(name in properties) && additionalProperties === undefined)
      .map((name) => `${at}/${name}: not described`),
    ...Object.entries(members).flatMap(([name, member]) =>
      misfits(member, properties[name] ?? {}, schemas, `${at}/${name}`),
    ),
  ]
}

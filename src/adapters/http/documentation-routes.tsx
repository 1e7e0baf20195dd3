import type { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpParts } from './http-parts.js'
import type { ApiDocument } from './pages/documented-shapes.js'
import { DocumentationPage } from './pages/documentation-page.js'
import type { Routes } from './routes.js'
import type { HttpEnv } from './site.js'
import { pageAnswer } from './page-answer.js'

/** The description of all routes, made from the schemas that check the requests: once for programs, once for people. */
export function documentationRoutes(routes: Routes, app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'operatorToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'The value of OPERATOR_TOKEN.',
  })
  let made: ApiDocument | undefined
  const document = (): ApiDocument => (made ??= app.getOpenAPI31Document(documentFacts(parts)))

  routes.page('get', '/openapi.json', [], (c) => c.json(document()))
  routes.page('get', '/docs', [], (c) =>
    pageAnswer(c, <DocumentationPage site={c.get('site')} document={document()} />, 200, { 'Content-Language': 'en' }),
  )
}

function documentFacts({ publicUrl, version }: HttpParts) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Registro',
      version,
      description:
        'Registers people and has them confirm their e-mail address. Errors are problem details (RFC 9457) in English or Spanish, by Accept-Language; times are RFC 3339 in UTC; bodies are JSON in UTF-8 of at most 16 KiB.',
    },
    servers: [{ url: publicUrl.replace(/\/+$/, '') }],
  }
}

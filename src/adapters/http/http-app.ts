import { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { confirmationRoutes } from './confirmation-routes.js'
import { deliveryRoutes } from './delivery-routes.js'
import { documentationRoutes } from './documentation-routes.js'
import { operatorGuard } from './guards.js'
import { explanationRoutes } from './explanation-routes.js'
import { healthRoutes } from './health-routes.js'
import type { HttpParts } from './http-parts.js'
import { incidentRoutes } from './incident-routes.js'
import { metricsRoutes } from './metrics-routes.js'
import { operatorRoutes } from './operator-routes.js'
import { pageRoutes } from './page-routes.js'
import { refusalAnswer } from './refusal-answer.js'
import { Refusal } from './refusal.js'
import { registrationRoutes } from './registration-routes.js'
import { Routes } from './routes.js'
import { securityHeaders } from './security-headers.js'
import { smtpLogRoutes } from './smtp-log-routes.js'
import { transcriptRoutes } from './transcript-routes.js'
import { smtpCheckRoutes } from './smtp-check-routes.js'
import type { HttpEnv, Site } from './site.js'

/** All that can be asked over HTTP, as an application that any server for `fetch` handlers can run. */
export function createHttpApp(parts: HttpParts): Hono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>()
  const site = siteOf(parts)
  const headers = securityHeaders(parts.publicUrl)

  app.use('*', async (c, next) => {
    const begin = performance.now()
    c.set('site', site)
    c.set('route', '-')
    await next()
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    const facts = { method: c.req.method, route: c.get('route') }
    parts.onRequest?.({ ...facts, status: c.res.status, ms: performance.now() - begin })
  })

  app.onError((error, c) => {
    if (error instanceof Refusal) return refusalAnswer(c, error.problem, error.facts)
    parts.onError(error, { method: c.req.method, route: c.get('route') })
    return refusalAnswer(c, 'internal-error')
  })
  app.notFound((c) => refusalAnswer(c, 'not-found'))

  const routes = new Routes(app, operatorGuard(parts.operatorToken))
  registrationRoutes(routes, parts)
  confirmationRoutes(routes, parts)
  operatorRoutes(routes, parts)
  deliveryRoutes(routes, parts)
  transcriptRoutes(routes, parts)
  incidentRoutes(routes, parts)
  smtpLogRoutes(routes, parts)
  explanationRoutes(routes)
  smtpCheckRoutes(routes, parts)
  healthRoutes(routes, parts)
  metricsRoutes(routes, parts)
  documentationRoutes(routes, app, parts)
  pageRoutes(routes, parts)
  routes.finish()
  return app
}

function siteOf({ appName, publicUrl, afterConfirmUrl, mailbox }: HttpParts): Site {
  const { origin, pathname } = new URL(publicUrl)
  return {
    appName,
    base: pathname.replace(/\/+$/, ''),
    origin,
    afterConfirmUrl,
    hasMailbox: mailbox !== undefined,
  }
}

import { z } from '@hono/zod-openapi'
import { operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import type { Routes } from './routes.js'

/** Numbers for Prometheus; they name providers, so they are the operator's. */
export function metricsRoutes(routes: Routes, { metrics }: HttpParts): void {
  routes.api(
    {
      method: 'get',
      path: '/metrics',
      tags: ['Health'],
      security: [...operatorSecurity],
      summary: 'Numbers for Prometheus',
      description:
        'E-mails by state, the age of the oldest that waits, attempts by outcome and cause, open incidents, time by phase of the conversation, and those of the process.',
      responses: {
        200: { description: 'In Prometheus’ text format.', content: { 'text/plain': { schema: z.string() } } },
        ...problemAnswers('unauthorized'),
      },
    },
    async (c) => {
      const { contentType, body } = await metrics()
      return c.body(body, 200, { 'Content-Type': contentType })
    },
  )
}

import { z } from '@hono/zod-openapi'
import { answerFrom } from './answers.js'
import { incidentCursor, readCursor } from './cursor.js'
import { incidentBody, nextBody, retryIncidentAnswers } from './delivery-answers.js'
import { usualPage } from './delivery-routes.js'
import { jsonAnswer, operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { incident, incidentList, pageQuery } from './operator-schemas.js'
import { readQuery } from './read-query.js'
import type { Routes } from './routes.js'
import { idOf } from './site.js'

const tags = ['Incidents']
const security = [...operatorSecurity]

/** Faults that stop all mail through a provider: for the operator. */
export function incidentRoutes(routes: Routes, { listIncidents, retryIncident }: HttpParts): void {
  routes.api(
    {
      method: 'get',
      path: '/v1/incidents',
      tags,
      security,
      summary: 'List the faults of providers',
      description: 'Newest first, open and closed ones.',
      request: { query: pageQuery },
      responses: { 200: jsonAnswer('A page.', incidentList), ...problemAnswers('unauthorized', 'invalid-fields') },
    },
    async (c) => {
      const { cursor, limit } = readQuery(c, pageQuery)
      const after = cursor === undefined ? {} : { after: readCursor(incidentCursor, cursor) }
      const { incidents, next } = await listIncidents.execute({ page: { limit: Number(limit ?? usualPage), ...after } })
      return c.json({ items: incidents.map(incidentBody), ...nextBody(next) })
    },
  )

  routes.api(
    {
      method: 'post',
      path: '/v1/incidents/{id}/retry',
      tags,
      security,
      summary: 'See at once whether the fault is mended',
      description:
        'The oldest e-mail that is held for it goes out as a probe. When it gets past the fault, the rest follows.',
      request: { params: z.object({ id: z.string().openapi({ description: 'The id of the incident.' }) }) },
      responses: {
        202: jsonAnswer('The probe is on its way.', incident),
        ...problemAnswers('unauthorized', 'unknown-incident', 'incident-closed'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-incident')
      return answerFrom(retryIncidentAnswers, await retryIncident.execute({ id }), c)
    },
  )
}

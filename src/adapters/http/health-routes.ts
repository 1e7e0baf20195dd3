import { jsonAnswer } from './documented.js'
import type { HttpParts } from './http-parts.js'
import type { Routes } from './routes.js'
import { health, readiness } from './schemas.js'

/** For whoever watches over the process: is it alive, and can it do its work? */
export function healthRoutes(routes: Routes, parts: HttpParts): void {
  const tags = ['Health']
  routes.api(
    {
      method: 'get',
      path: '/healthz',
      tags,
      summary: 'Is the process alive?',
      responses: { 200: jsonAnswer('It answers, so it is.', health) },
    },
    (c) => c.json({ status: 'ok' }),
  )

  routes.api(
    {
      method: 'get',
      path: '/readyz',
      tags,
      summary: 'Can registrations be taken?',
      description:
        'Trouble with a mail server does not count: registrations are taken all the same, and their e-mails go out later. It shows in `smtp`.',
      responses: { 200: jsonAnswer('They can.', readiness), 503: jsonAnswer('Not now.', readiness) },
    },
    async (c) => {
      const { ready, checks, smtp } = await parts.readiness()
      return c.json({ ready, checks, ...(smtp === undefined ? {} : { smtp }) }, ready ? 200 : 503)
    },
  )
}

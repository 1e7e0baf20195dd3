import { z } from '@hono/zod-openapi'
import type { TailStart } from '../../application/line-tail.js'
import { bodyProblems, jsonAnswer, jsonBody, operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { tailStream } from './tail-stream.js'
import { readJson } from './read-body.js'
import { readQuery } from './read-query.js'
import type { Routes } from './routes.js'
import { languageOfLog } from './site.js'

const tags = ['SMTP log']
const security = [...operatorSecurity]

const recordingState = z
  .object({ recording: z.boolean().openapi({ description: 'Whether conversations are recorded from now on.' }) })
  .openapi('Recording')

const recordingRequest = z
  .strictObject({
    recording: z.boolean(),
    by: z
      .string()
      .max(100)
      .openapi({ description: 'Who asks, for the record: the switching is recorded itself.', example: 'Ana, on duty' })
      .optional(),
  })
  .openapi('RecordingRequest')

const streamQuery = z.strictObject({
  last: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,3})$/)
    .openapi({ description: 'Begin with so many of the latest lines; none when left out.', example: '20' })
    .optional(),
})

/** The flight recorder at run time: its switch, and its lines while they are recorded. */
export function smtpLogRoutes(routes: Routes, parts: HttpParts): void {
  switchRoutes(routes, parts)
  streamRoute(routes, parts)
}

function switchRoutes(routes: Routes, { readRecording, switchRecording }: HttpParts): void {
  const path = '/v1/smtp-log'
  routes.api(
    {
      method: 'get',
      path,
      tags,
      security,
      summary: 'Are SMTP conversations being recorded?',
      responses: { 200: jsonAnswer('Whether they are.', recordingState), ...problemAnswers('unauthorized') },
    },
    (c) => c.json(readRecording.execute()),
  )

  routes.api(
    {
      method: 'put',
      path,
      tags,
      security,
      summary: 'Switch the recording on or off',
      description:
        'For everything at once, from the next line on, also in conversations under way. It stays so over restarts, whatever SMTP_LOG says. The switching is recorded itself, with who asked.',
      request: { body: jsonBody(recordingRequest) },
      responses: {
        200: jsonAnswer('It is so now.', recordingState),
        ...problemAnswers('unauthorized', ...bodyProblems),
      },
    },
    async (c) => {
      const { recording, by } = await readJson(c, recordingRequest)
      const who = by === undefined || by.trim() === '' ? 'operator over HTTP' : `${by.trim()} (operator over HTTP)`
      return c.json(await switchRecording.execute({ recording, by: who }))
    },
  )
}

function streamRoute(routes: Routes, { lineTail, logLocale }: HttpParts): void {
  routes.api(
    {
      method: 'get',
      path: '/v1/smtp-log/stream',
      tags,
      security,
      summary: 'Follow the SMTP log live',
      description:
        'Server-sent events: `data` is a line of the log, `id` its place in the record of this run of the service. With `Last-Event-ID`, the lines since then come first, as far as the latest 1,000 reach back; an event `gap` says when they do not, or when the id is of another run. `dropped` ends the stream of a reader that is too slow, `closed` says that the service stops.',
      request: {
        query: streamQuery,
        headers: z.object({
          'last-event-id': z
            .string()
            .openapi({
              description: 'The id of the last event that was received.',
              example: 'xYQqXsR1vTtqLkGnq2Yb0w.120',
            })
            .optional(),
        }),
      },
      responses: {
        200: {
          description: 'The lines, as they are recorded.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        ...problemAnswers('unauthorized', 'invalid-fields'),
      },
    },
    (c) => {
      const { last } = readQuery(c, streamQuery)
      const start = startOf(c.req.header('last-event-id'), last)
      const headers = { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }
      // Nobody would ever read or cancel the stream behind the answer to HEAD.
      if (c.req.method === 'HEAD') return c.body(null, 200, headers)
      return c.body(tailStream(lineTail, start, languageOfLog(c, logLocale)), 200, headers)
    },
  )
}

/** Whoever has an id was connected before, and is told when lines may be missing since. */
function startOf(lastEventId: string | undefined, last: string | undefined): TailStart {
  return lastEventId ? { after: lastEventId } : { last: Number(last ?? 0) }
}

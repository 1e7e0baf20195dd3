import { z } from '@hono/zod-openapi'
import type { AttemptTranscript, ReadTranscriptOutcome } from '../../application/read-transcript.js'
import { attemptOutcomes } from '../../domain/delivery/attempt.js'
import { printEvent } from '../../domain/transcript/event-catalogue.js'
import { printLine } from '../../domain/transcript/smtp-log-format.js'
import type { LogLocale, RecordedLine } from '../../domain/transcript/statement.js'
import { acceptedType } from './accepted-type.js'
import { type Answers, answerFrom, problem } from './answers.js'
import { operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { readQuery } from './read-query.js'
import type { Routes } from './routes.js'
import { idOf, languageOfLog } from './site.js'

const transcriptQuery = z.strictObject({
  share: z
    .enum(['0', '1'])
    .openapi({
      description:
        'With 1, people, hosts and addresses of ours stand as pseudonyms, the same for the same throughout, so that it may be given to a provider’s support.',
    })
    .optional(),
})

const time = z.string().openapi({ format: 'date-time', example: '2026-11-21T15:03:11.586Z' })

const transcriptLine = z
  .object({
    counter: z.int().openapi({ description: 'Its number in the SMTP log of that run of the service.' }),
    at: time,
    processId: z.int(),
    conversation: z.int(),
    kind: z.enum(['sent', 'received', 'event']),
    text: z.string().openapi({
      description:
        'The line as it was on the wire, secrets masked, or the words of the event. Bytes that are not UTF-8 stand as lone surrogates U+DC80 to U+DCFF.',
    }),
    event: z.looseObject({ event: z.string() }).openapi({ description: 'The facts of an event.' }).optional(),
  })
  .openapi('TranscriptLine')

const transcript = z
  .object({
    attempts: z
      .array(
        z.object({
          id: z.string(),
          at: time,
          provider: z.string(),
          outcome: z.enum(attemptOutcomes).optional().openapi({ description: 'Absent while it is under way.' }),
          lines: z.array(transcriptLine).openapi({ description: 'Empty when nothing is kept of it.' }),
        }),
      )
      .openapi({ description: 'Oldest first.' }),
  })
  .openapi('Transcript')

/** What was said on the wire about one e-mail: for the operator, and for those that the operator shows it to. */
export function transcriptRoutes(routes: Routes, { readTranscript, logLocale }: HttpParts): void {
  routes.api(
    {
      method: 'get',
      path: '/v1/deliveries/{id}/transcript',
      tags: ['Deliveries'],
      security: [...operatorSecurity],
      summary: 'Read the SMTP conversations of one e-mail',
      description:
        'All attempts, oldest first, in the format of the SMTP log, or as JSON for `Accept: application/json`. In the text each attempt begins with an event that names it.',
      request: {
        params: z.object({ id: z.string().openapi({ description: 'The id of the delivery.' }) }),
        query: transcriptQuery,
      },
      responses: {
        200: {
          description: 'The transcript.',
          content: { 'text/plain': { schema: z.string() }, 'application/json': { schema: transcript } },
        },
        ...problemAnswers('unauthorized', 'unknown-delivery', 'no-transcript', 'invalid-fields'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-delivery')
      const { share } = readQuery(c, transcriptQuery)
      const outcome = await readTranscript.execute({ id, isShared: share === '1' })
      return answerFrom(transcriptAnswers(id, languageOfLog(c, logLocale)), outcome, c)
    },
  )
}

const transcriptAnswers = (id: string, locale: LogLocale): Answers<ReadTranscriptOutcome> => ({
  found: ({ attempts }, c) => {
    const type = acceptedType(c.req.header('accept'), 'text/plain', 'application/json')
    if (type === 'application/json') {
      c.header('Content-Disposition', disposition(id, 'json'))
      return c.json({ attempts: attempts.map((attempt) => attemptBody(attempt, locale)) })
    }
    return c.body(textOf(attempts, locale), 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': disposition(id, 'log'),
    })
  },
  'no-transcript': (_, c) => problem(c, 'no-transcript'),
  'unknown-delivery': (_, c) => problem(c, 'unknown-delivery'),
})

/** The id is one of ours: letters, digits and signs that need no quoting. */
function disposition(id: string, suffix: string): string {
  return `inline; filename="transcript-${id}.${suffix}"`
}

/** Whole lines of the log's format, so that whatever reads the log reads this. */
function textOf(attempts: readonly AttemptTranscript[], locale: LogLocale): string {
  return attempts
    .flatMap((attempt, at) => [headingOf(attempt, at + 1, attempts.length, locale), ...attempt.lines])
    .map((line) => `${printLine(line, locale)}\n`)
    .join('')
}

/** A line of its own, that no log has: its numbers are zero. */
function headingOf(
  { attempt: { at, provider, outcome }, lines }: AttemptTranscript,
  number: number,
  count: number,
  locale: LogLocale,
): RecordedLine {
  const text = headings[locale](number, count, provider, outcome ?? '…') + (lines.length > 0 ? '' : nothingKept[locale])
  const statement = { kind: 'event', event: { event: 'note', text } } as const
  return { counter: 0, at, processId: 0, conversation: 0, statement }
}

const headings: Readonly<
  Record<LogLocale, (number: number, count: number, provider: string, outcome: string) => string>
> = {
  en: (number, count, provider, outcome) => `Attempt ${number} of ${count}, through ${provider}: ${outcome}`,
  es: (number, count, provider, outcome) => `Intento ${number} de ${count}, por ${provider}: ${outcome}`,
}

const nothingKept: Readonly<Record<LogLocale, string>> = {
  en: '; nothing is kept of its conversation',
  es: '; no se guarda nada de su conversación',
}

function attemptBody({ attempt: { id, at, provider, outcome }, lines }: AttemptTranscript, locale: LogLocale) {
  return {
    id,
    at: rfc3339(at),
    provider,
    ...(outcome === undefined ? {} : { outcome }),
    lines: lines.map((line) => lineBody(line, locale)),
  }
}

function lineBody({ counter, at, processId, conversation, statement }: RecordedLine, locale: LogLocale) {
  const place = { counter, at: rfc3339(at), processId, conversation, kind: statement.kind }
  return statement.kind === 'event'
    ? { ...place, text: printEvent(statement.event, locale), event: statement.event }
    : { ...place, text: statement.text }
}

function rfc3339(at: number): string {
  return new Date(at).toISOString()
}

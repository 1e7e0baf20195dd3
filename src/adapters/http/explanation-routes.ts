import { z } from '@hono/zod-openapi'
import { diagnose } from '../../domain/diagnosis/diagnose.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { maskPasted } from '../../domain/diagnosis/mask-pasted.js'
import { bodyProblems, jsonAnswer, operatorSecurity, problemAnswers } from './documented.js'
import { diagnosis } from './operator-schemas.js'
import { type BodyLimit, isCompressed, readJson, readText } from './read-body.js'
import { Refusal } from './refusal.js'
import type { Routes } from './routes.js'
import type { HttpContext } from './site.js'

const limit: BodyLimit = { maxBytes: 1024 * 1024, tooLarge: 'text-too-large' }

export const explanationRequest = z
  .strictObject({
    text: z.string().openapi({
      description: 'A log, an SMTP conversation or an error message, of whatever program, as it was found.',
      example: '535-5.7.8 Username and Password not accepted.',
    }),
    host: z.string().optional().openapi({ description: 'The mail server that was to be reached.' }),
    port: z.int().min(1).max(65_535).optional(),
    tls: z.enum(['implicit', 'starttls', 'none']).optional(),
    from: z.string().optional().openapi({ description: 'The envelope’s sender.' }),
    to: z.string().optional().openapi({ description: 'The envelope’s recipient.' }),
  })
  .openapi('ExplanationRequest')

type ExplanationRequest = z.output<typeof explanationRequest>

/** Why an e-mail of any program did not go out, from what somebody found in a log. Nothing of it is stored. */
export function explanationRoutes(routes: Routes): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/explanations',
      tags: ['Diagnosis'],
      security: [...operatorSecurity],
      summary: 'Explain a log or an error message',
      description:
        'Up to 1 MiB, as text/plain or as JSON with what else is known. Secrets in it are masked in the answer, and nothing is stored.',
      request: {
        body: {
          required: true,
          content: { 'text/plain': { schema: z.string() }, 'application/json': { schema: explanationRequest } },
        },
      },
      responses: {
        200: jsonAnswer('Why the e-mail did not go out, who must act, and what to do.', diagnosis),
        ...problemAnswers(
          'unauthorized',
          ...bodyProblems.filter((name) => name !== 'body-too-large' && name !== 'unsupported-media-type'),
          'text-too-large',
          'text-expected',
        ),
      },
    },
    async (c) => {
      const { text, ...context } = await readRequest(c)
      if (text.trim() === '') throw new Refusal('invalid-fields', { errors: [{ field: 'text', message: emptyText }] })
      return c.json(diagnose(maskPasted(text), undefined, present(context)))
    },
  )
}

async function readRequest(c: HttpContext): Promise<ExplanationRequest> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (isCompressed(c)) throw new Refusal('text-expected')
  if (type === 'application/json') return readJson(c, explanationRequest, limit)
  if (type !== 'text/plain') throw new Refusal('text-expected')
  return { text: await readText(c, limit) }
}

/** The fields that are there: what is not known is left out, never undefined. */
function present<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }
}

const emptyText: Sentence = {
  en: 'There is no text to explain. Send the log or the error message as it is.',
  es: 'No hay ningún texto que explicar. Envía el registro o el mensaje de error tal cual.',
}

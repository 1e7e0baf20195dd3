import { z } from '@hono/zod-openapi'
import type { CheckProgress, CheckProviderOutcome, CheckRequest } from '../../application/check-provider.js'
import { stages } from '../../domain/check/stage.js'
import { problem } from './answers.js'
import { bodyProblems, jsonAnswer, jsonBody, operatorSecurity, problemAnswers } from './documented.js'
import { fieldErrors } from './field-words.js'
import type { HttpParts } from './http-parts.js'
import { LineStream } from './line-stream.js'
import { diagnosis, sentence } from './operator-schemas.js'
import { readJson } from './read-body.js'
import type { Routes } from './routes.js'
import type { HttpContext } from './site.js'

const lines = 'application/x-ndjson'

export const smtpCheckRequest = z
  .strictObject({
    to: z.string().optional().openapi({
      description: 'Gets a real message: the e-mail that confirms an address, with a link that confirms nothing.',
      example: 'ana@example.org',
    }),
    provider: z.string().optional().openapi({
      description: 'Checks this provider only, named as in deliveries; without it, all of them in order.',
      example: 'smtp.example.org:587',
    }),
    extended: z.boolean().optional().openapi({
      description:
        'Answers with an extended log of this check too, in `extendedLog`: each line of the message, links masked. It is kept nowhere else; the regular log says that there was one.',
    }),
  })
  .openapi('SmtpCheckRequest')

const stageReport = z
  .object({
    stage: z.enum(stages),
    outcome: z.enum(['ok', 'failed', 'skipped']),
    ms: z.int(),
    facts: z.record(z.string(), z.unknown()).openapi({
      description:
        'What the stage brought to light, such as `addresses`, `tlsVersion`, `certificate` with `daysLeft`, `extensions`, `reply`, `error`.',
    }),
  })
  .openapi('StageReport')

const providerCheck = z
  .object({
    provider: z.string(),
    outcome: z.enum(['fine', 'not-fine']),
    stages: z.array(stageReport).openapi({ description: 'In the order in which they ended.' }),
    hints: z.array(z.object({ hint: z.string(), text: sentence })),
    diagnosis: diagnosis.optional(),
    transcript: z.array(z.string()).openapi({ description: 'In the format of the SMTP log, every secret masked.' }),
    extendedLog: z
      .array(z.string())
      .openapi({
        description:
          'Present where it was asked for: the same with each line of the message. The lines of all checks, in order, make one log.',
      })
      .optional(),
    reproduction: z
      .array(z.string())
      .openapi({ description: 'Commands of public tools that hold the same conversation, without secrets.' }),
  })
  .openapi('ProviderCheck')

const smtpCheck = z.object({ fine: z.boolean(), checks: z.array(providerCheck) }).openapi('SmtpCheck')

/** Whether e-mails can go out, by the very way they go. */
export function smtpCheckRoutes(routes: Routes, parts: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/smtp-checks',
      tags: ['Diagnosis'],
      security: [...operatorSecurity],
      summary: 'Check the mail servers, stage by stage',
      description: `On new connections, from the settings to the sender, and with a real message where \`to\` is given. With \`Accept: ${lines}\` each step is told as it happens, a JSON object a line: \`started\`, \`stage\`, \`finished\` for each provider, and at the end \`done\`; without that the check was broken off.`,
      request: { body: { ...jsonBody(smtpCheckRequest), required: false } },
      responses: {
        200: jsonAnswer('What was found, fine or not.', smtpCheck),
        ...problemAnswers('unauthorized', ...bodyProblems, 'not-recording'),
      },
    },
    async (c) => {
      const request = await readRequest(c)
      return (c.req.header('accept') ?? '').toLowerCase().includes(lines)
        ? streamed(c, parts, request)
        : checked(c, await parts.checkProvider.execute(request))
    },
  )
}

async function readRequest(c: HttpContext): Promise<CheckRequest> {
  const hasBody = c.req.header('content-type') !== undefined || Number(c.req.header('content-length') ?? 0) > 0
  if (!hasBody) return {}
  const { to, provider, extended = false } = await readJson(c, smtpCheckRequest)
  return { ...(to === undefined ? {} : { to }), ...(provider === undefined ? {} : { provider }), extended }
}

function checked(c: HttpContext, outcome: CheckProviderOutcome): Response {
  switch (outcome.outcome) {
    case 'checked':
      return c.json({ fine: outcome.fine, checks: outcome.checks })
    case 'address-invalid': {
      const errors = fieldErrors([{ field: 'email', reason: outcome.reason }])
      return problem(c, 'invalid-fields', { errors: errors.map(({ message }) => ({ field: 'to', message })) })
    }
    case 'unknown-provider':
      return problem(c, 'invalid-fields', { errors: [unknownProvider(outcome.known)] })
    case 'not-recording':
      return problem(c, 'not-recording')
  }
}

/** Answers once it is clear that there is something to check, and goes on as it is checked. */
async function streamed(c: HttpContext, parts: HttpParts, request: CheckRequest): Promise<Response> {
  const stream = new LineStream()
  const facts = { method: c.req.method, route: c.get('route') }
  const refused = await new Promise<CheckProviderOutcome | undefined>((resolve, reject) => {
    const checking = parts.checkProvider.execute(request, (progress: CheckProgress) => {
      stream.send(progress)
      resolve(undefined)
    })
    checking.then(
      (outcome) => {
        if (outcome.outcome === 'checked') stream.send({ progress: 'done', fine: outcome.fine })
        stream.close()
        resolve(outcome.outcome === 'checked' ? undefined : outcome)
      },
      (error: unknown) => {
        // Once the answer has begun, nobody hears of it but the log; the missing `done` tells the client.
        if (stream.hasBegun) parts.onError(error, facts)
        stream.close()
        reject(error)
      },
    )
  })
  if (refused !== undefined) return checked(c, refused)
  return c.body(stream.body, 200, { 'Content-Type': lines, 'Cache-Control': 'no-store' })
}

function unknownProvider(known: readonly string[]) {
  const names = known.join(', ')
  return {
    field: 'provider',
    message: {
      en: `There is no provider of this name; known are: ${names}.`,
      es: `No hay ningún proveedor con este nombre; se conocen: ${names}.`,
    },
  }
}

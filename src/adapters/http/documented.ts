import type { RouteConfig, z } from '@hono/zod-openapi'
import { type ProblemName, problems } from './problems.js'
import { problem } from './schemas.js'

type Responses = RouteConfig['responses']

/** The body of a request, for the documentation of a route. */
export function jsonBody(schema: z.ZodType) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

/** What a route answers when all is well, for its documentation. */
export function jsonAnswer(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } } as const
}

/** Which problems a route may answer with: several of one status share an entry, and each is named with its title. */
export function problemAnswers(...names: readonly ProblemName[]): Responses {
  const responses: Responses = {}
  for (const status of new Set(names.map((name) => problems[name].status))) {
    const sharing = names.filter((name) => problems[name].status === status)
    responses[status] = {
      description: sharing.map((name) => `\`${name}\`: ${problems[name].title.en}`).join(' · '),
      content: { 'application/problem+json': { schema: problem } },
    }
  }
  return responses
}

/** What may be wrong with any JSON body. */
export const bodyProblems = [
  'malformed-json',
  'invalid-utf-8',
  'duplicate-field',
  'incomplete-body',
  'body-too-large',
  'unsupported-media-type',
  'invalid-fields',
] as const satisfies readonly ProblemName[]

export const operatorSecurity: readonly Record<'operatorToken', string[]>[] = [{ operatorToken: [] }]

import { z } from '@hono/zod-openapi'
import { answerFrom, eraseUserAnswers, findUsersAnswers, passwordCheckAnswers } from './answers.js'
import { bodyProblems, jsonAnswer, jsonBody, operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { readJson } from './read-body.js'
import { Refusal } from './refusal.js'
import type { Routes } from './routes.js'
import { passwordCheck, passwordCheckRequest, userList } from './schemas.js'
import { idOf } from './site.js'

const security = [...operatorSecurity]

/** What needs the operator's token: every route of this file declares `security`, and is guarded by that. */
export function operatorRoutes(routes: Routes, parts: HttpParts): void {
  userRoutes(routes, parts)
  passwordCheckRoutes(routes, parts)
}

function userRoutes(routes: Routes, { findUsers, eraseUser }: HttpParts): void {
  const tags = ['Users']
  routes.api(
    {
      method: 'get',
      path: '/v1/users',
      tags,
      security,
      summary: 'Look up the user of an address',
      request: {
        query: z.object({
          email: z.string().openapi({ description: 'The address, in any capitalisation.', example: 'ana@example.org' }),
        }),
      },
      responses: {
        200: jsonAnswer('One user, or none.', userList),
        ...problemAnswers('unauthorized', 'invalid-fields'),
      },
    },
    async (c) => {
      const [email, ...more] = c.req.queries('email') ?? []
      if (email === undefined || more.length > 0) throw new Refusal('invalid-fields', { errors: [oneEmail] })
      return answerFrom(findUsersAnswers, await findUsers.execute({ email }), c)
    },
  )

  routes.api(
    {
      method: 'delete',
      path: '/v1/users/{id}',
      tags,
      security,
      summary: 'Erase a user',
      description:
        'The account goes, and with it all registrations of the address, their e-mails and the records of sending them.',
      request: { params: z.object({ id: z.string().openapi({ description: 'The id of the user.' }) }) },
      responses: {
        204: { description: 'The user is erased.' },
        ...problemAnswers('unauthorized', 'unknown-user'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-user')
      return answerFrom(eraseUserAnswers, await eraseUser.execute({ id }), c)
    },
  )
}

function passwordCheckRoutes(routes: Routes, { checkPassword }: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/password-checks',
      tags: ['Users'],
      security,
      summary: 'Is this the password of a confirmed user?',
      description:
        'Takes as long for an address without a user as for a wrong password. It counts no tries: limiting them is up to the application that asks.',
      request: { body: jsonBody(passwordCheckRequest) },
      responses: {
        200: jsonAnswer('Whether it is.', passwordCheck),
        ...problemAnswers('unauthorized', ...bodyProblems, 'busy'),
      },
    },
    async (c) => {
      const request = await readJson(c, passwordCheckRequest)
      return answerFrom(passwordCheckAnswers, await checkPassword.execute(request), c)
    },
  )
}

const oneEmail = {
  field: 'email',
  message: {
    en: 'Name exactly one address, as in /v1/users?email=ana@example.org.',
    es: 'Nombra exactamente una dirección, como en /v1/users?email=ana@example.org.',
  },
}

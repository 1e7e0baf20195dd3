import { z } from '@hono/zod-openapi'
import { answerFrom, correctAnswers, readAnswers, registerAnswers, resendAnswers } from './answers.js'
import { bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { preferredLanguage } from './language.js'
import { readJson } from './read-body.js'
import { Refusal } from './refusal.js'
import type { Routes } from './routes.js'
import { emailRequest, registration, registrationRequest } from './schemas.js'
import { type HttpContext, idOf } from './site.js'

const tags = ['Registrations']
const idParameter = z.object({
  id: z.string().openapi({ description: 'The id of the registration.', example: 'pQ7fVbJx0aZ1' }),
})
const location = { Location: { description: 'The path of the registration.', schema: { type: 'string' as const } } }

/** Registering, looking at how it stands, and mending what went wrong with the e-mail. */
export function registrationRoutes(routes: Routes, parts: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/registrations',
      tags,
      summary: 'Register a person',
      description:
        'The answer comes once the registration and its e-mail are stored for good; it never waits for a mail server. An address that has an account already is answered alike, and its owner is told by e-mail.',
      request: {
        headers: z.object({
          'Idempotency-Key': z.string().optional().openapi({
            description:
              'Makes it safe to send the request again: for 24 hours the same key with the same body gets the same answer. 1 to 255 visible ASCII characters.',
            example: '6f1c7c1e-3d0a-4d8e-9c55-0a8f3f3c2b11',
          }),
        }),
        body: jsonBody(registrationRequest),
      },
      responses: {
        202: { ...jsonAnswer('The registration; its e-mail is on its way.', registration), headers: location },
        ...problemAnswers(
          'malformed-idempotency-key',
          ...bodyProblems,
          'idempotency-key-reused',
          'still-running',
          'busy',
        ),
      },
    },
    async (c) => {
      const key = idempotencyKeyOf(c)
      const body = await readJson(c, registrationRequest)
      const locale = body.locale ?? preferredLanguage(c.req.header('accept-language'))
      const outcome = await parts.registerUser.execute({
        email: body.email,
        password: body.password,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(locale === undefined ? {} : { locale }),
        ...(key === undefined ? {} : { idempotency: { key, fingerprint: parts.fingerprint(canonical(body)) } }),
      })
      return answerFrom(registerAnswers, outcome, c)
    },
  )

  routes.api(
    {
      method: 'get',
      path: '/v1/registrations/{id}',
      tags,
      summary: 'Read how a registration and its e-mail stand',
      request: { params: idParameter },
      responses: {
        200: jsonAnswer('The registration.', registration),
        ...problemAnswers('unknown-registration'),
      },
    },
    async (c) =>
      answerFrom(readAnswers, await parts.readRegistration.execute({ id: idOf(c, 'unknown-registration') }), c),
  )

  routes.api(
    {
      method: 'post',
      path: '/v1/registrations/{id}/confirmation-email',
      tags,
      summary: 'Send the e-mail again',
      description: 'With the same link. No body is needed. Inside the cool-down of the address nothing is sent.',
      request: { params: idParameter },
      responses: {
        202: { ...jsonAnswer('The registration; its e-mail is on its way again.', registration), headers: location },
        ...problemAnswers('unknown-registration', 'already-confirmed', 'registration-expired', 'too-soon'),
      },
    },
    async (c) =>
      answerFrom(resendAnswers, await parts.resendConfirmation.execute({ id: idOf(c, 'unknown-registration') }), c),
  )

  routes.api(
    {
      method: 'put',
      path: '/v1/registrations/{id}/email',
      tags,
      summary: 'Correct the address',
      description: 'Possible only while the state of the e-mail is `refused`. The next e-mail goes to the new address.',
      request: { params: idParameter, body: jsonBody(emailRequest) },
      responses: {
        202: { ...jsonAnswer('The registration; its e-mail is on its way.', registration), headers: location },
        ...problemAnswers(...bodyProblems, 'unknown-registration', 'not-refused', 'registration-expired'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-registration')
      const { email } = await readJson(c, emailRequest)
      return answerFrom(correctAnswers, await parts.correctAddress.execute({ id, email }), c)
    },
  )
}

function idempotencyKeyOf(c: HttpContext): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) throw new Refusal('malformed-idempotency-key')
  return key
}

/** One text for all bodies that mean the same, however they are laid out. */
function canonical(body: z.output<typeof registrationRequest>): string {
  return JSON.stringify([body.email, body.password, body.name ?? null, body.locale ?? null])
}

import { answerFrom, confirmAnswers } from './answers.js'
import { bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import { readJson } from './read-body.js'
import type { Routes } from './routes.js'
import { confirmation, confirmationRequest } from './schemas.js'

/** Confirming by program, for sites that show a page of their own. */
export function confirmationRoutes(routes: Routes, { confirmAddress }: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/confirmations',
      tags: ['Confirmations'],
      summary: 'Confirm an address by the token of its link',
      description:
        'The registration becomes a user with the password that was chosen in it; other registrations of the address are over with that. The same token is answered alike a second time.',
      request: { body: jsonBody(confirmationRequest) },
      responses: {
        200: jsonAnswer('The address is confirmed.', confirmation),
        ...problemAnswers(...bodyProblems, 'unknown-token', 'link-expired'),
      },
    },
    async (c) => {
      const { token } = await readJson(c, confirmationRequest)
      return answerFrom(confirmAnswers, await confirmAddress.execute({ token }), c)
    },
  )
}

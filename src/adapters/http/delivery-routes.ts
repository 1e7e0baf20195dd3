import { z } from '@hono/zod-openapi'
import type { DeliverySearch } from '../../application/delivery-search.js'
import { answerFrom } from './answers.js'
import { deliveryCursor, readCursor, retryCursor } from './cursor.js'
import {
  listDeliveriesAnswers,
  rediagnoseDeliveryAnswers,
  retryDeliveriesAnswers,
  retryDeliveryAnswers,
  showDeliveryAnswers,
} from './delivery-answers.js'
import { bodyProblems, jsonAnswer, jsonBody, operatorSecurity, problemAnswers } from './documented.js'
import type { HttpParts } from './http-parts.js'
import {
  bulkRetry,
  bulkRetryRequest,
  type deliveryConditions,
  deliveryList,
  deliveryQuery,
  deliveryWithAttempts,
  rediagnosedDelivery,
  retriedDelivery,
} from './operator-schemas.js'
import { readJson } from './read-body.js'
import { readQuery } from './read-query.js'
import type { Routes } from './routes.js'
import { idOf } from './site.js'

const tags = ['Deliveries']
const security = [...operatorSecurity]
const params = z.object({ id: z.string().openapi({ description: 'The id of the delivery.' }) })

/** How many items a page of a list has when nobody says. */
export const usualPage = 50

/** What became of each e-mail, and trying again: for the operator. */
export function deliveryRoutes(routes: Routes, parts: HttpParts): void {
  readingRoutes(routes, parts)
  rediagnosisRoutes(routes, parts)
  retryRoutes(routes, parts)
}

function readingRoutes(routes: Routes, { listDeliveries, showDelivery }: HttpParts): void {
  routes.api(
    {
      method: 'get',
      path: '/v1/deliveries',
      tags,
      security,
      summary: 'List e-mails and their state',
      description: 'Newest first. All conditions must hold.',
      request: { query: deliveryQuery },
      responses: { 200: jsonAnswer('A page.', deliveryList), ...problemAnswers('unauthorized', 'invalid-fields') },
    },
    async (c) => {
      const { cursor, limit, ...conditions } = readQuery(c, deliveryQuery)
      const after = cursor === undefined ? {} : { after: readCursor(deliveryCursor, cursor) }
      const page = { limit: Number(limit ?? usualPage), ...after }
      return answerFrom(listDeliveriesAnswers, await listDeliveries.execute({ search: searchOf(conditions), page }), c)
    },
  )

  routes.api(
    {
      method: 'get',
      path: '/v1/deliveries/{id}',
      tags,
      security,
      summary: 'Look at one e-mail and every attempt to send it',
      request: { params },
      responses: {
        200: jsonAnswer('The delivery.', deliveryWithAttempts),
        ...problemAnswers('unauthorized', 'unknown-delivery'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-delivery')
      return answerFrom(showDeliveryAnswers, await showDelivery.execute({ id }), c)
    },
  )
}

function rediagnosisRoutes(routes: Routes, { rediagnoseDelivery }: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/deliveries/{id}/diagnosis',
      tags,
      security,
      summary: 'Explain the attempts anew, by the rules of today',
      description:
        'From the transcripts that are kept. What became of the e-mail, and the cause that decided it, stay as they were.',
      request: { params },
      responses: {
        200: jsonAnswer('The delivery, with the diagnoses of now.', rediagnosedDelivery),
        ...problemAnswers('unauthorized', 'unknown-delivery'),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-delivery')
      return answerFrom(rediagnoseDeliveryAnswers, await rediagnoseDelivery.execute({ id }), c)
    },
  )
}

function retryRoutes(routes: Routes, { retryDelivery, retryDeliveries }: HttpParts): void {
  routes.api(
    {
      method: 'post',
      path: '/v1/deliveries/retry',
      tags,
      security,
      summary: 'Try many e-mails again',
      request: { body: jsonBody(bulkRetryRequest) },
      responses: {
        200: jsonAnswer('How many.', bulkRetry),
        ...problemAnswers('unauthorized', ...bodyProblems),
      },
    },
    async (c) => {
      const { filter, dryRun = false, limit, cursor } = await readJson(c, bulkRetryRequest)
      const outcome = await retryDeliveries.execute({
        search: searchOf(filter),
        dryRun,
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { from: readCursor(retryCursor, cursor) }),
      })
      return answerFrom(retryDeliveriesAnswers(dryRun), outcome, c)
    },
  )

  routes.api(
    {
      method: 'post',
      path: '/v1/deliveries/{id}/retry',
      tags,
      security,
      summary: 'Try an e-mail again at once',
      description:
        'One that waits is due at once. One that is held probes its provider. One that was refused or has expired goes out as a new delivery while its registration is pending. The cool-down of the address is kept in any case.',
      request: { params },
      responses: {
        202: jsonAnswer('It goes out; `Location` tells where to look.', retriedDelivery),
        ...problemAnswers(
          'unauthorized',
          'unknown-delivery',
          'delivery-accepted',
          'delivery-cancelled',
          'delivery-outlived',
          'delivery-replaced',
        ),
      },
    },
    async (c) => {
      const id = idOf(c, 'unknown-delivery')
      return answerFrom(retryDeliveryAnswers, await retryDelivery.execute({ id }), c)
    },
  )
}

function searchOf({ since, until, ...rest }: z.output<typeof deliveryConditions>): DeliverySearch {
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...present,
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  }
}

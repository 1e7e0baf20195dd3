import { limitKinds } from '../../application/full-limit.js'
import { z } from '@hono/zod-openapi'
import { attemptOutcomes } from '../../domain/delivery/attempt.js'
import { deliveryStates } from '../../domain/delivery/delivery.js'
import { emailKinds } from '../../domain/delivery/email.js'
import { causes, phases, sides } from '../../domain/diagnosis/cause.js'

const time = z.string().openapi({
  description: 'RFC 3339, in UTC.',
  format: 'date-time',
  example: '2026-11-21T15:03:11.586Z',
})

export const sentence = z.object({ en: z.string(), es: z.string() })

const cause = z.enum(causes).openapi({ description: 'Why the last attempt ended as it did.' })

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** What narrows a list of deliveries down, for a query as for a body. */
const conditions = {
  state: z.enum(deliveryStates).optional(),
  email: z
    .string()
    .openapi({ description: 'The recipient, in any capitalisation.', example: 'ana@example.org' })
    .optional(),
  cause: cause.optional(),
  provider: z
    .string()
    .openapi({ description: 'Through whom the last attempt went.', example: 'smtp.example.org:587' })
    .optional(),
  since: moment
    .openapi({ description: 'Created at this moment or later; a date counts from its midnight in UTC.' })
    .optional(),
  until: moment.openapi({ description: 'Created before this moment.' }).optional(),
}

const cursor = z.string().openapi({ description: 'What `next` said in the answer before.' })

const limit = z
  .string()
  .regex(/^(?:[1-9]\d?|1\d\d|200)$/)
  .openapi({ description: 'How many to a page, from 1 to 200; 50 when left out.', example: '50' })

export const deliveryQuery = z.strictObject({ ...conditions, cursor: cursor.optional(), limit: limit.optional() })

export const pageQuery = z.strictObject({ cursor: cursor.optional(), limit: limit.optional() })

export const deliveryConditions = z.strictObject(conditions).openapi('DeliveryFilter')

export const bulkRetryRequest = z
  .strictObject({
    filter: deliveryConditions.openapi({
      description:
        'Without a state, all that wait are meant. Refused and expired ones are sent again only when their state is named.',
    }),
    dryRun: z.boolean().openapi({ description: 'Counts only, and changes nothing.' }).optional(),
    limit: z
      .int()
      .min(1)
      .max(1_000_000)
      .openapi({ description: 'Stops after about so many, and says where to go on. Without it, all are done.' })
      .optional(),
    cursor: cursor.optional(),
  })
  .openapi('BulkRetryRequest')

export const bulkRetry = z
  .object({
    dryRun: z.boolean(),
    count: z.int().openapi({ description: 'How many were tried again, or, in a dry run, would be.' }),
    skipped: z.int().openapi({ description: 'How many match, and cannot be tried again.' }),
    next: cursor.optional().openapi({ description: 'Present when there is more to do.' }),
  })
  .openapi('BulkRetry')

const deliveryFields = {
  id: z.string(),
  state: z.enum(deliveryStates),
  kind: z.enum(emailKinds),
  email: z.string().openapi({ example: 'ana@example.org' }),
  provider: z.string().optional(),
  cause: cause.optional(),
  createdAt: time,
  nextAttemptAt: time
    .optional()
    .openapi({ description: 'Present while `queued` or `delayed`: not tried before then.' }),
  waitsFor: z
    .enum(limitKinds)
    .optional()
    .openapi({ description: 'Present while a limit of the provider, `rate=` or `daily=`, has no room before then.' }),
}

export const delivery = z.object(deliveryFields).openapi('Delivery')

export const deliveryList = z
  .object({
    items: z.array(delivery),
    next: cursor.optional().openapi({ description: 'A cursor; present when there is more.' }),
  })
  .openapi('DeliveryList')

export const diagnosis = z
  .object({
    phase: z.enum(phases).openapi({ description: 'Where the cause struck.' }),
    cause: z.enum(causes),
    side: z.enum(sides).openapi({ description: 'Who must act.' }),
    retryable: z.boolean(),
    evidence: z.array(z.string()).openapi({ description: 'The very lines that decided.' }),
    confidence: z.enum(['certain', 'likely', 'guess']),
    rule: z.string(),
    explanation: sentence,
    remedy: sentence,
  })
  .openapi('Diagnosis')

const attempt = z
  .object({
    id: z.string(),
    at: time,
    endedAt: time.optional(),
    provider: z.string(),
    outcome: z.enum(attemptOutcomes).optional().openapi({ description: 'Absent while it is under way.' }),
    diagnosis: diagnosis.optional(),
  })
  .openapi('Attempt')

export const deliveryWithAttempts = z
  .object({ ...deliveryFields, attempts: z.array(attempt).openapi({ description: 'Oldest first.' }) })
  .openapi('DeliveryWithAttempts')

export const rediagnosedDelivery = z
  .object({
    ...deliveryFields,
    attempts: z.array(attempt).openapi({ description: 'Oldest first, with their diagnoses of now.' }),
    changed: z
      .array(z.string())
      .openapi({ description: 'Ids of the attempts that are explained otherwise than before.' }),
  })
  .openapi('RediagnosedDelivery')

export const retriedDelivery = z
  .object({
    ...deliveryFields,
    retry: z.enum(['hastened', 'probing', 'under-way', 'sent-again']).openapi({
      description:
        '`hastened`: due at once, or when the cool-down of the address ends. `probing`: it tests the provider it is held for. `under-way`: it is being sent just now. `sent-again`: it was over, and this is the new delivery of the same e-mail.',
    }),
  })
  .openapi('RetriedDelivery')

export const incident = z
  .object({
    id: z.string(),
    provider: z.string().openapi({ description: 'Or `composer`, when a message of ours could not be made.' }),
    cause: z.enum(causes),
    phase: z.enum(phases),
    openedAt: time,
    closedAt: time.optional(),
    probes: z.int().openapi({ description: 'How many probes have failed since it opened or was last retried.' }),
    nextProbeAt: time.optional().openapi({ description: 'Present while it is open.' }),
    held: z.int().openapi({ description: 'How many deliveries wait for its end.' }),
    takenOverBy: z
      .string()
      .optional()
      .openapi({ description: 'The provider that carries the e-mails while it is open; absent when none does.' }),
    explanation: sentence,
    remedy: sentence,
  })
  .openapi('Incident')

export const incidentList = z
  .object({
    items: z.array(incident),
    next: cursor.optional().openapi({ description: 'A cursor; present when there is more.' }),
  })
  .openapi('IncidentList')

import type { ShownDelivery } from '../../application/full-limit.js'
import type { IncidentView } from '../../application/incident-view.js'
import type { ListDeliveriesOutcome } from '../../application/list-deliveries.js'
import type { RediagnoseDeliveryOutcome } from '../../application/rediagnose-delivery.js'
import type { RetryDeliveriesOutcome } from '../../application/retry-deliveries.js'
import type { RetryDeliveryOutcome } from '../../application/retry-delivery.js'
import type { RetryIncidentOutcome } from '../../application/retry-incident.js'
import type { RetryPlan, RetryRefusal } from '../../application/retry-plan.js'
import type { ShowDeliveryOutcome } from '../../application/show-delivery.js'
import type { Attempt } from '../../domain/delivery/attempt.js'
import type { Instant } from '../../domain/instant.js'
import { type Answers, problem } from './answers.js'
import { printCursor } from './cursor.js'
import { fieldErrors } from './field-words.js'
import type { ProblemName } from './problems.js'

export const listDeliveriesAnswers: Answers<ListDeliveriesOutcome> = {
  found: ({ deliveries, next }, c) => c.json({ items: deliveries.map(deliveryBody), ...nextBody(next) }),
  invalid: ({ faults }, c) => problem(c, 'invalid-fields', { errors: fieldErrors(faults) }),
}

export const showDeliveryAnswers: Answers<ShowDeliveryOutcome> = {
  found: ({ delivery, attempts }, c) => c.json({ ...deliveryBody(delivery), attempts: attempts.map(attemptBody) }),
  'unknown-delivery': (_, c) => problem(c, 'unknown-delivery'),
}

export const rediagnoseDeliveryAnswers: Answers<RediagnoseDeliveryOutcome> = {
  rediagnosed: ({ delivery, attempts, changed }, c) =>
    c.json({ ...deliveryBody(delivery), attempts: attempts.map(attemptBody), changed }),
  'unknown-delivery': (_, c) => problem(c, 'unknown-delivery'),
}

export const retryDeliveryAnswers: Answers<RetryDeliveryOutcome> = {
  retried: ({ done, delivery }, c) => {
    const location = `${c.get('site').base}/v1/deliveries/${delivery.id}`
    return c.json({ ...deliveryBody(delivery), retry: retryWords[done] }, 202, { Location: location })
  },
  'not-retried': ({ reason }, c) => problem(c, whyNot[reason]),
  'unknown-delivery': (_, c) => problem(c, 'unknown-delivery'),
}

/** Apart from `dryRun`, which the request said. */
export const retryDeliveriesAnswers = (dryRun: boolean): Answers<RetryDeliveriesOutcome> => ({
  done: ({ retried, skipped, next }, c) => c.json({ dryRun, count: retried, skipped, ...nextBody(next) }),
  invalid: ({ faults }, c) => {
    const errors = fieldErrors(faults).map(({ field, message }) => ({ field: `filter.${field}`, message }))
    return problem(c, 'invalid-fields', { errors })
  },
})

export const retryIncidentAnswers: Answers<RetryIncidentOutcome> = {
  probed: (view, c) => c.json(incidentBody(view), 202),
  'already-closed': (_, c) => problem(c, 'incident-closed'),
  'unknown-incident': (_, c) => problem(c, 'unknown-incident'),
}

export function incidentBody({ incident, held, takenOverBy }: IncidentView) {
  const { id, provider, cause, phase, openedAt, closedAt, probes, nextProbeAt, diagnosis } = incident
  return {
    id,
    provider,
    cause,
    phase,
    openedAt: rfc3339(openedAt),
    ...(closedAt === undefined ? {} : { closedAt: rfc3339(closedAt) }),
    probes,
    ...(closedAt === undefined ? { nextProbeAt: rfc3339(nextProbeAt) } : {}),
    held,
    ...(takenOverBy === undefined ? {} : { takenOverBy }),
    explanation: diagnosis.explanation,
    remedy: diagnosis.remedy,
  }
}

export function nextBody(next: object | undefined) {
  return next === undefined ? {} : { next: printCursor(next) }
}

function deliveryBody({ id, state, email, provider, cause, createdAt, nextAttemptAt, waitsFor }: ShownDelivery) {
  return {
    id,
    state,
    kind: email.kind,
    email: email.recipient,
    ...(provider === undefined ? {} : { provider }),
    ...(cause === undefined ? {} : { cause }),
    createdAt: rfc3339(createdAt),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: rfc3339(nextAttemptAt) }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
  }
}

function attemptBody({ id, at, endedAt, provider, outcome, diagnosis }: Attempt) {
  return {
    id,
    at: rfc3339(at),
    ...(endedAt === undefined ? {} : { endedAt: rfc3339(endedAt) }),
    provider,
    ...(outcome === undefined ? {} : { outcome }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
  }
}

const retryWords: Readonly<Record<Exclude<RetryPlan['action'], 'refuse'>, string>> = {
  hasten: 'hastened',
  probe: 'probing',
  none: 'under-way',
  'send-again': 'sent-again',
}

const whyNot: Readonly<Record<RetryRefusal, ProblemName>> = {
  accepted: 'delivery-accepted',
  cancelled: 'delivery-cancelled',
  'registration-over': 'delivery-outlived',
  'later-email': 'delivery-replaced',
}

function rfc3339(at: Instant): string {
  return new Date(at).toISOString()
}

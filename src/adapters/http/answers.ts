import type { CheckPasswordOutcome } from '../../application/check-password.js'
import type { ConfirmAddressOutcome } from '../../application/confirm-address.js'
import type { CorrectAddressOutcome } from '../../application/correct-address.js'
import type { EraseUserOutcome } from '../../application/erase-user.js'
import type { FindUsersOutcome } from '../../application/find-users.js'
import type { ReadRegistrationOutcome } from '../../application/read-registration.js'
import type { RegisterUserOutcome } from '../../application/register-user.js'
import type { RegistrationView } from '../../application/registration-view.js'
import type { ResendConfirmationOutcome } from '../../application/resend-confirmation.js'
import type { User } from '../../domain/registration/user.js'
import { fieldErrors } from './field-words.js'
import { preferredLanguage } from './language.js'
import { problemAnswer } from './problem-answer.js'
import type { ProblemName } from './problems.js'
import type { RefusalFacts } from './refusal.js'
import { type HttpContext, languageOf } from './site.js'

/** An answer for every outcome of a use case: an outcome without one does not compile. */
export type Answers<Outcome extends { readonly outcome: string }> = {
  readonly [Name in Outcome['outcome']]: (
    outcome: Extract<Outcome, { readonly outcome: Name }>,
    c: HttpContext,
  ) => Response | Promise<Response>
}

export function answerFrom<Outcome extends { readonly outcome: string }>(
  answers: Answers<Outcome>,
  outcome: Outcome,
  c: HttpContext,
): Response | Promise<Response> {
  const name: Outcome['outcome'] = outcome.outcome
  const answer = answers[name] as (outcome: Outcome, c: HttpContext) => Response | Promise<Response>
  return answer(outcome, c)
}

export const registerAnswers: Answers<RegisterUserOutcome> = {
  accepted: ({ registration }, c) => accepted(c, registration),
  invalid: ({ faults }, c) => problem(c, 'invalid-fields', { errors: fieldErrors(faults) }),
  busy: ({ retryAfterSeconds }, c) => problem(c, 'busy', { retryAfterSeconds }),
  'idempotency-key-reused': (_, c) => problem(c, 'idempotency-key-reused'),
  'still-running': ({ retryAfterSeconds }, c) => problem(c, 'still-running', { retryAfterSeconds }),
}

export const readAnswers: Answers<ReadRegistrationOutcome> = {
  found: ({ registration }, c) => c.json(registrationBody(c, registration)),
  'unknown-registration': (_, c) => problem(c, 'unknown-registration'),
}

export const resendAnswers: Answers<ResendConfirmationOutcome> = {
  accepted: ({ registration }, c) => accepted(c, registration),
  'too-soon': ({ retryAfterSeconds }, c) => problem(c, 'too-soon', { retryAfterSeconds }),
  'already-confirmed': (_, c) => problem(c, 'already-confirmed'),
  expired: (_, c) => problem(c, 'registration-expired'),
  'unknown-registration': (_, c) => problem(c, 'unknown-registration'),
}

export const correctAnswers: Answers<CorrectAddressOutcome> = {
  accepted: ({ registration }, c) => accepted(c, registration),
  invalid: ({ faults }, c) => problem(c, 'invalid-fields', { errors: fieldErrors(faults) }),
  'not-refused': (_, c) => problem(c, 'not-refused'),
  expired: (_, c) => problem(c, 'registration-expired'),
  'unknown-registration': (_, c) => problem(c, 'unknown-registration'),
}

export const confirmAnswers: Answers<ConfirmAddressOutcome> = {
  confirmed: ({ registrationId, userId }, c) => c.json({ status: 'confirmed', registrationId, userId }),
  'unknown-token': (_, c) => problem(c, 'unknown-token'),
  expired: (_, c) => problem(c, 'link-expired'),
}

export const passwordCheckAnswers: Answers<CheckPasswordOutcome> = {
  right: ({ userId }, c) => c.json({ valid: true, userId }),
  wrong: (_, c) => c.json({ valid: false }),
  busy: ({ retryAfterSeconds }, c) => problem(c, 'busy', { retryAfterSeconds }),
}

export const findUsersAnswers: Answers<FindUsersOutcome> = {
  found: ({ users }, c) => c.json({ items: users.map(userBody) }),
  invalid: ({ faults }, c) => problem(c, 'invalid-fields', { errors: fieldErrors(faults) }),
}

export const eraseUserAnswers: Answers<EraseUserOutcome> = {
  erased: (_, c) => c.body(null, 204),
  'unknown-user': (_, c) => problem(c, 'unknown-user'),
}

function accepted(c: HttpContext, registration: RegistrationView): Response {
  const body = registrationBody(c, registration)
  return c.json(body, 202, { Location: body.links.self })
}

/** Nothing but what anybody may know who holds the id: no address, no delivery, no reason that is not the recipient's. */
function registrationBody(c: HttpContext, { id, status, locale, email }: RegistrationView) {
  const language = preferredLanguage(c.req.header('accept-language')) ?? locale
  return {
    id,
    status,
    email: { state: email.state, since: new Date(email.since).toISOString(), message: email.message[language] },
    links: { self: `${c.get('site').base}/v1/registrations/${id}` },
  }
}

function userBody({ id, address, name, locale, confirmedAt }: User) {
  return {
    id,
    email: address,
    ...(name === undefined ? {} : { name }),
    locale,
    confirmedAt: new Date(confirmedAt).toISOString(),
  }
}

/** The answer that tells of a problem. */
export function problem(c: HttpContext, name: ProblemName, facts: RefusalFacts = {}): Response {
  const { status, headers, body } = problemAnswer(name, facts, languageOf(c), c.get('site').base)
  return c.body(body, status, headers)
}

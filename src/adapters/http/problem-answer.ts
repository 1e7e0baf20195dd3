import type { Locale } from '../../domain/registration/locale.js'
import { type ProblemKind, type ProblemName, problems } from './problems.js'
import type { RefusalFacts } from './refusal.js'

/** The parts of an answer that tells of a problem (RFC 9457), apart from how it is sent. */
export interface ProblemAnswer {
  readonly status: ProblemKind['status']
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** @param base the path of the site, before the address of the documentation. */
export function problemAnswer(name: ProblemName, facts: RefusalFacts, language: Locale, base: string): ProblemAnswer {
  const { status, title, detail } = problems[name]
  const errors = facts.errors?.map(({ field, message }) => ({ field, message: message[language] }))
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': language,
      ...(facts.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(facts.retryAfterSeconds) }),
      ...facts.headers,
    },
    body: JSON.stringify({
      type: `${base}/docs#problem-${name}`,
      title: title[language],
      status,
      detail: detail[language],
      ...(errors === undefined ? {} : { errors }),
    }),
  }
}

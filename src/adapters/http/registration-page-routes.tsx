import type { CorrectAddressOutcome } from '../../application/correct-address.js'
import type { ReadRegistrationOutcome } from '../../application/read-registration.js'
import type { ResendConfirmationOutcome } from '../../application/resend-confirmation.js'
import { type Answers, answerFrom } from './answers.js'
import { fieldErrors } from './field-words.js'
import { sameSiteGuard } from './guards.js'
import type { HttpParts } from './http-parts.js'
import { RegistrationPage } from './pages/registration-page.js'
import { pageWords } from './pages/words.js'
import { type ProblemName, problems } from './problems.js'
import { readForm } from './read-body.js'
import { refusalAnswer } from './refusal-answer.js'
import type { Routes } from './routes.js'
import { type HttpContext, idOf, languageOf } from './site.js'
import { pageAnswer } from './page-answer.js'

type PageProps = Parameters<typeof RegistrationPage>[0]

/** The page of a registration, and the two things a person can ask for there. */
export function registrationPageRoutes(routes: Routes, parts: HttpParts): void {
  const { readRegistration, resendConfirmation, correctAddress } = parts

  routes.page('get', '/registrations/{id}', [], async (c) =>
    answerFrom(showing(parts), await readRegistration.execute({ id: idOf(c, 'unknown-registration') }), c),
  )

  routes.page('post', '/registrations/{id}/confirmation-email', [sameSiteGuard], async (c) => {
    const id = idOf(c, 'unknown-registration')
    return answerFrom(resendAnswers(parts, id), await resendConfirmation.execute({ id }), c)
  })

  routes.page('post', '/registrations/{id}/email', [sameSiteGuard], async (c) => {
    const id = idOf(c, 'unknown-registration')
    const { email } = await readForm(c, ['email'])
    return answerFrom(correctAnswers(parts, id, email), await correctAddress.execute({ id, email }), c)
  })
}

/** What a page says beyond how the registration stands, and how it is sent. */
interface Addition {
  readonly notice?: PageProps['notice']
  readonly correction?: PageProps['correction']
  readonly problem?: ProblemName
  readonly headers?: Readonly<Record<string, string>>
}

function showing(parts: HttpParts, addition: Addition = {}): Answers<ReadRegistrationOutcome> {
  return {
    found: async ({ registration }, c) => {
      const { notice, correction, problem, headers } = addition
      const messagePath = await messagePathOf(parts, registration.email.deliveryId, c)
      return pageAnswer(
        c,
        <RegistrationPage
          site={c.get('site')}
          language={languageOf(c)}
          registration={registration}
          messagePath={messagePath}
          notice={notice}
          correction={correction}
        />,
        problem === undefined ? 200 : problems[problem].status,
        headers,
      )
    },
    'unknown-registration': (_, c) => refusalAnswer(c, 'unknown-registration'),
  }
}

function resendAnswers(parts: HttpParts, id: string): Answers<ResendConfirmationOutcome> {
  const back = backToPage(id)
  return {
    accepted: (_, c) => back(c),
    'too-soon': ({ retryAfterSeconds }, c) => {
      const words = pageWords[languageOf(c)]
      return again(parts, id, c, {
        notice: { title: words.tooSoonTitle, text: words.tooSoon(retryAfterSeconds) },
        problem: 'too-soon',
        headers: { 'Retry-After': String(retryAfterSeconds) },
      })
    },
    'already-confirmed': (_, c) => back(c),
    expired: (_, c) => back(c),
    'unknown-registration': (_, c) => refusalAnswer(c, 'unknown-registration'),
  }
}

function correctAnswers(parts: HttpParts, id: string, typed: string): Answers<CorrectAddressOutcome> {
  const back = backToPage(id)
  return {
    accepted: (_, c) => back(c),
    invalid: ({ faults }, c) => {
      const language = languageOf(c)
      const errors = fieldErrors(faults).map(({ field, message }) => ({ field, text: message[language] }))
      return again(parts, id, c, { correction: { value: typed, errors }, problem: 'invalid-fields' })
    },
    'not-refused': (_, c) => {
      const words = pageWords[languageOf(c)]
      const notice = { title: problems['not-refused'].title[languageOf(c)], text: words.correctImpossible }
      return again(parts, id, c, { notice, problem: 'not-refused' })
    },
    expired: (_, c) => back(c),
    'unknown-registration': (_, c) => refusalAnswer(c, 'unknown-registration'),
  }
}

/** After a form was taken, the browser is sent to the page itself, so that reloading sends nothing twice. */
function backToPage(id: string): (c: HttpContext) => Response {
  return (c) => c.redirect(`${c.get('site').base}/registrations/${id}`, 303)
}

async function again(parts: HttpParts, id: string, c: HttpContext, addition: Addition): Promise<Response> {
  return answerFrom(showing(parts, addition), await parts.readRegistration.execute({ id }), c)
}

async function messagePathOf(parts: HttpParts, deliveryId: string, c: HttpContext): Promise<string | undefined> {
  const message = await parts.mailbox?.findByMessageId(parts.messageIdOf(deliveryId))
  return message && `${c.get('site').base}/mailbox/${encodeURIComponent(message.id)}`
}

import type { RegisterUserOutcome } from '../../application/register-user.js'
import { type Answers, answerFrom } from './answers.js'
import { fieldErrors } from './field-words.js'
import { sameSiteGuard } from './guards.js'
import type { HttpParts } from './http-parts.js'
import { RegisterPage } from './pages/register-page.js'
import { problems } from './problems.js'
import { readForm } from './read-body.js'
import { refusalAnswer } from './refusal-answer.js'
import type { Routes } from './routes.js'
import { languageOf } from './site.js'
import { pageAnswer } from './page-answer.js'

interface Typed {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The form to register. A registration made by it is the same as one made by program. */
export function registerPageRoutes(routes: Routes, { registerUser }: HttpParts): void {
  routes.page('get', '/', [], (c) => pageAnswer(c, <RegisterPage site={c.get('site')} language={languageOf(c)} />))

  routes.page('post', '/', [sameSiteGuard], async (c) => {
    const typed = await readForm(c, ['name', 'email', 'password'])
    const outcome = await registerUser.execute({ ...typed, locale: languageOf(c) })
    return answerFrom(answersTo(typed), outcome, c)
  })
}

function answersTo(typed: Typed): Answers<RegisterUserOutcome> {
  const values = { name: withoutPassword(typed.name, typed), email: withoutPassword(typed.email, typed) }
  return {
    accepted: ({ registration }, c) => c.redirect(`${c.get('site').base}/registrations/${registration.id}`, 303),
    invalid: ({ faults }, c) => {
      const language = languageOf(c)
      const errors = fieldErrors(faults).map(({ field, message }) => ({ field, text: message[language] }))
      return pageAnswer(
        c,
        <RegisterPage site={c.get('site')} language={language} values={values} errors={errors} />,
        problems['invalid-fields'].status,
      )
    },
    busy: ({ retryAfterSeconds }, c) =>
      pageAnswer(
        c,
        <RegisterPage site={c.get('site')} language={languageOf(c)} values={values} busy />,
        problems.busy.status,
        {
          'Retry-After': String(retryAfterSeconds),
        },
      ),
    'idempotency-key-reused': (_, c) => refusalAnswer(c, 'idempotency-key-reused'),
    'still-running': ({ retryAfterSeconds }, c) => refusalAnswer(c, 'still-running', { retryAfterSeconds }),
  }
}

/** A field goes back into the form as it was typed, unless the password was typed into it by mistake. */
function withoutPassword(value: string, { password }: Typed): string {
  return password.length > 3 && value.includes(password) ? '' : value
}

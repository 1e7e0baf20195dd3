import type { ConfirmAddressOutcome } from '../../application/confirm-address.js'
import { type Answers, answerFrom } from './answers.js'
import { sameSiteGuard } from './guards.js'
import type { HttpParts } from './http-parts.js'
import { ConfirmedPage, ConfirmPage } from './pages/confirm-page.js'
import { readForm } from './read-body.js'
import { refusalAnswer } from './refusal-answer.js'
import { Refusal } from './refusal.js'
import type { Routes } from './routes.js'
import { languageOf } from './site.js'
import { pageAnswer } from './page-answer.js'

/** Where the link in the e-mail leads: looking at it changes nothing, pressing its button confirms. */
export function confirmPageRoutes(routes: Routes, { confirmAddress }: HttpParts): void {
  routes.page('get', '/confirm', [], (c) => {
    const token = c.req.query('token') ?? ''
    if (token === '') throw new Refusal('unknown-token')
    return pageAnswer(c, <ConfirmPage site={c.get('site')} language={languageOf(c)} token={token} />)
  })

  routes.page('post', '/confirm', [sameSiteGuard], async (c) => {
    const { token } = await readForm(c, ['token'])
    return answerFrom(answers, await confirmAddress.execute({ token }), c)
  })
}

const answers: Answers<ConfirmAddressOutcome> = {
  confirmed: (_, c) => pageAnswer(c, <ConfirmedPage site={c.get('site')} language={languageOf(c)} />),
  'unknown-token': (_, c) => refusalAnswer(c, 'unknown-token'),
  expired: (_, c) => refusalAnswer(c, 'link-expired'),
}

import type { DevelopmentMailbox, MailMessage } from '../../application/ports/development-mailbox.js'
import { loopbackGuard } from './guards.js'
import { MailboxPage, MessagePage } from './pages/mailbox-pages.js'
import { Refusal } from './refusal.js'
import type { Routes } from './routes.js'
import { framingContentSecurityPolicy, messageContentSecurityPolicy } from './security-headers.js'
import { type HttpContext, idOf, languageOf } from './site.js'
import { pageAnswer } from './page-answer.js'

/** The mail of development, for whoever sits at this machine. Messages are anybody's text: nothing in them may act. */
export function mailboxRoutes(routes: Routes, mailbox: DevelopmentMailbox): void {
  routes.page('get', '/mailbox', [loopbackGuard], async (c) => {
    const messages = await mailbox.list()
    const shown = { messages, failingAddresses: mailbox.failingAddresses }
    return pageAnswer(c, <MailboxPage site={c.get('site')} language={languageOf(c)} {...shown} />)
  })

  routes.page('get', '/mailbox/{id}', [loopbackGuard], async (c) => {
    const message = await messageOf(mailbox, c)
    return pageAnswer(c, <MessagePage site={c.get('site')} language={languageOf(c)} message={message} />, 200, {
      'Content-Security-Policy': framingContentSecurityPolicy,
    })
  })

  routes.page('get', '/mailbox/{id}/html', [loopbackGuard], async (c) => {
    const { html } = await messageOf(mailbox, c)
    return c.body(`<!doctype html><meta charset="utf-8"><base target="_blank">\n${html}`, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': messageContentSecurityPolicy,
      'X-Frame-Options': 'SAMEORIGIN',
    })
  })
}

async function messageOf(mailbox: DevelopmentMailbox, c: HttpContext): Promise<MailMessage> {
  const message = await mailbox.message(idOf(c, 'unknown-message'))
  if (message === undefined) throw new Refusal('unknown-message')
  return message
}

import type { EmailMessage } from '../../application/ports/email-composer.js'
import type { EmailSender, Provider, Sending, SendingHooks } from '../../application/ports/email-sender.js'
import { tlsOptions } from './handshake.js'
import { type ComposedMail, composeMime } from './mime-message.js'
import { providerOf, type SmtpProviderSettings } from './provider-settings.js'
import { SessionPool } from './session-pool.js'
import { SmtpFault } from './smtp-fault.js'
import type { SmtpSession } from './smtp-session.js'
import { timeLimits } from './time-limits.js'
import type { Verdict } from './transaction.js'

/**
 * Sends through one SMTP server with Nodemailer's protocol client. Connections are reused while work waits and closed
 * politely 250 ms later.
 *
 * The outcome is told at the server's reply. Where the conversation ends for it, the outcome waits until the connection
 * is closed (5 s at most), so that the record is complete by then.
 */
export class NodemailerEmailSender implements EmailSender {
  readonly provider: Provider
  readonly #pool: SessionPool

  constructor(settings: SmtpProviderSettings) {
    this.provider = providerOf(settings)
    const [limits, tls] = [timeLimits(settings.timeoutScale), tlsOptions(settings)]
    this.#pool = new SessionPool({ provider: settings, limits, tls })
  }

  async send(message: EmailMessage, hooks: SendingHooks): Promise<Sending> {
    const mail = composeMime(message)
    const idle = await this.#pool.take()
    if (idle !== undefined) {
      hooks.join(idle.conversation)
      const verdict = await this.#attempt(idle, mail, hooks, async () => {})
      if (!verdict.stale) return this.#settle(idle, verdict)
      await idle.end()
    }
    const fresh = this.#pool.start(hooks.open())
    const verdict = await this.#attempt(fresh, mail, hooks, async () => {
      await fresh.open()
      await fresh.login()
    })
    return this.#settle(fresh, verdict)
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }

  breakOff(why: string): void {
    this.#pool.breakOff(why)
  }

  async #attempt(
    session: SmtpSession,
    mail: ComposedMail,
    hooks: SendingHooks,
    prepare: () => Promise<void>,
  ): Promise<Verdict> {
    try {
      await prepare()
      return await session.transfer(mail, () => hooks.handingOver())
    } catch (error) {
      if (error instanceof SmtpFault) {
        return { outcome: error.isBrokenOff ? 'interrupted' : 'failed', fault: error, stale: false }
      }
      await this.#pool.retire(session)
      throw error
    }
  }

  async #settle(session: SmtpSession, { outcome, fault }: Verdict): Promise<Sending> {
    if (session.reusable) this.#pool.giveBack(session)
    else if (outcome === 'accepted') void this.#pool.retire(session)
    else await this.#pool.retire(session)
    return fault === undefined ? { outcome } : { outcome, fault: fault.toSendingFault() }
  }
}

import type { EmailComposer } from '../../../src/application/ports/email-composer.js'
import type { TranscriptLog } from '../../../src/application/ports/transcript-log.js'
import { InMemoryEmailSender } from '../../../src/adapters/memory/in-memory-email-sender.js'
import { InMemoryMailbox } from '../../../src/adapters/memory/in-memory-mailbox.js'
import { HmacConfirmationTokens } from '../../../src/adapters/system/hmac-confirmation-tokens.js'
import type { EmailAddress } from '../../../src/domain/registration/email-address.js'

export const secretKey = new Uint8Array(32).fill(7)
export const tokens = new HmacConfirmationTokens({ secretKey })

/** Records nothing. */
export const noLog: TranscriptLog = {
  openConversation: () => 1,
  append: () => undefined,
  flushed: async () => {},
  isRecording: () => false,
  switchRecording: () => {},
  onLine: () => () => {},
}

export const messageIdOf = (deliveryId: string): string => `<${deliveryId}@registro.test>`

/** Plain words with the token in them, and HTML that tries to act. */
export const composer: EmailComposer = {
  compose: (email, { deliveryId, date, token }) => ({
    outcome: 'composed',
    message: {
      from: { name: 'Registro', address: 'registro@registro.test' as EmailAddress },
      to: { address: email.recipient },
      messageId: messageIdOf(deliveryId),
      date,
      language: email.locale,
      subject: email.kind,
      text: token === undefined ? 'You have an account.' : `Confirm: http://localhost/confirm?token=${token}`,
      html: `<p>${email.kind}</p><script>parent.alert(1)</script>`,
    },
  }),
}

/** A mail server that knows nobody whose name begins with `unknown`, or that has no room for any conversation. */
export function mailServer(hasRoom: boolean): InMemoryEmailSender {
  return new InMemoryEmailSender({ maxConnections: hasRoom ? 50 : 0 }, ({ to }) =>
    to.address.startsWith('unknown') ? 'refused' : 'accepted',
  )
}

/** Shows what a mail server in memory has taken, and names addresses that fail. */
export class MailboxOf extends InMemoryMailbox {
  override readonly failingAddresses = [
    { address: '550@fail.test', what: { en: 'no such user', es: 'usuario inexistente' }, opensIncident: false },
    { address: '554@fail.test', what: { en: 'no <relay>', es: 'sin <relé>' }, opensIncident: true },
  ]
}

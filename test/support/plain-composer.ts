import type { Composition, EmailComposer, EmailFacts } from '../../src/application/ports/email-composer.js'
import type { Email, EmailKind } from '../../src/domain/delivery/email.js'
import type { EmailAddress } from '../../src/domain/registration/email-address.js'

/** Writes what there is to say and no more; fails for the kinds it is told to. */
export class PlainComposer implements EmailComposer {
  readonly defective = new Set<EmailKind>()
  readonly #htmlOf: (text: string) => string

  constructor(htmlOf = (text: string) => `<p>${text}</p>`) {
    this.#htmlOf = htmlOf
  }

  compose(email: Email, { deliveryId, name, token, date }: EmailFacts): Composition {
    if (this.defective.has(email.kind)) return { outcome: 'defective', detail: `no template for ${email.kind}` }
    const text =
      token === undefined ? 'You have an account already.' : `Your link: http://localhost/confirm?token=${token}`
    const message = {
      from: { address: 'registro@site.test' as EmailAddress },
      to: { address: email.recipient, ...(name === undefined ? {} : { name }) },
      messageId: plainMessageId(deliveryId),
      date,
      language: email.locale,
      subject: email.kind,
      text,
      html: this.#htmlOf(text),
    }
    return { outcome: 'composed', message }
  }
}

/** The Message-ID that a delivery's e-mail gets here. */
export function plainMessageId(deliveryId: string): string {
  return `<${deliveryId}@site.test>`
}

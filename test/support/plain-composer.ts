import type { Composition, EmailComposer, EmailFacts } from '../../src/application/ports/email-composer.js'
import type { Email, EmailKind } from '../../src/domain/delivery/email.js'
import type { EmailAddress } from '../../src/domain/registration/email-address.js'

/** Writes what there is to say and no more; fails for the kinds it is told to. */
export class PlainComposer implements EmailComposer {
  readonly defective = new Set<EmailKind>()

  compose(email: Email, { deliveryId, name, token, date }: EmailFacts): Composition {
    if (this.defective.has(email.kind)) return { outcome: 'defective', detail: `no template for ${email.kind}` }
    const text =
      token === undefined ? 'You have an account already.' : `Your link: https://site.test/confirm?token=${token}`
    const message = {
      from: { address: 'registro@site.test' as EmailAddress },
      to: { address: email.recipient, ...(name === undefined ? {} : { name }) },
      messageId: `<${deliveryId}@site.test>`,
      date,
      language: email.locale,
      subject: email.kind,
      text,
      html: `<p>${text}</p>`,
    }
    return { outcome: 'composed', message }
  }
}

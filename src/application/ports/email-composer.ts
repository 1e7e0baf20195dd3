import type { Email } from '../../domain/delivery/email.js'
import type { Instant } from '../../domain/instant.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import type { PersonName } from '../../domain/registration/person-name.js'

/** Renders an e-mail into subject, text and HTML, in the person's language. */
export interface EmailComposer {
  /** `defective` when a template of ours is at fault: nobody is written to, and the e-mail is kept. */
  compose(email: Email, facts: EmailFacts): Composition
}

export type Composition =
  | { readonly outcome: 'composed'; readonly message: EmailMessage }
  | { readonly outcome: 'defective'; readonly detail: string }

export interface EmailFacts {
  /** Identifies the message over all attempts: the Message-ID is made from it. */
  readonly deliveryId: string
  readonly name?: PersonName
  /** When the registration was made that the e-mail belongs to. */
  readonly registeredAt: Instant
  /** When the delivery was created: the message's Date. */
  readonly date: Instant
  /** The token for the link; absent where the e-mail carries no link. */
  readonly token?: string
}

/** A message ready to be handed over, apart from its MIME form. */
export interface EmailMessage {
  readonly from: Mailbox
  readonly to: Mailbox
  /** With angle brackets; the same in every attempt. */
  readonly messageId: string
  readonly date: Instant
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mailbox {
  readonly name?: string
  readonly address: EmailAddress
}

import type { EmailAddress } from '../registration/email-address.js'
import type { Locale } from '../registration/locale.js'

/** `confirm-address` carries the link; `already-registered` tells the owner of an account that somebody tried again. */
export const emailKinds = ['confirm-address', 'already-registered'] as const
export type EmailKind = (typeof emailKinds)[number]

/** An intent to write to somebody. It holds no rendered text and no token: both are made for each attempt. */
export interface Email {
  readonly kind: EmailKind
  readonly recipient: EmailAddress
  readonly locale: Locale
}

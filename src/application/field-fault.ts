import type { InvalidAddress } from '../domain/registration/email-address.js'
import type { UnacceptablePassword } from '../domain/registration/password-policy.js'

/** What is wrong with one field of a request: the adapters have the words. */
export type FieldFault =
  | { readonly field: 'email'; readonly reason: InvalidAddress }
  | { readonly field: 'password'; readonly reason: UnacceptablePassword }
  | { readonly field: 'name'; readonly reason: 'too-long' | 'unfit-character' }
  | { readonly field: 'locale'; readonly reason: 'unknown-locale' }

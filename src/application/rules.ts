import type { CoolDown } from '../domain/delivery/cool-down.js'
import type { DomainToAscii } from '../domain/registration/email-address.js'
import type { IsCommonPassword } from '../domain/registration/password-policy.js'
import type { Lifetimes } from '../domain/registration/registration.js'

/** What the operator may set, and what only the outside can tell, about the rules of the house. */
export interface Rules {
  readonly lifetimes: Lifetimes
  readonly coolDown: CoolDown
  readonly domainToAscii: DomainToAscii
  readonly isCommonPassword: IsCommonPassword
  /** False where nothing of a conversation may be stored with its attempt: transcripts are kept for no time at all. */
  readonly keepsTranscripts?: boolean
}

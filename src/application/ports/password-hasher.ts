import type { Password } from '../../domain/registration/password-policy.js'

/** Makes passwords unreadable, and recognises them. Work beyond what the machine can do at once waits in order. */
export interface PasswordHasher {
  /** `busy` when too many already wait: nothing was done, ask again after `retryAfterSeconds`. */
  hash(password: Password): Promise<Hashing>

  /** Whether `hash` was made from this text. Takes as long for no hash at all as for a wrong one. */
  verify(hash: string | undefined, password: string): Promise<Verification>
}

export type Hashing =
  | { readonly outcome: 'hashed'; readonly hash: string }
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }

export type Verification =
  | { readonly outcome: 'verified'; readonly matches: boolean }
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }

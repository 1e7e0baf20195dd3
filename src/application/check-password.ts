import { type EmailAddress, addressKey, parseEmailAddress } from '../domain/registration/email-address.js'
import { normalisedPassword } from '../domain/registration/password-policy.js'
import type { PasswordHasher } from './ports/password-hasher.js'
import type { Store } from './ports/store.js'
import type { Rules } from './rules.js'

export interface CheckPasswordPorts {
  readonly store: Store
  readonly hasher: PasswordHasher
  readonly rules: Rules
}

export type CheckPasswordOutcome =
  | { readonly outcome: 'right'; readonly userId: string; readonly address: EmailAddress }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }

/** Says whether this is the password of a confirmed user; as slowly for an address that has none. */
export class CheckPassword {
  readonly #ports: CheckPasswordPorts

  constructor(ports: CheckPasswordPorts) {
    this.#ports = ports
  }

  async execute(request: { readonly email: string; readonly password: string }): Promise<CheckPasswordOutcome> {
    const { store, hasher, rules } = this.#ports
    const parsed = parseEmailAddress(request.email, rules.domainToAscii)
    const user =
      parsed.outcome === 'valid'
        ? await store.transact((records) => records.userOf(addressKey(parsed.address)))
        : undefined
    const verification = await hasher.verify(user?.passwordHash, normalisedPassword(request.password))
    if (verification.outcome === 'busy') return verification
    return user !== undefined && verification.matches
      ? { outcome: 'right', userId: user.id, address: user.address }
      : { outcome: 'wrong' }
  }
}

import { addressKey, parseEmailAddress } from '../domain/registration/email-address.js'
import type { User } from '../domain/registration/user.js'
import type { FieldFault } from './field-fault.js'
import type { Store } from './ports/store.js'
import type { Rules } from './rules.js'

export type FindUsersOutcome =
  | { readonly outcome: 'found'; readonly users: readonly User[] }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }

/** Looks up the confirmed user of an address, for the host application: one or none. */
export class FindUsers {
  readonly #ports: { readonly store: Store; readonly rules: Rules }

  constructor(ports: { readonly store: Store; readonly rules: Rules }) {
    this.#ports = ports
  }

  async execute({ email }: { readonly email: string }): Promise<FindUsersOutcome> {
    const { store, rules } = this.#ports
    const parsed = parseEmailAddress(email, rules.domainToAscii)
    if (parsed.outcome === 'invalid') {
      return { outcome: 'invalid', faults: [{ field: 'email', reason: parsed.reason }] }
    }
    const user = await store.transact((records) => records.userOf(addressKey(parsed.address)))
    return { outcome: 'found', users: user === undefined ? [] : [user] }
  }
}

import type { Bell } from './bell.js'
import type { Background } from './ports/background.js'
import type { Store } from './ports/store.js'

export type EraseUserOutcome = { readonly outcome: 'erased' } | { readonly outcome: 'unknown-user' }

export interface EraseUserPorts {
  readonly store: Store
  readonly background: Background
  readonly bell: Bell
}

/**
 * Forgets a user: the account, all registrations of the address, their e-mails and the records of sending them. Soon
 * after nothing of it can be found in the store's files either.
 */
export class EraseUser {
  readonly #ports: EraseUserPorts

  constructor(ports: EraseUserPorts) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<EraseUserOutcome> {
    const { store, background, bell } = this.#ports
    const answer = await store.transact(async (records): Promise<EraseUserOutcome> => {
      const user = await records.user(id)
      if (user === undefined) return { outcome: 'unknown-user' }
      await records.removeUser(id)
      for (const registration of await records.registrationsOf(user.addressKey)) {
        await records.removeRegistration(registration.id)
      }
      return { outcome: 'erased' }
    })
    if (answer.outcome === 'erased') background.run('leave nothing of an erased user', () => store.expunge())
    bell.ring()
    return answer
  }
}

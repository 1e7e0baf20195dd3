import type { Clock } from './ports/clock.js'
import type { Store } from './ports/store.js'
import { type RegistrationView, registrationView } from './registration-view.js'

export type ReadRegistrationOutcome =
  { readonly outcome: 'found'; readonly registration: RegistrationView } | { readonly outcome: 'unknown-registration' }

/** Tells how a registration and its e-mail stand, to anybody who knows its id. */
export class ReadRegistration {
  readonly #ports: { readonly store: Store; readonly clock: Clock }

  constructor(ports: { readonly store: Store; readonly clock: Clock }) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<ReadRegistrationOutcome> {
    const { store, clock } = this.#ports
    return store.transact(async (records) => {
      const registration = await records.registration(id)
      if (registration === undefined) return { outcome: 'unknown-registration' }
      const deliveries = await records.deliveriesOf(id)
      return { outcome: 'found', registration: registrationView(registration, deliveries, clock.now()) }
    })
  }
}

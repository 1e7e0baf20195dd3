import { probedNow } from '../domain/delivery/incident.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { type IncidentView, incidentView } from './incident-view.js'

export type RetryIncidentOutcome =
  | ({ readonly outcome: 'probed' } & IncidentView)
  | { readonly outcome: 'already-closed' }
  | { readonly outcome: 'unknown-incident' }

/**
 * Probes the provider of an incident at once: the next message for it, the oldest of those that are held, goes out and
 * shows whether the fault is mended.
 */
export class RetryIncident {
  readonly #ports: Pick<DeliverEmailPorts, 'store' | 'clock' | 'bell' | 'senders'>

  constructor(ports: Pick<DeliverEmailPorts, 'store' | 'clock' | 'bell' | 'senders'>) {
    this.#ports = ports
  }

  async execute({ id }: { readonly id: string }): Promise<RetryIncidentOutcome> {
    const { store, clock, bell, senders } = this.#ports
    const answer = await store.transact(async (records): Promise<RetryIncidentOutcome> => {
      const incident = await records.incident(id)
      if (incident === undefined) return { outcome: 'unknown-incident' }
      if (incident.closedAt !== undefined) return { outcome: 'already-closed' }
      const sender = senders.find(({ provider }) => provider.name === incident.provider)
      const probed = probedNow(incident, sender?.provider.settings ?? incident.settings, clock.now())
      await records.saveIncident(probed)
      return { outcome: 'probed', ...(await incidentView(records, probed, senders)) }
    })
    bell.ring()
    return answer
  }
}

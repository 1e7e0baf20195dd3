import { type IncidentView, incidentView } from './incident-view.js'
import type { EmailSender } from './ports/email-sender.js'
import type { IncidentPage, Store } from './ports/store.js'

export interface ListedIncidents {
  readonly incidents: readonly IncidentView[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: NonNullable<IncidentPage['after']>
}

export interface ListIncidentsPorts {
  readonly store: Store
  /** In order of preference. */
  readonly senders: readonly EmailSender[]
}

/** Lists incidents for the operator, open and closed ones, newest first, a page at a time. */
export class ListIncidents {
  readonly #ports: ListIncidentsPorts

  constructor(ports: ListIncidentsPorts) {
    this.#ports = ports
  }

  async execute({ page }: { readonly page: IncidentPage }): Promise<ListedIncidents> {
    const { store, senders } = this.#ports
    return store.transact(async (records) => {
      const found = await records.recentIncidents({ ...page, limit: page.limit + 1 })
      const incidents: IncidentView[] = []
      for (const incident of found.slice(0, page.limit)) incidents.push(await incidentView(records, incident, senders))
      const last = incidents.at(-1)?.incident
      if (last === undefined || found.length === incidents.length) return { incidents }
      return { incidents, next: { openedAt: last.openedAt, id: last.id } }
    })
  }
}

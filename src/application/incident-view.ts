import type { Incident } from '../domain/delivery/incident.js'
import type { Records } from './ports/store.js'

/** An incident, and how many deliveries wait for its end. */
export interface IncidentView {
  readonly incident: Incident
  readonly held: number
}

export async function incidentView(records: Records, incident: Incident): Promise<IncidentView> {
  return { incident, held: await records.countHeldFor(incident.id) }
}

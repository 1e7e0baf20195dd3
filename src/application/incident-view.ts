import type { Incident } from '../domain/delivery/incident.js'
import { takingOver } from './choose-provider.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Records } from './ports/store.js'

/** An incident, and what it means just now. */
export interface IncidentView {
  readonly incident: Incident
  /** How many deliveries wait for its end. */
  readonly held: number
  /** The provider that carries the mail while it is open, if any. */
  readonly takenOverBy?: string
}

export async function incidentView(
  records: Records,
  incident: Incident,
  senders: readonly EmailSender[],
): Promise<IncidentView> {
  const held = await records.countHeldFor(incident.id)
  const open = incident.closedAt === undefined ? await records.openIncidents() : []
  const takenOverBy = takingOver(incident, open, senders)
  return takenOverBy === undefined ? { incident, held } : { incident, held, takenOverBy }
}

import type { Incident } from '../../domain/delivery/incident.js'

/** What the operator must hear of without asking. Calls never throw and never wait. */
export interface OperatorNotices {
  /** All mail through this provider waits; `takenOverBy` names the provider that carries it meanwhile, if any. */
  incidentOpened(incident: Incident, takenOverBy: string | undefined): void
  incidentClosed(incident: Incident): void
  /** A provider has taken as many e-mails as its settings allow in a day. Told once a day for each provider. */
  dayUsedUp(provider: string, perDay: number): void
}

import { type Announcement, type Channel, newAnnouncement } from '../domain/announcement/announcement.js'
import type { Incident } from '../domain/delivery/incident.js'
import type { Instant } from '../domain/instant.js'
import type { User } from '../domain/registration/user.js'
import { AddressMask } from '../domain/transcript/address-mask.js'
import { printTime } from '../domain/transcript/utc-time.js'
import type { Bell } from './bell.js'
import { takingOver } from './choose-provider.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Randomness } from './ports/randomness.js'
import type { Records } from './ports/store.js'

/** Who wants to be told, and how the one who tells is called. */
export interface Announcing {
  readonly channels: ReadonlySet<Channel>
  /** Rung once something was stored to be told. */
  readonly bell: Bell
}

export interface AnnouncingPorts {
  readonly randomness: Randomness
  /** Absent where nobody wants to be told. */
  readonly announcing?: Announcing
}

/** Stores in the caller's transaction that an incident opened or closed. It names no person. */
export async function announceIncident(
  ports: AnnouncingPorts & { readonly senders: readonly EmailSender[] },
  records: Records,
  type: 'incident.opened' | 'incident.closed',
  incident: Incident,
  now: Instant,
): Promise<void> {
  const { id, provider, cause, phase, openedAt, closedAt, diagnosis } = incident
  const takenOverBy = takingOver(incident, await records.openIncidents(), ports.senders)
  const mask = new AddressMask()
  const masked = ({ en, es }: { readonly en: string; readonly es: string }) => ({
    en: mask.text(en),
    es: mask.text(es),
  })
  await announce(ports, records, now, {
    channel: 'alerts',
    type,
    data: JSON.stringify({
      incidentId: id,
      provider,
      cause,
      phase,
      side: diagnosis.side,
      openedAt: rfc3339(openedAt),
      ...(closedAt === undefined ? {} : { closedAt: rfc3339(closedAt) }),
      explanation: masked(diagnosis.explanation),
      remedy: masked(diagnosis.remedy),
      ...(takenOverBy === undefined ? {} : { takenOverBy }),
    }),
  })
}

/** Stores in the caller's transaction that somebody confirmed their address: the application needs to know whose. */
export async function announceConfirmation(
  ports: AnnouncingPorts,
  records: Records,
  { id, registrationId, address }: User,
  now: Instant,
): Promise<void> {
  const data = JSON.stringify({ registrationId, userId: id, email: address })
  await announce(ports, records, now, { channel: 'events', type: 'registration.confirmed', data, registrationId })
}

async function announce(
  { randomness, announcing }: AnnouncingPorts,
  records: Records,
  now: Instant,
  facts: Pick<Announcement, 'channel' | 'type' | 'data' | 'registrationId'>,
): Promise<void> {
  if (announcing?.channels.has(facts.channel) !== true) return
  await records.addAnnouncement(newAnnouncement({ ...facts, id: randomness.id() }, now))
}

function rfc3339(at: Instant): string {
  return `${printTime(at)}Z`
}

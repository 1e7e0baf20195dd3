import type { AttemptOutcome } from '../domain/delivery/attempt.js'
import { type Delivery, isFinal, isWaiting } from '../domain/delivery/delivery.js'
import { type AttemptEnd, type Fate, fateAfter } from '../domain/delivery/fate.js'
import {
  type Incident,
  closedIncident,
  composer,
  isPast,
  cameToRecipient,
  openedIncident,
  probeFailed,
  probeStopped,
} from '../domain/delivery/incident.js'
import { settled } from '../domain/delivery/settlement.js'
import { cancelled } from '../domain/delivery/transitions.js'
import { withoutAddress } from '../domain/diagnosis/without-address.js'
import type { Instant } from '../domain/instant.js'
import { heldFrom, withAcceptance } from '../domain/registration/registration.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import { announceIncident } from './announcing.js'
import { incidentsOf } from './choose-provider.js'
import { type Claim, providersWithoutSmtpUtf8 } from './claim-delivery.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import type { Records } from './ports/store.js'
import { isSuperseded } from './superseded.js'

export interface AttemptResult extends AttemptEnd {
  /** The provider's name, or `composer` when no message could be made. */
  readonly at: string
  /** The wait that the server's reply names. */
  readonly namedMs?: number
  /** Empty while recording is off. */
  readonly transcript: readonly RecordedLine[]
}

export interface Settled {
  readonly delivery: Delivery | undefined
  readonly opened: readonly Incident[]
  /** The provider that carries the mail while what was opened is open, if any. */
  readonly takenOverBy?: string
  readonly closed: readonly Incident[]
}

/** Writes down what an attempt came to, inside a transaction: attempt, transcript, incidents, delivery, registration. */
export async function settleAttempt(
  ports: DeliverEmailPorts,
  records: Records,
  claim: Claim,
  result: AttemptResult,
): Promise<Settled> {
  const now = ports.clock.now()
  const { outcome, diagnosis, transcript } = result
  const attempt = await records.attempt(claim.attempt.id)
  const delivery = attempt && (await records.delivery(claim.delivery.id))
  // Where we ended it ourselves there is nothing to explain, and nobody to blame.
  const explained = outcome === 'interrupted' ? {} : { diagnosis }
  if (attempt !== undefined) await records.saveAttempt({ ...attempt, endedAt: now, outcome, ...explained })
  if (attempt !== undefined && transcript.length > 0) await records.saveTranscript(attempt.id, transcript)
  const fate = await fateFor(ports, records, delivery ?? claim.delivery, claim.attempt.id, result, now)
  const incidents = await settleIncidents(ports, records, claim, result, { fate, now, isErased: attempt === undefined })
  for (const incident of incidents.closed) await announceIncident(ports, records, 'incident.closed', incident, now)
  for (const incident of incidents.opened) await announceIncident(ports, records, 'incident.opened', incident, now)
  if (attempt === undefined || delivery === undefined) return { ...incidents, delivery: undefined }
  const mine = delivery.lease?.attemptId === attempt.id
  if (!mine && (fate !== 'accepted' || isFinal(delivery))) return { ...incidents, delivery }
  const { namedMs } = result
  const facts = { end: result, now, chance: ports.randomness.fraction(), incidentId: incidents.blocking?.id ?? '' }
  const next = settled(delivery, fate, namedMs === undefined ? facts : { ...facts, namedMs })
  const placed = isWaiting(next) && (await isSuperseded(records, next)) ? cancelled(next, 'superseded', now) : next
  await records.saveDelivery(placed)
  await settleRegistration(ports, records, placed, now)
  return { ...incidents, delivery: placed }
}

/**
 * A template of ours that fails keeps its messages back like a provider. An address that no provider can carry is the
 * end of it; while another one is left, that one is asked. A fault that this message met before, and that others
 * passed meanwhile, is this message's own.
 */
async function fateFor(
  { senders }: DeliverEmailPorts,
  records: Records,
  delivery: Delivery,
  attemptId: string,
  result: AttemptResult,
  now: Instant,
): Promise<Fate> {
  if (result.at === composer) return 'provider'
  if (result.diagnosis.cause !== 'smtputf8-unsupported') {
    const fate = fateAfter(delivery, result, now)
    return fate === 'provider' && (await isItsOwn(records, delivery, attemptId, result)) ? 'later' : fate
  }
  const lacking = await providersWithoutSmtpUtf8(records, delivery.id)
  return senders.every(({ provider }) => lacking.has(provider.name)) ? 'final' : 'again'
}

/** A fault that this message met before at that provider, and that other messages passed meanwhile. */
async function isItsOwn(
  records: Records,
  { id }: Delivery,
  attemptId: string,
  { at, diagnosis }: AttemptResult,
): Promise<boolean> {
  if (!cameToRecipient(diagnosis)) return false
  const mine = (await records.attemptsOf(id)).filter(({ provider }) => provider === at)
  const since = mine.find((one) => one.id !== attemptId && one.diagnosis?.cause === diagnosis.cause)?.endedAt
  if (since === undefined) return false
  const handedOver = mine.filter(({ outcome, endedAt = 0 }) => outcome === 'in-doubt' && endedAt >= since)
  return (await records.countHandedOver(at, since)) > handedOver.length
}

interface SettledIncidents extends Omit<Settled, 'delivery'> {
  /** The one that keeps this delivery back. */
  readonly blocking?: Incident
}

async function settleIncidents(
  { randomness, senders }: DeliverEmailPorts,
  records: Records,
  { delivery, probes }: Claim,
  { at, diagnosis, outcome, namedMs }: AttemptResult,
  { fate, now, isErased }: { readonly fate: Fate; readonly now: Instant; readonly isErased: boolean },
): Promise<SettledIncidents> {
  const isProviderFault = fate === 'provider'
  const settings = senders.find(({ provider }) => provider.name === at)?.provider.settings ?? ''
  const closed: Incident[] = []
  let blocking: Incident | undefined
  for (const incident of await incidentsMet(records, at, probes)) {
    const isSame = isProviderFault && incident.provider === at && incident.cause === diagnosis.cause
    const isReplaced = isProviderFault && !isSame && incident.phase === diagnosis.phase
    const isMended = incident.provider !== at || outcome === 'accepted'
    // A conversation that we ended ourselves does not tell how far it would have come.
    const isBeyond = outcome !== 'interrupted' && isPast(incident, { phase: diagnosis.phase, isProviderFault })
    const isOver = isMended || isReplaced || isBeyond
    if (isOver && !isSame) {
      closed.push(closedIncident(incident, now))
      continue
    }
    const still = probes.includes(incident.id) ? probed(incident, outcome, now, isSame ? namedMs : undefined) : incident
    if (still !== incident) await records.saveIncident(still)
    if (isSame) blocking = still
  }
  for (const incident of closed) await records.saveIncident(incident)
  if (!isProviderFault) return { opened: [], closed }
  if (blocking !== undefined) return { opened: [], closed, blocking }
  // Nothing is kept of somebody who asked to be forgotten: the next message meets the fault, too.
  if (isErased) return { opened: [], closed }
  const told = withoutAddress(diagnosis, delivery.email.recipient)
  const opened = openedIncident({ id: randomness.id(), provider: at, diagnosis: told, settings }, now, namedMs)
  await records.addIncident(opened)
  const open = await records.openIncidents()
  const next = senders.find(({ provider }) => incidentsOf(provider.name, open).length === 0)
  const takenOver = at === composer || next === undefined ? {} : { takenOverBy: next.provider.name }
  return { opened: [opened], ...takenOver, closed, blocking: opened }
}

/** Those of the provider; and that of a template which this attempt's message was held for, and which made it now. */
async function incidentsMet(records: Records, at: string, probes: readonly string[]): Promise<readonly Incident[]> {
  const open = await records.openIncidents()
  return open.filter(({ id, provider }) => provider === at || (provider === composer && probes.includes(id)))
}

/** Only a probe says when to ask again: messages that were under way when the incident opened met the fault, too. */
function probed(incident: Incident, outcome: AttemptOutcome, now: Instant, namedMs: number | undefined): Incident {
  return outcome === 'interrupted' ? probeStopped(incident, now) : probeFailed(incident, now, namedMs)
}

async function settleRegistration(
  { rules }: DeliverEmailPorts,
  records: Records,
  delivery: Delivery,
  now: Instant,
): Promise<void> {
  if (delivery.state !== 'accepted' && delivery.state !== 'held') return
  const registration = await records.registration(delivery.registrationId)
  if (registration === undefined) return
  const settledRegistration =
    delivery.state === 'held'
      ? heldFrom(registration, now, rules.lifetimes)
      : withAcceptance(registration, now, rules.lifetimes)
  await records.saveRegistration(settledRegistration)
}

import { type Cause, type Phase, phases } from '../diagnosis/cause.js'
import type { Diagnosis } from '../diagnosis/diagnosis.js'
import type { Instant } from '../instant.js'
import type { Attempt } from './attempt.js'
import { nextProbe, probeEndsAt } from './retry-policy.js'

/** A fault that concerns all mail through a provider: one incident, many held deliveries. */
export interface Incident {
  readonly id: string
  /** The provider's name, or `composer` when a message of ours could not be made. */
  readonly provider: string
  readonly cause: Cause
  readonly phase: Phase
  readonly diagnosis: Diagnosis
  readonly openedAt: Instant
  readonly closedAt?: Instant
  /** How many probes have failed since it opened. */
  readonly probes: number
  readonly nextProbeAt: Instant
  /** A one-way fingerprint of the provider's settings when it opened: when they change, it is probed at once. */
  readonly settings: string
}

/** Stands in place of a provider's name where the fault is in a template of ours. */
export const composer = 'composer'

export function openedIncident(
  facts: Pick<Incident, 'id' | 'provider' | 'diagnosis' | 'settings'>,
  now: Instant,
  namedMs?: number,
): Incident {
  const { cause, phase } = facts.diagnosis
  return { ...facts, cause, phase, openedAt: now, probes: 0, nextProbeAt: nextProbe(0, now, namedMs) }
}

/** While a probe is under way nobody else may begin one; its end, or at the latest a quarter of an hour, allows the next. */
export function probing(incident: Incident, now: Instant): Incident {
  return { ...incident, nextProbeAt: probeEndsAt(now) }
}

/** Whether that attempt is the probe which keeps others off: nobody has decided on the next one since it began. */
export function isProbedBy(incident: Incident, attempt: Pick<Attempt, 'at'>): boolean {
  return incident.closedAt === undefined && incident.nextProbeAt === probeEndsAt(attempt.at)
}

/** The probe was stopped before it could tell anything: it counts for nothing, and the next one comes soon. */
export function probeStopped(incident: Incident, now: Instant): Incident {
  return { ...incident, nextProbeAt: nextProbe(0, now) }
}

export function probeFailed(incident: Incident, now: Instant, namedMs?: number): Incident {
  const probes = incident.probes + 1
  return { ...incident, probes, nextProbeAt: nextProbe(probes, now, namedMs) }
}

/** To be probed at once: at start, on the operator's word, or because settings changed. */
export function probedNow(incident: Incident, settings: string, now: Instant): Incident {
  return { ...incident, settings, probes: 0, nextProbeAt: now }
}

/** Whether the fault struck after somebody was named to the server, so that it may be one message's own. */
export function cameToRecipient({ phase }: { readonly phase: Phase }): boolean {
  return phases.indexOf(phase) >= phases.indexOf('recipient')
}

/** So many of the oldest messages that are held draw lots for the next probe. */
const drawingLots = 8

/**
 * Which of the held messages probes next, counted from the oldest: the oldest itself, as long as any would tell as
 * much. One that a server refuses for its own sake would keep all others back for ever if it always went first.
 */
export function probeTurn(incident: Incident, chance: number): number {
  return cameToRecipient(incident) ? Math.floor(chance * drawingLots) : 0
}

export function closedIncident(incident: Incident, now: Instant): Incident {
  return incident.closedAt === undefined ? { ...incident, closedAt: now } : incident
}

/**
 * Whether a conversation that ended in `phase` went past the fault, whatever happened to its message. Ending in the
 * fault's own phase for a reason of that one message or recipient is past it, too.
 */
export function isPast(incident: Incident, end: { readonly phase: Phase; readonly isProviderFault: boolean }): boolean {
  const reached = phases.indexOf(end.phase)
  const struck = phases.indexOf(incident.phase)
  return reached > struck || (reached === struck && !end.isProviderFault)
}

import { type Incident, composer } from '../domain/delivery/incident.js'
import { type Instant, day, minute } from '../domain/instant.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Records } from './ports/store.js'
import type { ProviderLimits } from './provider-limits.js'

export type Choice =
  /** `probes` are the open incidents that this message tests. A place was taken in the limits. */
  | { readonly outcome: 'chosen'; readonly sender: EmailSender; readonly probes: readonly Incident[] }
  /** A provider works, and is busy: the message waits its turn. */
  | { readonly outcome: 'full' }
  /** No provider that is fit works: the message waits for this incident. `othersPass` when other messages need not. */
  | { readonly outcome: 'blocked'; readonly incident: Incident; readonly othersPass: boolean }

/** The incidents that stand between a provider and its next message. */
export function incidentsOf(provider: string, open: readonly Incident[]): readonly Incident[] {
  return open.filter((incident) => incident.provider === provider)
}

/** A provider without an incident takes mail; one whose probe is due takes one message. */
export function isUsable(incidents: readonly Incident[], now: Instant): boolean {
  return incidents.length === 0 || incidents.some((incident) => incident.nextProbeAt <= now)
}

/** Who carries the mail while an incident is open: the first in order of preference that has none itself, if any. */
export function takingOver(
  incident: Incident,
  open: readonly Incident[],
  senders: readonly EmailSender[],
): string | undefined {
  if (incident.closedAt !== undefined || incident.provider === composer) return undefined
  return senders.find(({ provider }) => incidentsOf(provider.name, open).length === 0)?.provider.name
}

export interface Choosing {
  readonly senders: readonly EmailSender[]
  readonly limits: ProviderLimits
  readonly enter: (provider: string, now: Instant) => boolean
  readonly now: Instant
  /** Names of providers that cannot carry this very message. */
  readonly unfit: ReadonlySet<string>
  /** Names of those that sent this very message away, though others pass there. */
  readonly unwelcomeAt: ReadonlySet<string>
}

/**
 * The first provider in order of preference that works, or that wants to be probed. A later one takes over only from
 * one that is at fault or has used up its day, not from one that is merely busy. A message that is unwelcome
 * where others pass goes wherever a probe is due, and to any other provider that works.
 */
export async function chooseProvider(
  records: Records,
  { senders, limits, enter, now, unfit, unwelcomeAt }: Choosing,
): Promise<Choice> {
  const open = (await records.openIncidents()).filter((incident) => incident.provider !== composer)
  let works = false
  let first: Incident | undefined
  // Where the settings left none that is fit, one that is not gives the answer that ends the matter.
  const fit = senders.filter(({ provider }) => !unfit.has(provider.name))
  const able = fit.length > 0 ? fit : senders
  for (const sender of unwelcomeAt.size > 0 ? elsewhereFirst(able, open, unwelcomeAt, now) : able) {
    const { name, perDay } = sender.provider
    const incidents = incidentsOf(name, open)
    first ??= incidents[0]
    if (!isUsable(incidents, now)) continue
    works = true
    const sentToday = perDay === undefined ? 0 : await records.countHandedOver(name, now - day)
    if (perDay !== undefined && sentToday >= perDay) {
      limits.pause(name, now + minute)
      continue
    }
    // What is under way may use up the day: whoever ends rings for those that wait to see.
    if (perDay !== undefined && sentToday + limits.unsettled(name) >= perDay) {
      limits.turnAway()
      return { outcome: 'full' }
    }
    return enter(name, now) ? { outcome: 'chosen', sender, probes: incidents } : { outcome: 'full' }
  }
  if (works || first === undefined) return { outcome: 'full' }
  const othersPass = senders.some(({ provider }) => incidentsOf(provider.name, open).length === 0)
  return { outcome: 'blocked', incident: first, othersPass }
}

/** Those that want to be probed, the one that has waited longest first; then those that work; the unwelcoming ones last. */
function elsewhereFirst(
  senders: readonly EmailSender[],
  open: readonly Incident[],
  unwelcomeAt: ReadonlySet<string>,
  now: Instant,
): readonly EmailSender[] {
  const turnOf = ({ provider }: EmailSender): number => {
    if (unwelcomeAt.has(provider.name)) return Number.POSITIVE_INFINITY
    const times = incidentsOf(provider.name, open).map(({ nextProbeAt }) => nextProbeAt)
    return times.some((at) => at <= now) ? Math.min(...times) : now + 1
  }
  return senders.toSorted((a, b) => (turnOf(a) === turnOf(b) ? 0 : turnOf(a) - turnOf(b)))
}

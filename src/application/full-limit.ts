import type { Delivery } from '../domain/delivery/delivery.js'
import { composer } from '../domain/delivery/incident.js'
import { type Instant, day, second } from '../domain/instant.js'
import { incidentsOf, isUsable } from './choose-provider.js'
import type { Clock } from './ports/clock.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Records } from './ports/store.js'
import type { ProviderLimits } from './provider-limits.js'

/** A limit that the settings of a provider name: so many in any minute, so many in any 24 hours. */
export const limitKinds = ['rate', 'daily'] as const
export type LimitKind = (typeof limitKinds)[number]

/** A delivery as the operator sees it: its next attempt is at a moment that can be. */
export interface ShownDelivery extends Delivery {
  /** The limit that has no room before `nextAttemptAt`. */
  readonly waitsFor?: LimitKind
}

export interface FullLimitPorts {
  readonly clock: Clock
  readonly senders: readonly Pick<EmailSender, 'provider'>[]
  readonly limits: ProviderLimits
}

interface FullLimit {
  readonly limit: LimitKind
  /** No message goes out before. */
  readonly until: Instant
}

/** What waits for its turn is shown with the moment at which a provider has room, where that is later than its own. */
export async function shownDeliveries(
  ports: FullLimitPorts,
  records: Records,
  deliveries: readonly Delivery[],
): Promise<readonly ShownDelivery[]> {
  if (deliveries.every(({ nextAttemptAt }) => nextAttemptAt === undefined)) return deliveries
  const full = await fullLimit(ports, records)
  if (full === undefined) return deliveries
  return deliveries.map((delivery) => {
    const { nextAttemptAt } = delivery
    const isEarlier = nextAttemptAt !== undefined && nextAttemptAt < full.until
    return isEarlier ? { ...delivery, nextAttemptAt: full.until, waitsFor: full.limit } : delivery
  })
}

/** The limit that keeps all messages back, if any: no provider that works has room, as `chooseProvider` asks them. */
async function fullLimit({ clock, senders, limits }: FullLimitPorts, records: Records): Promise<FullLimit | undefined> {
  const now = clock.now()
  const open = (await records.openIncidents()).filter(({ provider }) => provider !== composer)
  const found: FullLimit[] = []
  const probes: Instant[] = []
  for (const { provider } of senders) {
    const { name, perDay } = provider
    const incidents = incidentsOf(name, open)
    if (!isUsable(incidents, now)) {
      probes.push(...incidents.map(({ nextProbeAt }) => nextProbeAt))
      continue
    }
    const lookedAt = limits.pausedUntil(name)
    if (perDay !== undefined && (await records.countHandedOver(name, now - day)) >= perDay) {
      found.push({ limit: 'daily', until: Math.max(lookedAt, await dayHasRoomAt(records, name, perDay, now)) })
      continue
    }
    if (limits.isPaused(name, now)) {
      found.push({ limit: 'daily', until: lookedAt })
      continue
    }
    const until = limits.rateHasRoomAt(name, now)
    if (until <= now) return undefined
    found.push({ limit: 'rate', until })
    // The next provider takes over from one that has used up its day, not from one that is merely busy.
    break
  }
  const first = found.toSorted((a, b) => a.until - b.until)[0]
  return first && { limit: first.limit, until: Math.min(first.until, ...probes) }
}

/** When fewer than `perDay` messages went out within 24 hours, to the second. */
async function dayHasRoomAt(records: Records, provider: string, perDay: number, now: Instant): Promise<Instant> {
  let full = now - day
  let room = now
  while (room - full > second) {
    const between = Math.floor((full + room) / 2)
    if ((await records.countHandedOver(provider, between)) >= perDay) full = between
    else room = between
  }
  return room + day
}

import { type Incident, closedIncident, composer, probeTurn, probedNow } from '../domain/delivery/incident.js'
import { expired } from '../domain/delivery/transitions.js'
import { type Instant, minute, second } from '../domain/instant.js'
import { announceIncident } from './announcing.js'
import { incidentsOf, isUsable } from './choose-provider.js'
import { bringBackDeliveries, toleratedMs } from './clock-set-back.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { deliverEmail } from './deliver-email.js'
import type { DueQuery, Records } from './ports/store.js'
import { releaseLeases } from './release-leases.js'
import { Rounds } from './rounds.js'

/** Another worker on the same store may leave work behind: it is looked for this often, even when no bell rings. */
const longestSleepMs = 10 * second
const sweepEveryMs = minute
/** How many deliveries one look takes on that need no provider's place: they only change their state. */
const batch = 50

interface Look {
  readonly due: readonly string[]
  /** When to look again without being called; at the latest after `longestSleepMs`. */
  readonly wakeAt: Instant
  /** More may be due than this look took on. */
  readonly more: boolean
}

/**
 * Keeps deliveries moving: makes every attempt that is due, as soon as it is due and a provider has a place for it, and
 * sleeps in between. Several workers, also of several processes, may share one store.
 */
export class DeliveryWorker {
  readonly #ports: DeliverEmailPorts
  readonly #rounds: Rounds
  #sweptAt: Instant = 0
  #heldFirst = false
  /** The latest moment that the clock told; before the first, any may have been told to an earlier run. */
  #latest: Instant = Number.POSITIVE_INFINITY

  constructor(ports: DeliverEmailPorts) {
    this.#ports = ports
    this.#rounds = new Rounds(ports, { name: 'delivery worker', longestSleepMs, round: () => this.#round() })
  }

  /** Begins to work. Each open incident is probed at once: a new start is often the mend. */
  async start(): Promise<void> {
    const { store, notices, announcing } = this.#ports
    const { isGone } = this.#ports
    if (isGone !== undefined) await releaseLeases(this.#ports, isGone)
    await store.transact((records) => this.#rememberRates(records))
    const closed = await store.transact((records) => this.#probeAll(records))
    for (const incident of closed) notices.incidentClosed(incident)
    if (closed.length > 0) announcing?.bell.ring()
    this.#rounds.start()
  }

  /** What went out within the last minute counts, whichever run of the program sent it. */
  async #rememberRates(records: Records): Promise<void> {
    const { senders, limits, clock } = this.#ports
    const now = clock.now()
    for (const { provider } of senders) {
      if (provider.ratePerMinute === undefined) continue
      limits.beganBefore(provider.name, await records.countHandedOver(provider.name, now - minute), now)
    }
  }

  /** Takes on no more work. What is under way goes on; whoever closes the house waits for the background. */
  stop(): void {
    this.#rounds.stop()
  }

  async #round(): Promise<Instant> {
    const { store, clock } = this.#ports
    await this.#keepUpWithClock()
    await this.#sweep()
    const attempts: Promise<void>[] = []
    const look = await store.transact(async (records) => {
      const seen = await this.#look(records)
      // Asked for before this look is over, the claims share its commit.
      for (const id of seen.due) attempts.push(this.#attempt(id))
      return seen
    })
    if (!look.more) return look.wakeAt
    // Deliveries that only change their state need no place: go on as soon as these are done.
    await Promise.all(attempts)
    return clock.now()
  }

  #attempt(deliveryId: string): Promise<void> {
    return new Promise((resolve) => {
      this.#ports.background.run('attempt', () => deliverEmail(this.#ports, deliveryId).finally(resolve))
    })
  }

  async #look(records: Records): Promise<Look> {
    const { clock, limits } = this.#ports
    const now = clock.now()
    limits.takeTurnedAway()
    const open = await records.openIncidents()
    const { places, blocked, freeAt } = this.#capacity(open, now)
    const limit = blocked ? batch : places
    const query = { now, blocking: this.#blocking(open, now), limit }
    const due = limit === 0 ? [] : await this.#due(records, query, this.#probeTurn(open, now))
    const times = [freeAt, ...open.map((incident) => incident.nextProbeAt)].filter((at) => at > now)
    // More may be due than there are places: whoever leaves one rings the bell. What is due and was not taken on for
    // any other reason is looked at again soon.
    if (due.length === limit) limits.turnAway()
    const next = due.length > 0 ? now : await records.nextDueAt()
    if (next !== undefined && (next > now || limit > 0)) times.push(next > now ? next : now + second)
    return { due, wakeAt: Math.min(...times, now + longestSleepMs), more: blocked && due.length === batch }
  }

  /** Which held delivery goes first, counted from the oldest. */
  #probeTurn(open: readonly Incident[], now: Instant): number {
    const probing = open.filter((incident) => incident.provider !== composer && incident.nextProbeAt <= now)
    if (probing.length === 0) return 0
    const chance = this.#ports.randomness.fraction()
    return Math.max(0, ...probing.map((incident) => probeTurn(incident, chance)))
  }

  /** Thousands that were held must not keep a new registration waiting, nor the other way round: they take turns. */
  async #due(records: Records, query: DueQuery, turn: number): Promise<readonly string[]> {
    const timely = await records.dueDeliveries({ ...query, only: 'timely' })
    const oldest = await records.dueDeliveries({ ...query, only: 'held', limit: query.limit + turn })
    const first = oldest.length === 0 ? 0 : turn % oldest.length
    const held = [...oldest.slice(first), ...oldest.slice(0, first)].slice(0, query.limit)
    if (held.length === 0 || timely.length === 0) return [...timely, ...held]
    this.#heldFirst = !this.#heldFirst
    return (this.#heldFirst ? inTurns(held, timely) : inTurns(timely, held)).slice(0, query.limit)
  }

  /** How many messages the providers would take now, as `chooseProvider` gives them out. */
  #capacity(
    open: readonly Incident[],
    now: Instant,
  ): { readonly places: number; readonly blocked: boolean; readonly freeAt: Instant } {
    const { senders, limits } = this.#ports
    let places = 0
    let blocked = true
    let freeAt = Number.POSITIVE_INFINITY
    for (const { provider } of senders) {
      const incidents = incidentsOf(provider.name, open)
      if (!isUsable(incidents, now)) continue
      blocked = false
      const free = limits.freePlaces(provider.name, now)
      freeAt = Math.min(freeAt, limits.freeAt(provider.name, now))
      places += incidents.length === 0 ? free : Math.min(1, free)
      if (incidents.length === 0 && !limits.isPaused(provider.name, now)) break
    }
    return { places, blocked, freeAt }
  }

  /**
   * The incidents whose deliveries stay held: all, unless a provider takes mail or wants to be probed, which may be
   * another one than they are held for.
   */
  #blocking(open: readonly Incident[], now: Instant): readonly string[] {
    const { senders } = this.#ports
    const anyTakes = senders.some(({ provider }) => isUsable(incidentsOf(provider.name, open), now))
    return open
      .filter((incident) => incident.nextProbeAt > now && (incident.provider === composer || !anyTakes))
      .map((incident) => incident.id)
  }

  /** The incident of a provider that the settings no longer name is over: nobody could ever probe it. */
  async #probeAll(records: Records): Promise<readonly Incident[]> {
    const { clock, senders } = this.#ports
    const now = clock.now()
    const closed: Incident[] = []
    for (const incident of await records.openIncidents()) {
      const sender = senders.find(({ provider }) => provider.name === incident.provider)
      const isOver = sender === undefined && incident.provider !== composer
      if (isOver) closed.push(closedIncident(incident, now))
      else await records.saveIncident(probedNow(incident, sender?.provider.settings ?? incident.settings, now))
    }
    for (const incident of closed) {
      await records.saveIncident(incident)
      await announceIncident(this.#ports, records, 'incident.closed', incident, now)
    }
    return closed
  }

  /** What was dated by a clock that has been set back must not wait until it is that late again. */
  async #keepUpWithClock(): Promise<void> {
    const { store, clock } = this.#ports
    const now = clock.now()
    const isSetBack = now < this.#latest - toleratedMs
    const isFirst = this.#latest === Number.POSITIVE_INFINITY
    if (isSetBack) await bringBackDeliveries(this.#ports)
    if (isSetBack && !isFirst) await store.transact((records) => this.#probeAll(records))
    this.#latest = now
  }

  /** Deliveries whose registration lapsed before they could be sent are over. */
  async #sweep(): Promise<void> {
    const { store, clock } = this.#ports
    const now = clock.now()
    if (Math.abs(now - this.#sweptAt) < sweepEveryMs) return
    this.#sweptAt = now
    let found: number
    do {
      found = await store.transact(async (records) => {
        const lapsed = await records.lapsedDeliveries(now, batch)
        for (const id of lapsed) {
          const delivery = await records.delivery(id)
          if (delivery !== undefined) await records.saveDelivery(expired(delivery, now))
        }
        return lapsed.length
      })
    } while (found === batch)
  }
}

function inTurns(first: readonly string[], second: readonly string[]): readonly string[] {
  const longest = Math.max(first.length, second.length)
  return Array.from({ length: longest }, (_, at) => [first[at], second[at]].flatMap((id) => id ?? [])).flat()
}

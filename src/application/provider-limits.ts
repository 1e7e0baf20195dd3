import { type Instant, day, minute } from '../domain/instant.js'
import type { Provider } from './ports/email-sender.js'

interface Use {
  readonly provider: Provider
  inFlight: number
  /** Messages whose outcome is not written down yet. */
  unsettled: number
  pausedUntil: Instant
  /** Until when nobody is told again that the day is used up. */
  toldUntil: Instant
  /** When messages were begun within the last minute, oldest first. */
  readonly begun: Instant[]
}

/** What this process has under way, and how much more each provider may be asked at once and in any minute. */
export class ProviderLimits {
  readonly #uses = new Map<string, Use>()
  readonly #underway = new Set<string>()
  #turnedAway = false

  readonly #onDayUsedUp: (provider: string, perDay: number) => void

  /** @param onDayUsedUp told once a day for each provider whose day is used up. */
  constructor(
    providers: readonly Provider[],
    onDayUsedUp: (provider: string, perDay: number) => void = () => undefined,
  ) {
    this.#onDayUsedUp = onDayUsedUp
    for (const provider of providers)
      this.#uses.set(provider.name, { provider, inFlight: 0, unsettled: 0, pausedUntil: 0, toldUntil: 0, begun: [] })
  }

  /** Takes a place for one message; false when there is none now. Each place is given back with `leave`, then `settled`. */
  enter(provider: string, now: Instant): boolean {
    const use = this.#uses.get(provider)
    if (use === undefined || this.#freeAt(use, now) > now) {
      this.#turnedAway = true
      return false
    }
    use.inFlight += 1
    use.unsettled += 1
    if (use.provider.ratePerMinute !== undefined) use.begun.push(now)
    return true
  }

  /** The provider has room for another message. */
  leave(provider: string): void {
    const use = this.#uses.get(provider)
    if (use !== undefined) use.inFlight = Math.max(0, use.inFlight - 1)
  }

  /** What became of a message is written down: from here on the store counts it. */
  settled(provider: string): void {
    const use = this.#uses.get(provider)
    if (use !== undefined) use.unsettled = Math.max(0, use.unsettled - 1)
  }

  /** How many messages entered that the store cannot count yet. */
  unsettled(provider: string): number {
    return this.#uses.get(provider)?.unsettled ?? 0
  }

  /** This process makes that attempt until `ended`, whatever a clock that jumps makes of its claim. */
  begun(attemptId: string): void {
    this.#underway.add(attemptId)
  }

  ended(attemptId: string): void {
    this.#underway.delete(attemptId)
  }

  isUnderway(attemptId: string): boolean {
    return this.#underway.has(attemptId)
  }

  /** When a place is free at that provider: now, a moment named by its rate, or never until somebody leaves. */
  freeAt(provider: string, now: Instant): Instant {
    const use = this.#uses.get(provider)
    return use === undefined ? Number.POSITIVE_INFINITY : this.#freeAt(use, now)
  }

  /** When the provider's rate has room for one more message: now, or a moment within the next minute. */
  rateHasRoomAt(provider: string, now: Instant): Instant {
    const use = this.#uses.get(provider)
    return use === undefined ? now : rateHasRoomAt(use, now)
  }

  /** How many more messages that provider may be given now. */
  freePlaces(provider: string, now: Instant): number {
    const use = this.#uses.get(provider)
    if (use === undefined || this.#freeAt(use, now) > now) return 0
    const { maxConnections, ratePerMinute } = use.provider
    return Math.min(maxConnections - use.inFlight, (ratePerMinute ?? Number.POSITIVE_INFINITY) - use.begun.length)
  }

  /** Nothing more for that provider before then: its day is used up. */
  pause(provider: string, until: Instant): void {
    this.#turnedAway = true
    const use = this.#uses.get(provider)
    if (use === undefined) return
    use.pausedUntil = until
    if (until < use.toldUntil) return
    use.toldUntil = until + day
    this.#onDayUsedUp(provider, use.provider.perDay ?? 0)
  }

  /** That many messages were begun there a moment ago, by a run of the program before this one. */
  beganBefore(provider: string, count: number, now: Instant): void {
    const { begun, provider: { ratePerMinute = 0 } = {} } = this.#uses.get(provider) ?? {}
    for (let missing = Math.min(count, ratePerMinute); missing > 0; missing -= 1) begun?.push(now)
  }

  isPaused(provider: string, now: Instant): boolean {
    return this.pausedUntil(provider) > now
  }

  /** When it is looked again whether the provider's day has room; a moment that has passed where nobody looked yet. */
  pausedUntil(provider: string): Instant {
    return this.#uses.get(provider)?.pausedUntil ?? 0
  }

  /** Says that a message waits for a place without having asked for one. */
  turnAway(): void {
    this.#turnedAway = true
  }

  /** Whether a message was turned away since this was last asked: somebody then waits for a place. */
  takeTurnedAway(): boolean {
    const turnedAway = this.#turnedAway
    this.#turnedAway = false
    return turnedAway
  }

  get hasTurnedAway(): boolean {
    return this.#turnedAway
  }

  #freeAt(use: Use, now: Instant): Instant {
    const { provider, inFlight, pausedUntil } = use
    if (inFlight >= provider.maxConnections) return Number.POSITIVE_INFINITY
    return Math.max(rateHasRoomAt(use, now), pausedUntil - now > minute ? 0 : pausedUntil)
  }
}

function rateHasRoomAt({ provider: { ratePerMinute }, begun }: Use, now: Instant): Instant {
  // A clock that was set back must not keep the provider shut: what seems to lie ahead is forgotten.
  while (begun.length > 0 && ((begun[0] ?? 0) <= now - minute || (begun[0] ?? 0) > now)) begun.shift()
  return ratePerMinute !== undefined && begun.length >= ratePerMinute ? (begun[0] ?? now) + minute : now
}

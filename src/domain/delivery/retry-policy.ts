import { type Instant, hour, minute, second } from '../instant.js'

/** The wait after the first, second … temporary refusal of one message; the last one repeats. RFC 5321 4.5.4.1. */
const backoffMs = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour] as const

/** Chance spreads retries by so much to either side, so that what failed together does not come back together. */
const jitter = 0.2

/** An unexplained permanent refusal is believed when it is repeated after so long. */
export const secondOpinionMs = hour

const longestNamedWaitMs = 4 * hour

/**
 * When to try a message again that was refused temporarily.
 *
 * @param deferrals how often that happened before.
 * @param namedMs the wait that the server's own reply names, if it does: never tried earlier than that.
 * @param chance from 0 (included) to 1 (excluded).
 */
export function nextTry(deferrals: number, now: Instant, chance: number, namedMs = 0): Instant {
  const step = backoffMs[Math.min(Math.max(0, deferrals), backoffMs.length - 1)] ?? backoffMs[0]
  const spread = step * (1 + jitter * (2 * chance - 1))
  return now + Math.round(Math.max(spread, Math.min(namedMs, longestNamedWaitMs) + second * chance))
}

/** A message that was stopped or lost without a word about it goes again within ten seconds. */
export function tryAgainSoon(now: Instant, chance: number): Instant {
  return now + Math.round(10 * second * chance)
}

/** So many times a message in doubt goes again soon. */
const soonAfterDoubt = 3

/**
 * When to send a message again that may have arrived: soon at first. A server that takes each one and never says so
 * would fill the recipient's mailbox, so the later ones are spaced like refusals.
 *
 * @param deferrals how often it was deferred or in doubt before.
 */
export function afterDoubt(deferrals: number, now: Instant, chance: number): Instant {
  return deferrals < soonAfterDoubt ? tryAgainSoon(now, chance) : nextTry(deferrals - soonAfterDoubt, now, chance)
}

const firstProbeMs = 30 * second
const longestProbeMs = 15 * minute

/** Until when a probe under way keeps others off: longer than any conversation lasts before it is past the fault. */
export function probeEndsAt(now: Instant): Instant {
  return now + longestProbeMs
}

/** When to probe a provider again: 30 s, doubling to 15 min, or the time its reply names, at most four hours. */
export function nextProbe(failedProbes: number, now: Instant, namedMs?: number): Instant {
  if (namedMs !== undefined && namedMs > 0) return now + Math.min(namedMs, longestNamedWaitMs)
  return now + Math.min(longestProbeMs, firstProbeMs * 2 ** Math.min(failedProbes, 10))
}

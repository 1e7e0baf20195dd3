import { type Instant, day } from '../instant.js'
import { type Delivery, isWaiting } from './delivery.js'

/** How often anybody may be written to, whoever asks for it and whatever for. */
export interface CoolDown {
  /** The least time between two e-mails to one address; see `RESEND_SECONDS`. */
  readonly betweenMs: number
  /** How many e-mails one address gets in any 24 hours. */
  readonly perDay: number
}

export const defaultCoolDown: CoolDown = { betweenMs: 60_000, perDay: 5 }

/** How far back e-mails to an address matter to the next one. */
export const coolDownMemoryMs = day

/**
 * The earliest moment for one more e-mail to an address, given those to it before. Ones that still wait do not count:
 * the next e-mail takes their place. Ones that ended before anything went out do not count either. Nothing went out at
 * a moment still to come: that was told by a clock that has been set back, and would shut the address until then.
 */
export function nextSlot(earlier: readonly Delivery[], now: Instant, coolDown: CoolDown): Instant {
  const times = earlier
    .filter(reachesTheAddress)
    .map(wentOutAt)
    .filter((at) => at <= now + coolDown.betweenMs)
    .toSorted((a, b) => b - a)
  const latest = times[0]
  const oldestOfTheDay = times[coolDown.perDay - 1]
  return Math.max(
    now,
    latest === undefined ? now : latest + coolDown.betweenMs,
    oldestOfTheDay === undefined ? now : oldestOfTheDay + day,
  )
}

/** What one more e-mail to the address replaces: at most one waits, and a later one supersedes it. */
export function supersededBy(earlier: readonly Delivery[]): readonly Delivery[] {
  return earlier.filter(isWaiting)
}

function wentOutAt({ state, slot, since, handedOverAt }: Delivery): Instant {
  return Math.max(slot, handedOverAt ?? 0, state === 'sending' ? since : 0)
}

function reachesTheAddress(delivery: Delivery): boolean {
  if (delivery.handedOverAt !== undefined) return true
  return delivery.state === 'sending' || delivery.state === 'accepted' || delivery.state === 'refused'
}

import type { Attempt } from '../domain/delivery/attempt.js'
import { type Delivery, isFinal } from '../domain/delivery/delivery.js'
import {
  type Incident,
  cameToRecipient,
  composer,
  isProbedBy,
  probeStopped,
  probing,
} from '../domain/delivery/incident.js'
import { cancelled, claimed, expired, held, requeued, requeuedInDoubt } from '../domain/delivery/transitions.js'
import { fateOf } from '../domain/diagnosis/fate.js'
import { type Instant, minute, second } from '../domain/instant.js'
import { type Registration, heldFrom, releasedAt } from '../domain/registration/registration.js'
import { type Choice, chooseProvider } from './choose-provider.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Records } from './ports/store.js'
import { isSuperseded } from './superseded.js'

/** How long a claim holds without being renewed; see `keepLease`. */
export const leaseMs = 15 * second

export interface Claim {
  readonly delivery: Delivery
  readonly registration: Registration
  readonly attempt: Attempt
  readonly sender: EmailSender
  /** Ids of the open incidents that this attempt tests. */
  readonly probes: readonly string[]
}

/** Takes a place for one message at a provider; false when there is none now. */
export type EnterProvider = (provider: string, now: Instant) => boolean

/**
 * Takes a delivery for one attempt, inside a transaction, so that no two workers ever have the same one. Nothing is
 * returned when there is nothing to do now: it is over, not due, in other hands, or no provider has a place for it.
 */
export async function claimDelivery(
  ports: DeliverEmailPorts,
  records: Records,
  deliveryId: string,
  enter: EnterProvider,
): Promise<Claim | undefined> {
  const now = ports.clock.now()
  const found = await records.delivery(deliveryId)
  if (found === undefined || isFinal(found)) return undefined
  const registration = await records.registration(found.registrationId)
  if (registration === undefined) return undefined
  const delivery = await recovered(ports, records, found, now)
  if (delivery === undefined) return undefined
  const heldFor = delivery.incidentId === undefined ? undefined : await records.incident(delivery.incidentId)
  if (!isDue(delivery, heldFor, now)) return undefined
  const over = endOf(delivery, registration, now)
  if (over !== undefined) {
    await records.saveDelivery(over)
    return undefined
  }
  return take(ports, records, { delivery, registration, heldFor }, enter, now)
}

/** What a worker left behind that stopped in the middle: sent again at once, or soon when it may have arrived. */
async function recovered(
  { randomness, limits, measurements }: DeliverEmailPorts,
  records: Records,
  delivery: Delivery,
  now: Instant,
): Promise<Delivery | undefined> {
  const { lease } = delivery
  if (lease === undefined) return delivery
  // After a jump of the clock a claim may seem to have ended while its attempt goes on right here.
  if (lease.until > now || limits.isUnderway(lease.attemptId)) return undefined
  const attempt = await records.attempt(lease.attemptId)
  const inDoubt = attempt?.markedAt !== undefined
  if (attempt !== undefined) {
    const outcome = inDoubt ? 'in-doubt' : 'interrupted'
    await records.saveAttempt({ ...attempt, endedAt: now, outcome })
    measurements?.attemptEnded({ provider: attempt.provider, outcome, phases: [] })
    for (const incident of await records.openIncidents())
      if (isProbedBy(incident, attempt)) await records.saveIncident(probeStopped(incident, now))
  }
  const again = inDoubt
    ? requeuedInDoubt(delivery, randomness.fraction(), now)
    : requeued(delivery, now + (await pauseAfterStops(records, delivery.id)), now)
  const placed = (await isSuperseded(records, again)) ? cancelled(again, 'superseded', now) : again
  await records.saveDelivery(placed)
  return isFinal(placed) ? undefined : placed
}

/** A message that stops its worker time and again must not do so for ever: it pauses after the third time in a row. */
async function pauseAfterStops(records: Records, deliveryId: string): Promise<number> {
  const latest = (await records.attemptsOf(deliveryId)).slice(-3)
  return latest.length === 3 && latest.every((attempt) => attempt.outcome === 'interrupted') ? 5 * minute : 0
}

function isDue({ nextAttemptAt }: Delivery, heldFor: Incident | undefined, now: Instant): boolean {
  if (nextAttemptAt !== undefined) return nextAttemptAt <= now
  // A message that could not be made is tried again when its own incident says so; others ask for any provider.
  return !isUnmade(heldFor) || heldFor.nextProbeAt <= now
}

/** Whether a message waits for a template of ours to be mended. */
function isUnmade(heldFor: Incident | undefined): heldFor is Incident {
  return heldFor?.provider === composer && heldFor.closedAt === undefined
}

/** A delivery whose registration needs it no more is over; nothing while it is wanted. */
export function endOf(delivery: Delivery, registration: Registration, now: Instant): Delivery | undefined {
  const isLink = delivery.email.kind === 'confirm-address'
  const done = registration.confirmedAt !== undefined || (isLink && registration.supersededAt !== undefined)
  if (done) return cancelled(delivery, 'confirmed', now)
  if (delivery.generation !== registration.generation) return cancelled(delivery, 'corrected', now)
  return now >= registration.expiresAt ? expired(delivery, now) : undefined
}

async function take(
  { senders, limits, randomness, instance, rules }: DeliverEmailPorts,
  records: Records,
  { delivery, registration, heldFor }: Pick<Claim, 'delivery' | 'registration'> & { heldFor: Incident | undefined },
  enter: EnterProvider,
  now: Instant,
): Promise<Claim | undefined> {
  const attempts = delivery.provider === undefined ? [] : await records.attemptsOf(delivery.id)
  const choice = await chooseProvider(records, {
    senders,
    limits,
    enter,
    now,
    unfit: withoutSmtpUtf8(attempts),
    unwelcomeAt: delivery.deferrals > 0 ? sentAwayBy(attempts) : new Set(),
  })
  if (choice.outcome === 'full') return undefined
  if (choice.outcome === 'blocked') {
    // Held for a fault that is over, it would be looked at again and again: it waits for the one that stands now.
    if (delivery.state === 'held' && delivery.incidentId === choice.incident.id) return undefined
    await records.saveDelivery(waitingFor(delivery, choice, now))
    await records.saveRegistration(heldFrom(registration, now, rules.lifetimes))
    return undefined
  }
  const { sender } = choice
  const probes = isUnmade(heldFor) ? [...choice.probes, heldFor] : choice.probes
  for (const incident of probes) await records.saveIncident(probing(incident, now))
  const attempt: Attempt = { id: randomness.id(), deliveryId: delivery.id, provider: sender.provider.name, at: now }
  await records.addAttempt(attempt)
  const lease = { owner: instance, attemptId: attempt.id, until: now + leaseMs }
  const taken = claimed(delivery, lease, sender.provider.name, now)
  await records.saveDelivery(taken)
  const free = releasedAt(registration, now, rules.lifetimes)
  if (free !== registration) await records.saveRegistration(free)
  return { delivery: taken, registration: free, attempt, sender, probes: probes.map(({ id }) => id) }
}

/** What is held is let go as soon as any provider works: a message that this one cannot carry waits by the clock. */
function waitingFor(
  delivery: Delivery,
  { incident, othersPass }: Extract<Choice, { outcome: 'blocked' }>,
  now: Instant,
): Delivery {
  return othersPass ? requeued(delivery, incident.nextProbeAt, now) : held(delivery, incident.id, incident.cause, now)
}

/** Providers whose last word about this message was a fault of theirs, although it came as far as its recipient. */
function sentAwayBy(attempts: readonly Attempt[]): ReadonlySet<string> {
  const last = new Map(attempts.map(({ provider, diagnosis }) => [provider, diagnosis]))
  const away = [...last].filter(
    ([, diagnosis]) => diagnosis && fateOf[diagnosis.cause] === 'provider' && cameToRecipient(diagnosis),
  )
  return new Set(away.map(([provider]) => provider))
}

/** Providers that said they cannot carry the delivery's address beyond ASCII: the message goes to another one. */
export async function providersWithoutSmtpUtf8(records: Records, deliveryId: string): Promise<ReadonlySet<string>> {
  return withoutSmtpUtf8(await records.attemptsOf(deliveryId))
}

function withoutSmtpUtf8(attempts: readonly Attempt[]): ReadonlySet<string> {
  const lacking = attempts.filter(({ diagnosis }) => diagnosis?.cause === 'smtputf8-unsupported')
  return new Set(lacking.map((attempt) => attempt.provider))
}

import { isFinal } from '../domain/delivery/delivery.js'
import { namedWaitIn } from '../domain/delivery/named-wait.js'
import { composer as composerName } from '../domain/delivery/incident.js'
import { composingFailed } from '../domain/diagnosis/composing-failed.js'
import { messageAccepted } from '../domain/diagnosis/message-accepted.js'
import { second } from '../domain/instant.js'
import { phaseTimes } from '../domain/transcript/phase-times.js'
import { printLine } from '../domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import { AttemptRecording, keptOf } from './attempt-recording.js'
import { type Claim, claimDelivery } from './claim-delivery.js'
import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { diagnoseAttempt } from './diagnose-attempt.js'
import { handOver } from './hand-over.js'
import { keepLease } from './keep-lease.js'
import type { EmailComposer, EmailMessage } from './ports/email-composer.js'
import type { Sending } from './ports/email-sender.js'
import { type AttemptResult, type Settled, settleAttempt } from './settle-attempt.js'

/** A full or stuck disk costs an attempt no more than this. */
const longestFlushMs = second

/**
 * Makes one attempt at a delivery, if it is due and a provider has a place for it, and settles what comes of it. Both
 * the first attempt after a registration and every later one by the worker go through here.
 */
export async function deliverEmail(ports: DeliverEmailPorts, deliveryId: string): Promise<boolean> {
  const { limits, bell } = ports
  const claim = await claimFor(ports, deliveryId)
  if (claim === undefined) return false
  const provider = claim.sender.provider.name
  let finished: Settled | undefined
  let isHeld = true
  const leave = () => {
    if (!isHeld) return
    isHeld = false
    limits.leave(provider)
    if (limits.hasTurnedAway) bell.ring()
  }
  limits.begun(claim.attempt.id)
  try {
    finished = await attempt(ports, claim, leave)
    return true
  } finally {
    limits.ended(claim.attempt.id)
    limits.settled(provider)
    leave()
    if (limits.hasTurnedAway || finished === undefined || leavesWork(finished)) bell.ring()
  }
}

/** Whether something else may be due now, or at another time than before. */
function leavesWork({ delivery, closed }: Settled): boolean {
  return closed.length > 0 || (delivery !== undefined && !isFinal(delivery))
}

async function claimFor(ports: DeliverEmailPorts, deliveryId: string): Promise<Claim | undefined> {
  const { store, limits } = ports
  let place: string | undefined
  let claim: Claim | undefined
  try {
    claim = await store.transact((records) =>
      claimDelivery(ports, records, deliveryId, (provider, now) => {
        if (!limits.enter(provider, now)) return false
        place = provider
        return true
      }),
    )
    return claim
  } finally {
    if (claim === undefined && place !== undefined) {
      limits.leave(place)
      limits.settled(place)
    }
  }
}

/**
 * @param leave gives the provider's place away. While a message that was taken is being written down, the next one goes;
 *   what went wrong is written down first, because it may concern the next one.
 */
async function attempt(ports: DeliverEmailPorts, claim: Claim, leave: () => void): Promise<Settled> {
  const facts = factsFor(ports, claim)
  const composition = ports.composer.compose(claim.delivery.email, facts)
  if (composition.outcome === 'defective') {
    const diagnosis = composingFailed(composition.detail)
    const result = { at: composerName, outcome: 'failed', diagnosis, transcript: [] } as const
    measure(ports, claim, result, [])
    return settle(ports, claim, result)
  }
  const recording = new AttemptRecording(ports, claim.sender.provider, facts.token === undefined ? [] : [facts.token])
  const sending = await send(ports, claim, composition.message, recording)
  if (sending.outcome === 'accepted') leave()
  await flushed(ports)
  const lines = recording.lines()
  const result = resultOf(ports, claim, sending, lines)
  measure(ports, claim, result, lines)
  const finished = await settle(ports, claim, result)
  keepLateLines(ports, claim, recording, result.transcript)
  return finished
}

function factsFor(
  { tokens }: DeliverEmailPorts,
  { delivery, registration }: Claim,
): Parameters<EmailComposer['compose']>[1] {
  const { id, address, generation, name, createdAt } = registration
  return {
    deliveryId: delivery.id,
    ...(name === undefined ? {} : { name }),
    registeredAt: createdAt,
    date: delivery.createdAt,
    ...(delivery.email.kind === 'confirm-address' ? { token: tokens.tokenFor(id, address, generation) } : {}),
  }
}

async function send(
  ports: DeliverEmailPorts,
  { sender, attempt }: Claim,
  message: EmailMessage,
  recording: AttemptRecording,
): Promise<Sending> {
  const letGo = keepLease(ports, attempt)
  try {
    return await sender.send(message, {
      open: () => recording.open(),
      join: (conversation) => recording.join(conversation),
      handingOver: () => handOver(ports, attempt),
    })
  } finally {
    letGo()
  }
}

/** Waits for the lines to reach the kernel, within reason: a visible outcome always has its record. */
export async function flushed({ log, clock }: Pick<DeliverEmailPorts, 'log' | 'clock'>): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.after(longestFlushMs, resolve)
    void log.flushed().then(() => {
      cancel()
      resolve()
    })
  })
}

function resultOf(
  { rules }: DeliverEmailPorts,
  claim: Claim,
  sending: Sending,
  lines: readonly RecordedLine[],
): AttemptResult {
  const { provider } = claim.sender
  const diagnosis =
    sending.outcome === 'accepted'
      ? messageAccepted(lastReply(lines))
      : diagnoseAttempt(lines, sending.fault, provider, { to: claim.delivery.email.recipient })
  const namedMs = sending.outcome === 'accepted' ? undefined : namedWaitIn(diagnosis.evidence)
  return {
    at: provider.name,
    outcome: sending.outcome,
    diagnosis,
    ...(namedMs === undefined ? {} : { namedMs }),
    transcript: rules.keepsTranscripts === false ? [] : keptOf(lines),
  }
}

/** When a message was accepted, that is the reply that said so. */
function lastReply(lines: readonly RecordedLine[]): readonly string[] {
  const end = lines.findLastIndex(({ statement }) => statement.kind === 'received') + 1
  const start = lines.slice(0, end).findLastIndex(({ statement }) => statement.kind !== 'received') + 1
  return lines.slice(start, end).map((line) => printLine(line, 'en'))
}

function measure(
  { measurements, clock }: DeliverEmailPorts,
  { attempt }: Claim,
  { at: provider, outcome, diagnosis }: AttemptResult,
  lines: readonly RecordedLine[],
): void {
  const phases = lines.length === 0 ? [] : phaseTimes(lines, attempt.at, clock.now())
  measurements?.attemptEnded({ provider, outcome, cause: diagnosis.cause, phases })
}

async function settle(ports: DeliverEmailPorts, claim: Claim, result: AttemptResult): Promise<Settled> {
  const { store, notices, announcing } = ports
  const finished = await store.transact((records) => settleAttempt(ports, records, claim, result))
  for (const incident of finished.opened) notices.incidentOpened(incident, finished.takenOverBy)
  for (const incident of finished.closed) notices.incidentClosed(incident)
  if (finished.opened.length + finished.closed.length > 0) announcing?.bell.ring()
  return finished
}

/** A conversation may go on after its message was settled, and while it is: the transcript gets its farewell. */
function keepLateLines(
  { store, background, rules }: DeliverEmailPorts,
  claim: Claim,
  recording: AttemptRecording,
  settled: readonly RecordedLine[],
): void {
  if (rules.keepsTranscripts === false) return
  recording.whenCompleted(() => {
    const lines = keptOf(recording.lines())
    if (lines.at(-1) === settled.at(-1)) return
    background.run('end of a transcript', () =>
      store.transact(async (records) => {
        if ((await records.attempt(claim.attempt.id)) !== undefined) {
          await records.saveTranscript(claim.attempt.id, lines)
        }
      }),
    )
  })
}

import type { Phase } from '../diagnosis/cause.js'
import type { Instant } from '../instant.js'
import type { RecordedLine, Statement } from './statement.js'

/** How long a conversation was in a phase. */
export interface PhaseTime {
  readonly phase: Phase
  readonly ms: number
}

/**
 * How long each phase of an attempt took, by the times of its lines; phases that it did not reach are not there. What
 * was said before it began (a conversation carries several messages) and after its end counts for nothing. With
 * implicit TLS the handshake is part of `connect`.
 */
export function phaseTimes(lines: readonly RecordedLine[], startedAt: Instant, endedAt: Instant): readonly PhaseTime[] {
  const times = new Map<Phase, number>()
  let phase: Phase = 'resolve'
  let since = startedAt
  for (const { at, statement } of lines) {
    const isEarlier = at < startedAt
    if (!isEarlier) since = pass(times, phase, since, at)
    phase = isEarlier ? 'done' : (phaseAfter(statement, phase) ?? phase)
  }
  pass(times, phase, since, endedAt)
  return [...times].map(([phase, ms]) => ({ phase, ms }))
}

/** A clock that was set back adds nothing. */
function pass(times: Map<Phase, number>, phase: Phase, since: Instant, at: Instant): Instant {
  if (phase !== 'done') times.set(phase, (times.get(phase) ?? 0) + Math.max(0, at - since))
  return at
}

function phaseAfter(statement: Statement, phase: Phase): Phase | undefined {
  switch (statement.kind) {
    case 'sent':
      return commands.find(([command]) => command.test(statement.text))?.[1]
    case 'received':
      return phase === 'acceptance' && !/^\d{3}-/.test(statement.text) ? 'done' : undefined
    case 'event':
      return afterEvent(statement.event.event)
  }
}

const commands: readonly (readonly [RegExp, Phase])[] = [
  [/^(?:EHLO|HELO|LHLO)\b/i, 'hello'],
  [/^STARTTLS\b/i, 'tls'],
  [/^AUTH\b/i, 'auth'],
  [/^MAIL FROM:/i, 'sender'],
  [/^RCPT TO:/i, 'recipient'],
  [/^DATA$/i, 'data'],
  [/^(?:QUIT|RSET|NOOP)\b/i, 'done'],
]

function afterEvent(event: Extract<Statement, { readonly kind: 'event' }>['event']['event']): Phase | undefined {
  if (event === 'name-resolved' || event === 'address-tried') return 'connect'
  if (event === 'connected') return 'greeting'
  if (event === 'starttls-done') return 'hello'
  if (event === 'message-handed-over') return 'acceptance'
  return event === 'closed' || event === 'failed' ? 'done' : undefined
}

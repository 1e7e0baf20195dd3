import { catalogue } from './catalogue.js'
import type { Cause, Phase } from './cause.js'
import type { Utterance } from './utterance.js'
import type { Rule } from './rules/rule.js'

/** The step in which a rule's finding struck, as far as what was said and the cause tell. */
export function placeOf(rule: Rule, utterance: Utterance): Phase | undefined {
  return rule.at ?? settled(rule.cause, heardAt(rule, utterance), utterance.code)
}

/** A connection that was only tried says less about where it struck than the rule; so does a reply of no known place. */
function heardAt(rule: Rule, { kind, phase }: Utterance): Phase | undefined {
  if (phase === 'connect') return rule.phase ?? phase
  return phase ?? (kind === 'words' ? rule.phase : undefined)
}

/**
 * A pipelining client learns at DATA what was refused at RCPT, and some logs name DATA for the whole transmission: the
 * cause tells which of them it was. What is dropped was connected, and a command that is not known was said.
 */
function settled(cause: Cause, phase: Phase | undefined, code: number | undefined): Phase | undefined {
  if (cause === 'protocol-error' && phase === 'greeting' && (code === 500 || code === 502)) return 'hello'
  if (cause === 'connection-dropped' && phase === 'connect') return 'greeting'
  if (phase !== 'data') return phase
  if (catalogue[cause].side === 'recipient' || cause === 'too-many-recipients') return 'recipient'
  return catalogue[cause].side === 'message' || cause === 'authentication-policy' ? 'acceptance' : phase
}

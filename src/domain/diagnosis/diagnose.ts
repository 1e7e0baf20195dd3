import type { Cause, Phase, Side } from './cause.js'
import { catalogue } from './catalogue.js'
import type { Diagnosis, DiagnosisContext, SendingFault } from './diagnosis.js'
import { fold } from './fold.js'
import { maskPasted } from './mask-pasted.js'
import { phaseNamedIn, phaseTracedIn } from './reading-phases.js'
import { read, type Reading, type Utterance } from './reading.js'
import { ruleBook } from './rules/rule-book.js'
import { weights, type Rule } from './rules/rule.js'
import { tagsIn } from './rules/provider-tags.js'
import type { Seen } from './rules/situation.js'
import { situations } from './rules/situations.js'
import { explain } from './explain.js'
import { hostNamedIn } from './named-server.js'
import { sideOf } from './side.js'

/** A rule that fits, and what it fits to. */
export interface Finding {
  readonly rule: string
  readonly cause: Cause
  readonly score: number
  readonly utterance: Utterance | undefined
  readonly lines: readonly number[]
  readonly phase: Phase | undefined
  readonly side?: Side | undefined
  readonly retryable?: boolean | undefined
  readonly confidence: Diagnosis['confidence'] | undefined
  readonly code: number | undefined
}

/**
 * Says why an e-mail did not go out, who must act, and what to do.
 *
 * `transcript` may be any text: our own record, the log of another program, a bounce, one reply; it may be empty when
 * only `error` is known. `context` are facts the text may not show. Pure, never throws, takes time in proportion to the
 * text. The evidence is made of lines of the text with the secrets masked. An honest `unknown` is an answer.
 */
export function diagnose(transcript: string, error?: SendingFault, context: DiagnosisContext = {}): Diagnosis {
  const text = maskPasted(transcript)
  const seen = { ...look(text, error), context }
  const best = judge(seen) ?? judge({ ...look(rejoined(text), undefined), context, reassembled: true })
  return compose(best, seen.reading, seen.utterances, context)
}

function look(text: string, error: SendingFault | undefined): Pick<Seen, 'reading' | 'utterances'> {
  const reading = read(text)
  return {
    reading,
    utterances: error === undefined ? reading.utterances : [...reading.utterances, ...faultUtterances(error)],
  }
}

/** Boxes and narrow terminals break lines inside words: a last try, only for what says nothing as it stands. */
function rejoined(text: string): string {
  return text.length > maxRejoined ? '' : text.split(/\s?[|│]?\r?\n[ \t│|]{0,20}/).join('')
}

const maxRejoined = 8192

function judge(seen: Seen & { readonly reassembled?: boolean }): Finding | undefined {
  const findings = [...situations(seen), ...ruleFindings(seen.utterances)]
  const left = findings.filter((finding) => !gotOver(finding, seen.utterances))
  const best = piped(placed(strongest(left), left), seen.utterances)
  if (best === undefined || seen.reassembled !== true) return best
  return best.score < weights.usual ? undefined : { ...best, lines: [], confidence: 'guess' }
}

/**
 * A program's summary tells what happened, and the conversation beside it where; and what one of them calls DATA, for
 * the whole transmission, the other may tell apart.
 */
function placed(best: Finding | undefined, findings: readonly Finding[]): Finding | undefined {
  if (best === undefined) return best
  const guessed = best.utterance?.guessed === true
  const fellow = findings.find(({ cause, phase, code, utterance }) => {
    if (cause !== best.cause || phase === undefined) return false
    if (best.phase === undefined) return true
    if (code !== best.code) return false
    return (best.phase === 'data' && phase === 'acceptance') || (guessed && utterance?.source === 'told')
  })
  return fellow === undefined ? best : { ...best, phase: fellow.phase }
}

/** A refusal heard after DATA that leaves the server without a recipient was one of RCPT (RFC 2920). */
function piped(best: Finding | undefined, utterances: readonly Utterance[]): Finding | undefined {
  if (best?.phase !== 'data') return best
  const unanswered = utterances.some(({ consequence, words }) => consequence && /rcpt|recipient/.test(words))
  return unanswered ? { ...best, phase: 'recipient' } : best
}

function ruleFindings(utterances: readonly Utterance[]): readonly Finding[] {
  const first = utterances.find(
    ({ kind, consequence, source }) => kind === 'reply' && source === 'heard' && !consequence,
  )
  return utterances.flatMap((utterance) => {
    const bonus = (utterance === first ? 12 : 0) - (utterance.consequence ? 1000 : 0)
    const tagged = utterance.kind === 'reply' ? tagsIn(utterance.words) : []
    const tags = tagged.map(({ family, cause }) =>
      found({ id: `tag/${family.name}`, cause, weight: 'tag', source: family.source }, utterance, bonus),
    )
    const fits = ruleBook
      .fitting(utterance)
      .map(({ rule, length }) => found(rule, utterance, bonus - misplaced(rule, utterance) + Math.min(length, 40) / 10))
    return [...tags, ...fits]
  })
}

/** What a server says is more telling in its reply than in the words of a program around it. */
function misplaced(rule: Rule, utterance: Utterance): number {
  if (utterance.kind === 'reply' || rule.kind === 'words') return rule.cause === 'network-unreachable' ? 5 : 0
  if (rule.cause.startsWith('tls-')) return 0
  return beforeReplies.has(rule.phase) ? 10 : 22
}

/** Where it is programs that say what went wrong. */
const beforeReplies: ReadonlySet<Phase | undefined> = new Set<Phase | undefined>([
  'resolve',
  'connect',
  'tls',
  'greeting',
  'auth',
  undefined,
])

function found(rule: Rule, utterance: Utterance, bonus: number): Finding {
  return {
    rule: rule.id,
    cause: rule.cause,
    score: weights[rule.weight] + bonus,
    utterance,
    lines: utterance.lines,
    phase: rule.at ?? settled(rule.cause, placeOf(rule, utterance), utterance.code),
    side: rule.side,
    retryable: rule.retryable,
    confidence: rule.confidence ?? (weights[rule.weight] >= 50 ? 'certain' : 'likely'),
    code: utterance.code,
  }
}

/** A connection that was only tried says less about where it struck than the rule; so does a reply of no known place. */
function placeOf(rule: Rule, { kind, phase }: Utterance): Phase | undefined {
  if (phase === 'connect') return rule.phase ?? phase
  return phase ?? (kind === 'words' ? rule.phase : undefined)
}

/**
 * A pipelining client learns at DATA what was refused at RCPT, and some logs name DATA for the whole transmission: the
 * cause tells which of them it was. What is dropped was connected, and a command
 * that is not known was said.
 */
function settled(cause: Cause, phase: Phase | undefined, code: number | undefined): Phase | undefined {
  if (cause === 'protocol-error' && phase === 'greeting' && (code === 500 || code === 502)) return 'hello'
  if (cause === 'connection-dropped' && phase === 'connect') return 'greeting'
  if (phase !== 'data') return phase
  if (catalogue[cause].side === 'recipient') return 'recipient'
  return catalogue[cause].side === 'message' || cause === 'authentication-policy' ? 'acceptance' : phase
}

const transaction: ReadonlySet<Phase | undefined> = new Set<Phase | undefined>([
  'sender',
  'recipient',
  'data',
  'acceptance',
])

/** A login or handshake that failed and was got over: a later step of the same conversation was reached. */
function gotOver(finding: Finding, utterances: readonly Utterance[]): boolean {
  const { utterance } = finding
  if (utterance === undefined || finding.cause !== 'auth-mechanism-unsupported') return false
  const at = utterances.indexOf(utterance)
  return utterances.some(
    ({ kind, phase, session }, later) =>
      later > at && kind === 'reply' && session === utterance.session && transaction.has(phase),
  )
}

/** The strongest finding; among equals the one that came first, because later refusals tend to follow from earlier ones. */
function strongest(findings: readonly Finding[]): Finding | undefined {
  let best: Finding | undefined
  for (const finding of findings)
    if (finding.score > 0 && (best === undefined || finding.score > best.score)) best = finding
  return best
}

function compose(
  best: Finding | undefined,
  reading: Reading,
  utterances: readonly Utterance[],
  context: DiagnosisContext,
): Diagnosis {
  const cause = best?.cause ?? 'unknown'
  const entry = catalogue[cause]
  const refusal =
    best?.utterance ?? utterances.find(({ kind, consequence }) => kind === 'reply' && !consequence) ?? utterances.at(-1)
  const phase =
    entry.only === true
      ? entry.phase
      : (best?.phase ??
        refusal?.phase ??
        phaseNamedIn(reading.words) ??
        phaseTracedIn(reading.words) ??
        ruleBook.phaseOf(best?.rule) ??
        entry.phase)
  const lines = best?.lines ?? refusal?.lines ?? []
  const host = context.host?.toLowerCase() ?? hostNamedIn(reading.words)
  const words = best?.utterance?.words ?? reading.words
  const temporary = (refusal?.code ?? Number(refusal?.enhanced?.[0] ?? 5) * 100) < 500
  return {
    phase,
    cause,
    side: best?.side ?? sideOf({ cause, words, host }) ?? entry.side,
    retryable: best?.retryable ?? (entry.retryable === 'temporary-code' ? temporary : entry.retryable),
    evidence: evidence(reading, lines),
    confidence: best === undefined ? 'guess' : (best.confidence ?? 'certain'),
    rule: best?.rule ?? 'none',
    ...explain(cause, reading, refusal, context),
  }
}

const maxEvidence = 12

function evidence(reading: Reading, lines: readonly number[]): readonly string[] {
  return lines.slice(0, maxEvidence).flatMap((line) => reading.lines[line] ?? [])
}

/** The error the sending program ended with, read like one more sentence of the text. */
function faultUtterances(error: SendingFault): readonly Utterance[] {
  const command = error.command === undefined ? '' : ` command: ${error.command}`
  const text = maskPasted(`${error.message} ${error.code ?? ''}`)
  const named = phaseNamedIn(fold(command)) ?? phaseNamedIn(fold(text))
  return read(text).utterances.map((utterance) => faultUtterance(utterance, named, error.replyCode))
}

function faultUtterance(utterance: Utterance, named: Phase | undefined, replyCode: number | undefined): Utterance {
  const isReply = utterance.kind === 'reply'
  return {
    ...utterance,
    lines: [],
    phase: isReply ? (named ?? utterance.phase) : named,
    code: isReply ? (utterance.code ?? replyCode) : undefined,
  }
}

import type { Phase } from './cause.js'
import { brokenOff } from './broken-off.js'
import { catalogue } from './catalogue.js'
import type { Diagnosis, DiagnosisContext, SendingFault } from './diagnosis.js'
import { type Finding, ruleFindings, strongest } from './finding.js'
import { fold } from './fold.js'
import { maskPasted } from './mask-pasted.js'
import {
  afterGoodbye,
  piped,
  placed,
  withoutGotOver,
  withoutOptionalTls,
  withoutToleratedCertificates,
} from './placing.js'
import { withoutQuoteSigns } from './quoted.js'
import { phaseNamedIn, phaseTracedIn } from './reading-phases.js'
import { phaseUsualFor } from './reading-statement.js'
import { read, type Reading } from './reading.js'
import type { Utterance } from './utterance.js'
import { Wording } from './wording.js'
import { ruleBook } from './rules/rule-book.js'
import { weights } from './rules/rule.js'
import type { Seen } from './rules/situation.js'
import { situations } from './rules/situations.js'
import { explain } from './explain.js'
import { hostNamedIn } from './named-server.js'
import { sideOf } from './side.js'

/**
 * Says why an e-mail did not go out, who must act, and what to do.
 *
 * `transcript` may be any text: our own record, the log of another program, a bounce, one reply; it may be empty when
 * only `error` is known. `context` are facts the text may not show. Pure, never throws, takes time in proportion to the
 * text. The evidence is made of lines of the text with the secrets masked. An honest `unknown` is an answer.
 */
export function diagnose(transcript: string, error?: SendingFault, context: DiagnosisContext = {}): Diagnosis {
  const text = maskPasted(transcript)
  const unquoted = withoutQuoteSigns(text)
  const seen = { ...look(unquoted, error), context }
  const best = judge(seen) ?? judge({ ...look(rejoined(text), undefined), context, reassembled: true })
  const lines = unquoted === text ? seen.reading.lines : text.split(/\r\n|\n|\r/)
  return compose(best, { ...seen.reading, lines }, seen.utterances, context)
}

function look(text: string, error: SendingFault | undefined): Pick<Seen, 'reading' | 'utterances'> {
  const reading = read(text)
  const heard = withTracedPhase(reading)
  return {
    reading,
    utterances: withoutOptionalTls(error === undefined ? heard : [...heard, ...faultUtterances(error)]),
  }
}

/** Where nothing else tells the step of what was said, the functions of a stack trace do. */
function withTracedPhase({ wording, utterances }: Reading): readonly Utterance[] {
  if (utterances.some(({ phase }) => phase !== undefined)) return utterances
  const traced = phaseTracedIn(wording)
  return traced === undefined ? utterances : utterances.map((utterance) => ({ ...utterance, phase: traced }))
}

/**
 * Boxes and narrow terminals break lines inside words: a last try, only for what says nothing as it stands. Our own
 * record, line by line as it was written, is not broken.
 */
function rejoined(text: string): string {
  if (text.length > maxRejoined || isOwnRecord.test(text)) return ''
  return text
    .split(/\r?\n[ \t]{0,20}\r?\n/)
    .map((paragraph) => paragraph.split(/\s?[|│]?\r?\n[ \t│|]{0,20}/).join(''))
    .join('\n\n')
}

const isOwnRecord = /^\d{1,15} \d{4}-\d\d-\d\dT[\d:.]{8,12} \d{1,10} \d{1,10} (?:### SMTP|S < "|C > ")/m

const maxRejoined = 8192

function judge(seen: Seen & { readonly reassembled?: boolean }): Finding | undefined {
  const findings = [...situations(seen), ...ruleFindings(seen.utterances)]
  const lasting = withoutToleratedCertificates(withoutGotOver(findings, seen.utterances), seen.utterances)
  const left = lasting.filter((finding) => !afterGoodbye(finding, seen.reading.lines))
  const best = piped(placed(strongest(left), left), seen.utterances)
  if (best === undefined || seen.reassembled !== true) return best
  return best.score < weights.usual ? undefined : { ...best, lines: [], confidence: 'guess' }
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
    best?.utterance ??
    utterances.find(({ kind, consequence }) => kind === 'reply' && !consequence) ??
    utterances.findLast(({ phase }) => phase !== 'done') ??
    utterances.at(-1)
  const phase =
    entry.only === true
      ? entry.phase
      : (best?.phase ??
        refusal?.phase ??
        phaseNamedIn(reading.wording) ??
        phaseTracedIn(reading.wording) ??
        ruleBook.phaseOf(best?.rule) ??
        phaseUsualFor(best === undefined ? refusal?.code : undefined) ??
        entry.phase)
  const lines = best?.lines ?? refusal?.lines ?? []
  const host = context.host?.toLowerCase() ?? hostNamedIn(reading.words)
  const words = best?.utterance?.words ?? reading.words
  const circumstance = sideOf({ cause, words, host, phase })
  const isOurs = circumstance === 'configuration' || circumstance === 'network'
  const temporary = (refusal?.code ?? Number(refusal?.enhanced?.[0] ?? 5) * 100) < 500
  return {
    phase,
    cause,
    side: best?.side ?? circumstance ?? entry.side,
    retryable:
      brokenOff(cause, phase)?.retryable ??
      best?.retryable ??
      (isOurs ? false : entry.retryable === 'temporary-code' ? temporary : entry.retryable),
    evidence: evidence(reading, lines),
    confidence: best === undefined ? 'guess' : (best.confidence ?? 'certain'),
    rule: best?.rule ?? 'none',
    ...explain({ cause, phase }, reading, refusal, context),
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
  const named = phaseNamedIn(new Wording(fold(command))) ?? phaseNamedIn(new Wording(fold(text)))
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

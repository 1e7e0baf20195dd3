import type { Phase } from './cause.js'
import type { Finding } from './finding.js'
import type { Utterance } from './utterance.js'

const transaction: ReadonlySet<Phase | undefined> = new Set<Phase | undefined>([
  'sender',
  'recipient',
  'data',
  'acceptance',
])

/** Without the refusals of an upgrade to TLS that the conversation did without: somebody went on to log in or to send. */
export function withoutOptionalTls(utterances: readonly Utterance[]): readonly Utterance[] {
  const wentOn = new Map<string, number>()
  for (const [at, { kind, phase, session }] of utterances.entries())
    if (kind === 'reply' && (phase === 'auth' || transaction.has(phase))) wentOn.set(session, at)
  return utterances.filter(({ kind, phase, session, words }, at) => {
    const isUpgrade = kind === 'reply' ? phase === 'tls' : words.startsWith('smtp starttls')
    return !isUpgrade || at > (wentOn.get(session) ?? -1)
  })
}

/** Without the logins that failed and were got over: a later step of the same conversation was reached. */
export function withoutGotOver(findings: readonly Finding[], utterances: readonly Utterance[]): readonly Finding[] {
  if (!findings.some(isOtherLoginPossible)) return findings
  const over = new Set<Utterance>()
  const wentOn = new Set<string>()
  for (const utterance of utterances.toReversed()) {
    const { kind, phase, session } = utterance
    if (wentOn.has(session)) over.add(utterance)
    if (kind === 'reply' && transaction.has(phase)) wentOn.add(session)
  }
  return findings.filter(
    (finding) => !isOtherLoginPossible(finding) || finding.utterance === undefined || !over.has(finding.utterance),
  )
}

function isOtherLoginPossible({ cause }: Finding): boolean {
  return cause === 'auth-mechanism-unsupported'
}

/**
 * Without the certificates that a mail server found wanting and took nevertheless, as it does where TLS is opportunistic
 * (RFC 7435): it went on over that connection to a reply that refuses.
 */
export function withoutToleratedCertificates(
  findings: readonly Finding[],
  utterances: readonly Utterance[],
): readonly Finding[] {
  if (!findings.some(isWarning)) return findings
  let last = -1
  for (const utterance of utterances) if (refusesAfterTls(utterance)) last = Math.max(last, utterance.lines[0] ?? -1)
  return findings.filter((finding) => !isWarning(finding) || (finding.lines[0] ?? 0) >= last)
}

const afterTls: ReadonlySet<Phase | undefined> = new Set<Phase | undefined>(['auth', ...transaction])

function refusesAfterTls({ kind, phase, code, enhanced }: Utterance): boolean {
  return kind === 'reply' && afterTls.has(phase) && (code ?? Number(enhanced?.[0] ?? 0) * 100) >= 400
}

function isWarning({ cause, utterance }: Finding): boolean {
  return cause.startsWith('tls-certificate-') && utterance?.kind === 'words' && certificateWarning.test(utterance.words)
}

/** How Postfix, Exim and Sendmail log it without breaking off. */
const certificateWarning =
  /^(?:\S{1,40} )?(?:server )?certificate verification failed for |^untrusted tls connection |^(?:\S{1,60} )?\[\S{1,45}\] ssl verify error|^ssl verify error|verify=(?:fail|no)\b/

const linesAfterGoodbye = 20

/** The server had said goodbye (RFC 5321 section 4.1.1.10): how the connection ended after that is of no consequence. */
export function afterGoodbye(finding: Finding, lines: readonly string[]): boolean {
  const [at] = finding.lines
  if (finding.cause !== 'connection-dropped' || at === undefined) return false
  const before = lines.slice(Math.max(0, at - linesAfterGoodbye), at + 1)
  const goodbye = before.findLastIndex((line) => /(?:^|[\s>"':(])221[ -]/.test(line))
  return goodbye >= 0 && !before.slice(goodbye + 1).some((line) => /\b220[ -]|EHLO|HELO|connected to/i.test(line))
}

/**
 * A program's summary tells what happened, and the conversation beside it where; and what one of them calls DATA, for
 * the whole transmission, the other may tell apart.
 */
export function placed(best: Finding | undefined, findings: readonly Finding[]): Finding | undefined {
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
export function piped(best: Finding | undefined, utterances: readonly Utterance[]): Finding | undefined {
  if (best?.phase !== 'data') return best
  const unanswered = utterances.some(({ consequence, words }) => consequence && /rcpt|recipient/.test(words))
  return unanswered ? { ...best, phase: 'recipient' } : best
}

import type { Phase } from '../cause.js'
import type { Conversation } from '../conversation.js'
import { weights } from './rule.js'
import type { Situation } from './situation.js'

const greetedTwice: Situation = {
  id: 'hello/greeted-twice',
  source: 'RFC 5321 section 4.1.4: some servers take no HELO once an EHLO was answered',
  look: ({ reading, utterances }) => {
    if (!reading.conversations.some(greetsAgain)) return undefined
    const refused = utterances.find(
      ({ code, phase, consequence }) => (code === 501 || code === 503) && phase === 'hello' && !consequence,
    )
    return refused === undefined ? undefined : { cause: 'protocol-error', score: weights.usual, utterance: refused }
  },
}

/** A HELO behind an EHLO that was answered, with nothing between them that would ask for a new one. */
function greetsAgain({ commands, helloAnswered, usedHelo }: Conversation): boolean {
  const at = commands.findLastIndex((text) => /^HELO\b/i.test(text))
  return helloAnswered && usedHelo && /^EHLO\b/i.test(commands[at - 1] ?? '')
}

const loginWithoutTls: Situation = {
  id: 'auth/not-offered-before-tls',
  source: 'RFC 4954 section 4 and RFC 3207: servers that take no password in clear offer AUTH only after STARTTLS',
  look: ({ reading, utterances }) => {
    if (!reading.conversations.some(stayedInClear) || noSettings.test(reading.words)) return undefined
    if (utterances.some(({ kind, phase }) => kind === 'reply' && phase === 'auth')) return undefined
    const gaveUp = utterances.find(
      ({ kind, words }) => kind === 'words' && login.test(words) && failed.test(words) && !aboutTls.test(words),
    )
    return gaveUp === undefined
      ? undefined
      : { cause: 'encryption-required', score: weights.tag, phase: 'auth', lines: gaveUp.lines, confidence: 'likely' }
  },
}

/** It could have gone over to TLS, was offered no login before, and did neither. */
function stayedInClear(one: Conversation): boolean {
  const { offered, starttlsTried, secured, authTried, mailFrom } = one
  return (
    !starttlsTried &&
    !secured &&
    !authTried &&
    mailFrom === undefined &&
    offered.includes('STARTTLS') &&
    !offered.some((keyword) => /^AUTH\b/.test(keyword))
  )
}

/** Then there was nothing to log in with, on whatever connection. */
const noSettings = /missing credentials|credentials (?:are )?missing|no credentials|no password/

/** .NET calls a handshake that fails an authentication that failed. */
const aboutTls = /certificate|handshake|inner exception|transport stream|remote party/

const login =
  /\bauth\b|authenti|\blog ?in\b|\blogon\b|\bsign[ -]?in\b|autent|anmeld|inicio de sesion|identifi|аутентифик|авториз|вход|uwierzyteln|logowan|oturum|kimlik|prihlas|hitelesit|todennus|inlogg|innlogg|aanmeld|认证|認證|認証|验证|登录|ログイン|인증/

const failed =
  /\bfail|\berror|\bcould not|\bcannot|\bcant\b|\bunable|\bnot\b|\bno\b|\brefused|\brejected|fehl|scheiter|\bfall|\bfalha|echou|impossib|imposib|\bechec|\bechou|\bechoue|\berreur|\berro|\bfel\b|misslyck|mislykk|mislukt|niet|nie udal|blad|hata|basarisiz|chyba|selhal|sikertelen|epaonnist|не удал|ошибк|失败|失敗|错误|실패/

const outOfStep: Situation = {
  id: 'protocol/other-yes-than-expected',
  source: 'RFC 5321 section 4.2.1: a yes to another step than the client is at, in the words of the client',
  look: ({ reading, utterances }) => {
    if (!asksForAnother.test(reading.words)) return undefined
    for (const utterance of utterances) {
      if (utterance.kind !== 'words' || notSmtp.test(utterance.words)) continue
      const [expected, got] = codesIn(utterance.words)
      if (expected === undefined || expected === got) continue
      return {
        cause: 'protocol-error',
        score: weights.exact,
        lines: utterance.lines,
        phase: utterance.phase ?? stepOf.get(expected),
        confidence: 'likely',
      }
    }
    return undefined
  },
}

const asksForAnother = /\bexpect|instead of/
/** Other protocols have such codes too. */
const notSmtp = /\bhttps?\b|\bimap\b|\bpop3?\b|\bftp\b|\bconnection (?:closed|reset)\b|\btimed out\b/

/** The codes of RFC 5321 section 4.2.3 and RFC 4954 that say yes. */
const yes = '(2[125][01]|220|235|252|334|354)'
const between = '[^.;\\n\\d]{0,60}'
const patterns: readonly (readonly [RegExp, expectedFirst: boolean])[] = [
  [
    new RegExp(
      `\\bexpect(?:ed|ing|s)? ${between}${yes}\\b[^;\\n\\d]{0,60}\\b(?:got|received|was|is|but|saw|found|returned|answered|actual)\\b${between}${yes}\\b`,
    ),
    true,
  ],
  [
    new RegExp(
      `\\b(?:got|received|was|is|saw|unexpected)\\b${between}${yes}\\b[^;\\n\\d]{0,60}\\bexpect(?:ed|ing|s)?\\b${between}${yes}\\b`,
    ),
    false,
  ],
  [new RegExp(`\\b${yes}\\b[^;\\n\\d]{0,40}\\binstead of\\b${between}${yes}\\b`), false],
]

/** The code that was expected, and the one that came. */
function codesIn(words: string): readonly (string | undefined)[] {
  for (const [pattern, expectedFirst] of patterns) {
    const [, one, other] = pattern.exec(words) ?? []
    if (one !== undefined) return expectedFirst ? [one, other] : [other, one]
  }
  return []
}

/** The step whose yes has a code of its own. */
const stepOf: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['354', 'data'],
  ['334', 'auth'],
  ['235', 'auth'],
  ['220', 'greeting'],
  ['221', 'done'],
])

const goAheadAsError: Situation = {
  id: 'protocol/go-ahead-taken-for-error',
  source: 'RFC 5321 section 4.1.1.4: 354 asks for the message; a client that fails on it is out of step',
  look: ({ reading, utterances }) => {
    if (!reading.words.includes(': 354 ')) return undefined
    const failed = utterances.find(
      ({ kind, words }) =>
        kind === 'words' && /\b(?:error|failed|could not|cannot|exception)\b[^.;\d]{0,60}: 354 [a-z]/.test(words),
    )
    return failed === undefined
      ? undefined
      : {
          cause: 'protocol-error',
          score: weights.vague,
          lines: failed.lines,
          phase: 'data',
          confidence: 'likely',
        }
  },
}

/** What the steps that were taken, and those left out, tell beside the last words. */
export const courseSituations: readonly Situation[] = [greetedTwice, loginWithoutTls, outOfStep, goAheadAsError]

import type { Cause, Phase, Side } from './cause.js'
import type { Diagnosis } from './diagnosis.js'
import { type OwnWords, ownWordsIn } from './own-telling.js'
import { placeOf } from './place-of.js'
import type { Utterance } from './utterance.js'
import { type Tag, tagsIn } from './rules/provider-tags.js'
import { type Fit, ruleBook } from './rules/rule-book.js'
import { weights, type Rule } from './rules/rule.js'

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

/** Everything the rules find in what was said, each with how much it weighs there. */
export function ruleFindings(utterances: readonly Utterance[]): readonly Finding[] {
  const first = utterances.find(
    ({ kind, consequence, source }) => kind === 'reply' && source === 'heard' && !consequence,
  )
  const known = new Map<string, Judgement>()
  return utterances.flatMap((utterance) => {
    const { kind, code, enhanced, phase, words } = utterance
    const said = `${kind} ${code} ${enhanced} ${phase} ${words}`
    const judgement = known.get(said) ?? judge(utterance)
    known.set(said, judgement)
    const { tags, fits, own } = judgement
    const bonus = (utterance === first ? 12 : 0) - (utterance.consequence ? 1000 : 0)
    return [
      ...tags.map(({ family, cause, phase: at }) => ({
        ...found({ id: `tag/${family.name}`, cause, weight: 'tag', source: family.source }, utterance, bonus),
        ...(at === undefined ? {} : { phase: at }),
      })),
      ...fits.map(({ rule, length }) =>
        found(rule, utterance, bonus - misplaced(rule, utterance, own) + Math.min(length, 40) / 10),
      ),
    ]
  })
}

/** What fits to words said in one step, with one code, whoever said them and however often. */
interface Judgement {
  readonly tags: readonly Tag[]
  readonly fits: readonly Fit[]
  readonly own: OwnWords | undefined
}

function judge(utterance: Utterance): Judgement {
  const fits = ruleBook.fitting(utterance)
  return {
    tags: utterance.kind === 'reply' ? tagsIn(utterance.words) : [],
    fits,
    own: fits.length > 0 ? ownWordsIn(utterance) : undefined,
  }
}

/** What a server says is more telling in its reply than in the words of a program around it, and there than in a guess. */
function misplaced(rule: Rule, utterance: Utterance, own: OwnWords | undefined): number {
  if (utterance.kind === 'reply' || rule.kind === 'words') return rule.cause === 'network-unreachable' ? 5 : 0
  if (rule.cause.startsWith('tls-')) return 0
  const byServers = beforeReplies.has(rule.phase) ? 10 : 22
  if (own === undefined) return byServers
  return own === 'asked' ? noEvidence : Math.min(byServers + 40, weights[rule.weight] - 1)
}

const noEvidence = 1000

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
    phase: placeOf(rule, utterance),
    side: rule.side,
    retryable: rule.retryable,
    confidence: rule.confidence ?? (weights[rule.weight] >= 50 ? 'certain' : 'likely'),
    code: utterance.code,
  }
}

/** The strongest finding; among equals the one that came first, because later refusals tend to follow from earlier ones. */
export function strongest(findings: readonly Finding[]): Finding | undefined {
  let best: Finding | undefined
  for (const finding of findings)
    if (finding.score > 0 && (best === undefined || finding.score > best.score)) best = finding
  return best
}

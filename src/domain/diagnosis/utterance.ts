import type { Phase } from './cause.js'
import { fold } from './fold.js'
import { phaseAnsweredIn, phaseNamedIn } from './reading-phases.js'
import { findReplies } from './reading-replies.js'
import {
  follows,
  isKeyedByRecipient,
  linesOf,
  merged,
  phaseOfCode,
  spaced,
  unlessLogin,
  withDigits,
  withoutAnswered,
  withoutEnvelope,
  withoutRepeats,
  withoutTrace,
} from './reading-statement.js'
import { Wording, type Wordings } from './wording.js'

/** One thing that was said about what went wrong: a server's reply, or a program's words. */
export interface Utterance {
  readonly kind: 'reply' | 'words'
  readonly code: number | undefined
  readonly enhanced: string | undefined
  /** Folded words, the code included. */
  readonly words: string
  readonly wording: Wording
  /** The lines it stands in. */
  readonly lines: readonly number[]
  readonly phase: Phase | undefined
  /** The phase follows from how far the conversation had come, not from a command or from words. */
  readonly guessed?: boolean
  /** `heard`: the reply of a server in a conversation; `told`: found in a sentence. */
  readonly source: 'heard' | 'told'
  /** Follows from an earlier refusal (503 after a rejected recipient, a mail program's own summary). */
  readonly consequence: boolean
  readonly session: string
}

/** A statement that more lines may still belong to. */
export interface Statement {
  readonly kind: 'reply' | 'words'
  readonly parts: string[]
  readonly lines: number[]
  readonly session: string
  readonly code?: number
  readonly phase?: Phase
  readonly consequence: boolean
  readonly guessed?: boolean
  length: number
  /** A reply whose last line was seen. */
  stale: boolean
}

/** What a finished statement comes to: a reply, or words with the replies they quote. */
export function utterancesOf(statement: Statement, refusedBefore: boolean, wordings: Wordings): readonly Utterance[] {
  return statement.kind === 'reply'
    ? heard(statement, refusedBefore, wordings)
    : told(statement, refusedBefore, wordings)
}

/** Is it a refusal of its own, from which others may follow? */
export function isRefusal({ kind, consequence }: Pick<Utterance, 'kind' | 'consequence'>): boolean {
  return kind === 'reply' && !consequence
}

function heard(open: Statement, refusedBefore: boolean, wordings: Wordings): readonly Utterance[] {
  const said = open.code ?? 0
  if (said < 400 && said !== 220) return []
  const codeAgain = `${said}`
  const text = open.parts.map((part, at) => (at > 0 && part.startsWith(codeAgain) ? part.slice(4) : part)).join(' ')
  const found = findReplies(text, said < 400 ? Infinity : 1)
  const hidden = said < 400 ? found.find(({ code }) => (code ?? 0) >= 400) : undefined
  if (said < 400 && hidden === undefined) return []
  const code = hidden?.code ?? said
  const enhanced = (hidden ?? found[0])?.enhanced
  const wording = wordings.of(withoutRepeats(fold(text), code, enhanced))
  const guessed = open.guessed === true
  return [
    {
      kind: 'reply',
      code,
      enhanced,
      words: wording.words,
      wording,
      lines: open.lines,
      phase:
        (guessed ? phaseNamedIn(wording) : undefined) ??
        open.phase ??
        phaseNamedIn(wording) ??
        phaseOfCode(code, found[0]?.enhanced),
      guessed,
      source: 'heard',
      consequence: open.consequence || follows(said, wording.words, refusedBefore),
      session: open.session,
    },
  ]
}

function told(open: Statement, refusedBefore: boolean, wordings: Wordings): readonly Utterance[] {
  const text = withDigits(spaced(withoutEnvelope(open.parts.join('\n'))))
  const replies = merged(
    findReplies(text).filter(({ code, enhanced }) => (code ?? 400) >= 400 && !(enhanced?.startsWith('2') ?? false)),
  )
  const { session } = open
  const first = replies[0]
  const folded = fold(text)
  const whole = first === undefined ? wordings.of(folded) : new Wording(folded)
  const named = phaseNamedIn(whole)
  const lead = wordings.of(fold(withoutTrace(first === undefined ? text : text.slice(0, first.at))))
  const utterances: Utterance[] = []
  if (lead.words !== '')
    utterances.push({
      kind: 'words',
      code: undefined,
      enhanced: undefined,
      words: lead.words,
      wording: lead,
      lines: open.lines,
      phase: named ?? open.phase,
      source: 'told',
      consequence: false,
      session,
    })
  for (const [place, { at, code, enhanced }] of replies.entries()) {
    const end = replies[place + 1]?.at ?? text.length
    const asSaid = wordings.of(withoutRepeats(fold(withoutTrace(text.slice(at, end))), code, enhanced))
    const wording = wordings.of(withoutAnswered(asSaid.words))
    const phase =
      (isKeyedByRecipient(text, at) ? 'recipient' : undefined) ??
      phaseAnsweredIn(asSaid) ??
      unlessLogin(named, code, whole.words) ??
      unlessLogin(phaseNamedIn(asSaid), code, whole.words) ??
      open.phase ??
      phaseOfCode(code, enhanced)
    utterances.push({
      kind: 'reply',
      code,
      enhanced,
      words: wording.words,
      wording,
      lines: linesOf(open, at, end),
      phase,
      source: 'told',
      consequence: follows(code ?? 0, asSaid.words, refusedBefore || utterances.some(isRefusal)),
      session,
    })
  }
  return utterances
}

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
  unlessLogin,
  withDigits,
  withoutAnswered,
  withoutEnvelope,
  withoutRepeats,
  withoutTrace,
} from './reading-statement.js'

/** One thing that was said about what went wrong: a server's reply, or a program's words. */
export interface Utterance {
  readonly kind: 'reply' | 'words'
  readonly code: number | undefined
  readonly enhanced: string | undefined
  /** Folded words, the code included. */
  readonly words: string
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

/** What a finished statement comes to, after what was said before it: a reply, or words with the replies they quote. */
export function utterancesOf(statement: Statement, before: readonly Utterance[]): readonly Utterance[] {
  return statement.kind === 'reply' ? heard(statement, before) : told(statement, before)
}

function heard(open: Statement, before: readonly Utterance[]): readonly Utterance[] {
  const said = open.code ?? 0
  if (said < 400 && said !== 220) return []
  const codeAgain = `${said}`
  const text = open.parts.map((part, at) => (at > 0 && part.startsWith(codeAgain) ? part.slice(4) : part)).join(' ')
  const found = findReplies(text)
  const hidden = said < 400 ? found.find(({ code }) => (code ?? 0) >= 400) : undefined
  if (said < 400 && hidden === undefined) return []
  const code = hidden?.code ?? said
  const enhanced = (hidden ?? found[0])?.enhanced
  const [words, guessed] = [withoutRepeats(fold(text), code, enhanced), open.guessed === true]
  return [
    {
      kind: 'reply',
      code,
      enhanced,
      words,
      lines: open.lines,
      phase:
        (guessed ? phaseNamedIn(words) : undefined) ??
        open.phase ??
        phaseNamedIn(words) ??
        phaseOfCode(code, found[0]?.enhanced),
      guessed,
      source: 'heard',
      consequence: open.consequence || follows(said, words, before),
      session: open.session,
    },
  ]
}

function told(open: Statement, before: readonly Utterance[]): readonly Utterance[] {
  const text = withDigits(withoutEnvelope(open.parts.join('\n')))
  const replies = merged(
    findReplies(text).filter(({ code, enhanced }) => (code ?? 400) >= 400 && !(enhanced?.startsWith('2') ?? false)),
  )
  const whole = fold(text)
  const named = phaseNamedIn(whole)
  const shared = {
    code: undefined,
    enhanced: undefined,
    source: 'told',
    consequence: false,
    session: open.session,
  } as const
  const first = replies[0]
  const lead = first === undefined ? whole : fold(text.slice(0, first.at))
  const utterances: Utterance[] = []
  if (lead !== '')
    utterances.push({ ...shared, kind: 'words', words: lead, lines: open.lines, phase: named ?? open.phase })
  for (const [place, { at, code, enhanced }] of replies.entries()) {
    const end = replies[place + 1]?.at ?? text.length
    const words = withoutRepeats(fold(withoutTrace(text.slice(at, end))), code, enhanced)
    const phase =
      (isKeyedByRecipient(text, at) ? 'recipient' : undefined) ??
      phaseAnsweredIn(words) ??
      unlessLogin(named, code, whole) ??
      unlessLogin(phaseNamedIn(words), code, whole) ??
      open.phase ??
      phaseOfCode(code, enhanced)
    const consequence = follows(code ?? 0, words, before) || follows(code ?? 0, words, utterances)
    const lines = linesOf(open, at, end)
    utterances.push({
      ...shared,
      kind: 'reply',
      code,
      enhanced,
      words: withoutAnswered(words),
      lines,
      phase,
      consequence,
    })
  }
  return utterances
}

import type { Phase } from '../cause.js'
import { Phrasebook, type Place } from '../phrasebook.js'
import type { Utterance } from '../utterance.js'
import { authRules } from './auth.js'
import { clientRules } from './client.js'
import { limitRules } from './limits.js'
import { messageRules } from './message.js'
import { networkRules } from './network.js'
import { ownRecordRules } from './own-record.js'
import { protocolRules } from './protocol.js'
import { recipientRules } from './recipient.js'
import type { Rule } from './rule.js'
import { senderRules } from './sender.js'
import { serverRules } from './server.js'
import { tlsRules } from './tls.js'

/** Every rule there is: adding one is adding one entry to one of these lists. */
export const rules: readonly Rule[] = [
  ...ownRecordRules,
  ...networkRules,
  ...tlsRules,
  ...authRules,
  ...clientRules,
  ...senderRules,
  ...recipientRules,
  ...limitRules,
  ...serverRules,
  ...messageRules,
  ...protocolRules,
]

/** A rule with its phrases as numbers of the phrasebook. */
interface Prepared {
  readonly rule: Rule
  readonly says: readonly number[] | undefined
  readonly also: readonly number[] | undefined
  readonly unless: readonly number[]
}

/** A rule that fits, and how long the longest of its phrases is that was found. */
export interface Fit {
  readonly rule: Rule
  readonly length: number
}

class RuleBook {
  readonly #phrases = new Phrasebook()
  readonly #numbers = new Map<string, number>()
  readonly #bySaying: Prepared[][] = []
  readonly #byCode: Prepared[] = []
  readonly #phases: ReadonlyMap<string, Phase>

  constructor(all: readonly Rule[]) {
    for (const rule of all) this.#prepare(rule)
    this.#phases = new Map(all.flatMap((rule) => (rule.phase === undefined ? [] : [[rule.id, rule.phase] as const])))
  }

  /** The rules that fit what was said. */
  fitting(utterance: Utterance): readonly Fit[] {
    const found = this.#phrases.find(utterance.words)
    const candidates = new Set<Prepared>(utterance.kind === 'reply' ? this.#byCode : [])
    for (const number of found.keys()) for (const prepared of this.#bySaying[number] ?? []) candidates.add(prepared)
    const fitting: Fit[] = []
    for (const prepared of candidates)
      if (fits(prepared, utterance, found)) fitting.push({ rule: prepared.rule, length: longest(prepared, found) })
    return fitting
  }

  /** Where a rule's finding strikes when the text does not show it. */
  phaseOf(id: string | undefined): Phase | undefined {
    return id === undefined ? undefined : this.#phases.get(id)
  }

  #prepare(rule: Rule): void {
    const says = rule.says === undefined ? undefined : this.#number(rule.says)
    const prepared = {
      rule,
      says,
      also: rule.also === undefined ? undefined : this.#number(rule.also),
      unless: this.#number(rule.unless ?? []),
    }
    if (says === undefined) this.#byCode.push(prepared)
    for (const number of says ?? []) (this.#bySaying[number] ??= []).push(prepared)
  }

  #number(phrases: readonly string[]): readonly number[] {
    return phrases.map((phrase) => {
      const known = this.#numbers.get(phrase)
      if (known !== undefined) return known
      const added = this.#phrases.add(phrase)
      this.#numbers.set(phrase, added)
      return added
    })
  }
}

function longest({ says }: Prepared, found: ReadonlyMap<number, Place>): number {
  return Math.max(0, ...(says ?? []).map((number) => found.get(number)?.length ?? 0))
}

function fits(
  { rule, says, also, unless }: Prepared,
  utterance: Utterance,
  found: ReadonlyMap<number, Place>,
): boolean {
  const has = (number: number) => found.has(number)
  if (rule.kind !== undefined && rule.kind !== utterance.kind) return false
  if (says !== undefined && !says.some(has)) return false
  if (also !== undefined && !also.some(has)) return false
  if (unless.some(has)) return false
  if (rule.codes !== undefined && !rule.codes.some((code) => hasCode(utterance, code))) return false
  if (rule.phases !== undefined && (utterance.phase === undefined || !rule.phases.includes(utterance.phase)))
    return false
  return !(rule.notIn !== undefined && utterance.phase !== undefined && rule.notIn.includes(utterance.phase))
}

function hasCode({ code, enhanced }: Utterance, wanted: number | string): boolean {
  if (typeof wanted === 'number') return code === wanted
  if (wanted.length === 1) return String(code ?? enhanced ?? '').startsWith(wanted)
  return wanted.startsWith('.') ? enhanced?.slice(1) === wanted : enhanced === wanted
}

export const ruleBook = new RuleBook(rules)

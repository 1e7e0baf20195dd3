import type { Phase } from '../cause.js'
import type { Place } from '../phrasebook.js'
import type { Utterance } from '../utterance.js'
import { vocabulary } from '../wording.js'
import { loginRequiredRules } from './login-required.js'
import { loginMethodRules } from './login-methods.js'
import { loginRefusedRules } from './login-refused.js'
import { clientNameRules } from './client-name.js'
import { clientAddressRules } from './client-address.js'
import { languageRules } from './languages.js'
import { messageLimitRules } from './message-limits.js'
import { limitRules } from './limits.js'
import { messageRules } from './message.js'
import { resolveRules } from './resolve.js'
import { connectionEndRules } from './connection-end.js'
import { connectRules } from './connect.js'
import { ownRecordRules } from './own-record.js'
import { protocolRules } from './protocol.js'
import { recipientAddressRules } from './recipient-address.js'
import { mailboxRules } from './mailbox.js'
import { recipientDomainRules } from './recipient-domain.js'
import { recipientPolicyRules } from './recipient-policy.js'
import { relayRules } from './relay.js'
import type { Rule } from './rule.js'
import { senderRightRules } from './sender-right.js'
import { senderVerifiedRules } from './sender-verified.js'
import { senderAccountRules } from './sender-account.js'
import { senderAddressRules } from './sender-address.js'
import { serverRules } from './server.js'
import { tlsMismatchRules } from './tls-mismatch.js'
import { tlsCertificateRules } from './tls-certificate.js'
import { tlsAgreementRules } from './tls-agreement.js'
import { wordingRules } from './wordings.js'

/** Every rule there is: adding one is adding one entry to one of these lists. */
export const rules: readonly Rule[] = [
  ...ownRecordRules,
  ...resolveRules,
  ...connectionEndRules,
  ...connectRules,
  ...tlsMismatchRules,
  ...tlsCertificateRules,
  ...tlsAgreementRules,
  ...loginRequiredRules,
  ...loginMethodRules,
  ...loginRefusedRules,
  ...clientNameRules,
  ...clientAddressRules,
  ...senderRightRules,
  ...senderVerifiedRules,
  ...senderAccountRules,
  ...senderAddressRules,
  ...recipientAddressRules,
  ...mailboxRules,
  ...recipientDomainRules,
  ...recipientPolicyRules,
  ...relayRules,
  ...messageLimitRules,
  ...limitRules,
  ...serverRules,
  ...messageRules,
  ...protocolRules,
  ...wordingRules,
  ...languageRules,
]

/** A rule with its phrases as numbers of the vocabulary. */
interface Prepared {
  readonly rule: Rule
  /** Where it stands among the rules that need no words. */
  readonly place: number
  readonly says: readonly number[]
  readonly also: readonly number[] | undefined
  readonly unless: readonly number[]
}

/** A rule that fits, and how long the longest of its phrases is that was found. */
export interface Fit {
  readonly rule: Rule
  readonly length: number
}

class RuleBook {
  readonly #numbers = new Map<string, number>()
  readonly #bySaying: Prepared[][] = []
  readonly #byCode = new Map<number | string, Prepared[]>()
  readonly #phases: ReadonlyMap<string, Phase>

  constructor(all: readonly Rule[]) {
    for (const [place, rule] of all.entries()) this.#prepare(rule, place)
    this.#phases = new Map(all.flatMap((rule) => (rule.phase === undefined ? [] : [[rule.id, rule.phase] as const])))
  }

  /** The rules that fit what was said. */
  fitting(utterance: Utterance): readonly Fit[] {
    const found = utterance.wording.phrases
    const codes = codesOf(utterance)
    const fitting: Fit[] = []
    for (const [prepared, length] of this.#candidates(utterance, codes, found))
      if (fits(prepared, utterance, codes, found)) fitting.push({ rule: prepared.rule, length })
    return fitting
  }

  /** Where a rule's finding strikes when the text does not show it. */
  phaseOf(id: string | undefined): Phase | undefined {
    return id === undefined ? undefined : this.#phases.get(id)
  }

  /** The rules that the code or the words speak for, each with the length of its longest phrase there. */
  #candidates(
    { kind }: Utterance,
    codes: readonly (number | string)[],
    found: ReadonlyMap<number, Place>,
  ): ReadonlyMap<Prepared, number> {
    const candidates = new Map<Prepared, number>()
    if (kind === 'reply') for (const prepared of this.#coded(codes)) candidates.set(prepared, 0)
    for (const [number, { length }] of found) {
      for (const prepared of this.#bySaying[number] ?? none)
        candidates.set(prepared, Math.max(length, candidates.get(prepared) ?? 0))
    }
    return candidates
  }

  /** The rules that need no words, only one of these codes, in their order. */
  #coded(codes: readonly (number | string)[]): readonly Prepared[] {
    let coded: readonly Prepared[] = none
    for (const code of codes) {
      const more = this.#byCode.get(code)
      if (more !== undefined)
        coded = coded === none ? more : [...coded, ...more].toSorted((one, other) => one.place - other.place)
    }
    return coded
  }

  #prepare(rule: Rule, place: number): void {
    const says = this.#number(rule.says ?? [])
    const also = rule.also === undefined ? undefined : this.#number(rule.also)
    const prepared = { rule, place, says, also, unless: this.#number(rule.unless ?? []) }
    if (rule.says === undefined)
      for (const code of rule.codes ?? []) this.#byCode.set(code, [...(this.#byCode.get(code) ?? none), prepared])
    for (const number of says) (this.#bySaying[number] ??= []).push(prepared)
  }

  #number(phrases: readonly string[]): readonly number[] {
    return phrases.map((phrase) => {
      const known = this.#numbers.get(phrase)
      if (known !== undefined) return known
      const added = vocabulary.add(phrase)
      this.#numbers.set(phrase, added)
      return added
    })
  }
}

const none: readonly Prepared[] = []

function fits(
  { rule, says, also, unless }: Prepared,
  utterance: Utterance,
  codes: readonly (number | string)[],
  found: ReadonlyMap<number, Place>,
): boolean {
  const has = (number: number) => found.has(number)
  if (rule.kind !== undefined && rule.kind !== utterance.kind) return false
  if (rule.codes !== undefined && !codes.some((code) => rule.codes?.includes(code))) return false
  if (rule.phases !== undefined && (utterance.phase === undefined || !rule.phases.includes(utterance.phase)))
    return false
  if (rule.notIn !== undefined && utterance.phase !== undefined && rule.notIn.includes(utterance.phase)) return false
  if (also !== undefined && !also.some(has)) return false
  const against = unless.filter(has)
  if (against.length === 0) return true
  // In what a program says many things may stand together: a word far away speaks of something else.
  return utterance.kind === 'words' && says.some((number) => found.has(number) && !against.some(isNear(number, found)))
}

/** Stands the one phrase so close to the other that both may speak of the same? */
function isNear(one: number, found: ReadonlyMap<number, Place>): (other: number) => boolean {
  const at = found.get(one)?.at ?? 0
  return (other) => Math.abs((found.get(other)?.at ?? 0) - at) < sentence
}

/** In characters. */
const sentence = 200

/** The codes of what was said in each way a rule may write them. */
function codesOf({ code, enhanced }: Utterance): readonly (number | string)[] {
  const digit = (code === undefined ? enhanced : `${code}`)?.charAt(0)
  return [
    ...(code === undefined ? [] : [code]),
    ...(digit === undefined ? [] : [digit]),
    ...(enhanced === undefined ? [] : [enhanced, enhanced.slice(1)]),
  ]
}

export const ruleBook = new RuleBook(rules)

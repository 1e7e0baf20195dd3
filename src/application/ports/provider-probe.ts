import type { Stage, StageOutcome } from '../../domain/check/stage.js'
import type { SendingFault } from '../../domain/diagnosis/diagnosis.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import type { EmailMessage } from './email-composer.js'
import type { Conversation, Provider, Sending } from './email-sender.js'

/** Tries a provider step by step, by the very way that its e-mails go. There is one for each configured provider. */
export interface ProviderProbe {
  readonly provider: Provider
  readonly traits: ProviderTraits

  /**
   * Goes through all stages from `resolve` to `sender` on a connection of its own, and resolves when that is closed. A
   * server that refuses, hangs up or cannot be reached is an ordinary end; rejects only on a defect of ours.
   */
  probe(sender: EmailAddress, hooks: ProbeHooks): Promise<Probing>

  /** Hands a real message over on a connection of its own, and resolves when that is closed. */
  send(message: EmailMessage, hooks: Pick<ProbeHooks, 'open'>): Promise<Sending>
}

export type ProbedStage = Exclude<Stage, 'settings' | 'message'>

export interface ProbeHooks {
  /** Opens the record of a conversation. */
  open(): Conversation

  /** A stage is over, `ms` after the one before. Told at once and in order; nothing is told of what was not reached. */
  ended(stage: ProbedStage, outcome: StageOutcome, ms: number): void
}

/** `fault` is what ended the stage that failed; all went well without it. */
export interface Probing {
  readonly fault?: SendingFault
}

/** What of the settings is worth knowing beside the provider itself. Holds no secret, and the user name is one. */
export interface ProviderTraits {
  /** A server that this program runs itself. */
  readonly isBuiltIn: boolean
  readonly logsIn: boolean
  readonly verifiesCertificate: boolean
  /** The SASL mechanism that is prescribed. */
  readonly authMethod?: string
  /** The name in EHLO that is prescribed. */
  readonly ehloName?: string
  /** The file of the authorities that are trusted in place of the public ones. */
  readonly caFile?: string
  /** How an address relates to the account that logs in: `unknown` where the user name is no address. */
  senderIs(address: EmailAddress): 'account' | 'other' | 'unknown'
}

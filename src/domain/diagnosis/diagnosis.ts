import type { Cause, Phase, Side } from './cause.js'

/** A sentence for people, in every language the product speaks. */
export interface Sentence {
  readonly en: string
  readonly es: string
}

/** What a transcript means: why an e-mail did (not) go out, and who must act. */
export interface Diagnosis {
  readonly phase: Phase
  readonly cause: Cause
  readonly side: Side
  /** Would the unchanged message with unchanged settings probably pass later? For the reader; a delivery's fate never uses it. */
  readonly retryable: boolean
  /** The very lines that decided, as they stand in the transcript. */
  readonly evidence: readonly string[]
  /** `certain`: the text says it; `likely`: the best reading of an ambiguous text; `guess`: little to go by. */
  readonly confidence: 'certain' | 'likely' | 'guess'
  /** The name of the rule that decided, so that a wrong answer can be traced and mended. */
  readonly rule: string
  readonly explanation: Sentence
  readonly remedy: Sentence
}

/** What the program that sent the message knows beyond the conversation: the error it ended with. */
export interface SendingFault {
  readonly message: string
  /** The error's own code, such as `ECONNREFUSED`, `ETIMEDOUT` or Nodemailer's `EAUTH`. */
  readonly code?: string
  /** The SMTP command that was waiting, such as `AUTH PLAIN`, `MAIL FROM` or `CONN`. */
  readonly command?: string
  /** The three-digit reply code, when the server said one. */
  readonly replyCode?: number
}

/** Known facts that the text may not show. All optional: a pasted text often comes alone. */
export interface DiagnosisContext {
  readonly host?: string
  readonly port?: number
  readonly tls?: 'implicit' | 'starttls' | 'none'
  /** The envelope's sender. */
  readonly from?: string
  /** The envelope's recipient. */
  readonly to?: string
}

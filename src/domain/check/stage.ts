/**
 * What a check of a provider goes through, in order. `settings` is ours alone; the others are the steps of the
 * conversation. `tls` comes after `greeting` where the settings say STARTTLS. `sender` is MAIL FROM, taken back with
 * RSET; `message` is a real one, and only there when it was asked for.
 */
export const stages = [
  'settings',
  'resolve',
  'connect',
  'tls',
  'greeting',
  'hello',
  'auth',
  'sender',
  'message',
] as const
export type Stage = (typeof stages)[number]

/** `skipped`: not reached, or nothing to do there (no login without a user, no TLS where it is switched off). */
export type StageOutcome = 'ok' | 'failed' | 'skipped'

/** How one stage went. */
export interface StageReport {
  readonly stage: Stage
  readonly outcome: StageOutcome
  /** Whole milliseconds. */
  readonly ms: number
  readonly facts: StageFacts
}

/** What a stage brought to light, every secret masked. A stage has those that belong to it and are known. */
export interface StageFacts {
  readonly host?: string
  readonly port?: number
  readonly encryption?: 'implicit' | 'starttls' | 'opportunistic' | 'none'
  /** The envelope's sender. */
  readonly sender?: string
  readonly addresses?: readonly string[]
  /** The IP address that answered, or was tried last. */
  readonly address?: string
  /** Such as `TLSv1.3`. */
  readonly tlsVersion?: string
  readonly cipher?: string
  readonly certificate?: Certificate
  /** Why the certificate would not be accepted, where the settings say not to verify it. */
  readonly notVerified?: string
  /** What the server offers on the connection as it is used: the lines of its last EHLO reply after the first. */
  readonly extensions?: readonly string[]
  /** The SASL mechanism that was used. */
  readonly mechanism?: string
  readonly recipient?: string
  readonly messageId?: string
  /** The server's last reply in this stage, its lines as they were said, with the code. */
  readonly reply?: readonly string[]
  /** The code of the error that ended the stage, such as `ECONNREFUSED`. */
  readonly error?: string
}

export interface Certificate {
  readonly subject: string
  readonly issuer: string
  /** `YYYY-MM-DDThh:mm:ss` in UTC. */
  readonly expires: string
  /** Whole days until then, negative when it is over; absent when the certificate does not say. */
  readonly daysLeft?: number
}

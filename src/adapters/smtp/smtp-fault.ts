import type { SendingFault } from '../../domain/diagnosis/diagnosis.js'

/** The steps of a conversation, in order. */
export type Stage = 'resolve' | 'connect' | 'tls' | 'greeting' | 'hello' | 'auth' | 'transaction'

/** The code of a conversation that we broke off ourselves. */
const brokenOff = 'EBROKENOFF'

/** What ended a step of a conversation. It never repeats what the server said: the record does, with secrets masked. */
export class SmtpFault extends Error {
  readonly stage: Stage
  readonly code: string
  /** The command that was waiting; `CONN` before the first one. */
  readonly command: string
  readonly replyCode: number | undefined
  /** The server is gone, or says it will be (421): nothing more can be said to it. */
  readonly lost: boolean

  constructor(facts: {
    readonly stage: Stage
    readonly code: string
    readonly message: string
    readonly command?: string
    readonly replyCode?: number | undefined
    readonly lost?: boolean
  }) {
    super(facts.message)
    this.name = 'SmtpFault'
    this.stage = facts.stage
    this.code = facts.code
    this.command = facts.command ?? 'CONN'
    this.replyCode = facts.replyCode
    this.lost = facts.lost ?? false
  }

  /** We ended the conversation, in the middle of whatever it was about. */
  static brokenOff(stage: Stage, why: string): SmtpFault {
    return new SmtpFault({ stage, code: brokenOff, message: why })
  }

  get isBrokenOff(): boolean {
    return this.code === brokenOff
  }

  toSendingFault(): SendingFault {
    const { message, code, command, replyCode } = this
    return replyCode === undefined ? { message, code, command } : { message, code, command, replyCode }
  }
}

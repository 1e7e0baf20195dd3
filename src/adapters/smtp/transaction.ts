import type { AttemptOutcome } from '../../domain/delivery/attempt.js'
import type { Exchange } from './dialogue.js'
import { SmtpFault } from './smtp-fault.js'

export interface Verdict {
  readonly outcome: AttemptOutcome
  readonly fault?: SmtpFault
  /** The connection was gone before the server had said a word about this message. */
  readonly stale: boolean
}

/** What becomes of one message, told from the replies to MAIL, RCPT, DATA and the final dot. */
export class Transaction {
  #refusal: SmtpFault | undefined
  #recipientAnswered = false
  #senderAccepted = false
  #dotSent = false
  #accepted = false
  #dataHeld = false

  /** The server may have all of the message from here on. */
  finalDot(): void {
    this.#dotSent = true
  }

  /** What becomes of the message when this fault ended its transfer: what the server said goes before it. */
  verdictAfter(fault: SmtpFault): Verdict {
    if (this.#accepted) return { outcome: 'accepted', stale: false }
    const refusal = this.#refusal
    const stale = !this.#senderAccepted && (refusal === undefined ? fault.lost : refusal.replyCode === 421)
    const code = refusal?.replyCode ?? 0
    if (refusal !== undefined && code >= 400)
      return { outcome: code < 500 ? 'deferred' : 'refused', fault: refusal, stale }
    const beforeDot = refusal === undefined && fault.isBrokenOff ? 'interrupted' : 'failed'
    return { outcome: this.#dotSent ? 'in-doubt' : beforeDot, fault: refusal ?? fault, stale }
  }

  /** DATA is being kept back until the recipient is accepted and the caller agrees. */
  holdData(): void {
    this.#dataHeld = true
  }

  /** What to do with the DATA that is kept back: `ask` the caller, `reset` instead of it, or wait for replies. */
  get dataMay(): 'wait' | 'ask' | 'reset' {
    if (!this.#dataHeld || !this.#recipientAnswered) return 'wait'
    return this.#refusal === undefined ? 'ask' : 'reset'
  }

  replied({ awaited, reply }: Exchange): void {
    const step = awaited?.kind === 'final-dot' ? 'message' : awaited?.command
    const digit = Math.floor(reply.code / 100)
    if (step === 'MAIL FROM') this.#senderAccepted = digit === 2
    if (step === 'RCPT TO') this.#recipientAnswered = true
    if (step === 'message' && digit === 2) this.#accepted = true
    else if (step === 'MAIL FROM' || step === 'RCPT TO') this.#refuse(step, 'EENVELOPE', reply.code, digit !== 2)
    else if (step === 'DATA') this.#refuse(step, 'EENVELOPE', reply.code, digit !== 3)
    else if (step === 'message') this.#refuse('DATA', 'EMESSAGE', reply.code, true)
  }

  #refuse(command: string, code: string, replyCode: number, refused: boolean): void {
    if (!refused || this.#refusal !== undefined) return
    const what = code === 'EMESSAGE' ? 'the message' : command
    const message = `The server answered ${what} with ${replyCode}`
    this.#refusal = new SmtpFault({ stage: 'transaction', code, message, command, replyCode })
  }
}

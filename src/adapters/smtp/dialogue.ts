import { type Reply, ReplyReader } from './reply-reader.js'

/** Something that a reply is due for. */
export interface Awaited {
  /** `CONN` for the greeting, `DATA` also for the final dot, otherwise the command, such as `AUTH PLAIN`. */
  readonly command: string
  readonly kind: 'greeting' | 'command' | 'final-dot'
  /** In words: `the greeting`, `the reply to MAIL FROM`. */
  readonly inWords: string
}

export interface Exchange {
  /** Absent when nothing was due. */
  readonly awaited: Awaited | undefined
  readonly reply: Reply
}

const greeting: Awaited = { command: 'CONN', kind: 'greeting', inWords: 'the greeting' }
const finalDot: Awaited = { command: 'DATA', kind: 'final-dot', inWords: 'the reply to the final dot' }
const verb = /^(?:MAIL FROM|RCPT TO|AUTH [\w-]{1,32}|[A-Z]{4,8})/i
const endOfMessage = Buffer.from('\r\n.\r\n')

/**
 * Follows both sides of one SMTP conversation and says which reply belongs to which command. It is told each write on
 * its own (a command is one write, as Nodemailer does it) and the received bytes cut anywhere.
 */
export class Dialogue {
  readonly #reader = new ReplyReader()
  #awaiting: readonly Awaited[] = [greeting]
  #challenged: Awaited | undefined
  #inMessage = false
  #tail = Buffer.alloc(0)

  /** What the next reply is due for. */
  get next(): Awaited | undefined {
    return this.#awaiting[0]
  }

  /** True from the server's 354 to the final dot: no command can be said. */
  get inMessage(): boolean {
    return this.#inMessage
  }

  sent(bytes: Uint8Array): void {
    if (this.#inMessage) return this.#sentOfMessage(bytes)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1')
    const awaited = this.#challenged ?? commandOf(text)
    this.#challenged = undefined
    this.#awaiting = [...this.#awaiting, awaited]
  }

  received(bytes: Uint8Array): readonly Exchange[] {
    return this.#reader.push(bytes).map((reply) => {
      const [awaited, ...rest] = this.#awaiting
      this.#awaiting = rest
      if (awaited?.command.startsWith('AUTH') === true && reply.code === 334) this.#challenged = awaited
      if (awaited?.command === 'DATA' && awaited.kind === 'command' && reply.code === 354) this.#inMessage = true
      return { awaited, reply }
    })
  }

  /** The connection is a secured one from here on. */
  secured(): void {
    this.#reader.forget()
  }

  #sentOfMessage(bytes: Uint8Array): void {
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-endOfMessage.length)]).subarray(-endOfMessage.length)
    if (!this.#tail.equals(endOfMessage)) return
    this.#inMessage = false
    this.#tail = Buffer.alloc(0)
    this.#awaiting = [...this.#awaiting, finalDot]
  }
}

function commandOf(text: string): Awaited {
  const command = verb.exec(text)?.[0].toUpperCase() ?? 'a command'
  return { command, kind: 'command', inWords: `the reply to ${command}` }
}

import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Conversation } from '../../application/ports/email-sender.js'
import { Countdown } from './countdown.js'
import { type Awaited, Dialogue, type Exchange } from './dialogue.js'
import { codeOf, reasonOf, recordHandshake } from './handshake.js'
import type { Reply } from './reply-reader.js'
import type { TimeLimits } from './time-limits.js'
import { Wire, type WireListener } from './wire.js'

/** What ended a connection: facts of a fault, without the stage it struck in. */
export interface Breakdown {
  readonly code: string
  readonly message: string
  readonly command: string
  readonly replyCode?: number
  readonly lost: boolean
}

export interface ConnectionObserver {
  /** Asked before something of the SMTP client goes out; true keeps it back. */
  readonly keepsBack: (bytes: Uint8Array) => boolean
  /** A reply came; the SMTP client has not seen it yet. */
  readonly replied: (exchange: Exchange) => void
  /** The final dot of a message goes out. */
  readonly finalDot: () => void
  /** Nothing can be done on this connection any more, but to end it. */
  readonly brokeDown: (breakdown: Breakdown) => void
}

/**
 * A connection under observation, from TCP (or TLS) to its close: everything goes to the conversation, and every wait
 * has its time-out. A server that breaks the protocol is stopped here, before the SMTP client can misread it.
 */
export class MonitoredConnection implements WireListener {
  readonly #conversation: Conversation
  readonly #limits: TimeLimits
  readonly #observer: ConnectionObserver
  readonly #wire: Wire
  readonly #dialogue = new Dialogue()
  readonly #countdown = new Countdown()
  readonly closed: Promise<void>
  #resolveClosed: () => void = () => undefined
  #timed: Awaited | 'message' | undefined
  /** STARTTLS was granted. */
  #upgradeDue = false
  #handshaking = false
  #secured: boolean
  #isClosed = false
  /** Who ended it first. */
  #endedBy: 'nobody' | 'us' | 'server' = 'nobody'
  /** Why nobody listens on the other side any more: no QUIT can be said. */
  #deaf: 'no' | 'leaving' | 'silent' | 'gone' = 'no'
  /** Nothing is expected any more, but the end: its time-out is the only one. */
  #ending = false
  #farewell: 'none' | 'said' | 'answered' = 'none'

  constructor(socket: Socket, limits: TimeLimits, conversation: Conversation, observer: ConnectionObserver) {
    this.#conversation = conversation
    this.#limits = limits
    this.#observer = observer
    this.#secured = socket instanceof TLSSocket
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
    this.#wire = new Wire(socket, this)
    this.#watch()
  }

  get secured(): boolean {
    return this.#secured
  }

  /** False once the server is gone, or said it will be. */
  get listens(): boolean {
    return this.#deaf === 'no'
  }

  say(line: string): void {
    const bytes = Buffer.from(`${line}\r\n`)
    this.#record(bytes)
    this.#wire.write(bytes)
  }

  /** Goes on above TLS; the handshake has not begun. */
  upgrade(secured: TLSSocket): void {
    this.#handshaking = true
    this.#dialogue.secured()
    this.#wire.continueOn(secured)
    secured.prependOnceListener('secureConnect', () => {
      this.#handshaking = false
      this.#upgradeDue = false
      this.#secured = true
      this.#countdown.stop()
      this.#conversation.event({ event: 'starttls-done' })
    })
    recordHandshake(secured, this.#conversation)
    const ms = this.#limits.handshakeMs
    this.#countdown.start(ms, () => this.#timedOut(ms, 'the TLS handshake', 'STARTTLS'))
  }

  /** The server cannot be expected to understand a QUIT, although it is there. */
  leave(): void {
    if (this.#deaf === 'no') this.#deaf = 'leaving'
  }

  /** Closes at once, without a word. */
  breakOff(): void {
    this.#deaf = 'silent'
    this.#destroy()
  }

  /** Says `lines` and QUIT where the server can still take them, closes, and resolves when all is closed. */
  async end(lines: readonly string[] = []): Promise<void> {
    const { socket } = this.#wire
    const ms = this.#limits.quitMs
    this.#ending = true
    if (!this.#isClosed) {
      this.#countdown.start(ms, () => {
        if (this.#farewell === 'said')
          this.#conversation.event({ event: 'timed-out', ms, waitedFor: 'the reply to QUIT' })
        this.#destroy()
      })
      if (this.#dialogue.inMessage || this.#deaf === 'silent' || this.#deaf === 'gone') this.#destroy()
      else if (this.#deaf === 'leaving' || !socket.writable) this.#part()
      else this.#sayGoodbye(lines)
    }
    await this.closed
  }

  sending(bytes: Uint8Array): boolean {
    if (this.#observer.keepsBack(bytes)) return false
    this.#record(bytes)
    return true
  }

  received(bytes: Uint8Array): void {
    this.#conversation.received(bytes)
    for (const exchange of this.#dialogue.received(bytes)) this.#replied(exchange)
    this.#watch()
  }

  finished(): void {
    this.#deaf = 'gone'
    if (this.#endedBy !== 'nobody') return
    this.#endedBy = 'server'
    if (this.#farewell === 'answered') return
    this.#conversation.event({ event: 'closed-by-server' })
    this.#breakDown('ECONNECTION', 'The server closed the connection', this.#waitingCommand)
  }

  broken(error: Error): void {
    this.#deaf = 'gone'
    if (this.#endedBy !== 'nobody') return
    this.#endedBy = 'server'
    if (this.#farewell === 'answered') return
    // A failed handshake has its own event; for anything else this is the only word about it.
    if (!this.#handshaking) this.#conversation.event({ event: 'connection-lost', code: codeOf(error) })
    this.#breakDown(codeOf(error), reasonOf(error), this.#waitingCommand)
  }

  ended(): void {
    this.#countdown.stop()
    this.#isClosed = true
    if (this.#endedBy !== 'server' && this.#farewell !== 'answered') this.#conversation.event({ event: 'closed-by-us' })
    this.#deaf = 'gone'
    this.#conversation.event({ event: 'closed' })
    this.#conversation.ended()
    this.#resolveClosed()
  }

  #record(bytes: Uint8Array): void {
    this.#conversation.sent(bytes)
    const { inMessage } = this.#dialogue
    this.#dialogue.sent(bytes)
    if (inMessage && !this.#dialogue.inMessage) this.#observer.finalDot()
    this.#watch()
  }

  #replied(exchange: Exchange): void {
    const { awaited, reply } = exchange
    if (reply.code === 421) this.leave()
    if (this.#ending) return this.#repliedToGoodbye(awaited)
    if (awaited === undefined) return this.#unasked(reply)
    if (reply.code === 0) {
      return this.#breakDown(
        'EPROTOCOL',
        `Something else than an SMTP reply came as ${awaited.inWords}`,
        awaited.command,
      )
    }
    if (awaited.command === 'DATA' && awaited.kind === 'command' && reply.code < 400 && reply.code !== 354) {
      return this.#breakDown('EPROTOCOL', `The server answered DATA with ${reply.code}`, 'DATA', reply.code)
    }
    if (awaited.command === 'STARTTLS' && reply.code < 300) this.#upgradeDue = true
    this.#observer.replied(exchange)
    if (reply.code === 421)
      this.#breakDown('ECONNECTION', `The server answered ${awaited.command} with 421`, awaited.command, 421)
  }

  #unasked({ code }: Reply): void {
    if (code === 421)
      return this.#breakDown('ECONNECTION', 'The server says that it closes the connection', 'CONN', 421)
    // Clear text where the server wants to shake hands: somebody tries to slip words in (RFC 3207 6).
    if (this.#upgradeDue) this.leave()
    this.#breakDown('EPROTOCOL', 'A reply came that nothing was said for', this.#upgradeDue ? 'STARTTLS' : 'CONN')
  }

  #sayGoodbye(lines: readonly string[]): void {
    this.#farewell = 'said'
    for (const line of [...lines, 'QUIT']) this.say(line)
  }

  #repliedToGoodbye(awaited: Awaited | undefined): void {
    if (awaited?.command !== 'QUIT') return
    this.#farewell = 'answered'
    this.#part()
  }

  /** The server has the first turn to close: with TLS, our end would cut off what it still says. */
  #part(): void {
    this.#countdown.start(this.#limits.partingMs, () => {
      if (this.#endedBy === 'nobody') this.#endedBy = 'us'
      this.#wire.socket.end()
      this.#countdown.start(this.#limits.quitMs, () => this.#destroy())
    })
  }

  #destroy(): void {
    if (this.#endedBy === 'nobody') this.#endedBy = 'us'
    this.#wire.socket.destroy()
  }

  /** The time-out follows what is waited for. */
  #watch(): void {
    if (this.#ending || this.#handshaking || this.#deaf === 'gone') return
    const { next, inMessage } = this.#dialogue
    const waiting = next ?? (inMessage ? 'message' : undefined)
    if (waiting === this.#timed) return
    this.#timed = waiting
    if (waiting === undefined) return this.#countdown.stop()
    const ms = this.#limitOf(waiting)
    const [inWords, command] =
      waiting === 'message' ? ['the message to be taken', 'DATA'] : [waiting.inWords, waiting.command]
    this.#countdown.start(ms, () => this.#timedOut(ms, inWords, command))
  }

  #limitOf(waiting: Awaited | 'message'): number {
    if (waiting === 'message') return this.#limits.replyMs
    if (waiting.kind === 'greeting') return this.#limits.greetingMs
    if (waiting.kind === 'final-dot') return this.#limits.afterDotMs
    return waiting.command === 'RSET' ? this.#limits.quitMs : this.#limits.replyMs
  }

  #timedOut(ms: number, waitedFor: string, command: string): void {
    this.#deaf = 'silent'
    this.#conversation.event({ event: 'timed-out', ms, waitedFor })
    this.#breakDown('ETIMEDOUT', `Waited ${ms} ms for ${waitedFor}`, command)
  }

  #breakDown(code: string, message: string, command: string, replyCode?: number): void {
    if (this.#ending) return
    this.#countdown.stop()
    const lost = this.#deaf === 'gone' || this.#deaf === 'leaving'
    this.#observer.brokeDown({ code, message, command, lost, ...(replyCode === undefined ? {} : { replyCode }) })
  }

  get #waitingCommand(): string {
    if (this.#handshaking) return 'STARTTLS'
    return this.#dialogue.next?.command ?? (this.#dialogue.inMessage ? 'DATA' : 'CONN')
  }
}

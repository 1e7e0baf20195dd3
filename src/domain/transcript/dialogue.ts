import type { ConversationEvent } from './event.js'
import { LineSplitter } from './line-splitter.js'
import type { WireLine } from './line-splitter.js'
import { MessageReader } from './message-reader.js'
import { SmtpProtocol } from './smtp-protocol.js'
import type { ClientRole, ServerRole } from './smtp-protocol.js'
import { textOf } from './wire-text.js'
import type { WireText } from './wire-text.js'

/** What is heard on a connection, in order. Nothing is masked yet. */
export type Heard =
  | { readonly kind: 'sent'; readonly role: ClientRole; readonly text: WireText }
  | { readonly kind: 'received'; readonly role: ServerRole; readonly text: WireText }
  /** A line of a message, its final dot included. */
  | { readonly kind: 'message-line'; readonly text: WireText }
  | { readonly kind: 'event'; readonly event: ConversationEvent }

export interface Hearing {
  /** Whether the lines of messages are wanted; otherwise they are only counted. */
  readonly messageLines: boolean
  readonly heard: (heard: Heard) => void
}

const maxHeldBytes = 65_536

/**
 * Turns the bytes of both sides into lines as they end, and each message into the event that hands it over.
 *
 * A line is told when its LF has come, so the pieces in which bytes arrive change nothing. What a client sends between
 * DATA and its reply is held back until the reply says whether it is a message (64 KiB at most; more is taken for one).
 */
export class Dialogue {
  readonly #hearing: Hearing
  readonly #client = new LineSplitter()
  readonly #server = new LineSplitter()
  readonly #protocol = new SmtpProtocol()
  readonly #tellClientLine = (line: WireLine): void => this.#clientLine(line)
  readonly #tellServerLine = (line: WireLine): void => this.#serverLine(line)
  #message: MessageReader | undefined
  #held: WireLine[] = []
  #heldBytes = 0

  constructor(hearing: Hearing) {
    this.#hearing = hearing
  }

  sent(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) at = this.#sentFrom(chunk, at)
  }

  received(chunk: Uint8Array): void {
    this.#server.split(chunk, this.#tellServerLine)
  }

  /** Passes an event on; one that ends the connection or puts TLS on it first gives up the pieces of lines before it. */
  event(event: ConversationEvent): void {
    if (endings.has(event.event)) this.#finish()
    this.#hearing.heard({ kind: 'event', event })
    if (event.event === 'starttls-done') this.#protocol.restart()
  }

  /** Gives up whatever has not come to its end. To be called once, when the connection is closed. */
  ended(): void {
    this.#finish()
  }

  /** A line, or as much of a message as stands there when its lines are not wanted. @returns where to go on. */
  #sentFrom(chunk: Uint8Array, from: number): number {
    const message = this.#message
    if (message === undefined || this.#hearing.messageLines || !this.#client.isAtLineStart)
      return this.#client.next(chunk, from, this.#tellClientLine)
    const at = message.skim(chunk, from)
    if (message.isComplete) this.#handOver(message)
    else if (at < chunk.length) return this.#client.next(chunk, at, this.#tellClientLine)
    return at
  }

  #finish(): void {
    const unsent = this.#client.rest()
    if (unsent !== undefined) this.#clientLine(unsent)
    this.#finishHeld()
    if (this.#message !== undefined) this.#hearing.heard({ kind: 'event', event: this.#message.interrupted() })
    this.#message = undefined
    this.#protocol.messageEnds()
    const unheard = this.#server.rest()
    if (unheard !== undefined) this.#serverLine(unheard)
  }

  /** DATA will not be answered any more: what followed it is taken for commands only when all of it is. */
  #finishHeld(): void {
    const held = this.#release()
    if (held.length === 0) return
    const commands = held.every((line) => this.#protocol.isCommand(lineText(line)))
    if (!commands) this.#begin()
    for (const line of held) {
      if (commands) this.#command(line)
      else this.#clientLine(line)
    }
  }

  #clientLine(line: WireLine): void {
    if (this.#message !== undefined) this.#messageLine(this.#message, line)
    else if (this.#protocol.messagePhase === 'pending') this.#hold(line)
    else if (this.#protocol.messagePhase === 'perhaps' && !this.#protocol.isCommand(lineText(line))) {
      this.#begin()
      this.#clientLine(line)
    } else this.#command(line)
  }

  #command(line: WireLine): void {
    const text = lineText(line)
    this.#hearing.heard({ kind: 'sent', role: this.#protocol.clientLine(text), text })
    this.#remarks(line, 'client')
  }

  #serverLine(line: WireLine): void {
    const text = lineText(line)
    const role = this.#protocol.serverLine(text)
    this.#hearing.heard({ kind: 'received', role, text })
    this.#remarks(line, 'server')
    if (this.#protocol.messagePhase === 'open' && this.#message === undefined) this.#begin()
    if (this.#held.length > 0 && this.#protocol.messagePhase !== 'pending')
      for (const held of this.#release()) this.#clientLine(held)
  }

  #begin(): void {
    this.#message = new MessageReader()
    this.#protocol.messageBegins()
  }

  #messageLine(message: MessageReader, line: WireLine): void {
    message.line(line)
    if (this.#hearing.messageLines) {
      this.#hearing.heard({ kind: 'message-line', text: lineText(line) })
      this.#remarks(line, 'client')
    }
    if (message.isComplete) this.#handOver(message)
  }

  #handOver(message: MessageReader): void {
    this.#message = undefined
    this.#protocol.messageEnds()
    this.#hearing.heard({ kind: 'event', event: message.handedOver() })
  }

  #hold(line: WireLine): void {
    this.#held.push({ ...line, bytes: new Uint8Array(line.bytes) })
    this.#heldBytes += line.bytes.length + 2
    if (this.#heldBytes <= maxHeldBytes) return
    this.#begin()
    for (const held of this.#release()) this.#clientLine(held)
  }

  #release(): readonly WireLine[] {
    const held = this.#held
    this.#held = []
    this.#heldBytes = 0
    return held
  }

  #remarks(line: WireLine, side: 'client' | 'server'): void {
    const remark = (event: ConversationEvent): void => this.#hearing.heard({ kind: 'event', event })
    if (line.length > line.bytes.length)
      remark({ event: 'line-cut', side, kept: line.bytes.length, bytes: line.length })
    if (line.end === 'none') remark({ event: 'line-unfinished', side })
  }
}

const endings: ReadonlySet<ConversationEvent['event']> = new Set([
  'starttls-done',
  'closed-by-server',
  'closed-by-us',
  'connection-lost',
  'closed',
])

/** The text of a line in a transcript: without its CRLF, with a bare LF as its last character. */
function lineText(line: WireLine): WireText {
  const text = textOf(line.bytes)
  return line.end === 'lf' && line.length === line.bytes.length ? `${text}\n` : text
}

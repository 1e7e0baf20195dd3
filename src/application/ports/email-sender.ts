import type { AttemptOutcome } from '../../domain/delivery/attempt.js'
import type { SendingFault } from '../../domain/diagnosis/diagnosis.js'
import type { ConversationEvent } from '../../domain/transcript/event.js'
import type { EmailMessage } from './email-composer.js'

/** Hands messages to one mail server. There is one sender for each configured provider. */
export interface EmailSender {
  readonly provider: Provider

  /**
   * Hands one message to the mail server and reports what the server said.
   *
   * Every byte either side speaks goes to the recording as it is spoken, and every event of the connection. A server
   * that refuses, hangs up or cannot be reached is an ordinary outcome; the promise rejects only on a defect of ours.
   */
  send(message: EmailMessage, sending: SendingHooks): Promise<Sending>

  /** Ends idle connections politely, waits for those in use, and resolves when all are closed. */
  close(): Promise<void>

  /**
   * Ends every conversation at once, in the middle of whatever it is about, for a closing that cannot wait. What is under
   * way then, or is sent later, is `interrupted`, or `in-doubt` after its final dot; the record says who broke it off.
   *
   * @param why one sentence for the record.
   */
  breakOff(why: string): void
}

/** A configured SMTP server, as far as the application needs to know it. Holds no secret. */
export interface Provider {
  /** Unique among the providers, the same after a restart: `host:port`, with `#2` … where that would repeat. */
  readonly name: string
  /** A name, or an IP address without brackets. */
  readonly host: string
  readonly port: number
  /**
   * `implicit`: TLS from the first byte (RFC 8314). `starttls`: nothing but EHLO, STARTTLS and QUIT is ever said in
   * clear. `opportunistic`: STARTTLS where it is offered and works. `none`: all in clear.
   */
  readonly tls: 'implicit' | 'starttls' | 'opportunistic' | 'none'
  /** A one-way fingerprint of all settings, secrets included: equal settings, equal text. */
  readonly settings: string
  /** How many conversations may run at once. */
  readonly maxConnections: number
  /** At most so many messages in any minute; no limit when absent. */
  readonly ratePerMinute?: number
  /** At most so many messages in any 24 hours; no limit when absent. */
  readonly perDay?: number
  /** False keeps its conversations out of the record. */
  readonly recording?: boolean
  /** The file of its extended log, which has each line of the messages, too. */
  readonly logFile?: string
}

export interface SendingHooks {
  /** Opens the record of a new conversation, which carries this message. */
  open(): Conversation

  /** Says that this message is carried by a conversation that was opened for an earlier one. */
  join(conversation: Conversation): void

  /**
   * Asked once the recipient was accepted and before anything is sent that could complete the message. `stop` means
   * that the message must not be handed over now: the sender ends the transaction and the outcome is `interrupted`.
   */
  handingOver(): Promise<'go' | 'stop'>
}

/** The record of one SMTP connection, from before name resolution to after its close. Calls never throw and never wait. */
export interface Conversation {
  /** Unique in the logging session. */
  readonly number: number

  /** Bytes we put on the wire, above TLS, cut anywhere. */
  sent(bytes: Uint8Array): void

  /** Bytes the server put on the wire, above TLS, cut anywhere. */
  received(bytes: Uint8Array): void

  event(event: ConversationEvent): void

  /** Nothing more will come. An unfinished line is recorded as such. */
  ended(): void
}

export interface Sending {
  readonly outcome: AttemptOutcome
  /** What ended the sending, when it was not accepted. */
  readonly fault?: SendingFault
}

import { AddressMask } from './address-mask.js'
import { Dialogue } from './dialogue.js'
import type { Heard } from './dialogue.js'
import type { ConversationEvent } from './event.js'
import { withTexts } from './event-texts.js'
import { IdentityScrub } from './identity-scrub.js'
import { Redaction } from './redaction.js'
import { SecretPatterns } from './secret-patterns.js'
import { SecretScrub } from './secret-scrub.js'
import type { ClientRole } from './smtp-protocol.js'
import type { Statement } from './statement.js'
import type { WireText } from './wire-text.js'

export interface RecorderOptions {
  /** The secret values that all conversations must keep out of their records. Shared; may grow at any time. */
  readonly secrets: SecretPatterns
  /** Whether each line of a message is recorded (extended log). Otherwise only the event that hands it over. */
  readonly extended: boolean
  /** `masked` hides the local parts of addresses in commands, replies and events. */
  readonly addresses: 'full' | 'masked'
  /** Gets every statement as soon as its line has ended, in order, with every secret masked. */
  readonly onStatement: (statement: Statement) => void
}

const maxLearnedSecrets = 64

/**
 * Makes the record of one conversation out of the bytes that cross its socket (above TLS) and of what happens around
 * them. One instance per connection; pure, never throws, and holds no more than a bounded piece of a line.
 *
 * `credentials-in-clear` and `message-in-clear` are recorded by itself once it was told `connected` without `secured`;
 * `message-handed-over`, `message-interrupted`, `line-cut` and `line-unfinished` always are.
 */
export class ConversationRecorder {
  readonly #options: RecorderOptions
  readonly #dialogue: Dialogue
  readonly #own = new SecretPatterns()
  readonly #identities = new IdentityScrub()
  readonly #redaction: Redaction
  readonly #sent: SecretScrub
  readonly #received: SecretScrub
  readonly #addresses: AddressMask | undefined
  readonly #said = new Set<ConversationEvent['event']>()
  #learned = 0
  #inClear = false

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#dialogue = new Dialogue({ messageLines: options.extended, heard: (heard) => this.#record(heard) })
    this.#redaction = new Redaction(({ secrets, identities }) => {
      this.#identities.learn(identities)
      for (const secret of secrets) if (this.#learned++ < maxLearnedSecrets) this.#own.add(secret)
    })
    this.#sent = new SecretScrub([options.secrets, this.#own])
    this.#received = new SecretScrub([options.secrets, this.#own])
    this.#addresses = options.addresses === 'masked' ? new AddressMask() : undefined
  }

  /** Bytes that we wrote to the server, in order, in whatever pieces. */
  sent(chunk: Uint8Array): void {
    this.#dialogue.sent(chunk)
  }

  /** Bytes that the server wrote to us, in order, in whatever pieces. */
  received(chunk: Uint8Array): void {
    this.#dialogue.received(chunk)
  }

  /** Something that happened around the dialogue, at this point of it. */
  event(event: ConversationEvent): void {
    this.#dialogue.event(event)
  }

  /** Keeps one more secret, of six characters or more, out of the record of this conversation from now on. */
  addSecret(value: string): void {
    this.#own.add(value)
  }

  /** The connection is gone: what had not come to its end is recorded, and said to be unfinished. */
  ended(): void {
    this.#dialogue.ended()
  }

  #record(heard: Heard): void {
    switch (heard.kind) {
      case 'sent': {
        if (this.#inClear) this.#warn(heard.role, heard.text)
        const redacted = this.#sent.line(this.#redaction.sent(heard.text, heard.role))
        if (heard.role === 'command') this.#identities.sent(redacted)
        return this.#options.onStatement({ kind: 'sent', text: this.#addresses?.sent(redacted) ?? redacted })
      }
      case 'received': {
        const redacted = this.#received.line(this.#redaction.received(heard.text, heard.role))
        const text = this.#identities.received(redacted)
        return this.#options.onStatement({ kind: 'received', text: this.#addresses?.received(text) ?? text })
      }
      case 'message-line': {
        const text = this.#sent.line(heard.text)
        return this.#options.onStatement({ kind: 'sent', text: this.#addresses?.message(text) ?? text })
      }
      case 'event':
        return this.#say(heard.event)
    }
  }

  #warn(role: ClientRole, text: WireText): void {
    if (role === 'auth') this.#say({ event: 'credentials-in-clear' })
    else if (role === 'command' && /^[ \t]*mail\b/i.test(text)) this.#say({ event: 'message-in-clear' })
  }

  #say(event: ConversationEvent): void {
    if (event.event === 'connected') this.#inClear = !event.secured
    if (event.event === 'starttls-done' || event.event === 'tls-established') this.#inClear = false
    if (event.event === 'credentials-in-clear' || event.event === 'message-in-clear') {
      if (this.#said.has(event.event)) return
      this.#said.add(event.event)
    }
    this.#options.onStatement({ kind: 'event', event: this.#clean(event) })
  }

  #clean(event: ConversationEvent): ConversationEvent {
    const clean = (text: string): string => {
      const scrubbed = this.#sent.alone(text)
      return this.#addresses?.text(scrubbed) ?? scrubbed
    }
    return withTexts(event, clean)
  }
}

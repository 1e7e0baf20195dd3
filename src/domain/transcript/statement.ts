import type { ConversationEvent } from './event.js'
import type { WireText } from './wire-text.js'

/**
 * One thing that a transcript says: a line we sent, a line we received, or an event.
 *
 * A line's text is what crossed the wire without its CRLF, secrets masked. A line that ended in a bare LF keeps that
 * LF as its last character, so the bytes of every line can be told: the text itself when it ends in LF, otherwise the
 * text and CRLF. A bare CR is a character like any other.
 */
export type Statement =
  | { readonly kind: 'sent'; readonly text: WireText }
  | { readonly kind: 'received'; readonly text: WireText }
  | { readonly kind: 'event'; readonly event: ConversationEvent }

/** A statement as the log keeps it. */
export interface RecordedLine {
  /** Unique in the logging session (one run of the process) and rising by exactly one, from 1. */
  readonly counter: number
  /** Milliseconds since 1970-01-01T00:00Z, whole, in the years 0 to 9999. */
  readonly at: number
  readonly processId: number
  /** Unique in the logging session, from 1; 0 outside a conversation. */
  readonly conversation: number
  readonly statement: Statement
}

/** The language of the `###` events. */
export type LogLocale = 'en' | 'es'

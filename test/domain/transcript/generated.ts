import * as fc from 'fast-check'
import type { ConversationEvent } from '../../../src/domain/transcript/event.js'
import type { LogLocale, RecordedLine, Statement } from '../../../src/domain/transcript/statement.js'
import { textOf } from '../../../src/domain/transcript/wire-text.js'

/** Characters that files, terminals, pages and our own format trip over, among ordinary ones. */
const hostileCharacters =
  '\0|\t|\n|\r|\x1b|\x7f|\x85|\x9b|\u061c|\u200e|\u200f|\u202a|\u202e|\u2028|\u2029|\u2066|\u2069|\udc80|\udcff|\ud83d|\udc00|' +
  "\ufeff|😀|é|\\|\"|'|;|,| |.|(|)|:|{|}|x41|\\x41|\\u{85}|###|; To: |' on port "

const hostileCharacter = fc.constantFrom(...hostileCharacters.split('|'))

export const hostileText = fc
  .array(fc.oneof(hostileCharacter, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

/** Any bytes, valid UTF-8 among them. */
export const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .array(fc.constantFrom(0x0a, 0x0d, 0x22, 0x5c, 0x80, 0xc2, 0xe2, 0xed, 0xf0, 0xf4, 0x9f, 0xa0, 0xbf, 0x41))
    .map((bytes) => Uint8Array.from(bytes)),
  hostileText.map((text) => new TextEncoder().encode(text)),
)

const text = hostileText
const whole = fc.oneof(fc.nat(), fc.maxSafeNat())
const certificate = { subject: text, issuer: text, expires: text }
const side = fc.constantFrom('client' as const, 'server' as const)
const named = <E extends ConversationEvent['event']>(event: E) => fc.constant(event)

/** Every event there is: an event without a row here does not compile. */
const eventRows: {
  readonly [E in ConversationEvent['event']]: fc.Arbitrary<Extract<ConversationEvent, { event: E }>>
} = {
  'log-opened': fc.record({ event: named('log-opened'), version: text }),
  'recording-switched': fc.record({ event: named('recording-switched'), on: fc.boolean(), by: text }),
  'extended-log-on': fc.record({ event: named('extended-log-on'), file: text }),
  'extended-check-on': fc.record({ event: named('extended-check-on') }),
  'recording-gap': fc.record({ event: named('recording-gap'), lines: whole, reason: text }),
  'name-resolved': fc.record({
    event: named('name-resolved'),
    host: text,
    ms: whole,
    addresses: fc.array(
      text.filter((item) => item !== ''),
      { maxLength: 4 },
    ),
  }),
  'name-not-resolved': fc.record({ event: named('name-not-resolved'), host: text, ms: whole, code: text }),
  'address-tried': fc.record({ event: named('address-tried'), address: text, port: whole }),
  'address-failed': fc.record({
    event: named('address-failed'),
    address: text,
    port: whole,
    how: fc.constantFrom('refused' as const, 'unreachable' as const, 'timed-out' as const, 'failed' as const),
    ms: whole,
    code: text,
  }),
  connected: fc.record({ event: named('connected'), host: text, port: whole, secured: fc.boolean() }),
  'tls-established': fc.record({ event: named('tls-established'), version: text, cipher: text, ...certificate }),
  'tls-failed': fc.record({ event: named('tls-failed'), reason: text, code: text, ...certificate }),
  'certificate-not-verified': fc.record({ event: named('certificate-not-verified'), reason: text }),
  'starttls-offered': fc.record({ event: named('starttls-offered') }),
  'starttls-not-offered': fc.record({ event: named('starttls-not-offered') }),
  'starttls-refused': fc.record({ event: named('starttls-refused') }),
  'starttls-done': fc.record({ event: named('starttls-done') }),
  'credentials-in-clear': fc.record({ event: named('credentials-in-clear') }),
  'message-in-clear': fc.record({ event: named('message-in-clear') }),
  'timed-out': fc.record({ event: named('timed-out'), ms: whole, waitedFor: text }),
  'message-handed-over': fc.record({
    event: named('message-handed-over'),
    from: text,
    to: text,
    subject: text,
    date: text,
    messageId: text,
    bytes: whole,
  }),
  'message-interrupted': fc.record({ event: named('message-interrupted'), bytes: whole }),
  'line-cut': fc.record({ event: named('line-cut'), side, kept: whole, bytes: whole }),
  'line-unfinished': fc.record({ event: named('line-unfinished'), side }),
  failed: fc.record({ event: named('failed'), code: text, message: text }),
  'closed-by-server': fc.record({ event: named('closed-by-server') }),
  'closed-by-us': fc.record({ event: named('closed-by-us') }),
  'connection-lost': fc.record({ event: named('connection-lost'), code: text }),
  closed: fc.record({ event: named('closed') }),
  note: fc.record({ event: named('note'), text }),
}

export const anyEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(...Object.values(eventRows))

export const anyLocale: fc.Arbitrary<LogLocale> = fc.constantFrom('en', 'es')

export const anyStatement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ kind: fc.constantFrom('sent' as const, 'received' as const), text: anyBytes.map(textOf) }),
  fc.record({ kind: fc.constant('event' as const), event: anyEvent }),
)

export const anyLine: fc.Arbitrary<RecordedLine> = fc.record({
  counter: whole,
  at: fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
  processId: whole,
  conversation: whole,
  statement: anyStatement,
})

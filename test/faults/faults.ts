import type { SmtpProviderSettings } from '../../src/adapters/smtp/provider-settings.js'
import type { Behaviour, Script, ScriptedSmtpServerOptions } from '../support/scripted-smtp-server.js'

/** One way to misbehave, and what must come of it. */
export interface Fault {
  /** Where in the conversation. */
  readonly at: string
  readonly what: string
  readonly server: ScriptedSmtpServerOptions
  /** What our settings have that the server has not. */
  readonly settings?: Partial<SmtpProviderSettings>
  readonly recipient?: string
  /** There is no server to compare the record with. */
  readonly alone?: boolean
  /** Nothing goes on until a time-out: all of them are short. */
  readonly waits?: boolean
  /** TLS fails on what the server says, so that no line of it is ever heard. */
  readonly unheard?: boolean
}

const hang: Behaviour = { after: 'hang' }
const drop: Behaviour = { after: 'drop' }
const halfLine: Behaviour = { bytes: '250 half of a li', after: 'end' }
const halfReply: Behaviour = { bytes: '250-one line and no more\r\n', after: 'end' }
const garbage: Behaviour = { bytes: '\xff\xfe\x00 what?\r\n' }

/** What can go wrong in a like way wherever a reply is waited for. */
const usual: readonly (readonly [what: string, does: Behaviour, waits?: boolean])[] = [
  ['refuses for good', '554 5.0.0 No'],
  ['refuses for now', '454 4.0.0 Not now'],
  ['421', '421 4.3.2 Service shutting down'],
  ['hangs', hang, true],
  ['drops the connection', drop],
  ['half a line', halfLine],
  ['half a reply', halfReply],
  ['garbage', garbage],
]

const commands = [
  ['greeting', 'greeting'],
  ['EHLO', 'ehlo'],
  ['STARTTLS', 'starttls'],
  ['AUTH', 'auth'],
  ['MAIL', 'mail'],
  ['RCPT', 'rcpt'],
  ['DATA', 'data'],
  ['final dot', 'dot'],
] as const

const everywhere: readonly Fault[] = commands.flatMap(([at, phase]) =>
  usual.map(([what, does, waits = false]) => ({ at, what, server: { script: { [phase]: does } }, waits })),
)

function saying(at: string, what: string, script: Script): Fault {
  return { at, what, server: { script } }
}

const words: readonly Fault[] = [
  saying('greeting', 'too many connections', { greeting: '421 4.7.0 Too many connections from your IP' }),
  saying('AUTH', 'wrong password', { auth: '535 5.7.8 Username and Password not accepted.' }),
  saying('AUTH', 'login out of order', { auth: '454 4.7.0 Temporary authentication failure' }),
  saying('MAIL', 'sender not allowed', { mail: '553 5.7.1 Sender address rejected: not owned by user' }),
  saying('MAIL', 'login wanted', { mail: '530 5.7.0 Authentication required' }),
  saying('RCPT', 'no such user', { rcpt: '550 5.1.1 The email account that you tried to reach does not exist' }),
  saying('RCPT', 'mailbox full', { rcpt: '552 5.2.2 Mailbox is full' }),
  saying('RCPT', 'greylisting', { rcpt: '450 4.2.0 Greylisted, please try again in 300 seconds' }),
  saying('RCPT', 'relaying denied', { rcpt: '550 5.7.1 Relaying denied' }),
  saying('RCPT', 'mailbox disabled', { rcpt: '550 5.2.1 Mailbox disabled, not accepting messages' }),
  saying('final dot', 'taken for spam', { dot: '554 5.7.1 Message rejected as spam by content scanning' }),
  saying('final dot', 'quota used up', { dot: '550 5.4.5 Daily user sending quota exceeded' }),
  saying('final dot', 'too large', { dot: '552 5.3.4 Message size exceeds fixed maximum message size' }),
  saying('DATA', '250 in place of 354', { data: '250 2.0.0 Ok' }),
  saying('RCPT', 'a reply too many', { rcpt: ['250 2.1.5 Ok', '250 2.1.5 Ok'] }),
]

const connecting: readonly Fault[] = [
  { at: 'name', what: 'nobody knows it', server: {}, settings: { host: 'no such host' }, alone: true },
  { at: 'connect', what: 'nobody listens', server: {}, settings: { port: 1 }, alone: true },
  { at: 'connect', what: 'drops the connection', server: { script: { connect: drop } } },
  { at: 'connect', what: 'is silent', server: { script: { connect: hang } }, waits: true },
  { at: 'TLS', what: 'no handshake', server: { tls: 'implicit', script: { connect: hang } }, waits: true },
  { at: 'TLS', what: 'drops the connection', server: { tls: 'implicit', script: { connect: drop } } },
  {
    at: 'TLS',
    what: 'clear text',
    server: { tls: 'implicit', script: { connect: { reply: '220 hello', after: 'hang' } } },
    unheard: true,
  },
  { at: 'TLS', what: 'expired certificate', server: { tls: 'implicit', certificate: 'expired' } },
  { at: 'TLS', what: 'certificate of another name', server: { tls: 'implicit', certificate: 'wrong-name' } },
  { at: 'TLS', what: 'self-signed certificate', server: { tls: 'implicit', certificate: 'self-signed' } },
  {
    at: 'TLS',
    what: 'only TLS 1.1',
    server: { tls: 'implicit', tlsOptions: { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } },
  },
  {
    at: 'TLS',
    what: 'TLS at once where STARTTLS is set',
    server: { tls: 'implicit' },
    settings: { tls: 'starttls' },
    waits: true,
  },
  {
    at: 'TLS',
    what: 'STARTTLS where TLS at once is set',
    server: { tls: 'starttls' },
    settings: { tls: 'implicit' },
    unheard: true,
  },
  { at: 'STARTTLS', what: 'not offered', server: { tls: 'none' }, settings: { tls: 'starttls' } },
  { at: 'STARTTLS', what: 'hangs in the handshake', server: { script: { upgrade: hang } }, waits: true },
  { at: 'STARTTLS', what: 'drops in the handshake', server: { script: { upgrade: drop } } },
  { at: 'STARTTLS', what: 'slips words in before TLS', server: { script: { upgrade: '250 ok' } } },
  { at: 'STARTTLS', what: 'self-signed certificate', server: { certificate: 'self-signed' } },
  { at: 'AUTH', what: 'not offered', server: { extensions: ['PIPELINING'] } },
  {
    at: 'AUTH',
    what: 'no method in common',
    server: { extensions: ['AUTH GSSAPI'], script: { auth: '504 5.5.4 Unrecognized authentication type' } },
  },
  { at: 'MAIL', what: 'SMTPUTF8 not offered', server: {}, recipient: 'añá@example.org' },
]

const taken: readonly Fault[] = [
  { at: 'QUIT', what: 'hangs', server: { script: { quit: hang } }, waits: true },
  { at: 'QUIT', what: 'drops the connection', server: { script: { quit: drop } } },
  { at: 'QUIT', what: 'garbage', server: { script: { quit: garbage } } },
]

const order = [
  'name',
  'connect',
  'TLS',
  'greeting',
  'EHLO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'final dot',
  'QUIT',
]

/** In the order of a conversation. */
export const faults: readonly Fault[] = [...connecting, ...everywhere, ...words, ...taken].toSorted(
  (a, b) => order.indexOf(a.at) - order.indexOf(b.at),
)

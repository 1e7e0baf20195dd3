import type { Phase } from './cause.js'

type Awaited = 'greeting' | 'hello' | 'tls' | 'auth' | 'sender' | 'recipient' | 'data' | 'acceptance' | 'other' | 'quit'

/** A line that a client says as a command (RFC 5321 section 4.1.1, RFC 3207, RFC 4954, RFC 3030). */
export const command =
  /^(?:EHLO|HELO|LHLO)(?: |$)|^(?:MAIL FROM|RCPT TO) {0,2}(?:[:<]|$)|^(?:DATA|QUIT|RSET|NOOP|STARTTLS|HELP)\.?\s{0,4}$|^BDAT \d|^AUTH (?:PLAIN|LOGIN|CRAM|NTLM|XOAUTH|OAUTHB|DIGEST|SCRAM|GSSAPI|EXTERNAL)|^VRFY /i

/**
 * Follows one SMTP connection command by command (RFC 5321), so that each reply is given to the command it answers,
 * also when the client pipelines (RFC 2920). Where a log leaves one side out, the replies alone carry it on.
 */
export class Conversation {
  readonly commands: string[] = []
  readonly #waiting: Awaited[] = []
  #state: Phase | undefined
  #inMessage = false
  #inAuth = false
  #offer: string[] = []
  /** The words of the greeting, when one was seen. */
  greeting: string | undefined
  /** The keywords of the last EHLO reply, upper case; nothing before an EHLO was answered. */
  get offered(): readonly string[] {
    return this.#offer
  }
  helloAnswered = false
  /** The last greeting of the client was a HELO, after which it cannot log in. */
  usedHelo = false
  authTried = false
  authenticated = false
  starttlsTried = false
  secured = false
  connected = false
  #connecting = false
  /** The line of the reply that took the message over. */
  acceptedAt: number | undefined
  closed = false
  spokeBeforeGreeting = false
  emptySecret = false
  /** The address lines as sent. */
  mailFrom: string | undefined
  rcptTo: string | undefined
  /** The phase of the last reply follows from how far the talk had come, not from a command that was seen. */
  guessed = false
  #lastPhase: Phase | undefined
  #afterHello = false
  #heard = false

  said(text: string): void {
    if (text === '.' && !this.#inMessage) this.#inMessage = true
    if (this.#inMessage) {
      if (text === '.' || /^(?:<CRLF>)?\.(?:<CRLF>)?$/.test(text)) {
        this.#inMessage = false
        this.#waiting.push('acceptance')
      }
      return
    }
    if (this.#inAuth && !/^(?:QUIT|RSET|AUTH|EHLO|HELO|MAIL FROM)/i.test(text)) {
      if (text === '' && !/XOAUTH|OAUTHBEARER/i.test(this.commands.at(-1) ?? '')) this.emptySecret = true
      if (text === '*') this.#inAuth = false
      this.#waiting.push('auth')
      return
    }
    if (/^AUTH /i.test(text) && toldOfLogin.test(text)) return this.#loginTold(text)
    const awaited = commandOf(text)
    if (awaited === undefined) return
    this.#inAuth = false
    this.commands.push(text)
    if (this.greeting === undefined && !this.helloAnswered && awaited !== 'hello' && this.commands.length === 1)
      this.spokeBeforeGreeting = true
    if (awaited === 'hello') this.usedHelo = /^HELO/i.test(text)
    if (awaited === 'auth') this.authTried = true
    if (awaited === 'tls') this.starttlsTried = true
    if (awaited === 'sender') this.mailFrom = text
    if (awaited === 'recipient') this.rcptTo = text
    this.#waiting.push(awaited)
    this.#lastPhase = phaseOf(awaited)
  }

  /** Takes the first line of a reply; the phase of the command it answers, as far as the conversation shows. */
  answered(code: number, text: string, line: number, marked: boolean): Phase | undefined {
    const first = !this.#heard && this.commands.length === 0 && this.#waiting.length === 0
    const turnsAway =
      first && code >= 400 && (this.connected || (marked && (this.#connecting || greetsBadly(code, text))))
    this.#heard = true
    this.connected = true
    this.#inMessage = false
    const greets = code === 220 && !this.#waiting.includes('tls')
    this.guessed = false
    if (greets || turnsAway) {
      if (greets) this.#restart(text)
      this.greeting = text
      this.#state = greets ? 'hello' : 'greeting'
      return 'greeting'
    }
    if (code === 421 && this.#waiting.length === 0) return this.#lastPhase ?? this.#state
    const awaited = this.#waiting.shift()
    const phase = awaited === undefined ? this.#guess(code) : phaseOf(awaited)
    this.guessed = awaited === undefined && !this.#inAuth
    this.#advance(code, phase, awaited, text, line)
    return phase
  }

  continued(text: string): void {
    if (this.#afterHello) this.#offer.push(text.replace(/^\d{3}[- ]/, '').toUpperCase())
  }

  /** Words that carry no mark: a plain session shows the message and the secrets without any. */
  overheard(text: string): boolean {
    if (!this.#inMessage && !this.#inAuth) return false
    if (this.#inMessage && text === '.') {
      this.said(text)
      return true
    }
    return this.#inAuth && /^[A-Za-z0-9+/]{4,4000}={0,2}$/.test(text) && (this.said(text), true)
  }

  event(text: string): void {
    if (opening.test(text)) this.#connecting = true
    if (opened.test(text)) {
      this.connected = true
      if (/\((?:secured|asegurado)\)/i.test(text)) this.secured = true
    }
    if (/message handed over|mensaje entregado|mensaje transmitido/i.test(text)) {
      this.#inMessage = false
      this.#waiting.push('acceptance')
      this.#lastPhase = 'acceptance'
    }
    if (
      /TLS started|upgraded to TLS|secure connection|conexi[oó]n segura|STARTTLS.{0,20}(?:done|hecho)|Connection upgraded/i.test(
        text,
      )
    ) {
      this.secured = true
      if (this.#state === 'tls') this.#state = 'hello'
    }
  }

  /** Where the conversation stood when something else than a reply was said. */
  phaseNow(): Phase | undefined {
    const pending = this.#heard ? this.#waiting[0] : this.#lastSaid()
    if (pending !== undefined) return phaseOf(pending)
    if (this.#inMessage) return 'data'
    if (this.greeting === undefined && this.#state === undefined) {
      if (this.#heard) return undefined
      if (this.connected) return 'greeting'
      return this.#connecting ? 'connect' : undefined
    }
    return this.#state
  }

  #loginTold(text: string): void {
    this.authTried = true
    if (!/succeeded$/i.test(text)) return
    this.authenticated = true
    this.#state = 'sender'
  }

  /** A log that leaves out every reply: a client that says the next command got the one before answered. */
  #lastSaid(): Awaited | undefined {
    return this.#waiting.findLast((awaited) => awaited !== 'quit' && awaited !== 'other') ?? this.#waiting[0]
  }

  #restart(text: string): void {
    this.#waiting.length = 0
    this.greeting = text
    this.#inMessage = false
    this.#inAuth = false
    this.#lastPhase = undefined
  }

  #guess(code: number): Phase | undefined {
    if (this.#inAuth || code === 535 || code === 534 || code === 334 || code === 235) return 'auth'
    return this.#state
  }

  #advance(code: number, phase: Phase | undefined, awaited: Awaited | undefined, text: string, line: number): void {
    this.#afterHello = false
    if (code === 334) this.#inAuth = true
    if (code === 354) {
      this.#inMessage = true
      this.#state = 'acceptance'
      return
    }
    if (code === 221) this.closed = true
    if (code === 235) {
      this.authenticated = true
      this.#state = 'sender'
      this.#inAuth = false
    }
    if (code >= 400) {
      this.#inAuth = false
      if (awaited === 'auth') this.#state = 'auth'
      return
    }
    if (phase === 'hello' && code === 250) {
      this.helloAnswered = true
      this.#offer = []
      this.#afterHello = true
      const keyword = text.replace(/^\d{3}[- ]/, '').toUpperCase()
      if (text.startsWith('250-') && / /.test(keyword) && keyword.includes('250-'))
        this.#offer = keyword.split(/250[- ]/)
      this.#state = awaited === undefined ? undefined : 'sender'
    }
    if (phase === 'tls' && code === 220) {
      this.secured = true
      this.#offer = []
      this.#state = 'tls'
    }
    if (phase === 'sender') this.#state = 'recipient'
    if (phase === 'recipient') this.#state = 'data'
    if (phase === 'acceptance' && code === 250) {
      this.acceptedAt = line
      this.#state = 'done'
    }
  }
}

/** Jakarta Mail keeps the login out of its log, and tells it at the end of a line in words that look like the command. */
export const toldOfLogin = /\bAUTH[ \t]{1,3}[\w-]{2,20} (?:command trace suppressed|succeeded|failed)\s{0,2}$/i

/** How swaks, curl, PHPMailer, Nodemailer, Jakarta Mail and our own record tell that a connection is tried and made. */
const opening = /^(?:SMTP )?(?:Connecting to|Connection: opening|Trying(?: to connect to host)? |Probando)/i
const opened = /^(?:### )?(?:SMTP )?(?:Connected\b(?!.{1,99} but )|Conectado|Connection(?:: opened| established))/i

/** Is this how a server turns a client away before anything was said, and nothing about an address or a message? */
function greetsBadly(code: number, text: string): boolean {
  return (code === 421 || code === 554 || code === 521) && !aboutMail.test(text)
}

const aboutMail = /@|\b(?:user|mailbox|recipient|relay|sender|message|mail from|rcpt|auth|content|dmarc|spf|dkim)/i

const awaitedBy: ReadonlyMap<string, Awaited> = new Map([
  ['EHLO', 'hello'],
  ['HELO', 'hello'],
  ['LHLO', 'hello'],
  ['STARTTLS', 'tls'],
  ['AUTH', 'auth'],
  ['MAIL', 'sender'],
  ['RCPT', 'recipient'],
  ['DATA', 'data'],
  ['BDAT', 'acceptance'],
  ['QUIT', 'quit'],
  ['RSET', 'other'],
  ['NOOP', 'other'],
  ['VRFY', 'other'],
  ['HELP', 'other'],
])

function commandOf(text: string): Awaited | undefined {
  if (!command.test(text)) return undefined
  return awaitedBy.get(/^[A-Za-z]{4,8}\b/.exec(text)?.[0].toUpperCase() ?? '')
}

function phaseOf(awaited: Awaited): Phase | undefined {
  if (awaited === 'other') return undefined
  return awaited === 'quit' ? 'done' : awaited
}

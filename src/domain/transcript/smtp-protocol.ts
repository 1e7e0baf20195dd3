import type { WireText } from './wire-text.js'

/** What a client's line is: `auth` begins a login, `credentials` belongs to one, `unclear` may. */
export type ClientRole = 'command' | 'auth' | 'credentials' | 'unclear'

/** What a server's line is: `challenge` asks for credentials, `noise` is no reply and stands inside a login. */
export type ServerRole = 'reply' | 'challenge' | 'noise'

/** `open`: what the client sends is the message. `pending`: DATA is unanswered. `perhaps`: DATA was answered with 2xx. */
export type MessagePhase = 'closed' | 'pending' | 'open' | 'perhaps'

type Awaited = 'auth' | 'data' | 'message' | 'known' | 'unknown'

const verbs =
  /^[ \t]*(?:(auth)|(data)[ \t]*$|(?:quit|rset|noop|help|starttls)[ \t]*$|(?:ehlo|helo|lhlo|vrfy|expn|etrn|noop|help|bdat|xclient|xforward)[ \t]|(?:mail[ \t]+from|rcpt[ \t]+to)[ \t]*:)/i

/**
 * Knows which reply answers which command (RFC 5321, RFC 2920 for pipelining, RFC 4954 for AUTH), as far as that says
 * where credentials and messages are. It errs on the side of more credentials: whatever a client says between AUTH and
 * the reply that ends it, after a 334 that nobody asked for, or in words it does not know once a login was tried.
 */
export class SmtpProtocol {
  readonly #awaited: Awaited[] = []
  #greeted = false
  #challenges = 0
  #loginTried = false
  #message: MessagePhase = 'closed'

  get messagePhase(): MessagePhase {
    if (this.#message === 'closed' && this.#awaited.includes('data')) return 'pending'
    return this.#message
  }

  clientLine(text: WireText): ClientRole {
    const kind = kindOf(text)
    if (this.#message === 'perhaps') this.#forgetMessage()
    if (this.#challenges > 0) {
      this.#challenges--
      return 'credentials'
    }
    const inside = this.#awaited.includes('auth')
    this.#awaited.push(kind)
    if (inside) return 'credentials'
    if (kind === 'auth') {
      this.#loginTried = true
      return 'auth'
    }
    return kind === 'unknown' && this.#loginTried ? 'unclear' : 'command'
  }

  serverLine(text: WireText): ServerRole {
    const inside = this.#awaited.includes('auth')
    const match = /^([2-5]\d\d)(.?)/s.exec(text)
    if (match === null) return inside ? 'noise' : 'reply'
    const [, code = '', separator = ''] = match
    const challenge = code === '334' || (inside && code.startsWith('3') && this.#awaited[0] === 'auth')
    if (separator !== '-') this.#settle(code, challenge)
    return challenge ? 'challenge' : 'reply'
  }

  /** Whether a line that follows a 2xx to DATA is a command after all. */
  isCommand(text: WireText): boolean {
    return kindOf(text) !== 'unknown'
  }

  messageBegins(): void {
    this.#message = 'open'
  }

  messageEnds(): void {
    this.#message = 'closed'
  }

  /** A TLS handshake forgets what was said before it (RFC 3207, section 4.2). */
  restart(): void {
    this.#awaited.length = 0
    this.#challenges = 0
    this.#message = 'closed'
    this.#greeted = true
  }

  #settle(code: string, challenge: boolean): void {
    const head = this.#awaited[0]
    if (challenge) {
      this.#loginTried = true
      if (head === 'auth' && this.#awaited.length > 1) this.#awaited.splice(1, 1)
      else this.#challenges++
      if (head !== 'auth') this.#awaited.shift()
    } else if (!this.#greeted) this.#greeted = true
    else if (head === 'data' && code.startsWith('3')) this.#answerData('open')
    else if (head === 'data' && code.startsWith('2')) this.#answerData('perhaps')
    else {
      if (head === 'auth') this.#challenges = 0
      this.#awaited.shift()
    }
    this.#greeted = true
  }

  #answerData(phase: 'open' | 'perhaps'): void {
    this.#awaited[0] = 'message'
    this.#message = phase
  }

  #forgetMessage(): void {
    this.#message = 'closed'
    if (this.#awaited[0] === 'message') this.#awaited.shift()
  }
}

function kindOf(text: WireText): Awaited {
  const match = verbs.exec(text.endsWith('\n') ? text.slice(0, -1) : text)
  if (match === null) return 'unknown'
  return match[1] === undefined ? (match[2] === undefined ? 'known' : 'data') : 'auth'
}

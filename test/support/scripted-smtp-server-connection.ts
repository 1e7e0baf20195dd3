import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { LineRecord, type RecordedLine } from './scripted-smtp-server-record.js'
import type { Behaviour, Moment, Phase, ScriptedSmtpServerOptions } from './scripted-smtp-server.js'

const usualExtensions = ['PIPELINING', 'SIZE 10240000', '8BITMIME', 'AUTH PLAIN LOGIN']
const verbs: ReadonlyMap<string, Phase> = new Map([
  ['EHLO', 'ehlo'],
  ['HELO', 'helo'],
  ['STARTTLS', 'starttls'],
  ['AUTH', 'auth'],
  ['MAIL', 'mail'],
  ['RCPT', 'rcpt'],
  ['DATA', 'data'],
  ['RSET', 'rset'],
  ['QUIT', 'quit'],
])

const plainReplies: Partial<Record<Phase, string>> = {
  helo: '250 scripted.test',
  starttls: '502 5.5.1 Not here',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  rset: '250 2.0.0 Ok',
}

/** One connection of a scripted server, with the server's own record of it. */
export class ScriptedConnection {
  readonly number: number
  readonly messages: string[] = []
  /** The lines it took for commands, the message and the answers inside AUTH left out. */
  readonly commands: string[] = []
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>
  readonly #options: ScriptedSmtpServerOptions
  readonly #context: SecureContext
  readonly #record = new LineRecord()
  readonly #times = new Map<Phase, number>()
  readonly #waiting = new Map<Phase, (() => void)[]>()
  /** What TCP goes over, also under TLS. */
  readonly #plain: Socket
  #socket: Socket
  #secured = false
  #buffer = ''
  #state: 'commands' | 'auth' | 'message' | 'deaf' = 'commands'
  #authAnswers: string[] = []
  #mechanism = ''
  #message: string[] = []

  constructor(socket: Socket, number: number, options: ScriptedSmtpServerOptions, context: SecureContext) {
    this.number = number
    this.#plain = socket
    this.#socket = socket
    this.#options = options
    this.#context = context
    this.closed = new Promise((resolve) => {
      socket.on('close', () => resolve())
    })
    if (this.#do('connect', '')) this.#ignore(socket)
    else if (options.tls === 'implicit') this.#secure(() => this.#greet())
    else {
      this.#listenTo(socket)
      this.#greet()
    }
  }

  /** The lines both ways in the order the server saw them, above TLS, without line ends, each byte one character. */
  get record(): readonly RecordedLine[] {
    return this.#record.lines
  }

  /** All bytes of one side, above TLS. */
  bytesOf(side: 'client' | 'server'): Buffer {
    return this.#record.bytesOf(side)
  }

  /** The lines of one side, an unfinished last one included. */
  linesOf(side: 'client' | 'server'): readonly string[] {
    return this.#record.lines.filter((line) => line.side === side).map(({ text }) => text)
  }

  /** Resolves once the client reached that phase (or at once, when it did before). */
  reached(phase: Phase): Promise<void> {
    if (this.#times.has(phase)) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.set(phase, [...(this.#waiting.get(phase) ?? []), resolve])
    })
  }

  /** Says something out of turn. */
  say(bytes: string): void {
    this.#write(Buffer.from(bytes, 'latin1'))
  }

  /** Ends its side politely. */
  end(): void {
    this.#socket.end()
  }

  /** Breaks the connection so that the client gets a reset (RST) rather than an end. */
  reset(): void {
    this.#plain.resetAndDestroy()
  }

  /** Breaks the connection. */
  drop(): void {
    this.#socket.destroy()
  }

  #greet(): void {
    if (!this.#do('greeting', '')) this.#reply('220 scripted.test ESMTP')
  }

  #secure(done: () => void): void {
    const secured = new TLSSocket(this.#socket, { isServer: true, secureContext: this.#context })
    secured.on('error', () => {})
    this.#socket = secured
    this.#buffer = ''
    this.#secured = true
    this.#listenTo(secured)
    secured.once('secure', done)
  }

  #listenTo(socket: Socket): void {
    socket.on('data', (bytes) => this.#received(bytes))
    socket.on('end', () => socket.end())
  }

  /** Reads on, so as to notice the client's end, and hears nothing. */
  #ignore(socket: Socket): void {
    socket.on('end', () => socket.end())
    socket.resume()
  }

  #received(bytes: Buffer): void {
    this.#record.add('client', bytes)
    const lines = (this.#buffer + bytes.toString('latin1')).split(/\r?\n/)
    this.#buffer = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  #line(line: string): void {
    if (this.#state === 'deaf') return
    if (this.#state === 'message') return this.#messageLine(line)
    if (this.#state === 'auth') return this.#authLine(line)
    this.commands.push(line)
    const phase = verbs.get(/^[A-Z]+/i.exec(line)?.[0]?.toUpperCase() ?? '') ?? 'other'
    if (this.#do(phase, line)) return
    if (phase === 'starttls' && (this.#options.tls ?? 'starttls') === 'starttls' && !this.#secured) this.#startTls()
    else this.#reply(this.#usual(phase, line))
  }

  #usual(phase: Phase, line: string): Behaviour {
    if (phase === 'ehlo') return this.#extensionLines()
    if (phase === 'auth') return this.#auth(line)
    if (phase === 'quit') return { reply: '221 2.0.0 Bye', after: 'end' }
    if (phase === 'data') {
      this.#state = 'message'
      this.#message = []
    }
    return plainReplies[phase] ?? '500 5.5.1 Unknown'
  }

  #extensionLines(): readonly string[] {
    const { tls = 'starttls', extensions = usualExtensions } = this.#options
    const all = ['scripted.test', ...(tls === 'starttls' && !this.#secured ? ['STARTTLS'] : []), ...extensions]
    return all.map((text, place) => `250${place === all.length - 1 ? ' ' : '-'}${text}`)
  }

  #startTls(): void {
    this.#reply('220 2.0.0 Ready to start TLS')
    this.#socket.removeAllListeners('data')
    this.#socket.removeAllListeners('end')
    if (this.#do('upgrade', '')) this.#ignore(this.#socket)
    else this.#secure(() => {})
  }

  #auth(line: string): Behaviour {
    const [, mechanism = '', initial] = line.split(' ')
    this.#mechanism = mechanism.toUpperCase()
    this.#authAnswers = initial === undefined ? [] : [initial]
    return this.#authNext()
  }

  #authLine(line: string): void {
    this.#state = 'commands'
    this.#authAnswers.push(line)
    if (!this.#do('auth-response', line)) this.#reply(this.#authNext())
  }

  #authNext(): Behaviour {
    const answers = this.#authAnswers.map((answer) => Buffer.from(answer, 'base64').toString())
    const wanted = this.#mechanism === 'LOGIN' ? 2 : 1
    if (answers.length < wanted) {
      this.#state = 'auth'
      return `334 ${this.#mechanism === 'LOGIN' ? (answers.length === 0 ? 'VXNlcm5hbWU6' : 'UGFzc3dvcmQ6') : ''}`
    }
    const [user = '', password = ''] = this.#mechanism === 'LOGIN' ? answers : (answers[0] ?? '').split('\0').slice(1)
    const { login } = this.#options
    const right = login === undefined || (login.user === user && login.password === password)
    return right ? '235 2.7.0 Welcome' : '535 5.7.8 Authentication credentials invalid'
  }

  #messageLine(line: string): void {
    if (line !== '.') {
      this.#message.push(line.startsWith('.') ? line.slice(1) : line)
      return
    }
    this.#state = 'commands'
    if (this.#do('dot', line)) return
    this.messages.push(this.#message.map((text) => `${text}\r\n`).join(''))
    this.#reply('250 2.0.0 Queued')
  }

  /** Follows the script; true when it had something for this moment. */
  #do(phase: Phase, line: string): boolean {
    const time = (this.#times.get(phase) ?? 0) + 1
    this.#times.set(phase, time)
    for (const tell of this.#waiting.get(phase) ?? []) tell()
    this.#waiting.delete(phase)
    const entry = this.#options.script?.[phase]
    const moment: Moment = { phase, line, connection: this.number, time, secured: this.#secured }
    const behaviour = typeof entry === 'function' ? entry(moment) : entry
    if (behaviour === undefined || behaviour === null) return false
    const code = this.#reply(behaviour)
    if (phase === 'data' && code === '354') {
      this.#state = 'message'
      this.#message = []
    }
    if (phase.startsWith('auth') && code === '334') this.#state = 'auth'
    return true
  }

  /** The code of the first line said, if it is one. */
  #reply(behaviour: Behaviour): string {
    const full = typeof behaviour === 'object' && !isList(behaviour) ? behaviour : { reply: behaviour }
    const lines = full.reply === undefined ? [] : isList(full.reply) ? full.reply : [full.reply]
    const raw = full.bytes === undefined ? '' : full.bytes
    const said = Buffer.concat([
      Buffer.from(lines.map((text) => `${text}\r\n`).join('')),
      typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw,
    ])
    const size = full.pieces ?? Math.max(1, said.length)
    for (let at = 0; at < said.length; at += size) this.#write(said.subarray(at, at + size))
    if (full.after === 'hang') this.#state = 'deaf'
    if (full.after === 'end') this.#socket.end()
    if (full.after === 'drop') this.#dropAfterWriting()
    return said.toString('latin1').trimStart().slice(0, 3)
  }

  #write(bytes: Buffer): void {
    if (!this.#socket.writable) return
    this.#record.add('server', bytes)
    this.#socket.write(bytes)
  }

  #dropAfterWriting(): void {
    this.#state = 'deaf'
    this.#socket.write('', () => this.#socket.destroy())
  }
}

function isList(behaviour: Behaviour): behaviour is readonly string[] {
  return Array.isArray(behaviour)
}

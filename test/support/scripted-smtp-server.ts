import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { type CertificateKind, certificateOf } from './scripted-smtp-server-certificates.js'
import { ScriptedConnection } from './scripted-smtp-server-connection.js'

/**
 * Moments at which the script is asked what to do. `connect` comes before the greeting, and for implicit TLS before
 * the handshake; `upgrade` after STARTTLS was granted, before its handshake; `auth-response` for each line inside an
 * AUTH exchange; `dot` after the final dot; `other` for any other line.
 */
export type Phase =
  | 'connect'
  | 'greeting'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'upgrade'
  | 'auth'
  | 'auth-response'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'dot'
  | 'rset'
  | 'quit'
  | 'other'

/**
 * What the server does at a phase.
 *
 * - a text or a list of texts: the reply, one line each; CRLF is added.
 * - `bytes`: exactly these, nothing added (half a line, bare LF, no UTF-8 …).
 * - `after`: `drop` ends the connection at once after what was said (with nothing said: without a word); `end` closes
 *   it politely; `hang` never says anything on this connection any more.
 * - `pieces`: the reply is written cut into pieces of so many bytes.
 */
export type Behaviour =
  | string
  | readonly string[]
  | {
      readonly reply?: string | readonly string[]
      readonly bytes?: string | Uint8Array
      readonly pieces?: number
      readonly after?: 'drop' | 'end' | 'hang'
    }

export interface Moment {
  readonly phase: Phase
  /** The line that asks for it, without its line end; empty for `connect`, `greeting` and `upgrade`. */
  readonly line: string
  /** Which connection of this server, from 1. */
  readonly connection: number
  /** How often this phase came on this connection, from 1. */
  readonly time: number
  readonly secured: boolean
}

/** What to do at a moment, or nothing for what a well-behaved server does. */
export type Script = Partial<Record<Phase, Behaviour | ((moment: Moment) => Behaviour | undefined | void)>>

export interface ScriptedSmtpServerOptions {
  /** `none`: plain, no STARTTLS offered. Default `starttls`. */
  readonly tls?: 'none' | 'starttls' | 'implicit'
  /** Default `good`: signed by `testCa()`. */
  readonly certificate?: CertificateKind
  /** Extensions in the EHLO reply besides STARTTLS; default `PIPELINING`, `SIZE 10240000`, `8BITMIME`, `AUTH PLAIN LOGIN`. */
  readonly extensions?: readonly string[]
  /** Who may log in; anybody by default. */
  readonly login?: { readonly user: string; readonly password: string }
  readonly script?: Script
  /** Options of the TLS context, such as `maxVersion`. */
  readonly tlsOptions?: Parameters<typeof createSecureContext>[0]
  /** Where to listen; default 127.0.0.1. */
  readonly host?: string
}

/**
 * An SMTP server on a free loopback port that behaves well unless its script says otherwise, and keeps its own record
 * of every connection: lines and bytes both ways, above TLS, and the messages it took.
 *
 * ```ts
 * const server = await startScriptedSmtpServer({ tls: 'implicit', script: { auth: '535 5.7.8 No', mail: { after: 'drop' } } })
 * … sender with host 127.0.0.1, server.port and `ca: await testCa()` …
 * server.connections[0]?.record      // [{ side: 'server', text: '220 …' }, { side: 'client', text: 'EHLO …' } …]
 * await server.connections[0]?.closed
 * await server.close()               // also ends what hangs
 * ```
 */
export async function startScriptedSmtpServer(options: ScriptedSmtpServerOptions = {}): Promise<ScriptedSmtpServer> {
  const { key, cert } = await certificateOf(options.certificate ?? 'good')
  const context = createSecureContext({ ...options.tlsOptions, key, cert })
  const server = new ScriptedSmtpServer(options, context)
  await server.listen(options.host ?? '127.0.0.1')
  return server
}

export class ScriptedSmtpServer {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #connections: ScriptedConnection[] = []
  readonly #waiting: (() => void)[] = []

  constructor(options: ScriptedSmtpServerOptions, context: SecureContext) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => this.#sockets.delete(socket))
      this.#connections.push(new ScriptedConnection(socket, this.#connections.length + 1, options, context))
      for (const tell of this.#waiting.splice(0)) tell()
    })
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** In the order they came; closed ones stay. */
  get connections(): readonly ScriptedConnection[] {
    return this.#connections
  }

  /** The messages it took, as they came, without dot-stuffing and final dot. */
  get messages(): readonly string[] {
    return this.#connections.flatMap(({ messages }) => messages)
  }

  /** How many connections are open now. */
  get open(): number {
    return this.#sockets.size
  }

  /** Resolves with the connection of that number (from 1) once it is there. */
  async connection(number: number): Promise<ScriptedConnection> {
    for (;;) {
      const found = this.#connections[number - 1]
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
      })
    }
  }

  listen(host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, host, resolve)
    })
  }

  /** Stops listening, breaks what is open, and resolves when all is closed. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }
}

import { Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import type { NodemailerError } from 'nodemailer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SmtpProviderSettings } from './provider-settings.js'

/** The longest a timer can run: only the session's own time-outs decide. */
const never = 2 ** 31 - 1

export interface ClientEvents {
  /** STARTTLS goes on with this socket; its handshake has not begun. */
  readonly upgrading: (secured: TLSSocket) => void
  /** The client gave up. It is still attached to the socket. */
  readonly gaveUp: (error: NodemailerError) => void
}

/**
 * Nodemailer's SMTP client on a socket that was connected before. It speaks the protocol and no more: it opens and
 * closes nothing, and times nothing.
 */
export class NodemailerClient {
  readonly #connection: SMTPConnection
  #socket: Socket

  constructor(
    socket: Socket,
    settings: Pick<SmtpProviderSettings, 'host' | 'port' | 'tls'>,
    name: string,
    tls: ConnectionOptions,
    events: ClientEvents,
  ) {
    this.#socket = socket
    this.#connection = new SMTPConnection({
      host: settings.host,
      port: settings.port,
      connection: socket,
      secure: settings.tls === 'implicit',
      secured: settings.tls === 'implicit',
      requireTLS: settings.tls === 'starttls',
      opportunisticTLS: settings.tls === 'opportunistic',
      ignoreTLS: settings.tls === 'none',
      tls,
      name,
      connectionTimeout: never,
      greetingTimeout: never,
      socketTimeout: never,
      socketCloseTimeout: never,
      logger: false,
    })
    this.#watchSocket(events.upgrading)
    this.#connection.on('error', events.gaveUp)
  }

  /** Waits for the greeting, says EHLO and, where it should, STARTTLS and EHLO again. */
  connect(done: (error?: NodemailerError) => void): void {
    this.#connection.connect(done)
  }

  login(
    user: string,
    password: string,
    method: string | undefined,
    done: (error: NodemailerError | null) => void,
  ): void {
    this.#connection.login({ user, pass: password, ...(method === undefined ? {} : { method }) }, done)
  }

  send(
    envelope: { readonly from: string; readonly to: string },
    message: Buffer,
    done: (error: NodemailerError | null) => void,
  ): void {
    const { from, to } = envelope
    this.#connection.send({ from, to: [to], size: message.length }, message, done)
  }

  reset(done: (error: NodemailerError | null) => void): void {
    this.#connection.reset(done)
  }

  /** Leaves the socket as it is, to whoever wants to say more on it; no callback is called any more. */
  letGo(): void {
    this.#socket = detached()
    this.#connection.close()
  }

  /**
   * The one place that knows an inner part of Nodemailer: it keeps the socket in `_socket`, and puts the secured one
   * there when STARTTLS begins.
   */
  #watchSocket(upgrading: (secured: TLSSocket) => void): void {
    Object.defineProperty(this.#connection, '_socket', {
      get: () => this.#socket,
      set: (socket: TLSSocket) => {
        if (socket === this.#socket) return
        this.#socket = socket
        upgrading(socket)
      },
    })
  }
}

/** A socket that was never connected and never will be: what is done to it reaches nobody. */
function detached(): Socket {
  return new Socket().destroy()
}

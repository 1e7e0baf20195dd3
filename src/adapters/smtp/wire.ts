import type { Socket } from 'node:net'

export interface WireListener {
  /** Somebody writes to the socket. Answering false keeps the bytes back: they do not go out. */
  sending(bytes: Uint8Array): boolean
  received(bytes: Uint8Array): void
  /** The server ended its side. */
  finished(): void
  broken(error: Error): void
  /** The connection is closed for good. */
  ended(): void
}

/**
 * A tap on a connection, above TLS: it hears every byte that anybody writes to the socket or reads from it, before
 * anybody else does. After STARTTLS the secured socket is tapped in place of the plain one.
 */
export class Wire {
  readonly #listener: WireListener
  #socket: Socket
  #write: (bytes: Uint8Array, ...rest: readonly unknown[]) => boolean

  /** @param socket connected, and not read from yet. */
  constructor(socket: Socket, listener: WireListener) {
    this.#listener = listener
    this.#socket = socket
    this.#write = writerOf(socket)
    // Paused, so that the first listener does not let the greeting pass before the SMTP client listens too.
    socket.pause()
    this.#tap(socket)
  }

  get socket(): Socket {
    return this.#socket
  }

  /** Goes on with the socket that secures the current one. To be called before its handshake has begun. */
  continueOn(secured: Socket): void {
    const plain = this.#socket
    plain.off('data', this.#onData)
    plain.off('end', this.#onEnd)
    plain.off('close', this.#onClose)
    this.#socket = secured
    this.#write = writerOf(secured)
    this.#tap(secured)
  }

  /** Writes without asking the listener. */
  write(bytes: Uint8Array): void {
    this.#write(bytes)
  }

  #tap(socket: Socket): void {
    const write = this.#write
    const tapped = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      return this.#listener.sending(bytes) ? write(bytes, ...rest) : true
    }
    socket.write = tapped
    socket.on('data', this.#onData)
    socket.on('end', this.#onEnd)
    socket.on('error', this.#onError)
    socket.on('close', this.#onClose)
  }

  readonly #onData = (bytes: Buffer) => this.#listener.received(bytes)
  readonly #onEnd = () => this.#listener.finished()
  readonly #onError = (error: Error) => this.#listener.broken(error)
  readonly #onClose = () => this.#listener.ended()
}

function writerOf(socket: Socket): (bytes: Uint8Array, ...rest: readonly unknown[]) => boolean {
  const write: (...all: readonly unknown[]) => boolean = socket.write.bind(socket) as never
  return (bytes, ...rest) => write(bytes, ...rest)
}

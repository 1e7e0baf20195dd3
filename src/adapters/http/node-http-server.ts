import { type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { RequestError, getRequestListener } from '@hono/node-server'
import { answerBrokenRequest, answerWithoutApp } from './answer-without-app.js'

/** An application as it is served: what `createHttpApp` makes has one. */
export type Fetch = (request: Request) => Response | Promise<Response>

export interface HttpServerOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Told of a defect that the application did not answer for itself. */
  readonly onError: (error: unknown) => void
}

export type OpenedHttpServer =
  | { readonly outcome: 'listening'; readonly server: NodeHttpServer }
  | { readonly outcome: 'cannot-listen'; readonly reason: CannotListen }

/** The system's own names for it: taken, not permitted, not an address of this machine, no address at all. */
const reasons = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'] as const
export type CannotListen = (typeof reasons)[number]

/** How long a client may take: for its headers, and for the whole request. Registrations are small. */
const headersTimeout = 15_000
const requestTimeout = 30_000
/** Longer than common proxies keep an idle connection, so that it is theirs to close it. */
const keepAliveTimeout = 75_000

const defaultGraceMs = 10_000

/** Serves an application over HTTP/1.1. It listens first and is given the application then, whose links name the port. */
export class NodeHttpServer {
  /** Where it listens, with the port that was taken: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly port: number
  readonly #server: Server
  readonly #serve: (fetch: Fetch) => void
  readonly #sockets = new Set<Socket>()
  readonly #answering = new Map<ServerResponse, Socket>()
  #isClosing = false

  private constructor(server: Server, host: string, serve: (fetch: Fetch) => void) {
    this.port = (server.address() as AddressInfo).port
    this.url = `http://${host.includes(':') ? `[${host}]` : host}:${this.port}`
    this.#server = server
    this.#serve = serve
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    server.prependListener('request', ({ socket }, response) => {
      this.#answering.set(response, socket)
      response.once('close', () => this.#answered(response, socket))
    })
  }

  /** Takes the port. Requests that come before `serve` wait for it. */
  static async open({ host, port, onError }: HttpServerOptions): Promise<OpenedHttpServer> {
    const { fetch, serve } = fetchToCome()
    const listener = getRequestListener(async (request) => (await fetch)(request), {
      errorHandler: (error) => {
        if (error instanceof RequestError) return answerWithoutApp('malformed-request')
        onError(error)
        return answerWithoutApp('internal-error')
      },
    })
    // A request without a host is refused by the listener, in the words of every other problem.
    const server = createServer({ headersTimeout, requestTimeout, keepAliveTimeout, requireHostHeader: false })
    server.on('request', (request, response) => void listener(request, response))
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => answerBrokenRequest(error, socket))
    const refused = await listen(server, host, port)
    return refused === undefined
      ? { outcome: 'listening', server: new NodeHttpServer(server, host, serve) }
      : { outcome: 'cannot-listen', reason: refused }
  }

  /** From now on this application answers. */
  serve(fetch: Fetch): void {
    this.#serve(fetch)
  }

  /**
   * Stops to accept connections at once, lets requests in flight be answered, and resolves when all connections are
   * closed: at the latest after `graceMs`, when those left are cut.
   */
  async close(graceMs = defaultGraceMs): Promise<void> {
    this.#isClosing = true
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    const busy = new Set(this.#answering.values())
    for (const socket of this.#sockets) if (!busy.has(socket)) socket.destroy()
    for (const response of this.#answering.keys()) response.shouldKeepAlive = false
    const cut = setTimeout(() => this.#server.closeAllConnections(), graceMs)
    await closed
    clearTimeout(cut)
  }

  /** A connection that was promised a further request would keep the server open until its client goes. */
  #answered(response: ServerResponse, socket: Socket): void {
    this.#answering.delete(response)
    if (this.#isClosing) socket.destroySoon()
  }
}

/** A promise of the application, and how it is kept. */
function fetchToCome(): { readonly fetch: Promise<Fetch>; readonly serve: (fetch: Fetch) => void } {
  const kept: { serve?: (fetch: Fetch) => void } = {}
  const fetch = new Promise<Fetch>((resolve) => (kept.serve = resolve))
  return { fetch, serve: (served) => kept.serve?.(served) }
}

async function listen(server: Server, host: string, port: number): Promise<CannotListen | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      const reason = reasons.find((known) => known === error.code)
      if (reason === undefined) reject(error)
      else resolve(reason)
    }
    server.once('error', onError)
    server.listen({ host, port }, () => {
      server.off('error', onError)
      resolve(undefined)
    })
  })
}

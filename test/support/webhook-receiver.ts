import { once } from 'node:events'
import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedCall {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A program that is told by webhook. It answers 204 unless it is told otherwise. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = []
  answer: (response: ServerResponse, call: ReceivedCall) => void = (response) => void response.writeHead(204).end()
  readonly #server: Server
  #onCall: () => void = () => undefined

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method, url: path, headers } = request
        const call = { method, path, headers, body: Buffer.concat(chunks).toString() }
        this.calls.push(call)
        this.answer(response, call)
        this.#onCall()
      })
    })
  }

  static async open(): Promise<WebhookReceiver> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new WebhookReceiver(server)
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** Resolves once there were so many calls. */
  async called(times: number): Promise<readonly ReceivedCall[]> {
    while (this.calls.length < times) await new Promise<void>((resolve) => (this.#onCall = resolve))
    return this.calls
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

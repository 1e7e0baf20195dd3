/** Whoever waits hears something at least this often, so that nobody in between takes the connection for dead. */
const heartbeatMs = 15_000

/** A body of JSON lines (`application/x-ndjson`), each sent when it is there. An empty line says nothing. */
export class LineStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #encoder = new TextEncoder()
  readonly #heartbeat: NodeJS.Timeout
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #hasBegun = false

  constructor() {
    this.body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller
      },
      cancel: () => this.#stop(),
    })
    this.#heartbeat = setInterval(() => this.#write('\n'), heartbeatMs)
  }

  /** Whether something was sent. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Does nothing once the client is gone. */
  send(value: unknown): void {
    this.#hasBegun = true
    this.#write(`${JSON.stringify(value)}\n`)
  }

  close(): void {
    this.#controller?.close()
    this.#stop()
  }

  #write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text))
  }

  #stop(): void {
    clearInterval(this.#heartbeat)
    this.#controller = undefined
  }
}

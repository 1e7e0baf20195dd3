import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { exitNotFine, exitUsage } from './exit-codes.js'
import type { Terminal } from './terminal.js'

/** Where the running service is, and what it takes to be its operator; or why there is none to speak to. */
export type FoundService =
  | { readonly outcome: 'found'; readonly url: string; readonly operatorToken: string }
  /** `isRunning`: there is one, but it cannot be spoken to. */
  | { readonly outcome: 'not-found'; readonly why: Sentence; readonly isRunning?: true }

export type FindService = () => Promise<FoundService>

export type ServiceAnswer =
  /** `body` is what the service's own documentation promises for the route. */
  | { readonly outcome: 'answered'; readonly body: unknown }
  /** The exit code for it, and what to tell the person. */
  | { readonly outcome: 'failed'; readonly exitCode: number; readonly message: string }

export type OpenedStream =
  /** What the service sends, until it ends the answer or the connection is lost. */
  | { readonly outcome: 'opened'; readonly chunks: AsyncIterable<Uint8Array> }
  | Extract<ServiceAnswer, { readonly outcome: 'failed' }>

export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From `/v1/` on, without a query. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: object
}

/** No answer takes longer: a command cuts long work into pieces. */
const longestAnswerMs = 120_000

/** Speaks to the running service as its operator, over HTTP. */
export class ServiceClient {
  readonly #find: FindService
  readonly #language: Terminal['language']

  constructor(find: FindService, { language }: Pick<Terminal, 'language'>) {
    this.#find = find
    this.#language = language
  }

  /** Never rejects for what a service or its absence may do: both are answers in words. */
  async ask(request: ServiceRequest): Promise<ServiceAnswer> {
    const service = await this.#find()
    if (service.outcome === 'not-found') return this.#failed(service.why)
    const url = new URL(`${service.url}${request.path}`)
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    const response = await this.#fetched(url, request, service.operatorToken)
    if (response === undefined) return this.#failed(unreachable(service.url))
    return this.#answerOf(response, service.url)
  }

  find(): Promise<FoundService> {
    return this.#find()
  }

  /**
   * Asks for an answer of many lines of JSON, and tells of each as it comes. An answer that is broken off counts as
   * answered: the lines must say themselves when they are complete.
   */
  async follow(
    service: Extract<FoundService, { readonly outcome: 'found' }>,
    request: ServiceRequest,
    onLine: (line: unknown) => void,
  ): Promise<ServiceAnswer> {
    const url = new URL(`${service.url}${request.path}`)
    const accept = 'application/x-ndjson, application/problem+json'
    const response = await this.#opened(url, request, service.operatorToken, { headers: { accept } })
    if (response === undefined) return this.#failed(unreachable(service.url))
    if (!response.ok || response.body === null) {
      return this.#answerOf({ status: response.status, text: await response.text() }, service.url)
    }
    await untilBroken(eachLine(response.body, onLine))
    return { outcome: 'answered', body: undefined }
  }

  /** Opens an answer that goes on for as long as the service likes. Never rejects, as with `ask`. */
  async open(
    path: string,
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>>,
  ): Promise<OpenedStream> {
    const service = await this.#find()
    if (service.outcome === 'not-found') return this.#failed(service.why)
    const url = new URL(`${service.url}${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const response = await this.#opened(url, { method: 'GET', path }, service.operatorToken, { headers })
    if (response === undefined) return this.#failed(unreachable(service.url))
    const { status, ok, body } = response
    if (ok && body !== null) return { outcome: 'opened', chunks: untilLost(body) }
    const answer = this.#answerOf({ status, text: await response.text() }, service.url)
    return answer.outcome === 'failed' ? answer : this.#failed(noneOfOurs(service.url))
  }

  async #fetched(
    url: URL,
    request: ServiceRequest,
    operatorToken: string,
  ): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const signal = AbortSignal.timeout(longestAnswerMs)
    return untilBroken(
      this.#opened(url, request, operatorToken, { signal }).then(async (response) =>
        response === undefined ? undefined : { status: response.status, text: await response.text() },
      ),
    )
  }

  async #opened(
    url: URL,
    { method, body }: ServiceRequest,
    operatorToken: string,
    { headers: more, signal }: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
  ): Promise<Response | undefined> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = {
      authorization: `Bearer ${operatorToken}`,
      'accept-language': this.#language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    }
    return untilBroken(
      fetch(url, { method, headers, redirect: 'error', ...json, ...(signal === undefined ? {} : { signal }) }),
    )
  }

  #answerOf({ status, text }: { readonly status: number; readonly text: string }, url: string): ServiceAnswer {
    const body = parsed(text)
    if (status < 300 && body !== undefined) return { outcome: 'answered', body }
    if (status === 401) return this.#failed(wrongToken)
    if (!isProblem(body)) return this.#failed(noneOfOurs(url))
    const errors = (body.errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`)
    const message = errors.length > 0 ? `${body.title}:${errors.join('')}` : `${body.title}. ${body.detail}`
    return { outcome: 'failed', exitCode: status === 422 ? exitUsage : exitNotFine, message }
  }

  #failed(why: Sentence): Extract<ServiceAnswer, { readonly outcome: 'failed' }> {
    return { outcome: 'failed', exitCode: exitNotFine, message: why[this.#language] }
  }
}

/** What `fetch` rejects with for a connection that fails, and for one that takes too long, is no answer. */
async function untilBroken<T>(answering: Promise<T>): Promise<T | undefined> {
  try {
    return await answering
  } catch (error) {
    return connectionFailed(error)
  }
}

function connectionFailed(error: unknown): undefined {
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return undefined
  throw error
}

/** A connection that is lost ends the stream like one that is closed. */
async function* untilLost(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    connectionFailed(error)
  }
}

async function eachLine(body: ReadableStream<Uint8Array>, onLine: (line: unknown) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') onLine(parsed(line))
  }
}

interface Problem {
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && 'detail' in body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const wrongToken: Sentence = {
  en: 'The service does not accept the operator’s token; expected the OPERATOR_TOKEN or the DATA_DIR that it was started with.',
  es: 'El servicio no acepta el token del operador; se esperaba el OPERATOR_TOKEN o el DATA_DIR con que se inició.',
}

function unreachable(url: string): Sentence {
  return {
    en: `The service does not answer at ${url}; start it with “registro serve”, or look whether it is still starting.`,
    es: `El servicio no responde en ${url}; inícielo con «registro serve» o mire si aún está arrancando.`,
  }
}

function noneOfOurs(url: string): Sentence {
  return {
    en: `What answers at ${url} is not this service; end that program, or start the service on another PORT.`,
    es: `Lo que responde en ${url} no es este servicio; termine ese programa o inicie el servicio en otro PORT.`,
  }
}

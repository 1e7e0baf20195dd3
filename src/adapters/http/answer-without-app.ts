import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemAnswer } from './problem-answer.js'
import type { ProblemName } from './problems.js'
import { securityHeaders } from './security-headers.js'

/** What is answered where a request is too broken to reach the application: in English, its language is unknown. */
export function answerWithoutApp(name: ProblemName): Response {
  const { status, headers, body } = problemAnswer(name, {}, 'en', '')
  return new Response(body, { status, headers: { ...Object.fromEntries(securityHeaders('')), ...headers } })
}

/** Answers what Node's parser could not take, and ends the connection: nobody knows where the next request begins. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error)
    return
  }
  const { status, headers, body } = problemAnswer(parserProblems[error.code ?? ''] ?? 'malformed-request', {}, 'en', '')
  const all = {
    ...Object.fromEntries(securityHeaders('')),
    ...headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
}

/** By the code of the error: `requestTimeout` and `headersTimeout` end in the first, `--max-http-header-size` in the second. */
const parserProblems: Readonly<Record<string, ProblemName>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
}

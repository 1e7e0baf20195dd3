import { createHttpApp } from '../../src/adapters/http/http-app.js'
import type { HttpParts } from '../../src/adapters/http/http-parts.js'
import { NodeHttpServer } from '../../src/adapters/http/node-http-server.js'
import { InMemoryProviderProbe } from '../../src/adapters/memory/in-memory-provider-probe.js'
import { KeyedFingerprint } from '../../src/adapters/system/keyed-fingerprint.js'
import { useCasesOn } from '../../src/adapters/wiring/use-cases.js'
import { LineTail } from '../../src/application/line-tail.js'
import { checkWorld } from './check-world.js'
import { plainMessageId } from './plain-composer.js'
import { secretKey } from './ports-in-memory.js'
import type { Product } from './product-in-memory.js'

export const operatorToken = 'the-token-of-the-operator'
export const asOperator = { Authorization: `Bearer ${operatorToken}` }

/** Sends a request as the operator, with a JSON body if there is one. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, as JSON. */
  json(): unknown
}

/** The parts of HTTP over a product in memory. */
export function httpPartsOf({ ports }: Product): HttpParts {
  const fingerprint = new KeyedFingerprint({ secretKey })
  return {
    ...useCasesOn(ports, ports.hasher, ['our-host.example']),
    checkProvider: checkWorld([new InMemoryProviderProbe()]).use,
    lineTail: new LineTail(ports.log, ports.randomness.id()),
    logLocale: 'en',
    appName: 'Example & Sons',
    publicUrl: 'http://localhost',
    operatorToken,
    version: '0.1.0',
    messageIdOf: plainMessageId,
    fingerprint: (text) => fingerprint.of('idempotency', text),
    readiness: async () => ({ ready: true, checks: { store: 'ok' } }),
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    onError: defect,
  }
}

/** Serves these parts on a free port of loopback, until it is closed. */
export async function serving(parts: HttpParts): Promise<NodeHttpServer> {
  const opening = await NodeHttpServer.open({ host: '127.0.0.1', port: 0, onError: defect })
  if (opening.outcome !== 'listening') throw new Error(opening.reason)
  opening.server.serve(createHttpApp(parts).fetch)
  return opening.server
}

/** Asks a product in memory over HTTP, as its operator. */
export function operatorOf(product: Product, over: Partial<HttpParts> = {}): Ask {
  const app = createHttpApp({ ...httpPartsOf(product), ...over })
  return async (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { ...asOperator, 'Content-Type': 'application/json' }
    const response = await app.request(path, { method, headers, ...json })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }
}

function defect(error: unknown): never {
  throw error
}

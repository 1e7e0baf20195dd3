import { createHash } from 'node:crypto'
import { createHttpApp } from '../../src/adapters/http/http-app.js'
import type { HttpParts } from '../../src/adapters/http/http-parts.js'
import { CheckPassword } from '../../src/application/check-password.js'
import { ConfirmAddress } from '../../src/application/confirm-address.js'
import { CorrectAddress } from '../../src/application/correct-address.js'
import { EraseUser } from '../../src/application/erase-user.js'
import { FindUsers } from '../../src/application/find-users.js'
import { ListDeliveries } from '../../src/application/list-deliveries.js'
import { ListIncidents } from '../../src/application/list-incidents.js'
import { ReadRegistration } from '../../src/application/read-registration.js'
import { RediagnoseDelivery } from '../../src/application/rediagnose-delivery.js'
import { RegisterUser } from '../../src/application/register-user.js'
import { ResendConfirmation } from '../../src/application/resend-confirmation.js'
import { RetryDeliveries } from '../../src/application/retry-deliveries.js'
import { RetryDelivery } from '../../src/application/retry-delivery.js'
import { RetryIncident } from '../../src/application/retry-incident.js'
import { ShowDelivery } from '../../src/application/show-delivery.js'
import { LineTail } from '../../src/application/line-tail.js'
import { ReadTranscript } from '../../src/application/read-transcript.js'
import { ReadRecording, SwitchRecording } from '../../src/application/switch-recording.js'
import { FastPasswordHasher } from '../../src/adapters/memory/fast-password-hasher.js'
import { InMemoryProviderProbe } from '../../src/adapters/memory/in-memory-provider-probe.js'
import { messageIdOf } from '../adapters/http/small-parts.js'
import { checkWorld } from './check-world.js'
import type { Product } from './product-in-memory.js'

export const operatorToken = 'the-token-of-the-operator'

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
  const hasher = new FastPasswordHasher()
  return {
    registerUser: new RegisterUser({ ...ports, hasher }),
    readRegistration: new ReadRegistration(ports),
    resendConfirmation: new ResendConfirmation(ports),
    correctAddress: new CorrectAddress(ports),
    confirmAddress: new ConfirmAddress(ports),
    checkPassword: new CheckPassword({ ...ports, hasher }),
    findUsers: new FindUsers(ports),
    eraseUser: new EraseUser(ports),
    checkProvider: checkWorld([new InMemoryProviderProbe()]).use,
    listDeliveries: new ListDeliveries(ports),
    showDelivery: new ShowDelivery(ports),
    rediagnoseDelivery: new RediagnoseDelivery(ports),
    retryDelivery: new RetryDelivery(ports),
    retryDeliveries: new RetryDeliveries(ports),
    listIncidents: new ListIncidents(ports),
    retryIncident: new RetryIncident(ports),
    readTranscript: new ReadTranscript({ ...ports, own: ['our-host.example'] }),
    readRecording: new ReadRecording(ports),
    switchRecording: new SwitchRecording(ports),
    lineTail: new LineTail(ports.log),
    logLocale: 'en',
    appName: 'Example',
    publicUrl: 'http://localhost',
    operatorToken,
    version: '0.1.0',
    messageIdOf,
    fingerprint: (text) => createHash('sha256').update(text).digest('base64url'),
    readiness: async () => ({ ready: true, checks: { store: 'ok' } }),
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    onError: (error) => {
      throw error
    },
  }
}

/** Asks a product in memory over HTTP, as its operator. */
export function operatorOf(product: Product, over: Partial<HttpParts> = {}): Ask {
  const app = createHttpApp({ ...httpPartsOf(product), ...over })
  return async (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { Authorization: `Bearer ${operatorToken}`, 'Content-Type': 'application/json' }
    const response = await app.request(path, { method, headers, ...json })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }
}

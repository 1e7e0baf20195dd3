import type { Hono } from 'hono'
import { createHttpApp } from '../../../src/adapters/http/http-app.js'
import type { AnswerFacts, HttpParts, RequestFacts } from '../../../src/adapters/http/http-parts.js'
import type { HttpEnv } from '../../../src/adapters/http/site.js'
import { FastPasswordHasher } from '../../../src/adapters/memory/fast-password-hasher.js'
import { InMemoryMailbox } from '../../../src/adapters/memory/in-memory-mailbox.js'
import { InMemoryStore } from '../../../src/adapters/memory/in-memory-store.js'
import { ManualClock } from '../../../src/adapters/memory/manual-clock.js'
import type { Store } from '../../../src/application/ports/store.js'
import { PlainComposer } from '../../support/plain-composer.js'
import { goodPassword } from '../../support/ports-in-memory.js'
import { Product } from '../../support/product-in-memory.js'
import { httpPartsOf } from '../../support/product-over-http.js'

/** A product in memory as a visitor meets it over HTTP. Its mail server does not know whose name begins with `unknown`. */
export interface Site {
  readonly app: Hono<HttpEnv>
  readonly parts: HttpParts
  readonly clock: ManualClock
  readonly hasher: FastPasswordHasher
  readonly mailbox: InMemoryMailbox
  /** Defects that were reported, and every answer that was. */
  readonly errors: { readonly error: unknown; readonly facts: RequestFacts }[]
  readonly answers: (RequestFacts & AnswerFacts)[]
  /** Sends JSON and awaits what goes on in the background. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  sendForm(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** The token in the newest message to an address. */
  tokenSentTo(address: string): Promise<string>
}

export interface SiteOptions extends Partial<HttpParts> {
  readonly hasMailbox?: boolean
  /** Without it, e-mails stay queued. */
  readonly hasRoom?: boolean
  /** Takes the place of the store's answers, to see what a broken one leads to. */
  readonly isStoreBroken?: () => boolean
}

export function newSite({ hasMailbox = true, hasRoom = true, isStoreBroken, ...over }: SiteOptions = {}): Site {
  const clock = new ManualClock(Date.UTC(2026, 10, 21, 15, 3, 11, 586))
  const hasher = new FastPasswordHasher()
  const product = new Product(['memory.test:587'], {
    clock,
    hasher,
    store: storeThatBreaks(isStoreBroken ?? (() => false)),
    provider: { maxConnections: hasRoom ? 50 : 0 },
    composer: new PlainComposer((text) => `<p>${text}</p><script>parent.alert(1)</script>`),
  })
  product.meets = ({ to }) => (to.address.startsWith('unknown') ? 'refused' : 'accepted')
  const mailbox = new InMemoryMailbox(product.sender, failingAddresses)
  const errors: Site['errors'] = []
  const answers: Site['answers'] = []
  const parts: HttpParts = {
    ...httpPartsOf(product),
    ...(hasMailbox ? { mailbox } : {}),
    onError: (error, facts) => errors.push({ error, facts }),
    onRequest: (facts) => answers.push(facts),
    ...over,
  }
  const app = createHttpApp(parts)
  const sent = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await app.request(path, init)
    const { background } = product
    await background.settled()
    if (background.failures.length > 0) throw new Error('a background task failed', { cause: background.failures })
    return response
  }
  return {
    app,
    parts,
    clock,
    hasher,
    mailbox,
    errors,
    answers,
    send: async (method, path, body, headers = {}) =>
      sent(path, {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    sendForm: async (path, fields, headers = {}) =>
      sent(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    tokenSentTo: async (address) => {
      const summary = (await mailbox.list()).find(({ to }) => to === address)
      const message = await mailbox.message(summary?.id ?? '')
      return /token=([\w-]+)/.exec(message?.text ?? '')?.[1] ?? ''
    },
  }
}

const failingAddresses = [
  { address: '550@fail.test', what: { en: 'no such user', es: 'usuario inexistente' }, opensIncident: false },
  { address: '554@fail.test', what: { en: 'no <relay>', es: 'sin <relé>' }, opensIncident: true },
]

function storeThatBreaks(isBroken: () => boolean): Store {
  const memory = new InMemoryStore()
  return {
    expunge: () => memory.expunge(),
    transact: async (work) => {
      if (isBroken()) throw new Error(`the disk is gone, and with it ${goodPassword}`)
      return memory.transact(work)
    },
  }
}

/** Registers, and gives the body of the answer. */
export async function register(site: Site, email: string, password = goodPassword): Promise<RegistrationBody> {
  const response = await site.send('POST', '/v1/registrations', { email, password })
  if (response.status !== 202) throw new Error(`not registered: ${await response.text()}`)
  return (await response.json()) as RegistrationBody
}

export interface RegistrationBody {
  readonly id: string
  readonly status: string
  readonly email: { readonly state: string; readonly since: string; readonly message: string }
  readonly links: { readonly self: string }
}

export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

export async function problemOf(response: Response): Promise<ProblemBody> {
  if (response.headers.get('content-type') !== 'application/problem+json') throw new Error('no problem details')
  return (await response.json()) as ProblemBody
}

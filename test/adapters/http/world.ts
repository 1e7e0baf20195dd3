import type { Hono } from 'hono'
import { domainToASCII } from 'node:url'
import { FastPasswordHasher } from '../../../src/adapters/memory/fast-password-hasher.js'
import { InMemoryBackground } from '../../../src/adapters/memory/in-memory-background.js'
import { InMemoryProviderProbe } from '../../../src/adapters/memory/in-memory-provider-probe.js'
import { InMemoryStore } from '../../../src/adapters/memory/in-memory-store.js'
import { ManualClock } from '../../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../../src/adapters/memory/seeded-randomness.js'
import { KeyedFingerprint } from '../../../src/adapters/system/keyed-fingerprint.js'
import { createHttpApp } from '../../../src/adapters/http/http-app.js'
import type { AnswerFacts, HttpParts, Readiness, RequestFacts } from '../../../src/adapters/http/http-parts.js'
import { useCasesOn } from '../../../src/adapters/wiring/use-cases.js'
import type { HttpEnv } from '../../../src/adapters/http/site.js'
import { LineTail } from '../../../src/application/line-tail.js'
import { Bell } from '../../../src/application/bell.js'
import { ProviderLimits } from '../../../src/application/provider-limits.js'
import type { RegisterUserPorts } from '../../../src/application/register-user.js'
import { defaultCoolDown } from '../../../src/domain/delivery/cool-down.js'
import { defaultLifetimes } from '../../../src/domain/registration/registration.js'
import { SecretPatterns } from '../../../src/domain/transcript/secret-patterns.js'
import { ConversationRecorder } from '../../../src/domain/transcript/recorder.js'
import { checkWorld } from '../../support/check-world.js'
import { MailboxOf, composer, mailServer, messageIdOf, noLog, secretKey, tokens } from './small-parts.js'

export const operatorToken = 'the-token-of-the-operator'
export const goodPassword = 'plenty of small words'

/** The whole product behind HTTP, in memory. */
export interface World {
  readonly app: Hono<HttpEnv>
  readonly parts: HttpParts
  readonly clock: ManualClock
  readonly hasher: FastPasswordHasher
  readonly mailbox: MailboxOf
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

export interface WorldOptions {
  readonly publicUrl?: string
  readonly afterConfirmUrl?: string
  readonly hasMailbox?: boolean
  /** Without it, e-mails stay queued. */
  readonly hasRoom?: boolean
  readonly readiness?: () => Promise<Readiness>
  readonly checkProvider?: HttpParts['checkProvider']
  /** Takes the place of the store's answers, to see what a broken one leads to. */
  readonly isStoreBroken?: () => boolean
}

export function newWorld(options: WorldOptions = {}): World {
  const clock = new ManualClock(Date.UTC(2026, 10, 21, 15, 3, 11, 586))
  const hasher = new FastPasswordHasher()
  const server = mailServer(options.hasRoom !== false)
  const mailbox = new MailboxOf(server)
  const background = new InMemoryBackground()
  const fingerprint = new KeyedFingerprint({ secretKey })
  const memory = new InMemoryStore()
  const store: RegisterUserPorts['store'] = {
    expunge: () => memory.expunge(),
    transact: async (work) => {
      if (options.isStoreBroken?.() === true) throw new Error(`the disk is gone, and with it ${goodPassword}`)
      return memory.transact(work)
    },
  }
  const rules = {
    lifetimes: defaultLifetimes,
    coolDown: defaultCoolDown,
    domainToAscii: domainToASCII,
    isCommonPassword: (password: string) => password === 'correct horse battery staple',
  }
  const ports: RegisterUserPorts = {
    store,
    hasher,
    background,
    clock,
    randomness: new SeededRandomness(),
    tokens,
    rules,
    composer,
    senders: [server],
    limits: new ProviderLimits([server.provider]),
    log: noLog,
    newRecorder: (_provider, onStatement) =>
      new ConversationRecorder({ secrets: new SecretPatterns(), extended: false, addresses: 'full', onStatement }),
    notices: { incidentOpened: () => {}, incidentClosed: () => {}, dayUsedUp: () => {} },
    bell: new Bell(),
    instance: 'test',
  }
  const errors: World['errors'] = []
  const answers: World['answers'] = []
  const parts: HttpParts = {
    ...useCasesOn(ports, hasher),
    lineTail: new LineTail(ports.log),
    logLocale: 'en',
    checkProvider: options.checkProvider ?? checkWorld([new InMemoryProviderProbe()]).use,
    appName: 'Example & Sons',
    publicUrl: options.publicUrl ?? 'http://localhost',
    ...(options.afterConfirmUrl === undefined ? {} : { afterConfirmUrl: options.afterConfirmUrl }),
    operatorToken,
    version: '0.1.0',
    ...(options.hasMailbox === false ? {} : { mailbox }),
    messageIdOf,
    fingerprint: (text) => fingerprint.of('idempotency', text),
    readiness: options.readiness ?? (async () => ({ ready: true, checks: { store: 'ok' } })),
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    onError: (error, facts) => errors.push({ error, facts }),
    onRequest: (facts) => answers.push(facts),
  }
  const app = createHttpApp(parts)
  const sent = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await app.request(path, init)
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

/** Registers, and gives the body of the answer. */
export async function register(world: World, email: string, password = goodPassword): Promise<RegistrationBody> {
  const response = await world.send('POST', '/v1/registrations', { email, password })
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

export const asOperator = { Authorization: `Bearer ${operatorToken}` }

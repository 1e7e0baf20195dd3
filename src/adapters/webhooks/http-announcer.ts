import { Webhook } from 'standardwebhooks'
import type { Announcer, Telling } from '../../application/ports/announcer.js'
import type { Announcement, Channel } from '../../domain/announcement/announcement.js'
import { second } from '../../domain/instant.js'
import { isSystemError } from '../file-system/system-error.js'

export interface HttpAnnouncerOptions {
  /** Where each channel is told; a channel without an address takes nothing. */
  readonly urls: Partial<Readonly<Record<Channel, string>>>
  /** `whsec_` and 24 to 64 bytes in base64; see https://www.standardwebhooks.com. */
  readonly secret: string
  readonly version: string
  /** How long the whole call may take. */
  readonly timeoutMs?: number
}

const usualTimeoutMs = 10 * second

/**
 * Tells by webhook: a signed POST (Standard Webhooks 1.0) with `{type, timestamp, data}`. Any 2xx is taken for an answer;
 * a redirect is none, and what stands in the answer is not read. User and password of an address are sent as HTTP's
 * basic login (RFC 7617).
 */
export class HttpAnnouncer implements Announcer {
  readonly #options: HttpAnnouncerOptions
  readonly #webhook: Webhook

  constructor(options: HttpAnnouncerOptions) {
    this.#options = options
    this.#webhook = new Webhook(options.secret)
  }

  async tell({ id, channel, type, createdAt, data }: Announcement): Promise<Telling> {
    const { urls, version, timeoutMs = usualTimeoutMs } = this.#options
    const address = urls[channel]
    if (address === undefined) return { outcome: 'not-taken', reason: 'no address is set for it' }
    const { url, login } = withoutLogin(address)
    const timestamp = new Date(createdAt).toISOString()
    const body = `{"type":${JSON.stringify(type)},"timestamp":"${timestamp}","data":${data}}`
    const now = new Date()
    const headers = {
      ...login,
      'content-type': 'application/json',
      'user-agent': `registro/${version}`,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / second)),
      'webhook-signature': this.#webhook.sign(id, now, body),
    }
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
      await response.body?.cancel()
      return answerOf(response)
    } catch (error) {
      return { outcome: 'not-taken', reason: reasonOf(error) }
    }
  }
}

/** `fetch` refuses an address with a login in it. */
function withoutLogin(address: string): { readonly url: URL; readonly login: { readonly authorization?: string } } {
  const url = new URL(address)
  const { username, password } = url
  if (username === '' && password === '') return { url, login: {} }
  url.username = ''
  url.password = ''
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')
  return { url, login: { authorization: `Basic ${login}` } }
}

/** A % that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

function answerOf({ ok, status, headers }: Response): Telling {
  if (ok) return { outcome: 'taken' }
  const reason = `answered ${String(status)}`
  const seconds = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0]
  return seconds === undefined
    ? { outcome: 'not-taken', reason }
    : { outcome: 'not-taken', reason, retryAfterMs: Number(seconds) * second }
}

/** What `fetch` throws for a server that is not there, breaks off or takes too long; anything else is our defect. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'timed out'
  if (!(error instanceof TypeError)) throw error
  return isSystemError(error.cause) ? error.cause.code : 'cannot be reached'
}

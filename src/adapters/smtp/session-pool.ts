import type { Conversation } from '../../application/ports/email-sender.js'
import type { SessionSettings } from './open-socket.js'
import { SmtpSession } from './smtp-session.js'

/** How long an unused connection waits for another message before it says QUIT. */
const idleMs = 250

/**
 * The sessions with one provider. At most `maxConnections` places are taken, also by connections that are saying
 * goodbye; who comes when there is none waits in order.
 */
export class SessionPool {
  readonly #settings: SessionSettings
  /** Newest last, each with the timer of its goodbye. */
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>()
  readonly #watched = new WeakSet<SmtpSession>()
  readonly #open = new Set<SmtpSession>()
  readonly #waiting: ((session: SmtpSession | undefined) => void)[] = []
  #places = 0
  #closing = false
  /** Why all conversations are broken off, once they are. */
  #brokenOff: string | undefined
  #allClosed: () => void = () => undefined

  constructor(settings: SessionSettings) {
    this.#settings = settings
  }

  /** A session that waits for work, to use alone; or nothing, with a place for a new one. */
  take(): Promise<SmtpSession | undefined> {
    const idle = [...this.#idle.keys()].findLast((session) => session.reusable)
    if (idle !== undefined) {
      this.#wake(idle)
      return Promise.resolve(idle)
    }
    if (this.#places < this.#settings.provider.maxConnections) {
      this.#places += 1
      return Promise.resolve(undefined)
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  /** A new session, in a place that the caller has. */
  start(conversation: Conversation): SmtpSession {
    const session = new SmtpSession(this.#settings, conversation)
    this.#open.add(session)
    if (this.#brokenOff !== undefined) session.breakOff(this.#brokenOff)
    return session
  }

  /** The session is free for another message; its place goes with it. */
  giveBack(session: SmtpSession): void {
    const next = this.#waiting.shift()
    if (next !== undefined) return next(session)
    const timer = setTimeout(() => void this.#endIdle(session), this.#closing ? 0 : idleMs)
    this.#idle.set(session, timer)
    if (this.#watched.has(session)) return
    this.#watched.add(session)
    void session.over.then(() => this.#endIdle(session))
  }

  /** Ends the session and gives its place away. */
  async retire(session: SmtpSession): Promise<void> {
    await session.end()
    this.#open.delete(session)
    const next = this.#waiting.shift()
    if (next !== undefined) return next(undefined)
    this.#places -= 1
    if (this.#places === 0) this.#allClosed()
  }

  /** Ends idle sessions at once, waits for those in use, and resolves when all are closed. */
  async close(): Promise<void> {
    this.#closing = true
    for (const session of this.#idle.keys()) void this.#endIdle(session)
    if (this.#places === 0) return
    await new Promise<void>((resolve) => {
      this.#allClosed = resolve
    })
  }

  /** Ends all sessions at once, and those to come. */
  breakOff(why: string): void {
    this.#brokenOff = why
    for (const session of this.#open) session.breakOff(why)
  }

  async #endIdle(session: SmtpSession): Promise<void> {
    if (this.#wake(session)) await this.retire(session)
  }

  #wake(session: SmtpSession): boolean {
    clearTimeout(this.#idle.get(session))
    return this.#idle.delete(session)
  }
}

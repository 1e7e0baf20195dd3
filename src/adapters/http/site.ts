import type { Context } from 'hono'
import type { Locale } from '../../domain/registration/locale.js'
import type { LogLocale } from '../../domain/transcript/statement.js'
import { preferredLanguage } from './language.js'
import type { ProblemName } from './problems.js'
import { Refusal } from './refusal.js'

/** What every answer knows of the site it comes from. */
export interface Site {
  readonly appName: string
  /** The path of the site's public address without the last slash: empty for a site at the root of its host. */
  readonly base: string
  /** Scheme, host and port of the public address. */
  readonly origin: string
  readonly afterConfirmUrl: string | undefined
  readonly hasMailbox: boolean
}

export interface HttpEnv {
  Variables: {
    site: Site
    /** The pattern of the route that took the request. */
    route: string
  }
}

export type HttpContext = Context<HttpEnv>

/** The language to answer in: English when the client names none of ours. */
export function languageOf(c: HttpContext): Locale {
  return preferredLanguage(c.req.header('accept-language')) ?? 'en'
}

/** The language of the log's events in an answer: that of the log when the client names none of ours. */
export function languageOfLog(c: HttpContext, usual: LogLocale): LogLocale {
  return preferredLanguage(c.req.header('accept-language')) ?? usual
}

/**
 * The id in the path.
 *
 * @throws Refusal `unknown` when it cannot be one of ours: it would only trouble the store.
 */
export function idOf(c: HttpContext, unknown: ProblemName): string {
  const id = c.req.param('id') ?? ''
  if (!/^[A-Za-z0-9._~-]{1,128}$/.test(id)) throw new Refusal(unknown)
  return id
}

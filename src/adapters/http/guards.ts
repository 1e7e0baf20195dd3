import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from './refusal.js'
import type { HttpContext } from './site.js'

/** Lets a request through, or throws a `Refusal`. */
export type Guard = (c: HttpContext) => void

/** Lets those through who know the operator's token (RFC 6750). How long the comparison takes tells nothing about it. */
export function operatorGuard(token: string): Guard {
  const expected = sha256(token)
  return (c) => {
    const given = /^Bearer +([\x21-\x7e]+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(sha256(given), expected)) return
    const challenge = given === undefined ? 'Bearer realm="operator"' : 'Bearer realm="operator", error="invalid_token"'
    throw new Refusal('unauthorized', { headers: { 'WWW-Authenticate': challenge } })
  }
}

/**
 * Keeps out forms that a page of another site sends. Browsers say where a request comes from in `Sec-Fetch-Site` (to
 * https and to loopback) or else in `Origin`. What sends neither is no browser, and `Origin: null` is what a browser says
 * of our own pages, because they send no referrer; both are let through: there is no cookie here whose power could be
 * borrowed.
 */
export const sameSiteGuard: Guard = (c) => {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const fromHere =
    site === undefined
      ? origin === undefined || origin === 'null' || origin === c.get('site').origin || origin === ownOrigin(c)
      : site === 'same-origin' || site === 'none'
  if (!fromHere) throw new Refusal('cross-site-form')
}

/** Keeps the mailbox to the machine it runs on, also when another name is made to point here (DNS rebinding). */
export const loopbackGuard: Guard = (c) => {
  const { hostname } = new URL(c.req.url)
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  if (!isLoopback) throw new Refusal('wrong-host')
}

function ownOrigin(c: HttpContext): string {
  return new URL(c.req.url).origin
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

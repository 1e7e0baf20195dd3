import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Conversation } from '../../application/ports/email-sender.js'
import { SmtpFault } from './smtp-fault.js'

export interface HostAddress {
  readonly address: string
  readonly family: 4 | 6
}

/**
 * All addresses of a host in the order the system prefers them; an IP address stands for itself.
 * Rejects with an `SmtpFault` whose code is the resolver's own, or `ETIMEDOUT`.
 */
export function resolveHost(
  host: string,
  limitMs: number,
  conversation: Pick<Conversation, 'event'>,
): Promise<readonly HostAddress[]> {
  const family = isIP(host)
  if (family !== 0) return Promise.resolve([{ address: host, family: family === 6 ? 6 : 4 }])
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => {
      conversation.event({ event: 'name-not-resolved', host, ms: elapsed(began), code })
      reject(new SmtpFault({ stage: 'resolve', code, message }))
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      conversation.event({ event: 'timed-out', ms: limitMs, waitedFor: `the name resolution of ${host}` })
      fail('ETIMEDOUT', `The name ${host} was not resolved within ${limitMs} ms`)
    }, limitMs)
    lookup(host, { all: true }, (error, found) => {
      if (late) return
      clearTimeout(timer)
      if (error !== null) return fail(error.code ?? 'EDNS', error.message)
      const addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const)
      if (addresses.length === 0) return fail('ENOTFOUND', `The name ${host} has no address`)
      conversation.event({
        event: 'name-resolved',
        host,
        ms: elapsed(began),
        addresses: addresses.map(({ address }) => address),
      })
      resolve(addresses)
    })
  })
}

export function elapsed(began: number): number {
  return Math.max(0, Math.round(performance.now() - began))
}

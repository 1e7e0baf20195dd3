import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Conversation } from '../../application/ports/email-sender.js'
import { elapsed, type HostAddress } from './resolve-host.js'
import { SmtpFault } from './smtp-fault.js'
import type { TimeLimits } from './time-limits.js'

type How = 'refused' | 'unreachable' | 'timed-out' | 'failed'

const hows: ReadonlyMap<string, How> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['ETIMEDOUT', 'timed-out'],
])

/** Which failure says most: an address family that the machine does not have hides the one that matters. */
const telling: readonly How[] = ['refused', 'timed-out', 'failed', 'unreachable']

interface Failure {
  readonly how: How
  readonly code: string
  readonly message: string
}

/**
 * A TCP connection to the first address that answers; the families take turns (RFC 8305). Each address tried is an
 * event. Rejects with an `SmtpFault` that carries the most telling failure.
 */
export function connectHost(
  host: string,
  port: number,
  addresses: readonly HostAddress[],
  limits: TimeLimits,
  conversation: Pick<Conversation, 'event'>,
  signal?: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const failures: Failure[] = []
    let trying: { readonly address: string; readonly began: number } | undefined
    const failed = (address: string, code: string, message: string) => {
      const how = hows.get(code) ?? 'failed'
      const ms = trying?.address === address ? elapsed(trying.began) : 0
      failures.push({ how, code, message })
      trying = undefined
      conversation.event({ event: 'address-failed', address, port, how, ms, code })
    }
    const giveUp = () => {
      const { code, message } = mostTelling(failures)
      reject(new SmtpFault({ stage: 'connect', code, message }))
    }
    const socket = connect({
      host,
      port,
      ...(signal === undefined ? {} : { signal }),
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: attemptMs(addresses.length, limits),
      lookup: (_host, options, callback) =>
        setImmediate(() => {
          const [first] = addresses
          if (options.all === true) callback(null, [...addresses])
          else callback(null, first?.address ?? '', first?.family)
        }),
    })
    const timer = setTimeout(() => {
      if (trying !== undefined) failed(trying.address, 'ETIMEDOUT', noAnswer(trying.address, port, limits.connectMs))
      conversation.event({ event: 'timed-out', ms: limits.connectMs, waitedFor: 'the connection' })
      socket.destroy()
      giveUp()
    }, limits.connectMs)
    socket.on('connectionAttempt', (address) => {
      trying = { address, began: performance.now() }
      conversation.event({ event: 'address-tried', address, port })
    })
    socket.on('connectionAttemptFailed', (address, _port, _family, error: NodeJS.ErrnoException) =>
      failed(address, error.code ?? 'ESOCKET', error.message),
    )
    socket.on('connectionAttemptTimeout', (address) =>
      failed(address, 'ETIMEDOUT', noAnswer(address, port, attemptMs(addresses.length, limits))),
    )
    socket.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (failures.length === 0) {
        failures.push({ how: 'failed', code: error.code ?? 'ESOCKET', message: error.message })
      }
      giveUp()
    })
    socket.on('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('connectionAttempt')
      socket.removeAllListeners('connectionAttemptFailed')
      socket.removeAllListeners('connectionAttemptTimeout')
      resolve(socket)
    })
  })
}

/** Its share of the time for each address, and never so long that one dead family spoils the day. */
function attemptMs(addresses: number, limits: TimeLimits): number {
  return Math.max(10, Math.min(limits.addressMs, Math.floor(limits.connectMs / Math.max(1, addresses))))
}

function noAnswer(address: string, port: number, ms: number): string {
  return `No answer from ${address}, port ${port}, within ${ms} ms`
}

function mostTelling(failures: readonly Failure[]): Failure {
  const found = telling.map((how) => failures.findLast((failure) => failure.how === how))
  return (
    found.find((failure) => failure !== undefined) ?? {
      how: 'timed-out',
      code: 'ETIMEDOUT',
      message: 'No connection in time',
    }
  )
}

import type { Socket } from 'node:net'
import { hostname } from 'node:os'

const fullName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i

/** How we introduce ourselves: the name wished for, the machine's full name, or our address in brackets (RFC 5321 4.1.3). */
export function ehloName(wished: string | undefined, socket: Pick<Socket, 'localAddress' | 'localFamily'>): string {
  if (wished !== undefined) return wished
  const machine = hostname()
  if (fullName.test(machine)) return machine
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/i, '').replace(/%.*$/, '')
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`
}

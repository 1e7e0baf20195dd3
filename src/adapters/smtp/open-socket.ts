import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import type { Conversation } from '../../application/ports/email-sender.js'
import { connectHost } from './connect-host.js'
import { shakeHands } from './handshake.js'
import type { SmtpProviderSettings } from './provider-settings.js'
import { resolveHost } from './resolve-host.js'
import type { TimeLimits } from './time-limits.js'

/** What every session with one provider has in common. */
export interface SessionSettings {
  readonly provider: SmtpProviderSettings
  readonly limits: TimeLimits
  readonly tls: ConnectionOptions
  /** Called when a connection stands, before anything is said or secured on it. */
  readonly onConnected?: () => void
}

/**
 * From the host's name to a connection that is ready for the greeting. Rejects with an `SmtpFault`.
 *
 * @param signal destroys the connection, whatever state it is in.
 */
export async function openSocket(
  settings: SessionSettings,
  conversation: Pick<Conversation, 'event'>,
  signal?: AbortSignal,
): Promise<Socket> {
  const { provider, limits, tls } = settings
  const { host, port } = provider
  const addresses = await resolveHost(host, limits.resolveMs, conversation)
  const plain = await connectHost(host, port, addresses, limits, conversation, signal)
  settings.onConnected?.()
  const secured = provider.tls === 'implicit'
  const socket = secured ? await shakeHands(plain, tls, limits.handshakeMs, conversation) : plain
  conversation.event({ event: 'connected', host, port, secured })
  return socket
}

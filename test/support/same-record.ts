import { expect } from 'vitest'
import type { RecordedConversation } from './recorded-conversation.js'
import type { ScriptedConnection } from './scripted-smtp-server-connection.js'

/**
 * Our record of a conversation holds, byte for byte, what the server's own record holds.
 *
 * @param serverGone the server left before it read all that we wrote: what it read must be the beginning of it.
 * @param unheard what the server said came before there was a connection to hear it on (a TLS handshake that failed).
 */
export function expectSameRecord(
  conversation: RecordedConversation,
  connection: ScriptedConnection,
  { serverGone = false, unheard = false }: { readonly serverGone?: boolean; readonly unheard?: boolean } = {},
): void {
  const [sent, received] = [text(conversation.bytesOf('client')), text(conversation.bytesOf('server'))]
  const theirs = text(connection.bytesOf('client'))
  expect(received).toBe(unheard ? '' : text(connection.bytesOf('server')))
  expect(serverGone ? sent.slice(0, theirs.length) : sent).toBe(theirs)
}

function text(bytes: Buffer): string {
  return bytes.toString('latin1')
}

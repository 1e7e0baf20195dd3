import { expect } from 'vitest'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { bytesOf } from '../../src/domain/transcript/wire-text.js'
import type { ScriptedConnection } from '../support/scripted-smtp-server-connection.js'

const mask = '*'.repeat(32)

/**
 * The stored transcript holds, line for line and side by side, what the server's own record holds; what is masked stands
 * for whatever is there, and the message for its lines.
 *
 * @param serverGone the server left before it read all that we wrote: what it read must be the beginning of it.
 * @param unheard what the server said came before there was a connection to hear it on (a TLS handshake that failed).
 */
export function expectSameLines(
  transcript: readonly RecordedLine[],
  connection: ScriptedConnection,
  { serverGone, unheard }: { readonly serverGone: boolean; readonly unheard: boolean },
): void {
  const ours = { sent: textsOf(transcript, 'sent'), received: textsOf(transcript, 'received') }
  const { sent, received, complete } = heardBy(connection)
  if (unheard) return expect(ours).toEqual({ sent: [], received: [] })
  expect(ours.received.map((line, at) => unmasked(line, received[at]))).toEqual(received)
  // A server that is gone may have read any beginning of the line that it read last.
  const whole = serverGone && !complete ? sent.slice(0, -1) : sent
  const compared = serverGone ? ours.sent.slice(0, whole.length) : ours.sent
  expect(compared.map((line, at) => unmasked(line, whole[at]))).toEqual(whole)
}

function textsOf(transcript: readonly RecordedLine[], kind: 'sent' | 'received'): readonly string[] {
  return transcript.flatMap(({ statement }) =>
    statement.kind === kind ? [Buffer.from(bytesOf(statement.text)).toString('latin1')] : [],
  )
}

/** The server's own lines of each side, without those of messages. */
function heardBy({ record }: ScriptedConnection) {
  const lines = { sent: [] as string[], received: [] as string[] }
  let inMessage = false
  let asked = ''
  for (const { side, text } of record) {
    if (side === 'server') {
      lines.received.push(text)
      if (asked === 'DATA' && text.startsWith('354')) inMessage = true
    } else if (!inMessage) {
      lines.sent.push(text)
      asked = text
    } else if (text === '.') inMessage = false
  }
  return { ...lines, complete: record.every(({ side, unfinished }) => side === 'server' || !unfinished) }
}

function unmasked(line: string, theirs: string | undefined): string {
  const at = line.indexOf(mask)
  if (at < 0 || theirs === undefined) return line
  return theirs.startsWith(line.slice(0, at)) && theirs.endsWith(line.slice(at + mask.length)) ? theirs : line
}

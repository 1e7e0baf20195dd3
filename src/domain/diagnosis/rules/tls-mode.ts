import type { Finding } from '../finding.js'
import { portNamedIn } from '../named-server.js'
import { ownWordsIn } from '../own-telling.js'
import type { Utterance } from '../utterance.js'
import { weights } from './rule.js'
import type { Seen, Situation } from './situation.js'

/** The port speaks TLS in another way than the client: nobody says so, it shows in who waits for whom, and who hangs up. */
export const wrongMode: Situation = {
  id: 'tls/port-and-mode',
  source: 'RFC 8314 section 3.3 and 7.3: 465 is implicit TLS, 587 is STARTTLS',
  look: (seen) => {
    if (seen.reading.conversations.some(({ greeting }) => greeting !== undefined)) return undefined
    const port = seen.context.port ?? portNamedIn(seen.reading.words)
    if (port === 465) return plainOnTlsPort(seen)
    return port === 587 || port === 25 ? tlsOnPlainPort(seen) : undefined
  },
}

/** The server waits for a TLS hello and the client for a greeting, until one of them is tired of it. */
function plainOnTlsPort({ reading: { words }, utterances, context }: Seen): Partial<Finding> | undefined {
  if (context.tls === 'implicit') return undefined
  const hungUp = utterances.find((one) => hangsUp.test(one.words) && !neverConnected.test(one.words))
  if (context.tls !== undefined || startsPlain.test(words))
    return mismatch(
      'greeting',
      silenceIn(utterances) ?? hungUp ?? utterances.find((one) => leftWaiting.test(one.words)),
    )
  const told = utterances.filter((one) => ownWordsIn(one) === undefined)
  return told.some((one) => speaksTls.test(one.words)) ? undefined : mismatch('greeting', hungUp)
}

/** The server greets in plain text, which no handshake survives. */
function tlsOnPlainPort({ reading: { words }, utterances, context }: Seen): Partial<Finding> | undefined {
  if (context.tls !== 'implicit') {
    if (context.tls !== undefined || !startsTls.test(words)) return undefined
    return mismatch(
      'tls',
      utterances.find((one) => handshakeEnds.test(one.words) && !otherwiseExplained.test(one.words)),
    )
  }
  const failed = utterances.find((one) =>
    /wrong version|tls failed|handshake|ssl|waiting for the tls|eproto|packet length|failed to enable crypto|secure tls connection/.test(
      one.words,
    ),
  )
  return mismatch('tls', failed ?? silenceIn(utterances))
}

function silenceIn(utterances: readonly Utterance[]): Utterance | undefined {
  return utterances.find(
    (one) => one.phase !== 'connect' && saysNothing.test(one.words) && !neverConnected.test(one.words),
  )
}

const saysNothing =
  /greeting never received|wrong code length|unexpectedly (?:closed|disconnected)|disconnected unexpectedly|timed out|timeout|connection reset|econnreset|socket close|closed unexpectedly|unexpected eof|waiting for the greeting|esperando the greeting|waited \d{1,9} ms for the greeting|net::readtimeout|connection closed by the server|connection lost|incomplete response|(?:^|[: ])eof$/
const neverConnected = /etimedout \d|connect etimedout|waiting for the connection|econnrefused/

/** A server that hangs up, or says nothing, without a word before: what 465 does to a client that waits for words. */
const hangsUp =
  /greeting never received|(?:^|[\s:=[(])eof(?:$|[\s\]),.;])|end of file|eoferror|unexpectedly closed(?!: timed)|closed unexpectedly|unexpected socket close|response: -1|response code -1|incomplete response|got an? empty (?:response|reply)|but got code , with message/

/** Clients and settings that wait for a plain greeting; Nodemailer does not know `secureConnection`. */
const startsPlain = /smtplib\.smtp\(|#<tcpsocket|isssl false|esmtp|smtp:\/\/[^ ]{0,100}:465|secureconnection/

/** Jakarta Mail tells the port and the mode before it waits; where nothing follows, it waits still. */
const leftWaiting = /port 465, isssl false(?:[ */]{0,8}|[^a-z]{0,8}(?:useehlo|trying) .{0,300})$/

/** Words of a client that did begin with TLS, or speaks of its certificates: then 465 was what it took it for. */
const speaksTls =
  /(?:ssl|tls|smtps):\/\/|isssl true|smtp_ssl|ssl_?e(?:of|rror)|sslexception|ssl\.py|_ssl\.c|violation of protocol|handshake|\((?:secured|asegurado)\)|tls (?:established|establecido|started)|ssl_connect|sslsocket|secure ?[:=] ?true|\(ssl\): yes|ssl(?:\.enable)? ?[:=] ?true|secure (?:tls )?connection|crypto|certificate|tls connection/

/** Clients that begin with TLS on a port where the server greets first. */
const startsTls =
  /(?:ssl|tls|smtps):\/\/[^ ]{1,100}:(?:587|25)\b|isssl true|smtp_ssl\(|secure ?[:=] ?true|\(ssl\): yes|ssl\.enable ?[:=] ?true/
const handshakeEnds =
  /handshake|eproto|failed to enable crypto|violation of protocol|unexpected eof|ssl_connect|before secure tls connection/
const otherwiseExplained =
  /certificate|timed out|time-?out(?![=:])|refused|unreachable|getaddrinfo|protocol version|cipher|unsupported protocol/

function mismatch(phase: Finding['phase'], utterance: Utterance | undefined): Partial<Finding> | undefined {
  if (utterance === undefined) return undefined
  return {
    cause: 'tls-mode-mismatch',
    score: weights.exact + 8,
    phase,
    lines: utterance.lines,
    confidence: 'likely',
    side: 'configuration',
  }
}

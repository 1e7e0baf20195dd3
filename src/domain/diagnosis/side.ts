import type { Cause, Phase, Side } from './cause.js'
import { isLargeProvider } from './known-hosts.js'

/** What tells who must act where the cause alone leaves it open. */
export interface Occasion {
  readonly cause: Cause
  /** Folded: what decided, or the whole text. */
  readonly words: string
  /** The server that was to be reached, when it is known. */
  readonly host: string | undefined
  readonly phase?: Phase | undefined
}

/**
 * Who must act, where that depends on more than the cause; nothing where the catalogue knows.
 *
 * Nobody but us can mend a refusal by our own machine, or by one that our settings name and that is no provider's whose
 * ports are known to be open and who greets at once. There the path is left to be wrong, and so it is where the settings
 * led to an address, or where a mail server went by the records of a recipient's domain. What a large provider could not
 * connect to is the recipient's. Nobody but us can mend our list of authorities when a large provider's certificate is
 * not trusted, and our clock when a certificate seems to be of the future; nobody but the server's operator a certificate
 * that is faulty in itself or comes without its chain.
 */
export function sideOf({ cause, words, host, phase }: Occasion): Side | undefined {
  if (cause.startsWith('connection-') && reportedByProvider.test(words)) return 'recipient'
  if (cause === 'connection-refused') {
    if (leadsToOwnMachine(words, host)) return 'configuration'
    return isLargeProvider(host) || numericAddress.test(words) || deferred.test(words) ? undefined : 'configuration'
  }
  if (cause === 'greeting-timeout') return isLargeProvider(host) ? 'network' : undefined
  if (cause === 'connection-dropped') return sideOfDrop(words, host, phase)
  if (cause === 'tls-certificate-untrusted') {
    if (faulty.test(words)) return 'provider'
    if (revocationUnknown.test(words)) return 'network'
    return chainMissing.test(words) && !isLargeProvider(host) ? 'provider' : undefined
  }
  if (cause === 'tls-certificate-expired' && isNotYetValid(words)) return 'configuration'
  if (cause === 'tls-protocol-unsupported' && offersTooOld.test(words) && !weAreServer.test(words)) return 'provider'
  if (cause === 'smtputf8-unsupported') {
    if (undeclared.test(words)) return 'configuration'
    return ownMachine.test(words) ? 'provider' : undefined
  }
  if (cause === 'unknown') return phase === 'tls' ? 'configuration' : undefined
  if (cause === 'client-ip-blocked' && listNotAsked.test(words)) return 'recipient'
  return undefined
}

/** Gmail reaches the net: when it could not connect, that was for the server of the recipient. */
const reportedByProvider =
  /technical details of (?:permanent|temporary) failure|recipient server did not accept our requests to connect/

/** A server that hangs up on a conversation ended it itself; before the first word it may as well be the path. */
function sideOfDrop(words: string, host: string | undefined, phase: Phase | undefined): Side | undefined {
  if (phase !== undefined && talking.has(phase)) return 'provider'
  return phase === 'greeting' && leadsToOwnMachine(words, host) ? 'configuration' : undefined
}

const talking: ReadonlySet<Phase> = new Set<Phase>(['hello', 'auth', 'sender', 'recipient', 'data', 'acceptance'])

const ownMachine =
  /(?:^|[^\d.])127\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:$|[^\d.])|(?:^|[^\w.-])localhost(?:$|[^\w.-])|(?<![\da-f:])::1(?![\da-f]|:[\da-f]{1,4}:)/

/** An address that a name was resolved to: the settings led to a machine. */
const numericAddress =
  /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|(?<![\w:])\d[\da-f]{0,3}:(?:[\da-f]{1,4}:){0,6}:[\da-f]{0,4}|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}/

/** A mail server that found the machine by the records of a recipient's domain, not in its settings. */
const deferred = /\bdeferred\b/

/** Whether the server that was to be reached is this very machine, by the folded words or the host's name. */
export function leadsToOwnMachine(words: string, host: string | undefined): boolean {
  return ownMachine.test(words) || (host !== undefined && ownMachine.test(host.toLowerCase()))
}

/** The certificate would be refused everywhere. */
const faulty =
  /unsupportedcertversion|certificate version|revoked|md.too.weak|key.too.small|badsignature|usedasendentity|basic ?constraints|algorithm constraints/

/** That its time has not come, and not one of both, as Go says it first. */
const notYet =
  /(?<!expired or (?:is )?)not yet valid|not_yet_valid|notyetvalid|notvalidyet|current time \S{1,40} is before/

/** Whether folded words say of a certificate that its time has not come. */
export function isNotYetValid(words: string): boolean {
  return notYet.test(words)
}

/** The server sent its own certificate without those between it and the authority (RFC 8446 section 4.4.2). */
const chainMissing = /local issuer|first certificate|leaf.signature|partialchain/

/** We refused what the server came with, and not the server what we came with, which an alert would tell. */
const offersTooOld =
  /choose_client_version|routines::unsupported protocol|server selected (?:unsupported )?protocol version|dh.key.too.small|legacy.renegotiation/
const weAreServer = /client_hello|smtpd\[/

/** The lists of withdrawn certificates lie on other machines, which ours could not reach (RFC 5280 section 4.2.1.13). */
const revocationUnknown = /unable to check revocation|revocationstatusunknown|offlinerevocation|revocation server/

/** The server knows the extension and was not told that it is needed (RFC 6531 section 3.4). */
const undeclared = /(?:requires?|without) (?:the )?smtputf8(?!.{0,60}not (?:offer|support|advertise))/

/** A block list that refuses to answer the server of the recipient, which takes that for a listing. */
const listNotAsked = /(?:open|public) resolver|query volume|spamhaus\.org\/returnc/

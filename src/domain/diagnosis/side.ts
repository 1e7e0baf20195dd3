import type { Cause, Side } from './cause.js'
import { isLargeProvider } from './known-hosts.js'

/** What tells who must act where the cause alone leaves it open. */
export interface Occasion {
  readonly cause: Cause
  /** Folded: what decided, or the whole text. */
  readonly words: string
  /** The server that was to be reached, when it is known. */
  readonly host: string | undefined
}

/**
 * Who must act, where that depends on more than the cause; nothing where the catalogue knows.
 *
 * Nobody but us can mend a refusal by our own machine, or by one that our settings name and that is no provider's whose
 * ports are known to be open (there the path is left to be wrong, and so it is where the settings led to an address);
 * nobody but us our list of authorities when a large provider's certificate
 * is not trusted; nobody but the server's operator a certificate that is faulty in itself or comes without its chain.
 */
export function sideOf({ cause, words, host }: Occasion): Side | undefined {
  if (cause === 'connection-refused') {
    if (ownMachine.test(words) || isOwnMachine(host)) return 'configuration'
    return isLargeProvider(host) || numericAddress.test(words) ? undefined : 'configuration'
  }
  if (cause === 'tls-certificate-untrusted') {
    if (faulty.test(words)) return 'provider'
    return chainMissing.test(words) && !isLargeProvider(host) ? 'provider' : undefined
  }
  if (cause === 'tls-protocol-unsupported' && offersTooOld.test(words) && !weAreServer.test(words)) return 'provider'
  return undefined
}

const ownMachine =
  /(?:^|[^\d.])127\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:$|[^\d.])|(?:^|[^\w.-])localhost(?:$|[^\w.-])|(?<![\da-f:])::1(?![\da-f]|:[\da-f]{1,4}:)/

/** An address that a name was resolved to: the settings led to a machine. */
const numericAddress =
  /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|(?<![\w:])\d[\da-f]{0,3}:(?:[\da-f]{1,4}:){0,6}:[\da-f]{0,4}|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}/

function isOwnMachine(host: string | undefined): boolean {
  return host !== undefined && ownMachine.test(host.toLowerCase())
}

/** The certificate would be refused everywhere. */
const faulty =
  /unsupportedcertversion|certificate version|revoked|md.too.weak|key.too.small|badsignature|usedasendentity|basic ?constraints|algorithm constraints/

/** The server sent its own certificate without those between it and the authority (RFC 8446 section 4.4.2). */
const chainMissing = /local issuer|first certificate|leaf.signature|partialchain/

/** We refused what the server came with, and not the server what we came with, which an alert would tell. */
const offersTooOld =
  /choose_client_version|routines::unsupported protocol|server selected (?:unsupported )?protocol version|dh.key.too.small|legacy.renegotiation/
const weAreServer = /client_hello|smtpd\[/

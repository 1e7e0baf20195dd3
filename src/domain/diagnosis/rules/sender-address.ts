import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'
import { accessDenied } from './sender-account.js'

/** The address of the sender and its domain. */
export const senderAddressRules: readonly Rule[] = [
  {
    id: 'sender/domain',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      domain name required for sender · domain of sender ·
      sender domain * {not exist/does not/not found/invalid/unresolvable/must/not resolve/empty/no mx/missing/has no} ·
      sender address rejected: {domain/malformed/unverified/undeliverable} ·
      sender address rejected: need fully-qualified · sender address rejected: * does not exist ·
      domain of * does not {exist/resolve} · domain of * has no · sender verify failed · sender verification failed ·
      could not verify sender · unable to verify sender · unroutable sender · unroutable address * sender ·
      unrouteable address * sender · verification failed for · sender address domain · mail from domain ·
      envelope sender domain · domain name * not found * sender · from domain * {not exist/does not/invalid/resolve} ·
      sender host * not exist · does not accept bounces · bounce address · domain must resolve ·
      domain does not resolve · sender domain not · sender domain must · domain missing or malformed ·
      malformed sender · malformed address · sender address malformed · bad sender address · bad sender ·
      bad senders · bad address syntax * sender · senders system address · bad senders system · mail from * syntax ·
      syntax error * mail from · syntax error * sender · syntax * mail from · 501 * mail from ·
      invalid sender address · invalid address * mail from · sender * {no mx/mx record} · mx record * sender ·
      need * mx * sender · your domain * {no mx/mx record/a record} · no valid mx · not a fully qualified ·
      sender address * fully qualified · invalid from address · domain name * invalid * sender ·
      return path * invalid · mailfrom * dns · domain * is a dead domain ·
      connections not accepted from servers without a valid sender domain · null sender · empty sender ·
      empty envelope sender · missing sender · no sender · sender domain ·
      mail domain mentioned in email address is unknown · invalid domain * mail from · sender * resolve ·
      non-existent domain * sender · domain * nonexistent · non existent sender domain · absenderdomain ·
      dominio del remitente · domaine * expediteur · {violate/violates} section 3.3.9 · rfc 1035 violation ·
      complete sender verify · sender address must contain · bounces not accepted · bounces are not accepted ·
      sender address rejected: * {mx in/loopback/private address} ·
      unresolvable * from domain · unresolvable from ·
      your domain * {does not resolve/does not exist/doesnt exist/doesnt resolve/has no} · from domain has no · domain has no a or mx ·
      return {email/e-mail/mail} domain ·
      senders domain {has no/does not/doesnt/is not/has invalid}
    `,
    unless: phrases`
      reverse dns · must be identical · identical to · recipient address rejected · not verified · spf · dkim ·
      dmarc · blacklist · blocked · access denied, user · bad outbound sender · spam · rate| · not owned ·
      unverified sender · not allowed · reputation · policy · per sender · unauthenticated · authenticated · limit ·
      rcpt to: · rejected because the sending · suspended · authentication · certificate ·
      sender ip · ip address ·
      greylist · temporary lookup · lookup failure ·
      domain of recipient · domain of the recipient
    `,
    source: 'Postfix reject_unknown_sender_domain, Exim sender verification, Sendmail 553 5.1.8 and 501 5.1.8|',
  },
  {
    id: 'sender/domain-at-mail',
    cause: 'sender-domain-invalid',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    phases: ['sender'],
    codes: ['5', 450, 451],
    says: phrases`
      domain does not exist · domain doesnt exist · no such domain · domain not found · unknown domain ·
      domain unknown · domain is unknown · invalid domain · domain is invalid · domain invalid · mx record ·
      mx records · no mx · does not resolve · cannot resolve · unresolvable · domain lookup · nxdomain ·
      not exist
    `,
    unless: [
      'helo',
      'ehlo',
      'reverse',
      'ptr',
      'spf',
      'dmarc',
      'client',
      'your ip',
      'not allowed',
      'relay',
      'user',
      'mailbox',
      'account',
      'email address',
    ],
    source: 'Courier 517, Sendmail 553 5.1.8 and others, which at MAIL FROM can only mean the domain of the sender',
  },
  {
    id: 'sender/qq-dns-check',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    phase: 'acceptance',
    says: ['domain may not exist or dns check failed'],
    source: 'QQ Mail 550 about the domain of the sender',
  },
  {
    id: 'sender/exim-verify',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    phase: 'recipient',
    says: ['sender verify failed', 'sender verification failed', 'callback setup failed'],
    unless: ['greylist'],
    source: 'Exim sender verification, which speaks at RCPT',
  },
  {
    id: 'sender/verification-required',
    cause: 'sender-domain-invalid',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    says: ['sender verification is required', 'sender {could not be/cannot be/not} verified', 'sender verify required'],
    unless: ['greylist', 'account', 'identity', 'dashboard', 'spf', 'dkim', 'dmarc', 'domain'],
    notIn: ['auth', 'greeting', 'hello', 'tls'],
    source: 'servers that call back to ask whether the sender exists, in their own words',
  },
  {
    id: 'sender/syntax',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    kind: 'reply',
    says: [
      'syntax',
      'malformed',
      'invalid address',
      'bad address',
      'parse',
      'cannot decode',
      'fully qualified',
      'fully-qualified',
    ],
    codes: [501, 553, 555, 550],
    phases: ['sender'],
    unless: ['helo', 'relay', 'size', 'auth', 'denied'],
    source: 'RFC 5321 section 4.3.2: 501, 553 and 555 at MAIL',
  },
  {
    id: 'sender/unparseable',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      {cannot/can not/cant/could not/couldnt/unable to/failed to/not able to} parse {/the /this /your }{from/sender/mail from/envelope from/return path/return-path} ·
      {unparseable/unparsable} {from/sender/mail from} · {sender/from} address {is /}{unparseable/unparsable} ·
      {sender/from} address {cannot/could not/can not} be parsed
    `,
    unless: ['header', 'json', 'template', 'config', 'recipient', 'rcpt', 'from server', 'from the server'],
    notIn: ['recipient', 'hello', 'auth', 'greeting', 'tls', 'connect', 'resolve', 'acceptance'],
    source: 'servers and programs that could not read the address behind MAIL FROM (RFC 5321 section 4.1.2)',
  },
  {
    id: 'sender/address-code',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    codes: ['.1.7', '.1.8'],
    unless: ['recipient address', 'outbound', 'outgoing', 'not allowed', 'not owned', 'helo', ...accessDenied],
    source: 'IANA X.1.7 and X.1.8: bad sender address, bad sender system',
  },
  {
    id: 'sender/hostname-missing',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: ['hostname required', 'host name required', 'domain name required', 'domain required', '(none)'],
    phases: ['sender'],
    source:
      'Sendmail and others: a sender address without a domain, which a program made up from the name of its machine',
  },
  {
    id: 'sender/ionos-no-mx',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: ['invalid dns mx or'],
    notIn: ['recipient'],
    source: 'GMX, web.de, IONOS 550 about the domain behind MAIL FROM',
  },
  {
    id: 'sender/none',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    at: 'sender',
    kind: 'reply',
    says: phrases`
      null sender {is /}not {allowed/accepted/permitted} · empty {sender/envelope sender/from/return path} {is /}not ·
      null {reverse-path/return path} {is /}not ·
      empty envelope senders {are /}not · empty senders {are /}not · null senders {are /}not ·
      not accept {null/empty/blank} sender
    `,
    source: 'servers that take no MAIL FROM:<> from a client of theirs',
  },
  {
    id: 'sender/refused-by-our-program',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    at: 'sender',
    kind: 'words',
    says: [
      'invalid address: (from)',
      'invalid address: (setfrom)',
      'invalid address (setfrom)',
      'sendmail_from not set',
    ],
    source: 'PHPMailer and PHP mail(): the sender of the settings is no address, and nothing was sent',
  },
]

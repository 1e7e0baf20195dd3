import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The domain of the recipient, as far as names and mail exchangers go. */
export const recipientDomainRules: readonly Rule[] = [
  {
    id: 'recipient/domain',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      recipient address rejected: {domain/unknown domain} ·
      recipient address rejected: * {no mx/null mx/does not accept mail} ·
      recipient domain * {not found/not exist/does not/must/invalid/unknown} · domain not found ·
      domain does not exist · domain doesnt exist · no such domain · unknown domain · host unknown · unknown host ·
      domain name not found · host or domain name not found · nullmx · null mx · domain does not accept mail ·
      does not accept mail · host does not accept mail · no mx record · no mx · mx record * not ·
      unrouteable mail domain · unroutable domain · domain is not reachable ·
      all relevant mx records point to non-existent · bad destination system · destination * domain ·
      domain must exist · domain lookup failed · domain invalid · invalid domain · domain is invalid ·
      domain * not exist · cannot find * domain · domain isnt · dns domain * does not exist · the domain * doesnt ·
      5.1.2| · 5.4.4| · domain mentioned in · dominio no existe · domain unbekannt · domain nicht gefunden ·
      domaine * inexistant · domaine inconnu · dominio inexistente · 域名不存在 · lookup * recipient domain · nxdomain
    `,
    unless: phrases`
      sender · mail from · relay · helo · rcpthosts · user unknown · from domain · domain of · spf · dmarc · dkim ·
      getaddrinfo · client · hostname · ip address · server not found · bad destination system: no such · gaierror ·
      smtp host · certificate · unable to connect · unknown host: · unknownhost · php_network · couldnt connect ·
      per transaction ·
      return email
    `,
    phases: ['recipient', 'acceptance', 'data'],
    source: 'Postfix reject_unknown_recipient_domain, Exim, Sendmail 5.1.2, RFC 7505 null MX (556 5.1.10)',
  },
  {
    id: 'recipient/domain-refused',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    phase: 'recipient',
    kind: 'reply',
    says: [
      'find the recipient domain',
      'no mx record found for',
      'no valid mail exchanger',
      'no mail exchanger',
      'invalid domain in recipient',
      'domain of recipient * {has no/does not/doesnt/not found}',
      'domain of the recipient * {has no/does not/doesnt/not found}',
      'resolve recipient domain',
      'resolve {the /}domain of {the /}recipient',
    ],
    unless: ['sender', 'mail from', 'from domain', 'your domain', 'return path'],
    notIn: ['sender', 'auth', 'greeting', 'hello'],
    source: 'Gmail 553 5.1.2 and others that looked the domain of the recipient up when it was named to them',
  },
  {
    id: 'recipient/domain-reported',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    phase: 'resolve',
    says: phrases`
      host unknown · dns domain * does not exist · infodomainnonexistent · domain * does not exist · no-domain ·
      dns error: dns type mx lookup of · because the domain * couldnt be found · dns error: domain name not found ·
      unknown host for recipient · recipient address rejected: domain not found · unrouteable mail domain ·
      unroutable mail domain ·
      host or domain name not found. name service error for name=* type={mx/aaaa/a}: host not found| ·
      domain * not found * recipient · nullmx · null mx · does not accept mail (null · 5.1.2 * host unknown ·
      bad destination system address · 5.4.4 * domain · domain name not found · no mx or a · all relevant mx records ·
      no mx found for domain · recipient address rejected: * address space · no mx found for {domain/destination} ·
      all host address lookups failed · illegal host/domain name · dns server returned answer with no data · bad destination system
    `,
    also: ['@', 'nullmx', 'null mx', 'domain', 'host'],
    unless: phrases`
      sender · mail from · mailfrom · from: · spf · sender address · host not found, try again · smtp host ·
      relayhost · helo ·
      sender domain · from domain · your domain · bad destination system: no such
    `,
    notIn: ['sender'],
    source: 'reports of mail servers about the domain of a recipient',
  },
  {
    id: 'recipient/ionos-no-mx',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    phases: ['recipient'],
    says: ['invalid dns mx or'],
    source: 'GMX, web.de, IONOS 550 about the domain behind RCPT TO',
  },
  {
    id: 'recipient/unrouteable',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    phase: 'recipient',
    kind: 'words',
    says: [
      'unrouteable addr',
      'unroutable addr',
      'unable to bind to the destination server in dns',
      'record indicated no smtp service',
    ],
    unless: ['sender', 'rejected rcpt', 'mailman', 'alias'],
    confidence: 'likely',
    source: 'Exim of its own, before it asks any server: no router takes the domain',
  },
  {
    id: 'recipient/postfix-mail-domain',
    cause: 'recipient-domain-not-found',
    weight: 'exact',
    at: 'resolve',
    kind: 'words',
    says: ['name service error for name=* type=mx: host not found'],
    unless: ['try again'],
    source: 'Postfix smtp(8) looks up MX records for the domain of a recipient, not for a host name in the settings',
  },
  {
    id: 'recipient/domain-code',
    cause: 'recipient-domain-not-found',
    weight: 'code',
    phase: 'recipient',
    codes: ['.1.2', '5.4.4', 556, 521],
    notIn: ['sender', 'auth'],
    unless: [
      'sender',
      'ip|',
      'rcpt',
      'blocked',
      'banned',
      'spam',
      'recipients',
      'address unavailable',
      'mailbox unavailable',
      'mail from you',
    ],
    source: 'RFC 3463 X.1.2, RFC 7504 521 and 556',
  },
]

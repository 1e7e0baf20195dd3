import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'
import { ofWindows } from './winsock.js'

/** Names that could not be resolved. */
export const resolveRules: readonly Rule[] = [
  {
    id: 'resolve/name-not-found',
    cause: 'dns-not-found',
    weight: 'usual',
    phase: 'resolve',
    says: [
      ...phrases`
      errno: -3008 · errno:-3008 · outgoing server (smtp) * is unknown · enotfound · name or service not known ·
      nodename nor servname · no such host · unknownhostexception · unknown host| · unknown smtp host ·
      could not resolve host · couldnt resolve host · cannot resolve host · could not resolve {the /}hostname ·
      no such host is known · host or domain name not found · name does not resolve · nxdomain · non-existent domain ·
      eai_noname · wsahost_not_found · failed to lookup address information · getaddrinfo failed · gaierror ·
      no address associated with hostname · eai_nodata · hostname nor servname · could not find host ·
      unable to find the server · unable to resolve host · failed to resolve · the remote name could not be resolved ·
      host not found · unable to lookup · enodata · 11004 · no data of the requested type · err_name_not_resolved ·
      remotename konnte nicht · resolver el nombre remoto · nom distant na pas pu · hote inconnu ·
      nome remoto nao pode · host nao e conhecido · risolvere il nome remoto · host sconosciuto · хост неизвестен ·
      そのようなホストは不明 · 无法解析 · could not resolve name · nom ou service inconnu · nombre o servicio desconocido ·
      name oder dienst nicht bekannt · der angegebene host ist unbekannt · hote inconnu ·
      nome ou servico desconhecido · unrouteable mail domain · no mx {record/records/host/hosts/found} ·
      lookup failed · dns lookup failed · name resolution failed · ns_error_unknown_host · name not resolved · gethostbyname ·
      php_network_getaddresses · getaddrinfo: · could not be resolved · no se pudo resolver ·
      no se encontro el nombre · could not be found: nxdomain · host desconocido · badly formatted * hostname ·
      dns error · ora-12545 · 未知的名称或服务 · 不知道这样的主机
    `,
      ...ofWindows(11001),
    ],
    unless: phrases`
      lookup failed temporarily · did not complete · temporary failure in name · eai_again · try again · timed out ·
      resolve timeout · dns timeout · lookup timeout · recipient address rejected · sender address rejected ·
      helo command rejected · servfail · in reply to · client host rejected · no_such_host? ·
      unknown host for recipient · stat=host unknown ·
      hostname * verification failed
    `,
    kind: 'words',
    source:
      'getaddrinfo(3) EAI_NONAME and EAI_NODATA as Node, Python, Java, Go, PHP, curl and glibc in several languages word it',
  },
  {
    id: 'resolve/temporary',
    cause: 'dns-temporary',
    weight: 'exact',
    phase: 'resolve',
    says: phrases`
      errno: -3001 · address information: try again · temporary failure in name resolution · eai_again ·
      getaddrinfo: try again · host not found, try again · name service error * try again · querya etimeout ·
      querya etimedout · querymx etimeout · queryaaaa etimeout · querya eservfail · querya esrvfail ·
      querymx eservfail · querya econnrefused · dns timeout · dns lookup timed out · dns query timed out ·
      resolving timed out · resolve timed out · name resolution timed out · servfail · eservfail · esrvfail ·
      query{a/aaaa/mx/srv/txt/ns} {econnrefused/erefused} · query{a/aaaa/mx/srv} etimeout ·
      temporary error during hostname resolution · resource temporarily unavailable at system.net.dns ·
      server misbehaving · lookup * i/o timeout · lookup * connection refused · wsatry_again · 11002 ·
      fallo temporal en la resolucion · echec temporaire dans la resolution ·
      temporarer fehler bei der namensauflosung · falha temporaria na resolucao · temporary dns · dns temporary ·
      temporarily unable to resolve · host lookup did not complete · lookup of * request timed out ·
      lookup * request timed out · lookup failed temporarily · temporary lookup failure ·
      name server: * host name lookup failure · host name lookup failure · unable to resolve * temporarily ·
      malformed or unexpected name server reply ·
      errno -3] try again
    `,
    unless: ['host not found, try again; sender', 'enotfound'],
    kind: 'words',
    source: 'EAI_AGAIN, SERVFAIL and time-outs of resolvers: getaddrinfo(3), Node dns, Go net, Postfix, Sendmail',
  },
  {
    id: 'resolve/postfix-host-not-found',
    cause: 'dns-not-found',
    weight: 'exact',
    phase: 'resolve',
    says: ['name service error for name * {host not found|/valid hostname}'],
    unless: ['try again', 'type=mx'],
    kind: 'words',
    source: 'Postfix smtp(8)',
  },
  {
    id: 'resolve/name-server-away',
    cause: 'dns-temporary',
    weight: 'tag',
    says: ['dns query failed * {temporaryerror/errorretry/errortimeout|/serverfailure}', 'smtpsend.dns.temporaryerror'],
    unless: ['nonexistentdomain'],
    source: 'Exchange transport: a 451 4.4.0 of its own about a lookup',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

const leads = ['error', 'error:', 'error #', 'error code', 'error code:', 'errno', 'errno:', 'errno =', 'winerror']
const furtherLeads = ['code', 'code:', 'number', 'number:', '#', '(']

/** An error number of Windows sockets as programs print it: alone it may as well be a part of a path or of an id. */
function ofWindows(number: number): readonly string[] {
  const led = [...leads, ...furtherLeads].map((lead) => `${lead} ${number}`)
  return [
    ...led,
    `=${number}`,
    `#${number}`,
    `(${number}`,
    `[${number}`,
    `${number}:`,
    `${number})`,
    `${number}]`,
    `${number},`,
  ]
}

/** With these Exchange reports that it reached nobody, and carries the Winsock number that tells how. */
const reportedByExchange: NonNullable<Rule['codes']> = [
  '4.2.1',
  '4.4.0',
  '4.4.1',
  '4.4.2',
  '4.4.7',
  '5.4.1',
  '5.4.7',
  '5.4.316',
  '5.4.300',
  '4.4.316',
  '5.4.0',
  441,
]

/** Before the first word of the server: names, routes, connections. */
export const networkRules: readonly Rule[] = [
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
      unknown host for recipient · stat=host unknown
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
      malformed or unexpected name server reply
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
  {
    id: 'connect/curl',
    cause: 'connection-refused',
    weight: 'usual',
    kind: 'words',
    confidence: 'likely',
    says: [
      'curl: (7)',
      'curl error 7:',
      'curle_couldnt_connect',
      'failed to connect to * port * after * ms: couldnt connect',
    ],
    unless: ['timed out', 'unreachable', 'no route', 'curl: (28)', 'curl error 28'],
    source: 'curl exit code 7: the connection was refused at once; a time-out has the code 28',
  },
  {
    id: 'connect/php-mail',
    cause: 'connection-refused',
    weight: 'usual',
    side: 'configuration',
    kind: 'words',
    confidence: 'likely',
    says: ['failed to connect to mailserver at'],
    source: 'PHP mail() on Windows, when nothing answers at the server of php.ini',
  },
  {
    id: 'connect/qmail',
    cause: 'connection-timeout',
    weight: 'exact',
    at: 'connect',
    confidence: 'likely',
    says: ['wasnt able to establish an smtp connection', 'unable to establish an smtp connection'],
    source: 'qmail-remote when no address of the host could be connected to',
  },
  {
    id: 'connect/refused',
    cause: 'connection-refused',
    weight: 'usual',
    phase: 'connect',
    says: [
      ...phrases`
      errno: -{111/61/4078} · outgoing server (smtp) * was refused · connect call failed · econnrefused ·
      connection refused · connection was refused · actively refused · connexion refusee ·
      conexion rechazada · conexion rehusada · conexao recusada · verbindungsaufbau abgelehnt ·
      verbindung verweigert · zielcomputer die verbindung verweigerte · connessione rifiutata · error number 111 ·
      111 connection · errno 111 · errno 61| · (111) · refused the network connection · refuso activamente ·
      denego expresamente · expressement refusee · 拒绝连接 · rifiuto persistente · recusou ativamente · as recusou ·
      recusadas ativamente · 拒否されたため · 接続が拒否 · 积极拒绝 · 由于目标计算机积极拒绝 · refused connection · odmowa polaczenia ·
      в соединении отказано · отверг запрос на подключение · ns_error_connection_refused ·
      connection could not be established with host * refused · connectionrefused · ora-12541
    `,
      ...ofWindows(10061),
    ],
    unless: [
      'lookup * connection refused',
      'query{a/aaaa/mx/srv/txt/ns} econnrefused',
      'milter',
      'connection refused by policy',
      'lmtp',
      'blacklist',
      'block list',
      'blocklist',
      'spamhaus',
      'spamcop',
      'is listed',
      'dnsbl',
    ],
    kind: 'words',
    source: 'ECONNREFUSED and WSAECONNREFUSED 10061 in the languages of the common systems',
  },
  {
    id: 'connect/timed-out',
    cause: 'connection-timeout',
    weight: 'usual',
    phase: 'connect',
    says: [
      ...phrases`
      errno: -{110/4039} · timedout while connecting · did not respond to a connection attempt ·
      connection error: timed out · socket timed out · etimedout · connection timed out · connect timed out ·
      connection timeout · connect timeout · connecttimeout · connectiontimeout · operation timed out · connection attempt failed because the connected party did not properly respond · failed to respond ·
      timed out while connecting · timed out connecting · i/o timeout · dial tcp * timeout · error number 110 ·
      (110) · errno 110 · net::opentimeout · execution expired · connection to * timed out ·
      timed out after * while connecting · connexion terminee par expiration · delai d attente ·
      delai de connexion depasse · tiempo de espera · expiro el tiempo · conexion expirada ·
      die wartezeit fur die verbindung ist abgelaufen · zeituberschreitung · tempo esgotado · tempo limite · 连接超时 ·
      gegenstelle nach einer bestimmten zeitspanne · parte conectada no respondio · parti connecte na pas repondu ·
      parte connessa · componente conectado nao respondeu · 连接方在一段时间后没有正确答复 ·
      попытка установить соединение была безуспешной · 一定の時間を過ぎても正しく応答しなかった · 接続がタイムアウト · timeouterror ·
      sockettimeoutexception · the operation has timed out · timed out ( · socket.timeout: timed out ·
      timeout: timed out · connection establishment timed out · превышено время · failed to connect * timed out ·
      timeout expired · connection time-out · timed out waiting for connection · ora-12535
    `,
      ...ofWindows(10060),
    ],
    unless: phrases`
      waited · waiting for the · esperando the · not resolved · no resuelto · greeting never received ·
      read timed out · timeout exceeded · while sending · while receiving · conversation with ·
      unexpectedly closed · network is unreachable · resolv · lookup · querya · querymx · timeout -1; nested ·
      timed out while · tls handshake · handshake timed out · ssl handshake · read operation timed out ·
      smtp timeout after · retry timeout · read tcp * i/o timeout · read error
    `,
    kind: 'words',
    source: 'ETIMEDOUT and WSAETIMEDOUT 10060 in the languages of the common systems and libraries',
  },
  {
    id: 'connect/probe-failed',
    cause: 'connection-timeout',
    weight: 'vague',
    at: 'connect',
    kind: 'words',
    confidence: 'likely',
    says: phrases`
      tcp connect to * failed · tcptestsucceeded : false · tcptestsucceeded: false · tcptestsucceeded false ·
      tcptestsucceeded = false · ping to * failed with status: timedout · ping to * failed -- status: timedout ·
      ncat: timeout
    `,
    unless: [
      'refused',
      'unreachable',
      'no route',
      'name resolution',
      'not known',
      'destinationhost',
      'destinationnetwork',
    ],
    source: 'Test-NetConnection of PowerShell, nc and ncat: a probe of the port that nobody answered',
  },
  {
    id: 'connect/probe-unreachable',
    cause: 'network-unreachable',
    weight: 'usual',
    at: 'connect',
    kind: 'words',
    says: ['failed {with/--} status: {destinationhostunreachable/destinationnetworkunreachable}'],
    source: 'Test-NetConnection of PowerShell, whose ping was told that no way leads there',
  },
  {
    id: 'connect/probe-timed-out',
    cause: 'connection-timeout',
    weight: 'usual',
    at: 'connect',
    kind: 'words',
    says: phrases`
      curl: (28) failed to connect · curl: (28) connection · curl error 28: failed to connect ·
      timed out: operation now in progress
    `,
    unless: ['resolv'],
    source: 'curl exit code 28 and nc: nothing answered in the time for a connection',
  },
  {
    id: 'connect/unreachable',
    cause: 'network-unreachable',
    weight: 'usual',
    phase: 'connect',
    says: [
      ...phrases`
      errno: -{101/113/4062} · network is unreachable · enetunreach · ehostunreach · ehostdown · host is down ·
      no route to host · host is unreachable · host unreachable · network unreachable · errno 101| ·
      errno 113| · (101) · (113) · error number 101 · noroutetohostexception · cannot assign requested address ·
      eaddrnotavail · network is down · enetdown · unreachable network · unreachable host ·
      le reseau n est pas accessible · le reseau nest pas accessible · la red es inaccesible · red no accesible ·
      das netzwerk ist nicht erreichbar · keine route zum zielrechner · a rede esta fora de alcance ·
      ningun camino hasta · aucun chemin d acces · rete non raggiungibile · сеть недоступна · 网络不可达 · 网络不可用 · eacces ·
      eperm · permission denied {connecting/(13)} · error number 13| · connect: operation not permitted ·
      a socket operation was attempted to an unreachable ·
      permission denied: connect
    `,
      ...ofWindows(10051),
      ...ofWindows(10065),
    ],
    unless: ['permission denied (publickey'],
    kind: 'words',
    source:
      'ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL and their Winsock numbers 10051, 10065; EACCES where a sandbox forbids sockets',
  },
  {
    id: 'connect/blocked-by-host',
    cause: 'network-unreachable',
    weight: 'usual',
    phase: 'connect',
    says: [
      ...phrases`
      permission denied * (13) · (13) permission denied · forbidden by its access permissions · selinux
    `,
      ...ofWindows(10013),
    ],
    kind: 'words',
    source: 'WSAEACCES 10013, EACCES 13 under SELinux and web hosts',
  },
  {
    id: 'connect/oracle-not-allowed',
    cause: 'network-unreachable',
    weight: 'tag',
    at: 'connect',
    side: 'configuration',
    kind: 'words',
    says: ['ora-24247', 'network access denied by access control list'],
    source: 'Oracle Database: the access control list of the database does not let UTL_SMTP reach the host',
  },
  {
    id: 'connect/reported-time-out',
    cause: 'connection-timeout',
    weight: 'exact',
    at: 'connect',
    kind: 'reply',
    says: [
      ...phrases`
      connectiontimedout · connection timed out · winsock error code: socket error unable to connect: connection timed out
    `,
      ...ofWindows(10060),
      ...ofWindows(10060),
      ...ofWindows(10060),
    ],
    codes: reportedByExchange,
    unless: ['idle', 'while', 'connect error'],
    source: 'Exchange queues and non-delivery reports that carry the Winsock number of a failed connection',
  },
  {
    id: 'connect/reported-refusal',
    cause: 'connection-refused',
    side: 'network',
    weight: 'exact',
    at: 'connect',
    kind: 'reply',
    says: [
      ...phrases`connectionrefused · connection refused · actively refused
    `,
      ...ofWindows(10061),
    ],
    unless: [...ofWindows(10060)],
    codes: reportedByExchange,
    source: 'Exchange queues and non-delivery reports that carry the Winsock number of a failed connection',
  },
  {
    id: 'connect/outlook-timed-out',
    cause: 'connection-timeout',
    weight: 'code',
    phase: 'connect',
    kind: 'words',
    says: ['0x800ccc19', '0x8004210b'],
    source: 'Outlook and Outlook Express: 0x800CCC19 timed out waiting for a response, 0x8004210B',
  },
  {
    id: 'connect/outlook-not-found',
    cause: 'dns-not-found',
    weight: 'code',
    phase: 'resolve',
    kind: 'words',
    says: ['0x800ccc0d'],
    source: 'Outlook and Outlook Express: 0x800CCC0D cannot find the e-mail server',
  },
  {
    id: 'connect/outlook-dropped',
    cause: 'connection-dropped',
    weight: 'code',
    kind: 'words',
    says: ['0x800ccc0f'],
    source: 'Outlook and Outlook Express: 0x800CCC0F the connection to the server was interrupted',
  },
  {
    id: 'connect/failed-unsaid',
    cause: 'unknown',
    side: 'network',
    weight: 'least',
    phase: 'connect',
    confidence: 'guess',
    says: phrases`
      imposible conectar · impossible de se connecter · nao foi possivel conectar · konnte keine verbindung ·
      impossibile connettersi · 无法连接 · no se pudo conectar · kunne ikke koble · kon niet verbinden ·
      unable to connect to * (unknown error) · mail server connection failed · couldnt connect to host ·
      could not connect to {smtp host/the smtp server/server} · failed to connect to {the /}{mail /smtp /}server ·
      unable to connect to {the /}remote server · smtp connect() failed · no se puede conectar ·
      could not connect to host · connection to server failed · unable to initialize smtp ·
      cannot open * :{25/465/587} · smtp server: connect failed · transport failed to connect to the server ·
      the connection to the server has failed · 0x800ccc0e · 0x80042109 ·
      ha fallado la conexion al servidor · echec lors de la connexion au serveur · conexao ao servidor falhou ·
      сбой соединения с сервером · could not open connection to the host
    `,
    notIn: ['tls'],
    kind: 'words',
    source: 'JavaMail, PHP and .NET when the reason is in a line that is missing',
  },
  {
    id: 'connect/this-machine-failed',
    cause: 'connection-refused',
    side: 'configuration',
    weight: 'faint',
    at: 'connect',
    confidence: 'guess',
    kind: 'words',
    says: phrases`
      {couldnt/could not/cannot/unable to/failed to} connect * {localhost/127.0.0.1/::1} ·
      failed to connect to mailserver at localhost
    `,
    unless: ['timed out', 'timeout;', 'certificate', 'handshake', 'imap', 'starttls'],
    source: 'programs that reach no server on their own machine and do not say why: nobody listens there',
  },
  {
    id: 'connect/port-25-failed',
    cause: 'connection-timeout',
    weight: 'faint',
    at: 'connect',
    confidence: 'guess',
    kind: 'words',
    says: ['couldnt connect to host, port: * 25;', 'could not connect to smtp host: * port: 25;'],
    unless: ['localhost', '127.0.0.1', 'refused', 'unknown host', 'unknownhost'],
    source: 'Jakarta Mail without its nested reason: on port 25 it is mostly a hoster that lets nothing out',
  },
  {
    id: 'connect/program-failed-unsaid',
    cause: 'unknown',
    side: 'configuration',
    weight: 'least',
    phase: 'connect',
    confidence: 'guess',
    kind: 'words',
    says: phrases`
      could not instantiate mail function · failure sending mail · the smtp host was not specified ·
      could not execute: /usr · sendmail: not found · sendmail: no such file · language string failed to load
    `,
    source: 'PHP mail(), .NET and others of a program that sends and was not set up, without its reason',
  },
  {
    id: 'connect/dropped',
    cause: 'connection-dropped',
    weight: 'vague',
    says: [
      ...phrases`
      error: eof · eof caught · lost in the middle of the transaction · terminated the connection ·
      could not read from · connection was dropped · connection: closing due to error · unexpectedly eof ·
      econnreset · econnaborted · epipe · aborted by {the /}software · software caused connection abort ·
      softwaregesteuert durch den hostcomputer · abandonnee par un logiciel · anulado una conexion establecida ·
      anulada pelo software · interrotta dal software · 软件中止了一个已建立的连接 · ソフトウェアによって中止 ·
      программа на вашем хост · connection reset · broken pipe · socket hang up · socket close ·
      verbindung wurde vom remotehost · connexion existante a du etre fermee ·
      interrupcion de una conexion existente · interrotta forzatamente · cancelamento de uma conexao existente ·
      принудительно разорвал · unexpected eof or 0 bytes · lost connection · connection closed ·
      connection unexpectedly closed · connection was closed · closed unexpectedly ·
      closed by {remote host/peer/foreign host/the remote} · connection aborted · unexpected eof ·
      end of file reached · remote host closed · connection lost · server closed ·
      disconnected unexpectedly · unexpectedly disconnected · has unexpectedly disconnected ·
      could not read from smtp host · eof on socket · [eof] · : eof| · eof| · got empty response ·
      got an empty response · empty reply · closed connection in response · net_io_connectionclosed ·
      incomplete response · closed connection while · error=eof| · err: eof| · errno: -{104/4077/4095} ·
      empty response from server · connection dropped · remote end closed · premature end · forcibly closed ·
      connection has been closed · connection terminated · connection to server was lost ·
      please run connect() first · smtpserverdisconnected · write after end · forzada por el host remoto ·
      conexion cerrada por el · connexion fermee · connexion reinitialisee · conexion reinicializada ·
      verbindung wurde vom kommunikationspartner · das geschlossen · remote server returned empty · wurde getrennt ·
      eoferror · eof error · response code -1 · code , with message · unexpected response code -1 · response: -1 ·
      远程主机强迫关闭 · desconectado por el servidor · the transport stream · the connection is already closed ·
      response reading failed
    `,
      ...ofWindows(10054),
      ...ofWindows(10053),
    ],
    unless: phrases`
      unexpectedly closed: timed out · cerrada por nosotros · ### smtp connection closed · connexion smtp cerrada ·
      ### conexion smtp cerrada · smtp connection closed · connection closed with remote host · closing connection ·
      <<eof · << eof · parse error · syntax error
    `,
    kind: 'words',
    source: 'ECONNRESET, EPIPE and end of file in the words of libraries and mail servers',
  },
  {
    id: 'connect/timed-out-unsaid',
    cause: 'connection-timeout',
    weight: 'faint',
    kind: 'words',
    confidence: 'guess',
    says: ['timed out', 'timeout', 'time out', '100% packet loss', '100% loss'],
    unless: ['timeout=', 'timeout:', 'timeout -1', 'set', 'connecttimeout', 'resolv', 'lookup', 'timeout,'],
    source: 'a time-out of which nothing else is told',
  },
  {
    id: 'greeting/timed-out',
    cause: 'greeting-timeout',
    weight: 'exact',
    phase: 'greeting',
    says: phrases`
      greeting never received · while receiving the initial server greeting ·
      timed out while receiving the initial · timeout waiting for greeting · no greeting · greeting timeout ·
      timed out waiting for * greeting · no smtp greeting · timeout waiting for * banner ·
      timed out waiting for * banner · failed to read greeting · while waiting for the greeting · ningun saludo ·
      sin saludo · no llego el saludo · greeting within · saludo en
    `,
    unless: ['lost connection'],
    kind: 'words',
    source: 'Nodemailer ETIMEDOUT before the greeting, Postfix, swaks',
  },
  {
    id: 'connect/lost-before-greeting',
    cause: 'connection-dropped',
    weight: 'usual',
    phase: 'greeting',
    says: phrases`
      lost connection with * while receiving the initial · did not receive * greeting · lost connection * greeting ·
      premature eof * greeting · closed * before * greeting
    `,
    kind: 'words',
    source: 'Postfix smtp(8)',
  },
  {
    id: 'connect/reply-timed-out',
    cause: 'connection-timeout',
    weight: 'usual',
    phase: 'greeting',
    says: phrases`
      timed out while sending · timed out while performing · timed out while receiving · read timed out ·
      read operation timed out · timeout while waiting for · socket timeout · timeout reading · timed-out reading ·
      timeout exceeded · timeout after · timed out after · smtp timeout · response timeout · smtp response timed out ·
      command timed out · while waiting for * reply · time-out waiting · no reply within · no reply to ·
      sin respuesta · tls handshake timeout · handshake timed out · stream read timed out · timed out waiting for ·
      timed out: · net::readtimeout · time-out · read tcp * i/o timeout · read error * timed out
    `,
    unless: ['the name', 'the connection', 'not resolved', 'timeout exceeded 4', 'lost connection', 'greeting'],
    kind: 'words',
    source: 'Postfix smtp(8), Exim, Java, Node, Ruby when a reply stays away',
  },
  {
    id: 'greeting/not-smtp',
    cause: 'not-smtp',
    weight: 'exact',
    phase: 'greeting',
    confidence: 'likely',
    says: phrases`
      http/1.{0/1} · ssh-2.0 · +ok · 220 * ftp · 220 proftpd · 220 (vsftpd · pop3 server ready ·
      imap4rev1 service ready · filezilla server · server sent an http response · invalid greeting. response=http ·
      unexpected response: <html · was not an smtp server · does not appear to be an smtp server
    `,
    unless: phrases`
      curl · content-type · user-agent · graph.microsoft · googleapis · esmtp · smtp ready · get / · post / · smtp
    `,
    source: 'the first words of HTTP, SSH, POP3 (RFC 1939), IMAP (RFC 3501) and FTP servers',
  },
  {
    id: 'greeting/intercepted',
    cause: 'connection-intercepted',
    weight: 'exact',
    says: phrases`
      mfe proxy · avast!  · avg smtp proxy · kaspersky * proxy · norton * proxy ·
      421 cannot connect to smtp server · cannot connect to smtp server * connect error · esmtp proxy * ·
      eset * proxy · fortigate · smtp proxy service is · mcafee * proxy · avast antivirus
    `,
    unless: ['server: avast', 'postmaster@'],
    source: 'banners of antivirus programs and firewalls that sit in the connection (Cisco PIX fixup writes asterisks)',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'
import { ofWindows } from './winsock.js'

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

/** Connections that did not come about. */
export const connectRules: readonly Rule[] = [
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
      read timed out · timeout exceeded ·
      while sending {end of/message body/mail from/rcpt/data/ehlo/helo/rset/quit/the} · while receiving · conversation with ·
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
      connectiontimedout · connection timed out · unable to connect: connection timed out
    `,
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
      {couldnt/could not/cannot/unable to/failed to} connect * {localhost/127.0.0.1/::1}
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
]

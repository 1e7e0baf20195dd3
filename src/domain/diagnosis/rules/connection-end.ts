import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'
import { ofWindows } from './winsock.js'

/** Connections that stood and ended, or led to somebody else. */
export const connectionEndRules: readonly Rule[] = [
  {
    id: 'connect/outlook-dropped',
    cause: 'connection-dropped',
    weight: 'code',
    kind: 'words',
    says: ['0x800ccc0f'],
    source: 'Outlook and Outlook Express: 0x800CCC0F the connection to the server was interrupted',
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
      response reading failed · transport lost its connection
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

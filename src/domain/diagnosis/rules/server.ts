import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The server's own troubles: storage, load, maintenance. */
export const serverRules: readonly Rule[] = [
  {
    id: 'server/storage',
    cause: 'server-storage',
    weight: 'exact',
    phase: 'sender',
    retryable: true,
    says: phrases`
      insufficient system storage · insufficient storage · insufficient disk · insufficient system ·
      insufficient resources · system resources · not sufficient disk · no space left · disk is full · disk full ·
      out of disk · low disk · system full · mail system full · queue * full ·
      out of memory · insufficient memory · out of resources · spool * full · spool space · low on space ·
      server storage · not enough storage · space * not available · espacio insuficiente · not enough memory ·
      write error · temporary file * space · server out of space · filesystem full · file system full ·
      space shortage · shortage of space · disk space ·
      insufficient free space · out of storage
    `,
    unless: ['mailbox', 'over quota', 'user', 'inbox', 'quota', 'recipient'],
    source: 'RFC 5321 452, RFC 3463 X.3.1; Exchange back pressure 452 4.3.1; Postfix, Exim',
  },
  {
    id: 'server/storage-code',
    cause: 'server-storage',
    weight: 'code',
    phase: 'sender',
    codes: ['.3.1'],
    retryable: true,
    unless: ['mailbox', 'quota', 'full', 'connection', 'too many'],
    source: 'RFC 3463 X.3.1',
  },
  {
    id: 'server/temporary',
    cause: 'server-temporary-failure',
    weight: 'usual',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      servicenotavailable · local error · internal error · internal server error · internal problem · system error ·
      temporary local problem · local problem · temporary problem · temporary failure · temporary error ·
      temporary server error · temporary system · temporarily unavailable · temporary unavailable ·
      temporarily not available · service unavailable · service not available · service currently unavailable ·
      service is unavailable · service temporarily · service is not available · server * unavailable · server busy ·
      server is busy · server too busy · too busy · system busy · system load · load too high · high load ·
      overloaded · server overload · under maintenance · maintenance · shutting down · shutdown ·
      server configuration · configuration error · configuration problem · mail server temporarily ·
      temporary lookup · lookup failure · unable to look up · database * {error/failure/unavailable/down} · backend ·
      back end · upstream · proxy * {failed/error} · requested action aborted · action aborted · server error ·
      resources temporarily · resource temporarily · queue not available · can not queue · cannot queue ·
      unable to queue · unable to accept · timeout waiting for · timeout exceeded · milter * unavailable · scanner ·
      clamav · content filter * unavail · processing error · error while processing · error processing ·
      unexpected error · unable to process · cannot process · could not process · mailbox busy · mailbox temporarily ·
      currently unable · not currently able · erreur systeme · veuillez essayer plus tard · reessayer ·
      error interno · error del sistema · intente mas tarde · intentelo mas tarde · interner fehler · vorubergehend ·
      spater erneut · erro interno · tente novamente · errore interno · riprova · 系统繁忙 · 稍后再试 · storedrv · transient ·
      mapi · delivery not possible · connection to * daemon ·
      busy * try · busy, try · busy, please ·
      unqueuable · cannot be queued · could not be queued
    `,
    unless: phrases`
      too many · rate limit · greylist · ip address · blocked · blacklist · reputation · quota · mailbox full ·
      over quota · from your ip · login attempts · getaddrinfo · name resolution · dns · spam · tls not available ·
      policy · user unknown · os error · storage · host name lookup · lookup * on · suspicious · listed · complaints ·
      4.4.2| · volume · authentication failure · temporarily locked · sender verify · domain not found · name service ·
      retry timeout · unverified · (wouldblock) · temporary files · stack trace · unsolicited · attachment ·
      message size
    `,
    notIn: ['resolve', 'connect', 'tls'],
    codes: ['4', 554, 550, 571, 500, 521, 451],
    kind: 'reply',
    source: 'RFC 5321 421, 450, 451; RFC 3463 X.3.0, X.4.x in the words of Postfix, Exim, Exchange, Orange and others',
  },
  {
    id: 'server/scanner-failed',
    cause: 'server-temporary-failure',
    weight: 'exact',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      virus_scan failed · virus scan failed · scanners failed · scanner failed ·
      virus scanner * {fail/error/unavail/down/time} · antivirus * {failed/unavailable/error/timeout} ·
      anti-virus * {failed/unavailable/error/timeout} · unable to scan · could not scan · cannot scan ·
      failed to scan · error in processing, id= · spam scanner * {failed/unavailable} · unable to check * virus ·
      content filter * {unavailable/failed/error/timeout} · filter temporarily unavailable
    `,
    codes: ['4'],
    unless: ['virus found', 'infected', 'encrypted', 'password'],
    kind: 'reply',
    source: "amavis 451 4.5.0 Error in processing: the server's own scanner does not run",
  },
  {
    id: 'server/queue-file',
    cause: 'server-storage',
    weight: 'exact',
    phase: 'acceptance',
    retryable: true,
    says: ['queue file write error', '4.3.0 error: queue file'],
    source: 'Postfix cleanup(8), which speaks when the message has been taken in',
  },
  {
    id: 'server/command-failed',
    cause: 'server-temporary-failure',
    weight: 'tag',
    phase: 'acceptance',
    side: 'provider',
    retryable: true,
    says: ['temporary failure. command output', 'temporary failure. command died'],
    source: 'Postfix pipe(8): a program of the server, such as a filter, failed for the time being',
  },
  {
    id: 'server/own-transport',
    cause: 'server-temporary-failure',
    weight: 'usual',
    phase: 'connect',
    side: 'configuration',
    retryable: true,
    kind: 'words',
    says: ['mail transport unavailable'],
    source: 'Postfix error(8): a transport that our own settings name does not run',
  },
  {
    id: 'server/try-again',
    cause: 'server-temporary-failure',
    weight: 'vague',
    phase: 'acceptance',
    retryable: true,
    confidence: 'likely',
    kind: 'reply',
    says: ['try again', 'try later', 'retry', 'temporarily', 'temporary', 'later'],
    codes: ['4'],
    notIn: ['recipient', 'auth', 'tls'],
    unless: phrases`
      too many · rate| · block · listed · ip| · reputation · policy · spam · unverified · greylist · storage ·
      quota
    `,
    source: 'RFC 5321 section 4.2.1: a transient refusal without a reason',
  },
  {
    id: 'server/temporary-code',
    cause: 'server-temporary-failure',
    weight: 'code',
    phase: 'acceptance',
    codes: [
      '4.3.0',
      '4.3.2',
      '4.3.5',
      '4.3.3',
      '4.4.0',
      '4.4.1',
      '4.4.2',
      '4.4.3',
      '4.4.4',
      '4.4.5',
      '4.5.0',
      '5.3.0',
      '5.3.2',
      '5.3.5',
      '4.0.0',
      '4.2.4',
    ],
    retryable: true,
    unless: ['rate|', 'too many', 'quota', 'block', 'spam'],
    confidence: 'likely',
    source: 'RFC 3463 X.3.x and X.4.x',
  },
  {
    id: 'server/out-of-storage-code',
    cause: 'server-storage',
    weight: 'tag',
    phase: 'sender',
    kind: 'reply',
    codes: ['.3.1'],
    says: ['storage', 'disk', 'space'],
    unless: ['mailbox', 'inbox', 'user', 'recipient', 'quota'],
    retryable: true,
    source: 'RFC 3463 X.3.1: the mail system is full, not a mailbox',
  },
  {
    id: 'server/421',
    cause: 'server-temporary-failure',
    weight: 'faint',
    phase: 'greeting',
    codes: [421],
    retryable: true,
    confidence: 'guess',
    unless: ['block', 'rate|', 'spam', 'ip|', 'policy', 'reject'],
    kind: 'reply',
    source: 'RFC 5321: 421 Service not available',
  },
  {
    id: 'server/451',
    cause: 'server-temporary-failure',
    weight: 'faint',
    phase: 'recipient',
    codes: [451],
    retryable: true,
    confidence: 'guess',
    unless: ['block', 'rate|', 'spam', 'ip|', 'policy', 'reject'],
    kind: 'reply',
    source: 'RFC 5321: 451 local error in processing',
  },
  {
    id: 'server/closing',
    cause: 'server-temporary-failure',
    weight: 'vague',
    phase: 'greeting',
    retryable: true,
    confidence: 'likely',
    says: phrases`
      service not available · closing transmission channel · closing connection · closing channel ·
      service closing · timeout · time out · timed out · idle · connection timed out
    `,
    codes: [421],
    unless: phrases`
      max message · messages per · too many · ip| · block · rate| · reputation · policy · login · spam
    `,
    kind: 'reply',
    source: 'RFC 5321 421 Service not available, closing transmission channel',
  },
  {
    id: 'server/dropped-in-reply',
    cause: 'connection-dropped',
    weight: 'usual',
    kind: 'reply',
    says: phrases`
      lost connection · connection reset · connection dropped · connection lost · host closed connection · 4.4.2|
    `,
    codes: [421, 451, '4.4.2'],
    unless: ['too many', 'block', 'spam', 'ip address'],
    source: 'RFC 3463 X.4.2: the connection was made and came to a bad end',
    confidence: 'likely',
  },
  {
    id: 'server/idle-timed-out',
    cause: 'connection-dropped',
    side: 'provider',
    weight: 'usual',
    kind: 'reply',
    says: [
      'idle timeout',
      'timeout exceeded',
      'timeout waiting',
      'connection expired',
      'command timeout',
      'data timeout',
      'timed out waiting',
      'allowable connection time',
      'connection time exceeded',
      'session time exceeded',
    ],
    codes: [421, 451, '4.4.2'],
    unless: ['too many', 'block', 'spam', 'ip address'],
    source: 'Postfix 421 4.4.2 timeout exceeded: the server gave up waiting and says so',
    confidence: 'likely',
  },
]

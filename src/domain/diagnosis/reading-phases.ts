import type { Phase } from './cause.js'
import { phrases } from './phrases.js'
import { vocabulary, type Wording } from './wording.js'

/**
 * Words by which programs name the step a reply belongs to: mail servers (`in reply to …`, `after RCPT TO`), exceptions
 * of libraries, and the functions in a stack trace. The first group is a statement about the reply, the second a trace.
 */
const named: readonly (readonly [Phase, readonly string[]])[] = [
  [
    'acceptance',
    phrases`
      after end of data · after final dot · data end command · end-of-message · end of message from ·
      while sending end of data · after sending the message body · after pipelined end of data · end of data command ·
      data not accepted · smtpdataerror · after end of · message failed: {4/5} · sending end of data · emessage ·
      code: emessage · command . failed · crlf . failed · error after message · sending message body ·
      message content failed · after dot · the reply to the final dot · data not accepted from server ·
      possible duplicate · failed to send data · after sending ., response · the server did not accept the mail ·
      end-of-data · after i sent the message · failed after i sent
    `,
  ],
  [
    'recipient',
    phrases`
      {issue/send/sending} rcpt {command/to} · expected response code 250/251/252 · after {pipelined /}rcpt to ·
      rcpt to command failed · rcpt to failed · rcpt failed · noqueue: reject: rcpt · reject: rcpt from · rcpt from ·
      rejected rcpt · smtprecipientsrefused · recipients refused · following recipients failed ·
      some recipients failed · invalid recipient < · all recipients were rejected · cant send mail - all recipients ·
      command: rcpt to · invalid addresses; nested · smtpaddressfailedexception ·
      smtp error from remote mail server after rcpt · in response to rcpt · while sending rcpt to · rcpt to: ·
      recipient address rejected · smtpfailedrecipientexception: · the reply to rcpt · does not like recipient ·
      recipientnotaccepted · smtprcpt · failed to add recipient · after sending rcpt ·
      rejected one or more recipient · rcpt to returned · check the message recipient · rcpt not accepted ·
      but recipient was rejected · in response to pipelined rcpt · recipient address * not accepted ·
      the rejected e-mail address was ·
      no se ha podido establecer remitente · ajout du destinataire · falha ao adicionar o destinatario ·
      невозможно добавить получателя · hinzufugen des empfangers · empfangeradresse · one of the recipients was rejected · 0x800ccc79 · recipients were rejected
    `,
  ],
  [
    'sender',
    phrases`
      {issue/send/sending} mail {command/from} · envelope from address · the reply to mail · does not like sender ·
      after {pipelined /}mail from · mail from command failed · mail from failed · reject: mail from ·
      smtpsenderrefused · following from address failed · sender refused · command: mail from ·
      smtpsenderfailedexception · smtp error from remote mail server after mail · in response to mail ·
      while sending mail from · mail from error · mail from: · sendernotaccepted · smtpmail · mail not accepted ·
      failed to set sender · after sending mail from · rejected the sender address ·
      verify that your email address is correct · mail sender rejection · but sender was rejected ·
      mail failed: {4/5} · answered mail from with · the senders e-mail address was ·
      no se ha podido asignar el emisor · impossible de definir lexpediteur · falha ao definir o remetente ·
      невозможно установить отправителя · setzen des absenders · rejected the senders e-mail ·
      one of the senders was rejected · 0x800ccc78 · envelope from address * not accepted by the server
    `,
  ],
  [
    'data',
    phrases`
      {issue/send/sending} data command · expected response code 354 · the reply to data · the message to be taken ·
      after data · data command failed · data command rejected · reject: data · command: data ·
      while sending {data command/message body/data} · in response to data · after pipelined data ·
      while sending data · data command not accepted · in response to sending data · data failed: {4/5} ·
      failed on data command · after sending data · could not get 3xx
    `,
  ],
  [
    'auth',
    phrases`
      mailkit.security.authenticationexception · auth command failed · password command failed ·
      username command failed · command: auth · command: api · eauth · smtpauthenticationerror ·
      smtpauthenticationexception · authenticationfailedexception · smtp authenticationerror ·
      sasl authentication failed · invalid login · failed to authenticate · mailauthenticationexception ·
      login denied · after auth · the reply to auth · expected response code {334/235} ·
      expected response code(s) {/[}{334/235} · could not authenticate · autherror · auth not accepted from server ·
      after sending auth · failed to send auth · like our auth · authentication failed (method · 0x800ccc92
    `,
  ],
  [
    'hello',
    phrases`
      ({ehlo/helo}) · the reply to {ehlo/helo} · after {ehlo/helo} · ehlo command failed ·
      helo command {failed/rejected} · smtpheloerror · {ehlo/helo} not accepted ·
      while performing the {ehlo/helo} handshake · command: {ehlo/helo} · in response to {ehlo/helo} ·
      rejected {ehlo/helo} · invalid helo · helo {/name }rejected · helo/ehlo · my name was rejected ·
      answered {ehlo/helo} with · after sending {ehlo/helo}
    `,
  ],
  [
    'tls',
    phrases`
      could not open secure tls · starttls command failed · command: starttls · the reply to starttls · the tls handshake · after starttls ·
      in response to starttls · starttls not accepted · starttls denied · refused starttls · refused to start tls ·
      tls startup failed · unable to connect with {starttls/tls} · upgrading connection with starttls ·
      after sending starttls · unable to connect via tls · tls_failed · tls_alert · answered starttls with ·
      javax.net.ssl · sslhandshakeexception · _ssl.c · ssl_connect error · handshake operation timed out · sslerror ·
      sslexception · starttls: got · starttls: {4/5} · cmd=starttls
    `,
  ],
  [
    'greeting',
    phrases`
      refused to talk to me · expected response code 220 · waiting for the greeting · after initial connection ·
      initial server greeting · while receiving the initial · smtpconnecterror · invalid greeting · bad greeting ·
      while waiting for greeting · unexpected greeting · connection rejected by remote · smtp connect() failed: 5 ·
      in response to connect · after connect · in response to initial · could not get initial ok ·
      smtpconnectresponseerror · but greeting failed · got unexpected smtp-server response ·
      could not connect to smtp host * response: {4/5/-1} · {response/reply/error} at banner · answered the connection with
    `,
  ],
]

/** Postfix says at the end which command the reply answers, whatever the reply itself speaks of. */
const answered: readonly (readonly [Phase, readonly string[]])[] = [
  ['acceptance', ['in reply to end of data', 'in reply to end of message', 'in reply to bdat']],
  ['recipient', ['in reply to {the /}rcpt', 'in reply to pipelined rcpt']],
  ['sender', ['in reply to {the /}mail', 'in reply to pipelined mail']],
  ['data', ['in reply to {the /}data']],
  ['auth', ['in reply to auth']],
  ['hello', ['in reply to {ehlo/helo/lhlo}']],
  ['tls', ['in reply to starttls']],
  ['greeting', ['in reply to initial']],
]

const traced: readonly (readonly [Phase, readonly string[]])[] = [
  [
    'acceptance',
    [
      '.dataasync(',
      '.data(',
      'finishdata',
      'executecommand( . ',
      'executecommand(\\r\\n.',
      '_streamcommand',
      '_actionsmtpstream',
      'dodatacommand',
      'smtpclient.data',
      'dot_stuff',
      'smtptransport.finishdata',
      'datacommand',
      'datastopcommand',
      'in data',
      'enddata',
    ],
  ],
  [
    'recipient',
    phrases`
      .rcpttoasync( · rcptto( · _actionrcpt · dorcpttocommand · recipientcommand · rcpt_to · in rcptto ·
      smtptransport.rcptto · smtpclient.rcpt
    `,
  ],
  [
    'sender',
    phrases`
      .mailfromasync( · mailfrom( · _actionmail · domailfromcommand · mailcommand · in mailfrom · mail_from ·
      smtptransport.mailfrom · checkresponse(statuscode
    `,
  ],
  [
    'auth',
    phrases`
      .authenticateasync( · .authenticate( · auth_plain · auth_login · _actionauth · authenticator · doauthlogin ·
      in login · xoauth2 · smtpauth
    `,
  ],
  [
    'hello',
    [
      'smtptransport.helo',
      'smtptransport.ehlo',
      'in ehlo',
      'in helo',
      'smtpclient.sendehlo',
      '_actionehlo',
      '_actionhelo',
      'doehlocommand',
      'dohelocommand',
    ],
  ],
  ['tls', ['in starttls', '.starttls(', 'smtptransport.starttls', '_actionstarttls', 'dostarttlscommand']],
  ['greeting', ['_actiongreeting', 'readgreeting', 'assertresponsecode($this->getfullresponse(0']],
]

/** Functions that wait for any reply: they name the greeting only where no other step is named. */
const tracedLast: readonly (readonly [Phase, readonly string[]])[] = [['greeting', ['in getreply']]]

class PhaseWords {
  readonly #phases = new Map<number, Phase>()

  constructor(entries: readonly (readonly [Phase, readonly string[]])[]) {
    for (const [phase, phrases] of entries) {
      for (const phrase of phrases) this.#phases.set(vocabulary.add(phrase), phase)
    }
  }

  /** The phase whose words stand first. */
  in(wording: Wording): Phase | undefined {
    let [best, at]: [Phase | undefined, number] = [undefined, Number.MAX_SAFE_INTEGER]
    for (const index of wording.phrases.keys()) {
      const phase = this.#phases.get(index)
      const place = phase === undefined ? at : (wording.phrases.get(index)?.at ?? at)
      if (place < at) [best, at] = [phase, place]
    }
    return best
  }
}

const answeredWords = new PhaseWords(answered)
const namedWords = new PhaseWords(named)
const tracedWords = new PhaseWords(traced)
const tracedLastWords = new PhaseWords(tracedLast)

/** The step that a folded statement says its reply belongs to. */
export function phaseNamedIn(wording: Wording): Phase | undefined {
  return phaseAnsweredIn(wording) ?? namedWords.in(wording)
}

/** The command that a folded reply is said to answer, in so many words. */
export function phaseAnsweredIn(wording: Wording): Phase | undefined {
  return answeredWords.in(wording)
}

/** The step that a stack trace or the names of commands in a whole text point to. */
export function phaseTracedIn(wording: Wording): Phase | undefined {
  return tracedWords.in(wording) ?? tracedLastWords.in(wording)
}

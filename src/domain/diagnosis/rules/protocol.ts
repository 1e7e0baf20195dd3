import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Client and server out of step. */
export const protocolRules: readonly Rule[] = [
  {
    id: 'protocol/out-of-step',
    cause: 'protocol-error',
    weight: 'usual',
    says: phrases`
      synchronization error · protocol synchronization · protocol error · protocol violation · protocol deviation ·
      unable to parse status code · improper command pipelining · improper use of smtp command pipelining ·
      unauthorized pipelining · pipelining not · command unrecognized · unrecognized command · unrecognised command ·
      command not recognized · command not recognised · unknown command · invalid command · bad command ·
      command not implemented · command unknown · syntax error · bad sequence · out of sequence ·
      send helo first · send hello first · helo first · ehlo first · say helo · nothing to · unexpected response ·
      invalid greeting · unexpected reply · bad response · unimplemented · not implemented · no helo · expected ehlo ·
      commands * before · client sent · command out of · unexpected command · http command · pregreet ·
      spoke too soon · you talk too soon · unexpected data · error: bad syntax · command disabled ·
      command is disabled · invalid smtp · need mail · need rcpt · nested mail · sender already · mail transaction ·
      duplicate helo · too many errors · too many bad commands · too many nonmail · too many non-mail ·
      too many unrecognized commands · too many syntax or protocol · too many unknown commands · sender not yet given ·
      no sender specified · mail first · malformed reply · short response · invalid response ·
      not understood · command syntax · 500 5.5 · 502 5.5 · 503 5.5 · premature · string is longer · unparseable ·
      weird server reply ·
      unsupported option ·
      bad notify · notify parameter · parameter syntax ·
      understand * command · bad parameter · too many parameters · too many arguments ·
      wrong code length
    `,
    unless: phrases`
      authentication · starttls · domain · address · mail from:<> · mailbox · auth command · data format ·
      must issue · auth · tls · recipient · user · http response · not rfc · relay · header · spam · php ·
      parse error · json · python · file " · login
    `,
    notIn: ['auth', 'tls', 'connect', 'resolve'],
    source: 'RFC 5321 500, 501, 502, 503; Exim synchronisation checks; Postfix improper pipelining',
  },
  {
    id: 'protocol/command-rejected',
    cause: 'protocol-error',
    weight: 'usual',
    codes: [500, 501, 502, 503],
    says: ['command rejected', 'command refused'],
    unless: ['auth', 'tls', 'helo', 'ehlo'],
    notIn: ['auth', 'tls', 'connect', 'resolve'],
    source: 'RFC 5321 section 4.2.2; as a 550 the same words refuse the sender or the machine',
  },
  {
    id: 'protocol/violation-named',
    cause: 'protocol-error',
    weight: 'exact',
    phase: 'tls',
    kind: 'reply',
    says: ['smtp protocol violation', 'no commands allowed to pipeline'],
    unless: ['spam'],
    source: 'Gmail 454 4.5.0: something was said between STARTTLS and its reply (RFC 3207 section 4)',
  },
  {
    id: 'protocol/greeted-out-of-order',
    cause: 'protocol-error',
    weight: 'exact',
    at: 'hello',
    kind: 'reply',
    codes: [500, 501, 502, 503],
    phases: ['hello'],
    says: phrases`
      wrong state · bad state · invalid state · incorrect state · in this state · bad sequence · wrong sequence ·
      invalid sequence · incorrect sequence · out of sequence · out of order · wrong order · bad order ·
      not in {the right/right/this} order · already {greeted/said/sent/issued/received/given/introduced/identified} ·
      {duplicate/repeated} {helo/ehlo/hello/greeting/command} · second {helo/ehlo/hello} · only one {helo/ehlo} · not {allowed/expected/permitted} {now/at this stage/at this point}
    `,
    unless: ['starttls', 'tls', 'auth', 'login', 'spam', 'block', 'too many', 'recipient', 'mailbox'],
    source: 'RFC 5321 section 4.1.4: a HELO or EHLO that the server does not take where the session stands',
  },
  {
    id: 'protocol/named-greeting-out-of-order',
    cause: 'protocol-error',
    weight: 'exact',
    at: 'hello',
    kind: 'reply',
    codes: [500, 501, 502, 503],
    says: phrases`
      {wrong/bad/invalid/incorrect} {state/sequence/order} {for/of/with/in} {/the /a }{helo/ehlo} ·
      {helo/ehlo} {/command }{is /}{out of sequence/out of order/in wrong state/in the wrong state/in bad state} ·
      {helo/ehlo} {/command }{was /}already {sent/said/issued/received/given/seen} · already {greeted/said helo/said ehlo} ·
      already {sent/received/got/have/had} {/a /an /your }{helo/ehlo} · {duplicate/second/repeated} {helo/ehlo}
    `,
    unless: ['starttls', 'tls', 'auth', 'login', 'spam', 'block', 'too many', 'recipient', 'mailbox'],
    source: 'servers that name the greeting which came at the wrong time, where the text shows no command',
  },
  {
    id: 'protocol/yes-of-another-step',
    cause: 'protocol-error',
    weight: 'usual',
    kind: 'words',
    confidence: 'likely',
    says: ['expected response code * but got code {250/220/221/354}'],
    notIn: ['auth', 'tls', 'greeting', 'connect'],
    source: 'SwiftMailer and Symfony, out of step with the server: the reply was a yes, to another command',
  },
  {
    id: 'protocol/failed-with-yes',
    cause: 'protocol-error',
    weight: 'exact',
    kind: 'words',
    confidence: 'likely',
    says: ['failed * (code: {220/221/250/354}', 'failed * code={220/221/250/354}'],
    unless: ['expected', 'instead', 'starttls'],
    source: 'Hoa Mail and others that take a yes to an earlier command for the answer to this one',
  },
  {
    id: 'protocol/greeting-not-understood',
    cause: 'protocol-error',
    weight: 'usual',
    at: 'greeting',
    kind: 'words',
    confidence: 'likely',
    says: phrases`
      unexpected greeting * 220 · invalid greeting * 220 · bad greeting * 220 · unexpected banner * 220 ·
      unexpected response: 220- · invalid response * 220- ·
      rejected {ehlo/helo} command. response: 220 · {ehlo/helo} * response: 220- ·
      unexpected server response 220- · got response 220- * expected 220
    `,
    source: 'clients that stumble over a greeting of several lines (RFC 5321 section 4.2)',
  },
  {
    id: 'protocol/already-logged-in',
    cause: 'protocol-error',
    weight: 'exact',
    at: 'auth',
    kind: 'reply',
    codes: [503],
    says: ['already {authenticated/logged in}'],
    source: 'RFC 4954 section 4: after a successful AUTH no other one may follow',
  },
  {
    id: 'protocol/unknown-command',
    cause: 'protocol-error',
    weight: 'faint',
    kind: 'reply',
    codes: [500],
    unless: ['auth', 'login', 'tls', 'block', 'spam', 'too many', 'account', 'denied', 'relay', 'recipient', 'mailbox'],
    notIn: ['auth', 'tls', 'connect', 'resolve', 'acceptance'],
    confidence: 'guess',
    source: 'RFC 5321 section 4.2.2: 500 is said of a command that the server does not know',
  },
  {
    id: 'protocol/code',
    cause: 'protocol-error',
    weight: 'faint',
    kind: 'reply',
    codes: [500, 502, 503],
    phases: ['hello', 'sender', 'recipient', 'data'],
    unless: ['auth', 'login', 'tls', 'block', 'spam', 'too many', 'account', 'denied', 'relay'],
    confidence: 'likely',
    source: 'RFC 5321 section 4.2.2: 500, 502 and 503 speak of the command, not of the mail',
  },
  {
    id: 'protocol/exim-synchronisation',
    cause: 'protocol-error',
    weight: 'exact',
    phase: 'greeting',
    says: phrases`
      synchronization error · smtp protocol synchronization · improper command pipelining ·
      improper use of smtp command pipelining · pregreet · you talk too soon · client sent data before ·
      before greeting · before the greeting · http request
    `,
    unless: ['proxy', 'tls', 'relay access', 'closed', 'received', 'wrong version'],
    source: 'Exim 554 SMTP synchronization error, Postfix postscreen PREGREET',
  },
]

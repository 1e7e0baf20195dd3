import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** What SPF, DKIM and DMARC are called where they are the reason. */
const unauthenticated = phrases`
      senders policy prohibits · spoof · dmarc · spf · dkim · sender policy framework · 5.7.26| · 5.7.27| · 5.7.23| ·
      5.7.20| · 5.7.21| · 5.7.22| · 5.7.30| · 4.7.26| · 4.7.27| · 4.7.30| · 4.7.32| · 5.7.509| · 5.7.515| ·
      mail is unauthenticated · unauthenticated email from · email is unauthenticated · message is unauthenticated ·
      message is not authenticated · email is not authenticated · unauthenticated email · unauthenticated mail ·
      unauthenticatedemail · unauthenticated senders · has not been authenticated · sender authentication ·
      domain authentication · sender domain authentication · authentication level · required authentication ·
      authentication checks · authentication information · failed authentication checks · purported responsible ·
      sender id · domainkeys · email authentication · arc {validation/seal/chain/signature} · adsp · [dmarc] · ofr_401 · openspf ·
      spf.pobox · not allowed to send mail from * per · ip * not authorized to send for · not allowed to send * ip ·
      sender is unauthenticated · not permitted to send * ip · header.from * fail · not passed validation ·
      not an authorized * ip · invalid ip for sending mail of domain · authentication requirements defined ·
      bad spf records · mail failed authentication · message failed authentication
    `

/** What the message says, how it is built, and whether the domain in From stands behind it. */
export const messageRules: readonly Rule[] = [
  {
    id: 'message/dmarc',
    cause: 'authentication-policy',
    weight: 'exact',
    phase: 'acceptance',
    says: unauthenticated,
    kind: 'reply',
    unless: phrases`
      auth plain · eauth · username · password · sendas · xclient · spfilter · ptr · with adsp ·
      none of the authentication ·
      duplicate header · unusual rate
    `,
    notIn: ['auth'],
    source: 'RFC 7372 X.7.20 to X.7.26, Gmail, Yahoo, Microsoft, iCloud, Orange on SPF, DKIM and DMARC',
  },
  {
    id: 'message/dmarc-told',
    cause: 'authentication-policy',
    weight: 'exact',
    phase: 'acceptance',
    kind: 'words',
    says: unauthenticated,
    also: phrases`
      fail · reject · denied · deny · block · not · unauth · invalid · policy · required · missing · none · prohibit ·
      refus · rechaz · abgelehnt · bounce · quarantine
    `,
    unless: phrases`
      auth plain · eauth · username · password · sendas · xclient · spfilter · ptr · with adsp ·
      none of the authentication · signature field added ·
      senders not allow
    `,
    notIn: ['auth'],
    source: 'the same where a program tells it: a log names these checks also when they pass',
  },
  {
    id: 'message/spam',
    cause: 'content-rejected-spam',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      as spam · is spam · be spam · spam message · spam detected · spam content · spam-like · spam like ·
      spam score · spam points · spam filter · spam block · spam email · spam rejected · spam refused ·
      spam not accepted · spam check · suspicion of spam · suspected spam · suspect spam · suspected to be spam ·
      possible spam · probable spam · probably spam · likely spam · likely unsolicited · considered spam ·
      considered unsolicited · appears to be unsolicited · unsolicited bulk · unsolicited mail ·
      unsolicited message · unsolicited · unsolicitedmessageerror · p=unsolicitedmessage · looks like spam ·
      similar to spam · contains spam · contain spam · high probability of spam · classified as spam ·
      identified as spam · detected as spam · marked as spam · junk mail · junkmail · junk email · bulk mail ·
      bulk email · mass mailer · bulk.advertising · spamassassin · spambouncer · spam probability · antispam ·
      anti-spam · anti spam · blocked by filter · blocked by our filter · recurrent pattern · content rejected ·
      message content rejected · content filter · content denied · mail content denied · unacceptable content ·
      banned content · rejecting mail content · message filtered · dt:spm · dt:sum · spm 163 · message blocked ·
      message rejected as · ofr_506 · lpn007_506 · mail rejete · hvu:b1 · hvu:b2 · uribl · surbl · dbl.spamhaus ·
      spamhaus dbl · url * {blacklist/blocklist/listed} · link * {blacklist/blocklist/listed} · blacklisted url ·
      blacklisted link · phish · domain * listed · high spam · gtube · spam verdict ·
      suspicious due to the * low reputation · likely suspicious · looked like spam ·
      detected that this message is · low reputation of the sending domain · correo no deseado · es spam ·
      pourriel · unerwunscht · спам · 垃圾邮件 · 垃圾 · spam id · as(4 · high risk · mcspamsignature · tagged as ·
      message score · mail score · spam-prevention · cloudmark · reject * spam| · blocked * spam| · refused * spam| ·
      spam signature · advertising · this message * been blocked ·
      due to the nature of the content · content reject · suspect content · suspicious content ·
      unwanted {bulk/message/mail/email/e-mail} · looks like {junk/an advert/advert} ·
      spamprofiler ·
      consider spam · suspected bounce attack · bounce attack ·
      迷惑メール · スパム · 스팸 ·
      suspicious link · suspicious url
    `,
    unless: phrases`
      ip address · client host · sending mta · your ip · from your ip · sending spam · spammer · originating from ·
      list.dnswl · outbound spam · spamming · account · spam source · spam complaints · spamhaus zen · zen.spamhaus ·
      bl.spamcop · spamhaus xbl · spamhaus.org/query · spamhaus.org/sbl · sbl · in an rbl · client-ip ·
      blocked using · banned sending · server ip · ip reputation · anti-spam limit · ip blocked · too many ·
      outgoing · prevent spam · domain reputation? · authenticated to send · dmarc · frequency ·
      spam reporting address · marked as spam by the recipient · greylist · grey · spam-tracking · unblock ·
      bad sender ip · rdns · ptr ·
      bulk email senders · bulk senders ·
      geoip ·
      filter temporarily · filter unavailable · filter is temporarily ·
      domain is invalid · address is invalid
    `,
    notIn: ['greeting', 'hello', 'connect', 'tls', 'resolve'],
    source:
      'Gmail UnsolicitedMessageError, Yandex, Mail.ru, NetEase DT:SPM, Orange OFR_506, SpamAssassin, rspamd, Exchange AS codes, Mimecast',
  },
  {
    id: 'message/spam-pattern',
    cause: 'content-rejected-spam',
    weight: 'exact',
    phase: 'acceptance',
    kind: 'reply',
    says: ['spam {pattern/signature/content/rule/engine}', 'spamming not', 'spamming is not'],
    unless: ['ip|', 'ip address', 'your host', 'client host', 'no spam'],
    notIn: ['greeting', 'hello', 'connect', 'tls', 'resolve', 'auth'],
    source: 'filters that name what in the message they took for spam',
  },
  {
    id: 'message/spam-word',
    cause: 'content-rejected-spam',
    weight: 'vague',
    phase: 'acceptance',
    kind: 'reply',
    confidence: 'likely',
    says: ['spam|', 'junk|', 'ube|', 'uce|'],
    codes: [550, 554, 571, 552, 541, 553],
    notIn: ['greeting', 'hello', 'connect', 'tls', 'resolve', 'auth'],
    unless: phrases`
      ip| · ip address · your host · client host · blocked using · listed · rbl · reputation · spammer ·
      sending spam · outbound · account · too many · not spam · frequency
    `,
    source: 'a refusal that says little more than the word',
  },
  {
    id: 'message/policy',
    cause: 'content-rejected-policy',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      policy restrictions · content policy · attachment · executable · virus · malware · infected · trojan ·
      potentially harmful · potential security · security issue · blocked because its content · blockedmessage ·
      p=blockedmessage · illegal attachment · file type · file extension ·
      forbidden * {file/extension/attachment/content} · banned {file/attachment/extension} · macro · not rfc ·
      rfc 5322 · rfc 2822 · rfc5322 · rfc2822 · rfc 822 · compliant · noncompliant · non-compliant ·
      header * {missing/invalid/malformed/syntax/error/duplicate/multiple/not accepted/not allowed} · mime boundary ·
      missing * header · multiple * header · duplicate header · duplicate headers · malformed header ·
      malformed message · malformed mime · invalid header · invalid mime · bad header · bad headers · header error ·
      header syntax · header is not · headers do not · missing from · missing date · missing to · missing message-id ·
      messages missing a valid · message-id · no from · no date · from: header · from header · invalid from header ·
      multiple from · date header · bare lf · bare newline · bare cr · bare linefeed · stray linefeed · bare <lf> ·
      bare carriage · smuggling · line too long · line length · lines * too long · too long line ·
      maximum line length · exceeds maximum line · message header · header size · headers too ·
      improper use of 8-bit · non-ascii * header · 8-bit data in message header · 8bit · null character · nul| ·
      data format error · mime * complexity · mime error · c=hi · c=hd · security policies · organizational settings ·
      organization policy · policy violation · violates · violation · message rejected due to * policy ·
      rejected for policy · policy reasons · content not allowed · content is not · rejected by * policy ·
      message not allowed · denied by policy · local policy · denied by * policy · message rejected by policy ·
      prohibited · not acceptable · mail forwarding loop · too many hops · too many received · routing loop ·
      mail loop · loop detected · hop count exceeded · message loop · naruszenia zasad · poruseni {pravidel/zasad} · porusenie {pravidiel/zasad} ·
      verstoss gegen * {richtlinie/regel} · richtlinienversto{ss/ß} · violacion de {la /las }politica ·
      violation de {la /notre }politique · violazione {della/delle} {policy/politiche/regole} · violacao da politica ·
      нарушение {правил/политики} · virenverdacht · anhang · piece jointe ·
      adjunto · anexo · вирус · 病毒 · subject · empty message · message has no · no content · html only ·
      contains * not allowed · zip · encoding · base64 · message-text · 5.6.0| · 5.6.1| · 5.6.9| · 5.6.11| ·
      invalidrecipients? · utf-8 header · not conform to · does not conform · not comply with · line limit ·
      message is malformed · mail message is malformed · unicode character · duplicate message · naruszenie zasad ·
      richtlinienverstoss · verstoss gegen · verstosst gegen · violation de la politique · violacion de la politica ·
      violacao da politica · files of type · {dangerous/disallowed/forbidden/blocked} {file/attachment} ·
      header {is /}too long ·
      encrypted archive · encrypted attachment · html-only
    `,
    unless: phrases`
      smtputf8 · sender address rejected · recipient address rejected · client host · reputation · ip address ·
      dmarc · spf · dkim · too many connections · size · large · unsolicited · authentication required ·
      blocked using · relay · helo · rate| · password · credential · protocol violation · restricted delivery ·
      not authorized to send to · group · mail from:< · auth · your ip · your host · list| · access denied ·
      connection · not a valid rfc · rfc-5321 · rfc 5321 · user unknown · quota · starttls · recipient · command ·
      virus_scan failed · virus scan failed · scanners failed · scanner failed · error in processing, id= ·
      unable to scan · base64 decode · cannot decode · rdns · subject name · subject alternative ·
      alternative subject · subject: · certificate ·
      try again in
    `,
    notIn: ['greeting', 'hello', 'auth', 'connect', 'tls', 'resolve', 'sender'],
    kind: 'reply',
    source:
      'Gmail BlockedMessage and RfcMessageNonCompliant, GMX c=hi, Exchange, amavis, ClamAV, Postfix header_checks and smtpd_forbid_bare_newline',
  },
  {
    id: 'message/lines-too-long',
    cause: 'content-rejected-policy',
    weight: 'exact',
    phase: 'acceptance',
    kind: 'words',
    says: ['lines too long for transport', 'line too long for transport', 'message has lines too long'],
    source: 'Exim of its own: RFC 5321 section 4.5.3.1.6 allows 998 characters a line',
  },
  {
    id: 'message/policy-tags',
    cause: 'content-rejected-policy',
    weight: 'tag',
    phase: 'acceptance',
    says: phrases`
      c=hi · c=hd · p=blockedmessage · rfcmessagenoncompliant · bare {<lf>/lf/newline/linefeed/line feed/<cr>/cr/carriage return} ·
      stray linefeeds · blocked because its content presents a potential · improper use of 8-bit data ·
      messages missing a valid address in from · multiple addresses in from · virus found · virus detected ·
      contains a virus · contains virus · infected · malware · routing loop · mail loop · too many hops ·
      loops back to myself · illegal attachment · attachment type · 5.4.6 hop · hop count exceeded · 5.4.14 hop ·
      duplicate headers · header not compliant · not rfc 5322 compliant · not compliant with rfc · not rfc compliant ·
      line length exceed · line is too long · line too long · lines longer · maximum allowed line length ·
      password-protected {zip/file/archive/attachment/document} ·
      password protected {zip/file/archive/attachment/document} ·
      duplicate header ·
      smtplf.html ·
      {refused/rejected/blocked} by {/the /our /your }{antivirus/anti-virus}
    `,
    unless: ['command line', 'spam'],
    notIn: ['hello', 'auth', 'sender'],
    source: 'tags of Gmail, GMX and web.de; checks of Postfix, Exim, qmail',
  },
  {
    id: 'message/policy-code',
    cause: 'content-rejected-policy',
    weight: 'code',
    phase: 'acceptance',
    codes: ['5.6.0', '5.6.1', '5.6.2', '5.6.3', '5.4.6', '5.4.14', '5.7.7'],
    unless: ['sending activity', 'smtputf8', 'user unknown'],
    notIn: ['auth', 'sender'],
    source: 'RFC 3463 X.6.x',
  },
  {
    id: 'message/refused-after-data',
    cause: 'content-rejected-policy',
    weight: 'faint',
    phase: 'acceptance',
    codes: ['5.7.0', '5.7.1', 554, 550, 552, '5.3.0'],
    phases: ['acceptance'],
    kind: 'reply',
    confidence: 'guess',
    says: ['policy', 'rejected', 'denied', 'refused', 'not accepted', 'blocked'],
    unless: ['user', 'recipient', 'sender', 'access', 'ip|', 'relay'],
    source: 'a refusal after the final dot names no party: the message is the one thing that was new',
  },
  {
    id: 'message/refused-unsaid',
    cause: 'content-rejected-policy',
    weight: 'faint',
    phase: 'acceptance',
    codes: [550, 554, 571, '5.7.1'],
    kind: 'reply',
    confidence: 'guess',
    says: [
      'message {refused/rejected/denied/blocked/not accepted/was rejected/was blocked}',
      'permanently rejected message',
      'message {cannot be accepted/could not be accepted/will not be accepted}',
      'denied (mode:',
      'rules rejection',
    ],
    unless: ['user', 'recipient', 'sender', 'access', 'ip|', 'relay', 'mailbox', 'domain', 'host'],
    notIn: ['auth', 'greeting', 'hello', 'tls', 'sender', 'recipient'],
    source: 'Barracuda, Mimecast and others that refuse a message without a reason',
  },
  {
    id: 'message/smtputf8-lacking',
    cause: 'smtputf8-unsupported',
    weight: 'exact',
    phase: 'sender',
    kind: 'words',
    says: phrases`
      {not support/not offer/not advertise/not announce/without support for} * {smtputf8/internationali} ·
      doesnt {support/offer/advertise} * {smtputf8/internationali}
    `,
    source: 'Horde, MailKit, Python and others that read the keywords of the server before they send (RFC 6531)',
  },
  {
    id: 'message/smtputf8',
    cause: 'smtputf8-unsupported',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      smtputf8 · internationalized · internationalised · eai address · utf8 address · utf-8 address ·
      non-ascii address · non-ascii characters · 8-bit character in mailbox · international address · 5.6.7| · .6.7 ·
      direcciones internacionalizadas · unicode address · utf8smtp · non-ascii local · unicode e-mail ·
      unicode email · international e-mail · international email · internationalised mailbox ·
      internationalized mailbox · ascii addresses · only ascii · ascii only
    `,
    unless: phrases`
      250-smtputf8 · 250 smtputf8 · pipelining · 8bitmime smtputf8 · header · body=8bitmime smtputf8 2 · subject ·
      smtputf8 size=
    `,
    source: 'RFC 6531 (550 and 553 5.6.7), Postfix, Python SMTPNotSupportedError, Exim',
  },
  {
    id: 'message/smtputf8-header',
    cause: 'smtputf8-unsupported',
    weight: 'exact',
    phase: 'sender',
    says: ['not support sending internationali', 'not support internationali'],
    source: 'Horde: a server without SMTPUTF8 cannot take the headers as they are',
  },
]

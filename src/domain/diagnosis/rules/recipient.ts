import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** What a refusal to relay is not about, though it speaks of relaying. */
const notRelaying = phrases`
      without authentication · authentication is required · authentication required · authenticate ·
      smtp relay limit · relay limit · relay quota · daily · relaying disallowed · requires authentication ·
      smtp authentication · must login · client was not authenticated · hour · blocked using · must log ·
      open relay test · your ip · possible open relay · for that user · for this user
    `

/** The mailbox at the other end and its domain; relaying to it. */
export const recipientRules: readonly Rule[] = [
  {
    id: 'recipient/unknown',
    cause: 'recipient-unknown',
    weight: 'usual',
    phase: 'recipient',
    says: phrases`
      addressee unknown · mailbox unallocated · not in * recipient list · not in recipient list · not in route list ·
      unrouteable addres · marked as invalid · invalid rcptto · account or domain may not exist ·
      no longer on server · no longer at this · left the company · not recipient · no one by that name ·
      user unknown · unknown user · user * unknown · userunknown · unknown recipient · recipient unknown ·
      {recipient/e-mail/email} {/address/adress/e-mail/email/e-mail address/e-mail adress} unknown · unknown mailbox ·
      unknown address · address unknown · unknown account · unknown local · unknown local-part · unknown virtual ·
      no such {user/mailbox/recipient/account/address/person/local user/customer/email/mail} · no such a user ·
      no such local · no mailbox · no mail box · no account · no user ·
      not a valid {mailbox/user/recipient/address/email} · not a known {user/recipient} · is not a known ·
      user not found · mailbox not found · recipient not found · address not found · account not found ·
      recipientnotfound · recipient notfound · resolver.adr.recip · user * not found · recipient * not found ·
      mailbox * not found · was not found in · could not be found · couldnt be found · wasnt found at ·
      address not present · not our customer · not listed in · user not known · not exist · does not exist ·
      doesnt exist · doesn t exist · do not exist · non-existent · nonexistent · non existent · no longer exist ·
      user doesn · user has moved · no longer valid · no longer available · no longer in use · {dosnt/dosn t/doesnot/dont/didnt} exist ·
      invalid {recipient/mailbox/user|/address} · invalid-recipient · recipient * invalid · mailbox * invalid ·
      address * invalid · bad recipient · bad destination · bad mailbox · bad address ·
      recipient address rejected: {user/undeliverable/unknown/no such/invalid/mailbox/address/non/recipient} ·
      undeliverable address · recipient rejected: unknown · recipient is not local · not local · not a local ·
      no local mailbox · recipient refused · recipient not exist · recipient does not ·
      account that you tried to reach does not exist · dd * account ·
      dd requested mail action not taken: mailbox unavailable · dd this user doesnt have · this user doesnt have a ·
      isnt a user · there is no one at · no one here · not in my validrcptto · no mailbox here by that name ·
      vrfy * failed · destinataire * {inconnu/invalide} · adresse destinataire invalide ·
      adresse d au moins un destinataire invalide · adresse * destinataire invalide · utilisateur inconnu ·
      destinatario * {desconocido/no existe/inexistente/invalido/inexistent} ·
      usuario * {desconocido/no existe/inexistente/nao existe/desconhecido} · no existe · no existe el usuario ·
      nessun utente · utente * {sconosciuto/non} · destinatario inexistente ·
      empfanger * {unbekannt/nicht/existiert} · unbekannter empfanger · adresse nicht gefunden · benutzer unbekannt ·
      adressat unbekannt · nicht gefunden · existiert nicht · gebruiker onbekend · anvandaren · nie istnieje ·
      uzytkownik nieznany · пользователь не найден · не существует · 不存在 · 用户不存在 · 收件人 · 존재하지 · 宛先 ·
      mailbox unavailable · mailbox is unavailable · mailbox unavaiable · mailbox inactive does not ·
      sorry, no mailbox · account unavailable · address is unavailable · recipient unavailable · ofr_416 ·
      lpn007_416 · lpn007_418 · badrcptto · bad rcpt · cannot accept user · not our user · unrouteable address ·
      unroutable address · recipient not recognized · recipient not valid · unable to find * user ·
      delivery to * failed: user · not a user · mailbox does not · user name is unknown · rcpt * not exist ·
      unable to validate recipient · recipient cannot be verified · could not verify recipient ·
      recipient verify failed · recipient verification failed · 5.1.1 bad · no thank you rejected · hop count ·
      bad_recipient · bad-recipient · unknown_user · unknown-user · unknown_recipient · unknown-recipient ·
      invalid_recipient · invalid-recipient · invalid_user · invalid_mailbox · user_unknown · user-unknown ·
      user_not_found · recipient_not_found · address_not_found · mailbox_not_found · no_such_user · no_such_mailbox ·
      mailbox {is /}not available · {unknown/invalid/illegal} or {illegal/unknown} · recipient {is /was /}not ok| ·
      address verification failed · address verification failure ·
      non repertorie · invalid final delivery · ディレクトリには見つかりません · ディレクトリのリストにありません ·
      badrecipientto ·
      нет такого {пользователя/адреса/ящика} · 存在しません · 見つかりません
    `,
    unless: phrases`
      sender · domain not found · domain does not exist · recipients this hour · too many · relay access ·
      relaying · relay denied · full · quota · disabled · inactive · suspended · unverified · host not found ·
      mail from · certificate · hop count · domain name · policy · hostname · rcpthosts · greylist · nxdomain ·
      spam · file does not · table · invalid dns mx · command unrecognized · unknown user or password · authentication ·
      verify failed · user name or password · no such host · domain doesn · helo · dmarc · spf · rate| ·
      from address · suppress · password · reverse · temporarily rejected · recipient table full · restricted ·
      no such domain · message size · spammer · expediteur · remitente · does not exist in dns · permission ·
      not accept mail · not accepting · ip address · content ·
      address space · sender verif ·
      smtputf8 ·
      bad destination system ·
      absender · mittente · remetente · afzender ·
      not wish
    `,
    notIn: ['auth', 'greeting', 'hello', 'resolve', 'connect', 'tls', 'sender'],
    source: 'Postfix, Exim, Sendmail, qmail, Exchange, Gmail, Yahoo, Orange and others (RFC 3463 X.1.1)',
  },
  {
    id: 'recipient/unknown-in-table',
    cause: 'recipient-unknown',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      user unknown in * table · unknown in * recipient table · unknown in virtual ·
      recipient address rejected: user unknown · recipient address rejected: undeliverable address ·
      account that you tried to reach does not exist · nosuchuser · p=nosuchuser · no such user here ·
      resolver.adr.recip · resolver.adr.exrecip · recipient not found by smtp address lookup · user unknown ·
      this user doesnt have a * account · mailbox unavailable or access denied · lpn007_416 · ofr_416 ·
      not our customer · invalid recipient · recipnotfound · ldap lookup · recipient address rejected: access denied ·
      5.4.1 recipient address rejected · directory based edge blocking · no such recipient ·
      user not local; please try
    `,
    unless: phrases`
      verify failed for sender · sender address · recipients this hour · reason: 5 · temporarily · too many ·
      sender verif · mail from · 5.7.1| · by policy ·
      smtputf8 ·
      during authentication · authentication
    `,
    notIn: ['auth', 'greeting', 'hello', 'sender'],
    source: 'Postfix local_recipient_maps, Gmail NoSuchUser, Exchange RESOLVER.ADR, Microsoft 365 DBEB 550 5.4.1|',
  },
  {
    id: 'recipient/yahoo-dd',
    cause: 'recipient-unknown',
    weight: 'tag',
    at: 'acceptance',
    says: phrases`
      delivery error: dd {this user/sorry, no/user} · delivery error: dd * no longer valid ·
      delivery error: dd * account
    `,
    unless: ['disabled', 'aborted'],
    source: 'Yahoo answers after the message: 554 delivery error: dd',
  },
  {
    id: 'recipient/unverified-because-unknown',
    cause: 'recipient-unknown',
    weight: 'tag',
    phase: 'recipient',
    kind: 'reply',
    says: phrases`
      unverified address: * {no such user/user unknown/unknown user/does not exist/doesnt exist/not found/no such mailbox/no mailbox/unknown recipient/recipient unknown} ·
      undeliverable address: * {no such user/user unknown/unknown user/does not exist/doesnt exist/not found/no such mailbox/no mailbox/unknown recipient/recipient unknown}
    `,
    source: 'Postfix reject_unverified_recipient, which repeats what the server of the recipient said',
  },
  {
    id: 'recipient/user-name',
    cause: 'recipient-unknown',
    weight: 'exact',
    phase: 'recipient',
    kind: 'reply',
    codes: [550, 551, 553],
    says: ['invalid user name', 'invalid username', 'bad user name', 'unknown user name'],
    unless: ['password', 'login', 'auth', 'sender'],
    notIn: ['auth', 'sender', 'greeting', 'hello'],
    source: 'servers that call the part before the @ the name of a user',
  },
  {
    id: 'recipient/unknown-code',
    cause: 'recipient-unknown',
    weight: 'code',
    phase: 'recipient',
    codes: ['.1.1', '.1.6', '5.1.10'],
    notIn: ['auth', 'sender', 'greeting'],
    unless: ['unverified address', 'verification in progress', 'greylist', 'too many', 'temporarily'],
    source: 'RFC 3463 X.1.1, IANA X.1.10',
  },
  {
    id: 'recipient/refused-at-rcpt',
    cause: 'recipient-unknown',
    weight: 'faint',
    phase: 'recipient',
    codes: [550, 551, 553],
    phases: ['recipient'],
    kind: 'reply',
    confidence: 'guess',
    also: ['unavailable', 'mailbox', 'user', 'address', 'recipient', 'no '],
    unless: [
      'policy',
      '5.7.1|',
      'denied',
      'rejected',
      'blocked',
      'spam',
      'not allowed',
      'not permitted',
      'not authorized',
    ],
    source: 'RFC 5321 section 4.2.2: 550 at RCPT',
  },
  {
    id: 'recipient/full',
    cause: 'recipient-mailbox-full',
    weight: 'exact',
    phase: 'recipient',
    retryable: true,
    says: phrases`
      mailbox * full · mailbox full · inbox * full · inbox full · is full| · over quota · overquota · over its quota ·
      over his quota · over their quota · exceeded * quota · quota exceeded · quota full · quota * exceed ·
      exceeds * quota · exceed * quota · disk quota · quota violation · mailbox * quota · storage allocation ·
      exceeded storage · storage quota · out of storage · mailbox size limit · mailbox * size limit ·
      mailbox * exceed · mailbox exceeds · user has exhausted · insufficient * mailbox · not enough * space ·
      mailbox over · space has been used up · too many messages * {mailbox/server} · quota_exceeded · overquotaperm ·
      overquotatemp · mailboxfull · mailfolder is full · maildir * quota · boite * pleine ·
      boite du destinataire pleine · buzon * lleno · buzon lleno · casilla * llena · postfach * voll · postfach voll ·
      posteingang * voll · caixa * cheia · casella * piena · casella piena · skrzynka * pelna · ящик переполнен ·
      переполнен · 邮箱已满 · 邮箱空间不足 · mailbox is full · cuota * excedida · ofr_417 · lpn007_417 · dovecot * quota ·
      user over · account is over · receiving limits · mailbox has exceeded · recipients inbox is out of ·
      recipient overquota · recipient * storage · inbox is out of storage · over the * quota ·
      exhausted * {storage/space/quota} · not have enough space · without enough space · account storage ·
      quota limit * exceed · storage full · {mailbox/recipient/user/account} * quota limit ·
      exceeded * disk space · disk space limit · disk space exceeded · przepeln · 信箱已滿 · 信箱空间已满 · メールボックスが一杯 · メールボックスがいっぱい · メールボックスの容量 ·
      cota * excedid ·
      folder full · folder is full
    `,
    unless: phrases`
      daily · hourly · sending quota · message quota · per day · per hour · messages per · sending limit ·
      disk is full · disk full · queue * full · no space left · plan · send quota · maximum sending · max emails ·
      relay · emails per · sender quota · spam · message size · exceeds size limit · file too · message exceeds ·
      credits · rate| · recipients per · outgoing · your account · monthly · fixed limit · fixed maximum ·
      10 messages · policy rejection · queue quota ·
      system storage ·
      4.3.1 · insufficient disk ·
      send limit ·
      connection quota
    `,
    notIn: ['auth', 'greeting', 'hello', 'sender'],
    source: 'RFC 3463 X.2.2; Gmail OverQuota, Dovecot, Exchange, Courier, hosters in several languages',
  },
  {
    id: 'recipient/full-and-inactive',
    cause: 'recipient-mailbox-full',
    weight: 'tag',
    phase: 'recipient',
    retryable: false,
    says: ['out of storage space and inactive', 'overquotaperm'],
    source: 'Gmail 552 5.2.2 OverQuotaPerm',
  },
  {
    id: 'recipient/docomo-full',
    cause: 'recipient-mailbox-full',
    weight: 'tag',
    phase: 'recipient',
    retryable: true,
    says: ['too much mail data'],
    source: 'NTT docomo 552: the mailbox is full',
  },
  {
    id: 'recipient/full-until-given-up',
    cause: 'recipient-mailbox-full',
    weight: 'tag',
    phase: 'recipient',
    kind: 'words',
    retryable: true,
    says: ['mailbox is full: retry timeout'],
    source: 'Exim, which gave up after it had tried for days',
  },
  {
    id: 'recipient/full-code',
    cause: 'recipient-mailbox-full',
    weight: 'usual',
    phase: 'recipient',
    codes: ['.2.2'],
    retryable: true,
    unless: ['daily', 'per day', 'hour', 'sending', 'rate|', 'too many'],
    notIn: ['auth', 'sender'],
    source: 'RFC 3463 X.2.2',
  },
  {
    id: 'recipient/disabled',
    cause: 'recipient-disabled',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      account that you tried to reach is {disabled/inactive} · email account that you tried to reach is ·
      account * disabled · mailbox * disabled · mailbox disabled · recipient * disabled · disabled recipient ·
      address * disabled · user * disabled · account is disabled · account disabled · disabled or discontinued ·
      mailbox is inactive · mailbox inactive · account is inactive · inactive account · inactive mailbox ·
      inactive user · user * inactive · user not active · account not active · recipient * inactive ·
      address * inactive · not accepting {mail/messages/any} · not currently accepting · no longer accepts ·
      not accept mail · mailbox is locked · mailbox * locked · account * locked · mailbox * suspended ·
      account * suspended · user suspended · recipient * suspended · user is suspended · has been suspended ·
      is currently suspended · currently suspended · mailbox * blocked · mailbox is blocked · mailbox frozen ·
      mailbox is frozen · account * blocked · account * closed · account closed · account has been closed ·
      account * deactivated · mailbox * deactivated · deactivated mailbox · deactivated · account expired ·
      account has expired · mailbox * expired · {account/mailbox/user/address} * {terminated/discontinued} ·
      disabled or discontinued · disabledaccount · p=disableduser · disableduser · userdisabled ·
      temporarily inactive · address no longer accepts mail · archived recipient · destinataire archivee ·
      boite * {archivee/desactivee/inactive} · compte * desactive ·
      cuenta * {desactivada/inactiva/deshabilitada/suspendida} · buzon * {desactivado/inactivo} ·
      postfach * {gesperrt/deaktiviert} · conta * desativada · casella * disattivata · заблокирован ·
      has been disabled · is disabled · lpn007_402 · user has been {disabled/suspended/deactivated/locked/blocked/removed/closed/terminated/archived/frozen/inactive} · account frozen · abandoned · dormant ·
      recipient has been {disabled/suspended/deactivated/locked/blocked/closed/terminated/archived/frozen} · recipient address has been disabled · user terminated · service not active · 用户被锁定 · 已停用 ·
      user * {locked/suspended/frozen} · temporary locked
    `,
    unless: phrases`
      outgoing · ip| · sender · domain * disabled · your account · basic authentication · smtp · relay · full ·
      over quota · quota · out of storage · not accepting mail from · not currently accepting mail from · spam ·
      not accepting connections · connections · your email · messages from · mail with · not accepting mail with ·
      blocked using · external · receiving mail too · rate| · too many · not accept mail (nullmx · nullmx · null mx ·
      host does not accept mail · domain does not · does not accept mail · messages to this group · emails from ·
      mail server · authentication · sending · auth · tls · ssl · handshake · connection · command disabled ·
      command is disabled · servicenotavailable · 4.3.2| ·
      recipient has been denied
    `,
    notIn: ['auth', 'greeting', 'hello', 'sender', 'tls', 'connect'],
    source: 'RFC 3463 X.2.1; Gmail DisabledUser, Sendmail 525 5.7.13, QQ, La Poste, hosters',
  },
  {
    id: 'recipient/account-gone',
    cause: 'recipient-disabled',
    weight: 'tag',
    phase: 'recipient',
    says: [
      'account has been disabled or discontinued',
      '550 account inactive',
      'expired email address',
      '550 account is inactive',
      'user or domain is disabled',
    ],
    unless: ['your account', 'outgoing', 'sending'],
    notIn: ['auth', 'sender', 'greeting', 'hello', 'tls'],
    source: 'Yahoo 554 delivery error: dd, and servers of recipients that speak of the account without saying whose',
  },
  {
    id: 'recipient/account-closed',
    cause: 'recipient-disabled',
    weight: 'tag',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'likely',
    says: phrases`
      550 account · 550 user · 550 mailbox · 550 recipient · 550 this {account/user/mailbox} ·
      550 the {account/user/mailbox} · 551 user · 551 account · 553 user · 553 account · 554 account · 554 user ·
      554 mailbox · 550 5.2.1 account · 550 5.2.1 user · 550 5.2.1 mailbox
    `,
    also: ['disabled', 'suspended', 'locked', 'expired', 'deactivated', 'terminated', 'frozen', 'closed'],
    unless: phrases`
      your · outgoing · sending · sender · smtp · log in · login · auth · too many · quota · full · unknown ·
      not exist · not found · invalid · spam · abuse · relay · not allowed · permission · until · bill · paid ·
      payment · domain · connection · temporarily suspended
    `,
    notIn: ['auth', 'sender', 'greeting', 'hello', 'tls'],
    source: 'replies that begin with the account and say neither whose nor why: mostly that of a recipient',
  },
  {
    id: 'recipient/disabled-code',
    cause: 'recipient-disabled',
    weight: 'usual',
    phase: 'recipient',
    codes: ['.2.1', '5.7.13', 525],
    phases: ['recipient', 'acceptance', 'data'],
    unless: phrases`
      rate| · too many · too quickly · too fast · receiving mail at · receivingrate · spam · block · unknown ·
      not exist · exceed
    `,
    source: 'RFC 3463 X.2.1, RFC 5248 525 5.7.13|',
  },
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
    id: 'recipient/access-denied',
    cause: 'recipient-refused-policy',
    weight: 'usual',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'likely',
    says: ['recipient address rejected: access denied', 'recipient address rejected for policy'],
    unless: ['5.4.1|', 'as(2018'],
    source: 'Postfix check_recipient_access and reject in smtpd_recipient_restrictions',
  },
  {
    id: 'recipient/none-left',
    cause: 'unknown',
    weight: 'faint',
    at: 'recipient',
    confidence: 'guess',
    kind: 'reply',
    codes: [503, 554],
    says: ['no valid recipients', 'valid rcpt command must precede'],
    source: 'Postfix and Exim at DATA when every recipient was refused and the log does not show how',
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
  {
    id: 'recipient/address-invalid',
    cause: 'recipient-address-invalid',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      invalid rcpt to · invalid rcpt address · does not comply with rfc 2822 · address in mailbox given ·
      not a valid rfc · rfc-5321 address · rfc 5321 address · valid rfc · bad recipient address syntax ·
      bad address syntax · recipient address syntax · address syntax · syntax error in * recipient ·
      syntax error in * address · malformed recipient · malformed address ·
      recipient address rejected: need fully-qualified · recipient address rejected: malformed ·
      recipient must be fully · recipient address must · missing @ · domain missing · domain name required ·
      syntactically invalid · illegal characters in user name · illegal * address · invalid characters ·
      invalid address format · address format · reserved by * 2606 · rfc 2606 · rfc2606 · recipient * reserved ·
      invalid recipient address · no recipients defined · at least one recipient · no recipient · recipient * empty ·
      empty recipient · missing recipient · unqualified · unqualified address · 5.1.3| · address rejected: * syntax ·
      illegal address · addressexception · illegal semicolon · local address contains · invalid email address ·
      invalid address: · not a valid email address · invalid addr-spec · rcpt syntax ·
      specified string is not in the form required · bad destination mailbox address syntax ·
      recipient address is not valid · an smtp to address is required · smtp to address may not be blank ·
      restricted characters · illegal character · disallowed character · forbidden character ·
      {recipient/user/destination} address required · recipient address must contain ·
      {two/multiple/several} @ · more than one @ · not an e-mail address · not an email address ·
      domain not specified · missing final @domain
    `,
    unless: phrases`
      sender · mail from · helo · no valid recipients · user unknown · ehlo · does not exist · invalid hostname ·
      from address · header · smtp server · verify · not our customer ·
      message contains ·
      subject
    `,
    notIn: ['sender', 'hello', 'auth', 'greeting'],
    source: 'Postfix 501 5.1.3, Gmail 553 5.1.3, Exim 501, Jakarta Mail AddressException, RFC 2606 names',
  },
  {
    id: 'recipient/unparseable',
    cause: 'recipient-address-invalid',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      {cannot/can not/cant/could not/couldnt/unable to/failed to/not able to} parse {/the /this /your }{to/recipient/recipients/rcpt/destination} ·
      {unparseable/unparsable} {to/recipient/rcpt/destination} · {recipient/rcpt/to} address {is /}{unparseable/unparsable} ·
      {recipient/rcpt/to} address {cannot/could not/can not} be parsed
    `,
    unless: ['header', 'json', 'template', 'config', 'mail from', 'sender', 'from address'],
    notIn: ['sender', 'hello', 'auth', 'greeting', 'tls', 'connect', 'resolve'],
    source: 'servers and programs that could not read the address behind RCPT TO (RFC 5321 section 4.1.2)',
  },
  {
    id: 'recipient/unparseable-at-rcpt',
    cause: 'recipient-address-invalid',
    weight: 'exact',
    kind: 'reply',
    phases: ['recipient'],
    codes: ['5'],
    says: phrases`
      {cannot/can not/cant/could not/couldnt/unable to/failed to} parse · unparseable · unparsable ·
      address {cannot/could not/can not} be parsed
    `,
    unless: ['sender', 'mail from', 'from address', 'header', 'milter', 'config'],
    source: 'what cannot be read at RCPT is the recipient (RFC 5321 section 4.1.1.3)',
  },
  {
    id: 'recipient/syntax-code',
    cause: 'recipient-address-invalid',
    weight: 'usual',
    phase: 'recipient',
    codes: ['.1.3'],
    unless: ['sender', 'mail from'],
    notIn: ['sender'],
    source: 'RFC 3463 X.1.3',
  },
  {
    id: 'recipient/syntax-501',
    cause: 'recipient-address-invalid',
    weight: 'exact',
    phase: 'recipient',
    codes: [501, 555],
    phases: ['recipient'],
    source: 'RFC 5321: 501 at RCPT',
    unless: ['sender', 'authenticat'],
  },
  {
    id: 'recipient/policy',
    cause: 'recipient-refused-policy',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      block-send-er · block-rcpt · policy rejection on the target · administrative prohibition · envelope blocked ·
      blocked senders · manually blocked · user entry · policy level block · authentication required for this group ·
      resolver.rst · notauthorized · not authorized to send to · not permitted to send to · not allowed to send to ·
      recipient is only accepting · only accepts * from · accepts mail only · accept mail only from ·
      restricted * recipient · restricted delivery · delivery * restricted · delivery not authorized ·
      delivery not allowed · senders list · list of senders · allowed senders · not in the list · approved senders ·
      whitelist · white list · not on * whitelist · members only · members-only · non-member · closed mailing list ·
      closed list · not subscribed · not a member · recipient address rejected: access denied by · user rules ·
      blocked by the recipient · recipient * blocked · blocked by recipient · recipient refuses ·
      recipient rejected your · user refuses · user reject · recipient preferences · recipient does not want ·
      does not want to receive · dont want · recipient * not accept * from · sender is in my black list ·
      sender blocked by · challenge {response/-response/message/e-mail/email} · answer * challenge · confirm * sender · sender not pre-approved · requires confirmation ·
      senders allowed · your email address has been blacklisted · blocklist * recipient · personal blacklist ·
      recipient blacklist · user blacklist · suppress · suppression list · previously bounced · bounced address ·
      unsubscribed · opted out · mailing list * not · not accept * external · external senders · outside * organi ·
      internal only · only internal · no external · accept messages from · post to this · moderat ·
      you are not allowed to post · delivery to this address is restricted · address is restricted ·
      permission to send * recipient · send to this recipient · send to this address ·
      do not have permission to send · no permission to send to · not authorized to receive · 5.7.124| · 5.7.133| ·
      5.7.134| · 5.7.129| · 5.7.135| · 5.7.136| · recipient has * block · has blocked your · has blocked you ·
      recipient will not accept · refused by recipient · sender address has been blacklisted by · protected by ·
      not accept e-mails from · reject * by user · filter * by user · rcpt * policy · recipient policy ·
      sender isnt on · envelope rejected · block policy for · private list · list access denied ·
      user refused to receive · refuses to receive · refuse to receive · mail to * not accepted here ·
      {users/recipients} {block/black} list · {users/recipients} {blocklist/blacklist} ·
      rejected by {the /}recipient ·
      {group/list} does not accept ·
      delivery is not allowed to ·
      permission to post · not open to posting ·
      cannot send {/mail /messages /e-mail /email }to this {list/group} · accept mail from outside · only accepts encrypted · not wish to receive
    `,
    unless: phrases`
      ip| · client was not authenticated · sandbox · relay access · relay · tls · dmarc · dkim · spf ·
      blocked using · rbl · too many · rate| · verified · smtp auth · sendas · send as · spamhaus · quota ·
      content · spam · attachment · user unknown · must authenticate ·
      member of domain · member of the domain ·
      host denies ·
      dashboard ·
      characters
    `,
    notIn: ['auth', 'greeting', 'hello', 'tls', 'connect', 'sender'],
    source: 'Exchange RESOLVER.RST and 5.7.12x/5.7.13x, mailing lists, personal block lists, suppression lists',
  },
  {
    id: 'recipient/postmark-inactive',
    cause: 'recipient-refused-policy',
    weight: 'tag',
    phase: 'recipient',
    says: ['you tried to send to * recipient * marked as inactive', 'found inactive addresses'],
    source: 'Postmark error 406: the address is on its suppression list after a hard bounce or a complaint',
  },
  {
    id: 'recipient/exchange-restriction',
    cause: 'recipient-refused-policy',
    weight: 'tag',
    phase: 'recipient',
    says: phrases`
      resolver.rst · delivery restriction check failed · restrictedtorecipientspermission ·
      sendernotauthenticatedfor ·
      not authenticated {by organization/for group/for mailbox/for public folder}
    `,
    unless: ['sizelimit', 'size limit', 'recipsizelimit', 'message too large'],
    notIn: ['auth'],
    source: 'Exchange RESOLVER.RST: restrictions that the recipient set',
  },
  {
    id: 'recipient/address-rejected',
    cause: 'recipient-unknown',
    weight: 'usual',
    phase: 'recipient',
    kind: 'reply',
    says: ['address rejected', 'recipient rejected'],
    codes: [550, 551, 553, 554, '5.1.0', '5.1.1'],
    unless: phrases`
      recipient address rejected: · sender · ip address · client · helo · from address · policy · spam · block ·
      list| · relay · dmarc · spf · domain · access · recipient rejected: · recipient * rejected for · full · quota ·
      inactive · disabled · suspend · exceed · rejected by
    `,
    notIn: ['auth', 'sender', 'greeting', 'hello'],
    source: 'Cisco ESA: 550 #5.1.0 Address rejected',
  },
  {
    id: 'recipient/unverified-yet',
    cause: 'server-temporary-failure',
    weight: 'exact',
    phase: 'recipient',
    retryable: true,
    says: phrases`
      address verification in progress · recipient address rejected: unverified address · recipient verify ·
      could not complete recipient verify · callout
    `,
    codes: ['4'],
    source: 'Postfix reject_unverified_recipient and Exim callouts that got no answer yet',
  },
  {
    id: 'recipient/policy-code',
    cause: 'recipient-refused-policy',
    weight: 'code',
    phase: 'recipient',
    codes: ['5.7.2', '5.7.12', '5.7.17', '5.7.18', '5.2.4', '5.2.0'],
    phases: ['recipient', 'acceptance'],
    unless: ['spam', 'rate|', 'limit'],
    confidence: 'likely',
    source: 'RFC 3463 X.7.2, RFC 7293',
  },
  {
    id: 'recipient/relay',
    cause: 'relay-denied',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      relay access denied · relaying denied · relay denied · relaying not {allowed/permitted} ·
      relay not {permitted/allowed/authorized} ·
      relaying * {denied/not permitted/not allowed/prohibited/refused/forbidden/rejected} · unable to relay ·
      cannot relay · can not relay · could not relay · no relay · no relaying · not relay · will not relay ·
      wont relay · do not relay · dont relay · does not relay · attempt to relay · not permitted to relay ·
      not allowed to relay · not authorized to relay · unauthorized relay · unauthorised relay · open relay ·
      not an open relay · not configured to relay · relay rejected · relaying mail to · relayclient · rcpthosts ·
      isnt in my list of allowed · not in my list of allowed · not a gateway · we dont handle mail for ·
      not local; please · not hosted here · not local host · isnt handled here · this is not a relay ·
      relay is not allowed · relay prohibited · only relay · relay for · relaying from ·
      5.7.54| · smtp; 550 relay · reenvio * no * permitido · no se permite * relay · relais * refuse · relais non ·
      weiterleitung * nicht · relay interdit · reencaminhamento · domain not hosted · not one of our domains ·
      recipient domain is not · not local domain · not a local domain · tenantattribution · attr36 · attr35 ·
      insecure mail relay · non-local recipient · not allowed * non-local · this server is not * mx ·
      specified domain is not allowed · no mail service for · {denies/deny/refuses/reject/rejects} relay ·
      doesnt handle mail for · does not handle mail for · accept mail for our · not a domain we ·
      send through this server · send mail through this server · domains we {serve/host/handle} ·
      not our mx ·
      non-local user · cannot deliver mail for ·
      not a relay · isnt handled by · not handled by this
    `,
    unless: [...notRelaying, 'user not local; please try'],
    notIn: ['auth', 'greeting', 'hello'],
    source: 'Postfix, Exim, Sendmail, Exchange 5.7.54, qmail rcpthosts, Microsoft 365 TenantAttribution',
  },
  {
    id: 'recipient/relay-somehow-refused',
    cause: 'relay-denied',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      relay * {denied/not permitted/not allowed/prohibited/disallowed/rejected/refused/forbidden/restricted} ·
      relay * authorized
    `,
    unless: [...notRelaying, 'relay='],
    notIn: ['auth', 'greeting', 'hello'],
    source: 'further wordings of the same; in the logs of mail servers `relay=` only names the next host',
  },
  {
    id: 'recipient/not-allowed-to-send',
    cause: 'relay-denied',
    weight: 'usual',
    kind: 'reply',
    confidence: 'likely',
    phases: ['recipient'],
    codes: ['5'],
    says: ['not {allowed/permitted/authorized} to send {email/e-mail/mail/messages/message}'],
    unless: phrases`
      from · as · domain · until · recipient · group · list · spf · account · your ip · to this · to the user
    `,
    source: 'servers that answer RCPT with what the client may not do: it is none of theirs',
  },
  {
    id: 'recipient/relay-sender-domain',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'recipient',
    says: phrases`
      mail relay denied * p=mailrelaydenied · mailrelaydenied · invalid credentials for relay · p=relaydenied
    `,
    source: 'Gmail smtp-relay: 550 5.7.1 Invalid credentials for relay (sender domain or address is not registered)',
    confidence: 'likely',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** How Microsoft words "access denied" in the languages of its reports. */
const accessDenied = phrases`
  access denied · acceso denegado · acces refuse · zugriff verweigert · acesso negado · accesso negato ·
  toegang geweigerd · erisim engellendi · odmowa dostepu · доступ запрещен · 액세스 거부 · 액세스가 거부 · 拒绝访问 · 访问被拒绝 ·
  存取遭拒 · アクセスが拒否 · アクセス拒否
`

/** Who is sending: the address in the envelope, its domain, and the account behind it. */
export const senderRules: readonly Rule[] = [
  {
    id: 'sender/domain-not-allowed',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      sender domain not allowed · sender domain is not allowed · unregistered domains · from domain not allowed ·
      sending domain not allowed · domain not allowed to send · domain is not authorized to send ·
      sender domain * not authorized
    `,
    unless: ['spf', 'dmarc', 'verified'],
    source: 'DreamHost, Microsoft 365 5.7.750, hosters that limit senders to their own domains',
  },
  {
    id: 'sender/not-owned',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      must be identical · conform with authentication · identical to the · incorrect sender · wrong sender ·
      not owned by user · not owned by · owned by user · not owned by auth user ·
      sender address rejected: not logged in · sender address * not allowed · sender * not allowed ·
      sender is not allowed · sender not allowed ·
      not allowed to send {as/from/mail from/mails from/messages from/e-mail from/using} ·
      not allowed to use * {sender/from/address} · not permitted to send {as/from/mail} · sender not permitted ·
      not authorized to send {as/from/mail from/on behalf/this} · not authorised to send ·
      not authorized to use * {address/sender/from} · sendasdenied · send as · sendas · not allowed as sender ·
      sender address must match · sender must match · must match authenticated · must be the same as ·
      must be same as · must equal authorized · must match * {login/user/account/authen} · from must equal ·
      mail from must · from address * must · does not match * {authenticated/login/user/account/credentials} ·
      doesnt match * {authenticated/login/user/account} · not the same as * {login/user/auth} ·
      mismatch * {authenticated/sender/login} · sender mismatch · from mismatch · sender address mismatch ·
      authenticated user * not * {send/sender/from} · user * not allowed to send · user is not authorized to send ·
      sender address is not allowed · sender verification * not allowed · from address is not one of your addresses ·
      not one of your addresses · not your address · address does not belong · does not belong to ·
      not belong to you · sender denied · sender rejected · sender address rejected · from address rejected ·
      invalid sender · sender invalid · envelope sender · sender address * {denied/rejected/invalid/unauthorized} ·
      unauthorized sender · unauthorised sender · sender unauthorized · sender address not authorized ·
      sender not authorized · sender unknown * authen · relaying disallowed · 553 sorry, sender ·
      identity * not allowed · rewrite · from header * {not allowed/denied/match} ·
      header from * {match/not allowed/denied} · from: * does not match · local policy * sender ·
      mail from address must · you are not allowed to use · not permitted to use * sender ·
      absender * {nicht erlaubt/nicht zulassig/abgelehnt} · absenderadresse ·
      expediteur * {non autorise/invalide/refus} · emetteur invalide · adresse expediteur ·
      remitente * {no /rechazad/invalid} · remetente · mittente · 发件人 · mail from 与 · 信封发件人 ·
      mail is rejected by * sender · mail from user must · sender id · can only send from · may only send from ·
      you must send from · only allowed to send from · sender login mismatch · user not authorized for sender ·
      refused. sender · sender refused · sender address refused · from user is not · account not allowed to send ·
      cannot use {that/this/the} {from/sender} · not one of the addresses of
    `,
    unless: phrases`
      certificate · fingerprint · domain not found · domain of sender · domain does not exist · not verified ·
      unverified · need fully-qualified · dmarc · dkim · spf · greylist · authentication required · domain not exist ·
      undeliverable address · unverified address · access denied * blacklist · sender verify · unroutable ·
      malformed · no mx · does not have · domain not · suspended · blocked using · disabled · not a local ·
      null sender · empty envelope · badmailfrom · recipient · rate| · quota · not allowed to send mail to · black ·
      relay access · syntax · limit · reputation · external recipients · exceed · group · members · sender domain ·
      unresolvable · sandbox · not active · not confirmed · bounce · list of senders · senders allowed · spam ·
      unauthenticated ·
      uses mx · mx in · loopback · private address
    `,
    source:
      'Postfix reject_sender_login_mismatch, Exchange SendAsDenied, Zoho, OVH, IONOS, Yandex, Mail.ru, QQ, Aliyun',
  },
  {
    id: 'sender/postfix-not-owned',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'recipient',
    says: [
      'sender address rejected: not owned by user',
      'sender address rejected: not logged in',
      'sender address rejected: * not owned by',
    ],
    unless: ['owned by auth user'],
    source: 'Postfix reject_sender_login_mismatch, which speaks at RCPT',
  },
  {
    id: 'sender/send-as-denied',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'acceptance',
    says: phrases`
      sendasdenied · send as * permission · permission{s/} to send as · not allowed to send as this sender ·
      client does not have permissions to send as this sender · nao tem permissoes para enviar como ·
      ne dispose pas * envoyer * en tant · no tiene permisos para enviar como · 5.7.60|
    `,
    source: 'Exchange and Microsoft 365: 550 5.7.60, 554 5.2.252 SendAsDenied',
  },
  {
    id: 'sender/yandex-not-owned',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      not owned by auth user · sender address rejected: not owned by auth · not local sender over smtp ·
      sender over smtp ·
      use your own {email /e-mail /mail }address · sender not in our system · sender {address /}must be local · sender {address /}must be one of
    `,
    source: 'Yandex 553 5.7.1, Mail.ru 550 not local sender over smtp',
  },
  {
    id: 'sender/relay-zoho',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      553 relaying disallowed · relaying disallowed as · relaying disallowed. invalid domain · relaying disallowed
    `,
    source: 'Zoho 553 Relaying disallowed: the From address is not the authenticated account',
  },
  {
    id: 'sender/sendgrid-unauthenticated',
    cause: 'authentication-required',
    weight: 'tag',
    phase: 'sender',
    says: ['unauthenticated senders not allow'],
    source: 'SendGrid 550 at MAIL FROM without a login',
  },
  {
    id: 'sender/coremail',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    says: ['local user only', 'smtp mx only', 'not taken: fake sender'],
    source: 'Coremail: its sending servers take only its own users as senders, its receiving ones only others',
  },
  {
    id: 'sender/not-verified',
    cause: 'sender-not-verified',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      address is not verified · not a verified · sender identity · verified sender · not been verified ·
      is not verified · identities failed the check · unverified address · unverified sender · sender * not verified ·
      sender * unverified · from address does not match a verified · sender not confirmed · sender signature ·
      not a sender signature · signature * not confirmed ·
      sender address is not * {verified/validated/confirmed/valid sender} · sender is not valid · sender you used ·
      validate your sender · sender needs to be · sender address has not been · unconfirmed sender ·
      domain is not verified · domain not verified · domain * not verified · domain * not * {confirmed/validated} ·
      domain not configured · unconfigured sending domain · unverified domain ·
      domain is not allowed to send: * verified · sending domain * not · verify your {domain/sender/address} ·
      domain must be verified · mail from domain is not verified · mailfromdomainnotverified · demo domain ·
      from domain * not · not registered * sender · unregistered sender · not authorized * sending domain ·
      domain * not authorized * send · approved sender · sender not registered · sender not active ·
      verify * sender identity · domain not found * account · invalid from domain · from domain must ·
      domain is not registered · not allowed to send: the domain ·
      not one of {your/the} {verified/registered/authenticated/authorized/validated} ·
      one of your {verified/validated/confirmed} · not authorized to send {emails/mails/email/messages} from ·
      sender domain is not * {verified/registered/authorized} ·
      not associated with your · not linked to your · not attached to your · not registered in your ·
      confirm {this/your/the} {sender/domain} * dashboard · verify {this/your/the} {sender/domain} * dashboard ·
      from address {is /}not verified · from address not verified ·
      domain not activated · not activated for sending · dns records for your domain
    `,
    unless: phrases`
      sandbox · recipient address rejected · certificate · recipients · undeliverable · callout · temporarily ·
      verified the sender · dkim · dmarc · sender address rejected: unverified address · account is not verified ·
      your account is not · account not verified · helo · certificate not verified · hostname · mailbox ·
      not be verified · email not verified, please
    `,
    source: 'Amazon SES, SendGrid, Mailgun, Postmark, Brevo, SparkPost, Mailjet, Mailtrap, Resend',
  },
  {
    id: 'sender/ses-not-verified',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    kind: 'words',
    says: ['message rejected: email address is not verified'],
    unless: ['identities failed', 'following identities'],
    source: 'Amazon SES 554, also where a program leaves the code and the identities out',
  },
  {
    id: 'sender/not-the-verified-one',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    side: 'configuration',
    says: ['from address does not match a verified', 'sender * does not match a verified'],
    source: 'SendGrid: the account has verified senders, and the address in the settings is none of them',
  },
  {
    id: 'sender/not-of-this-account',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    kind: 'reply',
    says: phrases`
      not {associated/linked/connected} {with/to} {your/this/the/any} · not {assigned/attached/added} to {your/this/the/any} ·
      not registered {with/in/to/for/under/on} {your/this/the/any} · not set up {in/for/on/under} {your/this/the} ·
      not configured {in/for/on/under} {your/this/the} · not {found/present/exist/existing} in your ·
      unknown {domain/sender} for {your/this/the} · doesnt belong to {your/this} · not part of your
    `,
    also: ['domain', 'sender', 'from address', 'from email', 'identity', 'address you are sending from'],
    unless: phrases`
      recipient · rcpt · ip address · ip| · device · certificate · mailbox · user unknown · authenticated user · spf ·
      dkim · dmarc · helo · ehlo
    `,
    notIn: ['auth', 'greeting', 'hello', 'connect', 'resolve', 'tls'],
    side: 'configuration',
    source: 'sending services whose accounts hold a list of domains and addresses, in whatever words they say so',
  },
  {
    id: 'sender/ses-policy',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'acceptance',
    says: ['not authorized to perform ses:send', 'not authorized to perform: ses:send'],
    source:
      'Amazon SES 554 Access denied: the policy of the IAM user or of the identity does not let it send from there',
  },
  {
    id: 'sender/sandbox',
    cause: 'sandbox-restricted',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      sandbox · free accounts are for test purposes only · authorized recipients · test purposes · test mode ·
      testing domain · testing emails to your own · only send testing · trial account · trial mode · trial plan ·
      account is pending approval · pending approval · account not yet approved · not yet approved ·
      only * recipients * own domain · recipient domain must match · while your account is pending · demo account ·
      recipients * not allowed on trial · demo domain
    `,
    unless: ['sandbox detonation', 'recipient address rejected: sandbox'],
    source:
      'Amazon SES sandbox, Mailgun sandbox domains, Postmark pending approval, Brevo not activated, Resend, MailerSend trial',
  },
  {
    id: 'sender/domain',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      domain name required for sender · domain of sender ·
      sender domain * {not exist/does not/not found/invalid/unresolvable/must/not resolve/empty/no mx/missing/has no} ·
      sender address rejected: {domain/malformed/unverified/undeliverable} ·
      sender address rejected: need fully-qualified · sender address rejected: * does not exist ·
      domain of * does not {exist/resolve} · domain of * has no · sender verify failed · sender verification failed ·
      could not verify sender · unable to verify sender · unroutable sender · unroutable address * sender ·
      unrouteable address * sender · verification failed for · sender address domain · mail from domain ·
      envelope sender domain · domain name * not found * sender · from domain * {not exist/does not/invalid/resolve} ·
      sender host * not exist · does not accept bounces · bounce address · domain must resolve ·
      domain does not resolve · sender domain not · sender domain must · domain missing or malformed ·
      malformed sender · malformed address · sender address malformed · bad sender address · bad sender ·
      bad senders · bad address syntax * sender · senders system address · bad senders system · mail from * syntax ·
      syntax error * mail from · syntax error * sender · syntax * mail from · 501 * mail from ·
      invalid sender address · invalid address * mail from · sender * {no mx/mx record} · mx record * sender ·
      need * mx * sender · your domain * {no mx/mx record/a record} · no valid mx · not a fully qualified ·
      sender address * fully qualified · invalid from address · domain name * invalid * sender ·
      return path * invalid · mailfrom * dns · domain * is a dead domain ·
      connections not accepted from servers without a valid sender domain · null sender · empty sender ·
      empty envelope sender · missing sender · no sender · sender domain ·
      mail domain mentioned in email address is unknown · invalid domain * mail from · sender * resolve ·
      non-existent domain * sender · domain * nonexistent · non existent sender domain · absenderdomain ·
      dominio del remitente · domaine * expediteur · {violate/violates} section 3.3.9 · rfc 1035 violation ·
      complete sender verify · sender address must contain · bounces not accepted · bounces are not accepted ·
      sender address rejected: * {mx in/loopback/private address} ·
      unresolvable * from domain · unresolvable from ·
      your domain * {does not resolve/does not exist/doesnt exist/doesnt resolve/has no} · from domain has no · domain has no a or mx ·
      return {email/e-mail/mail} domain ·
      senders domain {has no/does not/doesnt/is not/has invalid}
    `,
    unless: phrases`
      reverse dns · must be identical · identical to · recipient address rejected · not verified · spf · dkim ·
      dmarc · blacklist · blocked · access denied, user · bad outbound sender · spam · rate| · not owned ·
      unverified sender · not allowed · reputation · policy · per sender · unauthenticated · authenticated · limit ·
      rcpt to: · rejected because the sending · suspended · authentication · certificate ·
      sender ip · ip address ·
      greylist · temporary lookup · lookup failure ·
      domain of recipient · domain of the recipient
    `,
    source: 'Postfix reject_unknown_sender_domain, Exim sender verification, Sendmail 553 5.1.8 and 501 5.1.8|',
  },
  {
    id: 'sender/domain-at-mail',
    cause: 'sender-domain-invalid',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    phases: ['sender'],
    codes: ['5', 450, 451],
    says: phrases`
      domain does not exist · domain doesnt exist · no such domain · domain not found · unknown domain ·
      domain unknown · domain is unknown · invalid domain · domain is invalid · domain invalid · mx record ·
      mx records · no mx · does not resolve · cannot resolve · unresolvable · domain lookup · nxdomain ·
      not exist
    `,
    unless: [
      'helo',
      'ehlo',
      'reverse',
      'ptr',
      'spf',
      'dmarc',
      'client',
      'your ip',
      'not allowed',
      'relay',
      'user',
      'mailbox',
      'account',
      'email address',
    ],
    source: 'Courier 517, Sendmail 553 5.1.8 and others, which at MAIL FROM can only mean the domain of the sender',
  },
  {
    id: 'sender/qq-dns-check',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    phase: 'acceptance',
    says: ['domain may not exist or dns check failed'],
    source: 'QQ Mail 550 about the domain of the sender',
  },
  {
    id: 'sender/exim-verify',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    phase: 'recipient',
    says: ['sender verify failed', 'sender verification failed', 'callback setup failed'],
    unless: ['greylist'],
    source: 'Exim sender verification, which speaks at RCPT',
  },
  {
    id: 'sender/verification-required',
    cause: 'sender-domain-invalid',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    says: ['sender verification is required', 'sender {could not be/cannot be/not} verified', 'sender verify required'],
    unless: ['greylist', 'account', 'identity', 'dashboard', 'spf', 'dkim', 'dmarc', 'domain'],
    notIn: ['auth', 'greeting', 'hello', 'tls'],
    source: 'servers that call back to ask whether the sender exists, in their own words',
  },
  {
    id: 'sender/syntax',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    kind: 'reply',
    says: [
      'syntax',
      'malformed',
      'invalid address',
      'bad address',
      'parse',
      'cannot decode',
      'fully qualified',
      'fully-qualified',
    ],
    codes: [501, 553, 555, 550],
    phases: ['sender'],
    unless: ['helo', 'relay', 'size', 'auth', 'denied'],
    source: 'RFC 5321 section 4.3.2: 501, 553 and 555 at MAIL',
  },
  {
    id: 'sender/unparseable',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      {cannot/can not/cant/could not/couldnt/unable to/failed to/not able to} parse {/the /this /your }{from/sender/mail from/envelope from/return path/return-path} ·
      {unparseable/unparsable} {from/sender/mail from} · {sender/from} address {is /}{unparseable/unparsable} ·
      {sender/from} address {cannot/could not/can not} be parsed
    `,
    unless: ['header', 'json', 'template', 'config', 'recipient', 'rcpt', 'from server', 'from the server'],
    notIn: ['recipient', 'hello', 'auth', 'greeting', 'tls', 'connect', 'resolve', 'acceptance'],
    source: 'servers and programs that could not read the address behind MAIL FROM (RFC 5321 section 4.1.2)',
  },
  {
    id: 'sender/unknown-to-server',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'acceptance',
    kind: 'reply',
    codes: ['5'],
    says: phrases`
      unknown {/envelope /from }sender · unknown {from/sender} address · sender {/address }{is }unknown · sender {/address }unknown ·
      sender address {is /}not known · sender {is /}not known ·
      sender address rejected: user unknown · sender address rejected: unknown
    `,
    unless: phrases`
      domain · recipient · rcpt to · verify · verified · verification · spf · dmarc · dkim · unknown sender for ·
      your account · host · helo · reverse · greylist · header · reputation · list| ·
      sender address rejected: unknown domain
    `,
    notIn: ['recipient', 'auth', 'greeting', 'hello', 'connect', 'resolve', 'tls'],
    confidence: 'likely',
    source: 'submission servers that know the addresses of the account, and the sender is none of them',
  },
  {
    id: 'sender/address-code',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    codes: ['.1.7', '.1.8'],
    unless: ['recipient address', 'outbound', 'outgoing', 'not allowed', 'not owned', 'helo', ...accessDenied],
    source: 'IANA X.1.7 and X.1.8: bad sender address, bad sender system',
  },
  {
    id: 'sender/local-user-unknown',
    cause: 'sender-not-authorised',
    weight: 'usual',
    phase: 'sender',
    says: phrases`
      mailbox unavailable · user unknown · unknown user · mailbox not found · no such user · user not found ·
      invalid address · address invalid · denied · not allowed · rejected · refused · disallowed
    `,
    phases: ['sender'],
    unless: phrases`
      domain · relay access · authentication · spf · dmarc · too many · rate| · suspend · disabled · blocked ·
      blacklist · block · ip| · limit · tls · spam · reputation · policy · host · size
    `,
    confidence: 'likely',
    kind: 'reply',
    source: 'a sender address that the server does not know, at MAIL FROM',
  },
  {
    id: 'sender/microsoft-access-denied',
    cause: 'account-suspended',
    weight: 'exact',
    phase: 'acceptance',
    codes: ['5.1.8'],
    says: accessDenied,
    unless: ['domain', 'dns'],
    source: 'Microsoft 365: 550 5.1.8 Access denied, bad outbound sender, in the language of the report',
  },
  {
    id: 'sender/hostname-missing',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: ['hostname required', 'host name required', 'domain name required', 'domain required', '(none)'],
    phases: ['sender'],
    source:
      'Sendmail and others: a sender address without a domain, which a program made up from the name of its machine',
  },
  {
    id: 'sender/not-listed',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    kind: 'reply',
    says: ['sender address rejected: {user unknown/unknown user/unknown in/no such user}'],
    source: 'Postfix reject_unlisted_sender: the domain of the sender is its own, and it has no such user',
  },
  {
    id: 'sender/postal-not-valid',
    cause: 'sender-not-authorised',
    weight: 'tag',
    at: 'acceptance',
    says: ['from/sender name is not valid'],
    source: 'Postal 530 after the message: the domain in From is not one of the credential',
  },
  {
    id: 'sender/ionos-no-mx',
    cause: 'sender-domain-invalid',
    weight: 'exact',
    phase: 'sender',
    says: ['invalid dns mx or'],
    notIn: ['recipient'],
    source: 'GMX, web.de, IONOS 550 about the domain behind MAIL FROM',
  },
  {
    id: 'sender/not-recognised',
    cause: 'account-suspended',
    weight: 'tag',
    at: 'acceptance',
    kind: 'words',
    says: ['recognized as a valid sender'],
    source: 'Microsoft 365 in its report on 550 5.1.8: the account is kept from sending, mostly for spam',
  },
  {
    id: 'sender/none',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    at: 'sender',
    kind: 'reply',
    says: phrases`
      null sender {is /}not {allowed/accepted/permitted} · empty {sender/envelope sender/from/return path} {is /}not ·
      null {reverse-path/return path} {is /}not ·
      empty envelope senders {are /}not · empty senders {are /}not · null senders {are /}not ·
      not accept {null/empty/blank} sender
    `,
    source: 'servers that take no MAIL FROM:<> from a client of theirs',
  },
  {
    id: 'sender/refused-by-our-program',
    cause: 'sender-domain-invalid',
    weight: 'tag',
    at: 'sender',
    kind: 'words',
    says: [
      'invalid address: (from)',
      'invalid address: (setfrom)',
      'invalid address (setfrom)',
      'sendmail_from not set',
    ],
    source: 'PHPMailer and PHP mail(): the sender of the settings is no address, and nothing was sent',
  },
  {
    id: 'sender/told-not-accepted',
    cause: 'sender-not-authorised',
    weight: 'faint',
    phase: 'sender',
    kind: 'words',
    confidence: 'guess',
    says: ['envelope from address * not accepted by the server', 'envelope sender * not accepted by the server'],
    source: 'msmtp, which tells the refusal of MAIL FROM in its own words and the reply in another line',
  },
  {
    id: 'sender/bad-mail-from',
    cause: 'sender-not-authorised',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    says: ['badmailfrom', 'envelope sender is in my'],
    source: 'qmail control/badmailfrom: senders that the server takes nothing from',
  },
  {
    id: 'sender/forged',
    cause: 'sender-not-authorised',
    weight: 'exact',
    phase: 'sender',
    kind: 'reply',
    says: phrases`
      forged sender · sender * forged · forged from · fake sender · faked sender · forged envelope · forged mail from ·
      forged return-path · forged return path
    `,
    unless: ['spf', 'dmarc', 'dkim', 'helo', 'spam'],
    source: 'chasquid, qmail and others about a sender that is not the one who logged in',
  },
  {
    id: 'sender/account-suspended',
    cause: 'account-suspended',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      not yet activated · account is not activated · account not activated · account is under review ·
      spam abuse detected ·
      account * {suspended/disabled/deactivated/terminated/blocked/locked/closed/cancelled/restricted/banned/frozen/inactive/on hold} ·
      account is not active · account inactive · suspended · suspension · unusual sending activity · unblockme ·
      access denied, bad outbound sender · bad outbound sender · user disabled · user is disabled ·
      user * {suspended/disabled/blocked/locked/banned} · disabled user ·
      sender * {suspended/disabled/locked/blocked for sending/is blocked} ·
      sending * {suspended/disabled/paused/blocked} · sending is disabled ·
      outgoing mail * {suspended/disabled/blocked} · outgoing messages from * blocked ·
      outbound * {suspended/disabled/blocked} · domain * {suspended/disabled/not allowed to send/deactivated} ·
      sender has been blocked · blocked from sending · blocked due to spam · temporarily blocked from sending ·
      restricted from sending · unable to send: account · payment · billing · mailbox is disabled * send ·
      not allowed to send email * until · compromised · hacked · authentication failed: account · account has been ·
      5.1.8 access denied · 5.7.501| · 5.7.502| · 5.7.503| · 5.7.508| · 5.1.90? · sender blocked ·
      service is suspended · smtp * suspended · cuenta * {suspendida/bloqueada/deshabilitada} ·
      compte * {suspendu/bloque/desactive} · konto * {gesperrt/deaktiviert} · gesperrt ·
      conta * {suspensa/bloqueada/desativada} · account does not exist or · privileges * {suspended/revoked} ·
      account was · banned · user deny · disabled by user · outgoing blocked · sending * {switched off/turned off}
    `,
    unless: phrases`
      sandbox · test purposes · recipient · rcpt to · email account that you tried to reach · mailbox * reach ·
      ip banned · basic authentication · smtp auth · smtpclientauth · ip| · no longer accept · too many ·
      plaintext · attempts · temporarily locked · domain * disabled * recipient · mailbox unavailable ·
      mailbox disabled · content · exceeded · quota · limit exceeded · user unknown · does not accept ·
      account that · list| · tls · protocol · account is locked · dkim · url · incorrect · doesnt exist ·
      not exist · message was · invalid · without authori · authorization required ·
      sender {1/2/3/4/5/6/7/8/9} · >... user ·
      delivery temporarily suspended ·
      has been {deleted/removed/renamed}
    `,
    notIn: ['recipient'],
    source: 'Zoho, SendGrid, Mailgun, Microsoft 550 5.1.8 and 5.7.50x, Exim on cPanel, Amazon SES',
  },
  {
    id: 'sender/account-suspended-at-login',
    cause: 'account-suspended',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      account * {suspended/disabled/deactivated/terminated/blocked/closed/banned/frozen/inactive/restricted/cancelled} ·
      account is not active · user * {suspended/disabled/blocked/banned/deactivated} ·
      mailbox * {suspended/disabled/blocked} · suspended · disabled by administrator · user disabled ·
      disabled user from sending · user deactivated · domain * disabled · the account has been · payment · gesperrt ·
      cuenta suspendida ·
      account expired · account has expired
    `,
    phases: ['auth'],
    unless: phrases`
      basic authentication · smtp auth · smtpclient · attempts · plaintext · temporarily locked ·
      temporarily blocked · smtp is disabled · smtp access · authentication is disabled · auth disabled ·
      login disabled · logins are disabled · ip| · mechanism
    `,
    source: 'SendGrid, Mailgun, cPanel, hosters at login',
  },
  {
    id: 'sender/microsoft-bad-outbound',
    cause: 'account-suspended',
    weight: 'tag',
    phase: 'acceptance',
    says: phrases`
      outboundspamexception · bad outbound sender · 5.1.8 access denied ·
      to continue sending messages, please sign in · outbound spam · as(42003) · as(42004) ·
      unusual sending activity · to unblock
    `,
    unless: ['threshold', 'reputation', 'your ip'],
    source: 'Microsoft 365 restricted senders; Zoho 550 5.4.6|',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Who may send with which sender. */
export const senderRightRules: readonly Rule[] = [
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
      mail from must · from address * must · does not match * {authenticated/login/user/account/credential} ·
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
    id: 'sender/ses-policy',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'acceptance',
    says: ['not authorized to perform ses:send', 'not authorized to perform: ses:send'],
    source:
      'Amazon SES 554 Access denied: the policy of the IAM user or of the identity does not let it send from there',
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
]

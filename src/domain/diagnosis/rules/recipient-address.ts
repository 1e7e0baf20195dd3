import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Whether the mailbox exists, and whether its address can. */
export const recipientAddressRules: readonly Rule[] = [
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
      domain not specified · missing final @domain ·
      recipients is not valid · a recipient must be
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
]

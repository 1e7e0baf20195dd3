import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

const beforeTheRecipient = ['auth', 'greeting', 'hello', 'sender', 'tls', 'connect', 'resolve'] as const

/** Words by which a reply speaks of something else than the mailbox it was sent to. */
const notTheMailbox = phrases`
  sender · mail from · from address · your · outgoing · sending · submission · relay · spam · policy · ip| ·
  ip address · rbl · dnsbl · blacklist · blocklist · black list · reputation · spf · dkim · dmarc · helo · ehlo · ptr ·
  reverse · hostname · dns · certificate · tls · ssl · encrypt · auth · password · credential · login · log in ·
  command · syntax · header · attachment · content · too many · rate| · ratelimit · per hour · hourly · per day ·
  daily · bulk · list of · member · group · message size · connection · bounce · greylist · temporarily rejected ·
  utf8 · smtputf8 · verified · sandbox
`

/**
 * What no other rule knows: a party and what is wrong with it, in whatever order and words the reply puts them. Weaker
 * than every sentence that is known, stronger than a code alone.
 */
export const wordingRules: readonly Rule[] = [
  {
    id: 'wording/recipient-unknown',
    cause: 'recipient-unknown',
    weight: 'vague',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'guess',
    codes: ['5'],
    says: phrases`
      unknown · not known · not found · not be found · not exist · no exist · dont exist · doesnt exist · no such ·
      illegal · invalid · wrong · incorrect · not recognized · not recognised · unrecognized · unrecognised ·
      not present · not valid · not ok| · not registered · not defined · missing home directory · no one with ·
      nobody · undeliverable · cant find · cannot find · couldnt find · could not find · unable to find ·
      cant locate · cannot locate · unable to locate · not have an account · has no account · has no mailbox ·
      cant accept · does not handle · doesnt handle · rejected recipients · left the · no longer · sconosciut ·
      errato · inesistente · inconnu · desconocid · desconhecid · inexistent · unbekannt · nieznan · onbekend ·
      okand · ukendt · ukjent · neexistuje · nem letezik · неизвест · nao existe · no existe · nexiste ·
      bestaat niet · finns inte · finnes ikke · findes ikke · ei loydy · bulunamadi · bulunamadı · no corresponde ·
      not here · unrouteable · unroutable · lookup * failed · nicht bekannt · nicht vorhanden · nem talalhato ·
      ne obstaja · ne postoji · nu exista · 見つかりません · 존재하지 · not a mailbox · no mailbox · no mail account ·
      no account · no inbox · no email account · no e-mail account · no user · isnt on · isnt valid · isnt known ·
      isnt a · is not on this · know anybody · know anyone · does not correspond · doesnt correspond ·
      was deleted · been deleted · was removed · been removed · gibt es nicht · kein postfach · kein konto ·
      kein benutzer · keinen benutzer · aucun compte · aucune boite · aucun utilisateur · ninguna cuenta ·
      ningun usuario · nao foi encontrad · nenhuma conta · non esiste · nessun ·
      cant be found ·
      unavailable · not user · nie ma tak ·
      inexistant · niepoprawn · nie istnieje · neznam · ismeretlen · necunoscut · bilinmiyor · не найден · 찾을 수 없 · 不存在 · 存在しません · invalide · ungultig · ungueltig · ongeldig · ogiltig · ugyldig · virheelli · neplatn · ervenytelen · gecersiz · не существ ·
      renamed · never heard
    `,
    also: phrases`
      mailbox · mail box · mailboxes · account · user · username · recipient · rcpt| · address · addressee · alias ·
      destination · person · employee · customer · maildrop · mail drop · inbox · mail id · email id · destinatari ·
      destin. · utente · indirizzo · casella · usuario · destinataire · adresse · utilisateur · empfanger · benutzer ·
      odbiorca · konto · adres| · gebruiker · пользоват · адрес · ladresse · lutilisateur · lindirizzo · ladreça ·
      direccion · cuenta · endereco · conta| · uzytkownik · uzivatel · kayttaja · kullanıcı · kullanici · mottagar ·
      modtager · mottaker · anvandar · ontvanger · felhasznalo · korisnik · utilizator · ユーザー · 受信者 · 사용자 · 수신자 ·
      anybody · anyone ·
      < · konta · skrzynki · adresu · uzytkownika ·
      empfaenger · buzon · odbiorc · bruker · bruger · destinatar · adressat · 받는 사람 · 收件人 · 宛先
    `,
    unless: [
      ...notTheMailbox,
      ...phrases`
        domain · host| · full · quota · storage · space · exceed · disabled · suspend · inactive · locked · expired ·
        closed · frozen · blocked · restricted · exhausted · temporar · currently · service unavailable
      `,
      'expediteur',
      'lexpediteur',
      'absender',
      'remitente',
      'remetente',
      'mittente',
      'afzender',
      'nadawc',
      'отправител',
      '发件人',
      '差出人',
      '送信者',
    ],
    notIn: beforeTheRecipient,
    source: 'RFC 3463 X.1.1 in the many wordings of servers that say neither an enhanced code nor a usual sentence',
  },
  {
    id: 'wording/recipient-disabled',
    cause: 'recipient-disabled',
    weight: 'vague',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'guess',
    codes: ['5', 450, 452],
    says: phrases`
      disabled · inactive · inactivity · not active · not activated · suspend · locked · frozen · closed · expired ·
      deactivated · terminated · discontinued · not used for · hangup · hang up · being accepted for ·
      not accepting any · receiving disabled · stopped receiving · cannot receive · unable to receive · inutilizzo ·
      falta de uso · gesperrt · deaktiviert · abgelaufen · zablokowan · nieaktyw · desactiv · disattivat · inactiv ·
      inativ · expirad · geblokkeerd · geblockt · отключен · неактив · 冻结 · 锁定 · 禁用 ·
      on hold
    `,
    also: phrases`
      mailbox · mail box · account · user · recipient · address · alias · mta service · this mail · boite · buzon ·
      casilla · casella · indirizzo · postfach · konto · usuario · utente · utilisateur · benutzer · destinataire ·
      destinatario · empfanger · mail receiving · ящик · пользоват · 用户 · 邮箱 · 账号
    `,
    unless: [...notTheMailbox, ...phrases`full · quota · storage · space · exceed · exhausted · domain`],
    notIn: beforeTheRecipient,
    source: 'RFC 3463 X.2.1 in the words of hosters in several languages; Coremail',
  },
  {
    id: 'wording/mailbox-full',
    cause: 'recipient-mailbox-full',
    weight: 'vague',
    phase: 'recipient',
    kind: 'reply',
    retryable: true,
    confidence: 'likely',
    codes: ['4', '5'],
    says: phrases`
      full| · quota · storage · exhausted · used up · enough space · disk space · no space · speicher · capacity ·
      too many messages on · zuviele mails · out of space · allowed space · allotted space · pelna · pelny · lleno ·
      llena · pleine · piena · cheia · voll| · no room · free space · maximum size · size limit · limit reached ·
      has reached · agotad · grenze erreicht · esaurit · epuis ·
      enough room
    `,
    also: phrases`
      mailbox · mail box · inbox · account · user · users · recipient · maildir · mailfolder · konto · postfach ·
      benutzer · empfanger · skrzynka · buzon · boite · casella · caixa · destinat · usuario · utilisateur · utente
    `,
    unless: phrases`
      daily · hourly · per day · per hour · sending · outgoing · submission · sender · your · relay · credits · plan ·
      monthly · spam · message size · rate| · queue · policy · emails per · message quota · mail from · bounce ·
      full name · in full ·
      system storage
    `,
    notIn: beforeTheRecipient,
    source: 'RFC 3463 X.2.2 in the words of hosters in several languages',
  },
  {
    id: 'wording/recipient-domain',
    cause: 'recipient-domain-not-found',
    weight: 'vague',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'guess',
    codes: ['5'],
    says: phrases`
      unknown · not exist · doesnt exist · no such · must exist · not found · cannot find · couldnt find · unreachable ·
      not reachable · unresolvable · not resolve · cannot resolve · unroutable · unrouteable ·
      not known · no mail server · no mail exchanger · cannot route · cant route · unable to route
    `,
    also: ['domain', 'host|', 'mail exchanger', 'dns'],
    unless: phrases`
      sender · mail from · from| · helo · ehlo · client · your · reverse · ptr · user · mailbox · account · relay ·
      address · local-part · local part · certificate · spf · dkim · dmarc · ip| · hostname · spam · policy · auth ·
      smtp host · rejected because · command
    `,
    notIn: beforeTheRecipient,
    source: 'RFC 3463 X.1.2 and X.4.4 in other words',
  },
  {
    id: 'wording/client-address',
    cause: 'client-ip-blocked',
    weight: 'vague',
    phase: 'greeting',
    kind: 'reply',
    confidence: 'likely',
    codes: ['4', '5'],
    says: phrases`
      blocked · block| · banned · ban| · black · blacklisted · listed · reputation · abuse · abusive · abusing ·
      refused · rejected · reject| · denied · forbidden · not allowed · not accepted · not permitted · suspicious ·
      suspected · spam · spammer · bad · invalid · dynamic · complaint · complaints · attack · proxy · infected ·
      identified as · bloquead · bloque · bloccat · gesperrt · sperrliste · liste noire · lista negra · lista nera ·
      zablokowan · geblokkeerd · заблокирован · черн · 被拒绝 · 黑名单 ·
      not welcome
    `,
    also: phrases`
      ip| · ips| · ip-address · ip address · your host · your server · your mailserver · your mail server · your mta ·
      this mail server · sending server · connecting host · connecting server · remotehost · remote host ·
      your network · your address · mail from {1/2/3/4/5/6/7/8/9} ·
      your country · your region
    `,
    unless: phrases`
      ptr · reverse · rdns · hostname · host name · helo · ehlo · spf · dkim · dmarc · recipient · mailbox · user ·
      rate| · rate limit · too many · connections · content · domain · tls · auth · login · password · sender address ·
      sender rejected · sender denied · sender verif · sender < ·
      dns · attachment · url · relay · mismatch · not match · header
    `,
    notIn: ['auth', 'tls', 'resolve'],
    source: 'servers that turn away an address in words of their own',
  },
  {
    id: 'wording/recipient-refuses',
    cause: 'recipient-refused-policy',
    weight: 'vague',
    phase: 'recipient',
    kind: 'reply',
    confidence: 'guess',
    codes: ['5'],
    says: [
      'restricted',
      'refuse',
      'refuses',
      'refused',
      'been denied',
      'is rejected',
      'protected by',
      'not accept from',
      'does not want',
      'doesnt want',
      'do not want',
      'dont want',
      'will not accept',
      'wont accept',
      'not allowed',
      'not accepted',
      'banned',
      'forbidden',
    ],
    also: ['recipient', 'rcpt|', 'mailbox', 'user|', 'addressee', 'person', 'receiver'],
    unless: [
      ...notTheMailbox,
      ...phrases`
        unknown · not exist · not found · invalid · no such · domain · quota · full · disabled · suspend · inactive ·
        character · message refused · connection refused · mail refused
      `,
    ],
    notIn: beforeTheRecipient,
    source: 'RFC 3463 X.7.1 where the reply names the recipient as the one who refuses',
  },
  {
    id: 'wording/sender-refused',
    cause: 'sender-not-authorised',
    weight: 'vague',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    codes: ['5'],
    says: [
      'denies',
      'denied',
      'refused',
      'refuses',
      'rejected',
      'blocked',
      'not accepted',
      'not welcome',
      'unwanted',
      'black listed',
      'blacklisted',
    ],
    also: ['sender|', 'senders|', 'sender:', 'from address', 'envelope from', 'sender email', 'sender address'],
    unless: phrases`
      recipient · rcpt · ip| · ip address · spf · dkim · dmarc · content · spam · verif · domain · client host ·
      host rejected · relay · message was · score · reputation · rate| · too many · login · auth · password · tls ·
      mailing list · list of · listed at · listed in · rbl · message blocked · contact the sender
    `,
    notIn: ['auth', 'hello', 'greeting', 'tls', 'connect', 'resolve'],
    source: 'RFC 3463 X.7.1 where the reply names the sender as the one who is refused',
  },
  {
    id: 'wording/sender',
    cause: 'sender-domain-invalid',
    weight: 'vague',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    codes: ['5'],
    says: phrases`
      invalid · malformed · bogus · empty · blank · missing · null · unresolvable · cant check · couldnt check ·
      cannot check · could not check · cannot verify · couldnt verify · could not be verified · cant verify ·
      not exist · doesnt exist ·
      without a domain · has no domain · without domain
    `,
    also: phrases`
      sender · senders · mail from · mailfrom · return path · return-path · reverse-path · envelope from ·
      blank from · email address
    `,
    unless: phrases`
      spf · dkim · dmarc · recipient · rcpt · mailbox · user · policy · spam · ip| · black · block · owned · match ·
      auth · login · header · compliant · denied · not allowed to send · reputation · content · tls · relay · listed ·
      to address · credential · list of
    `,
    notIn: ['auth', 'recipient', 'hello', 'greeting', 'tls', 'connect', 'resolve'],
    source: 'RFC 3463 X.1.7 and X.1.8 in other words',
  },
]

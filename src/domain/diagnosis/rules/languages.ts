import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Who sends, as servers call it in other languages than English. */
const sender = phrases`
  expediteur · lexpediteur · expeditrice · lexpeditrice · absender · remitente · remetente · mittente · afzender ·
  nadawc · отправител · 发件人 · 发信人 · 寄件者 · 寄件人 · 送信者 · 差出人 · 발신자 · 보낸 사람 · 보내는 사람 · avsandar · avsender · afsender ·
  lahettaj · odesilatel · odosielatel · felado · expeditor · gonderen · gonderici · αποστολεας
`

const notAllowed = phrases`
  non autoris · pas autoris · interdit · nicht erlaubt · nicht berechtigt · nicht zugelassen · nicht gestattet ·
  no autorizad · no permitid · no esta autorizad · no tiene permiso · nao autorizad · nao permitid · nao e permitid ·
  non autorizzat · non consentit · non permess · niet toegestaan · niet geautoriseerd · nieautoryzowan · nie jest uprawnion ·
  niedozwolon · не авторизован · не разреш · запрещ · не имеет прав · 未授权 · 未授權 · 不允许 · 被拒绝 · 被拒 · 許可されて · 拒否 · 허용되지 ·
  거부 · ej tillat · inte tillat · ikke tillat · ikke tilladt · ei sallit · nepovolen · nem engedelyez · neautorizat ·
  izin veril · yetkisiz
`

const refused = phrases`
  refus · verweigert · abgelehnt · rechazad · denegad · negad · recusad · rifiutat · negato · negata · geweigerd · odmow · odrzuc ·
  отклонен · отказ · 拒绝 · 拒絕 · odmitnut · elutasit · respins · reddedil · nekad · avvist · afvist · hylatt
`

const wrong = phrases`
  invalide · inexistant · nexiste pas · inconnu · ungultig · ungueltig · existiert nicht · nicht existent · unbekannt ·
  invalid · no existe · inexistente · desconocid · desconhecid · nao existe · non esiste · non valid · inesistente ·
  sconosciut · ongeldig · bestaat niet · onbekend · nieprawidlow · niepoprawn · nie istnieje · nieznan · неверн · недействит ·
  не существует · неизвестн · 无效 · 無效 · 不存在 · 無効 · 存在しません · 유효하지 · 존재하지 · ogiltig · finns inte · ugyldig · finnes ikke ·
  findes ikke · virheelli · neplatn · neexist · ervenytelen · nem letez · invalida · nu exista · gecersiz · bulunama
`

const mailbox = phrases`
  boite · bal| · postfach · posteingang · buzon · casilla · caixa · casella · mailbox · skrzynk · ящик · 邮箱 · 信箱 · メールボックス ·
  메일함 · brevlad · postkasse · postboks · schrank · schranka · postafiok · casuta · posta kutusu · postilaatikko
`

const transaction = ['auth', 'greeting', 'hello', 'tls', 'connect', 'resolve'] as const

/** Refusals in the languages of servers: the thing and what is wrong with it, in whatever order their grammar has. */
export const languageRules: readonly Rule[] = [
  {
    id: 'language/sender-not-allowed',
    cause: 'sender-not-authorised',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    codes: ['5'],
    says: sender,
    also: notAllowed,
    unless: ['domain', 'dominio', 'domaine', 'spf', 'dkim', 'dmarc', 'relay', 'spam'],
    notIn: transaction,
    source: 'hosters in some twenty languages (RFC 3463 X.7.1 about the sender)',
  },
  {
    id: 'language/sender-wrong',
    cause: 'sender-domain-invalid',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    codes: ['5'],
    says: sender,
    also: wrong,
    unless: ['spf', 'dkim', 'dmarc', 'relay', 'spam'],
    notIn: transaction,
    source: 'hosters in some twenty languages (RFC 3463 X.1.7 and X.1.8)',
  },
  {
    id: 'language/login-first',
    cause: 'authentication-required',
    weight: 'usual',
    phase: 'sender',
    kind: 'reply',
    confidence: 'likely',
    says: phrases`
      vous authentifier · s authentifier · authentification {est /}{requise/necessaire/obligatoire} ·
      authentifizieren sie sich · {anmeldung/authentifizierung} {ist /}{erforderlich/notwendig/noetig/notig} ·
      autenticarse · {autenticacion/identificacion} {es /}{requerida/necesaria/obligatoria} · {requiere/necesita} autentic ·
      necessari{o/a} autentic · {requer/exige} autenticacao · autenticacao {e /}{necessaria/obrigatoria/requerida} ·
      autenticazione {e /}{richiesta/necessaria/obbligatoria} · autenticarsi ·
      {authenticatie/verificatie} {is /}{vereist/verplicht/nodig} · wymagan{a/e} {autoryzacja/uwierzytelnieni} ·
      {требуется/необходима} {авторизация/аутентификация} · 需要验证 · 需要驗證 · 需要身份 · 需要登录 · 認証が必要 · ログインが必要 · 인증이 필요 ·
      autentisering {kravs/kreves} · {godkendelse/godkjenning} {kraeves/kreves} · {vyzadovano/vyzaduje} {overeni/overenie} ·
      hitelesites szukseges · autentificare {necesara/obligatorie} · kimlik dogrulama{/si} gerek
    `,
    notIn: ['auth', 'greeting', 'connect', 'resolve', 'tls'],
    source: 'RFC 4954 code 530 in other languages',
  },
  {
    id: 'language/message-too-large',
    cause: 'message-too-large',
    weight: 'usual',
    phase: 'acceptance',
    kind: 'reply',
    says: phrases`
      trop {volumineux/gros/grand/lourd} · zu gross · demasiado grande · muy grande · muito grande · troppo grande ·
      te groot · {za/zbyt} duz · слишком больш · 过大 · 過大 · 超过大小 · 大小超过 · 超出大小 · サイズが制限 · サイズが上限 · サイズ超過 · 大きすぎ · 너무 큽 ·
      크기 초과 · 크기가 초과 · for stor · liian suuri · prilis velk · tul nagy · prea mare · cok buyuk
    `,
    unless: mailbox,
    notIn: transaction,
    source: 'RFC 1870 (552) in other languages',
  },
  {
    id: 'language/mailbox-full',
    cause: 'recipient-mailbox-full',
    weight: 'usual',
    phase: 'recipient',
    kind: 'reply',
    retryable: true,
    confidence: 'likely',
    says: phrases`
      pleine · voll| · lleno · llena · cheia · piena · vol| · pelna · pelny · przepeln · переполн · 已满 · 已滿 · 空间不足 · 一杯 · いっぱい ·
      용량 · 가득 · full| · fuld| · plna · plny · megtelt · plina · dolu| · taynna
    `,
    also: mailbox,
    notIn: transaction,
    source: 'RFC 3463 X.2.2 in other languages',
  },
  {
    id: 'language/relay',
    cause: 'relay-denied',
    weight: 'usual',
    phase: 'recipient',
    kind: 'reply',
    says: ['relay', 'relaying', 'relais', '中继', '中繼', '中継', '릴레이'],
    also: [...refused, ...notAllowed],
    unless: ['denied', 'spam', 'authenti', 'autenti', 'auth|'],
    notIn: transaction,
    source: 'RFC 5321 section 3.6.2 in other languages',
  },
]

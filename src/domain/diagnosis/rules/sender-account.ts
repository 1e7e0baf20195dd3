import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** How Microsoft words "access denied" in the languages of its reports. */
export const accessDenied = phrases`
  access denied · acceso denegado · acces refuse · zugriff verweigert · acesso negado · accesso negato ·
  toegang geweigerd · erisim engellendi · odmowa dostepu · доступ запрещен · 액세스 거부 · 액세스가 거부 · 拒绝访问 · 访问被拒绝 ·
  存取遭拒 · アクセスが拒否 · アクセス拒否
`

/** The account that sends: suspended, closed, or kept from sending. */
export const senderAccountRules: readonly Rule[] = [
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
    id: 'sender/not-recognised',
    cause: 'account-suspended',
    weight: 'tag',
    at: 'acceptance',
    kind: 'words',
    says: ['recognized as a valid sender'],
    source: 'Microsoft 365 in its report on 550 5.1.8: the account is kept from sending, mostly for spam',
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

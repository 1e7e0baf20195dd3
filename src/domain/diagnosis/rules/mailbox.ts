import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The mailbox at the other end: full, closed, or kept from receiving. */
export const mailboxRules: readonly Rule[] = [
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
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** How often and how much: limits of a server, and waiting lists. */
export const limitRules: readonly Rule[] = [
  {
    id: 'limit/greylisted',
    cause: 'greylisted',
    weight: 'exact',
    phase: 'recipient',
    retryable: true,
    says: phrases`
      greylist · graylist · grey list · gray list · greylisting · grey-list · postgrey · sqlgrey · milter-greylist ·
      policyd-weight · greylisted · you are being grey · first time sender · first contact · unknown triplet ·
      deferred by grey · delayed by grey · liste grise · lista gris · graue liste ·
      new triplet · this triplet · not been seen before · not seen before · come back in * {minute/second} ·
      policy rejection- please try later ·
      not yet authorized to deliver
    `,
    unless: ['you have been greylisted due to spam', 'blacklist', 'spam score'],
    source: 'Postgrey, SQLgrey, milter-greylist, rspamd, MailScanner, Exim, OVH (RFC 6647)',
  },
  {
    id: 'limit/greylisted-plain',
    cause: 'greylisted',
    weight: 'vague',
    phase: 'recipient',
    retryable: true,
    confidence: 'likely',
    says: phrases`
      try again later · try again in · please try again · retry later · please retry · temporarily deferred ·
      temporarily rejected · come back later · wait * and try again · delivery * deferred
    `,
    phases: ['recipient', 'acceptance', 'data'],
    codes: [450, 451, '4.7.1', '4.2.0', '4.7.0'],
    unless: phrases`
      too many · rate| · limit · full · quota · mailbox · resources · local error · lookup · temporary failure ·
      internal · unavailable · reputation · load · system · unverified · verif · storage · space · database ·
      volume · unusual · blocked · spam · server · busy · queue · tls · suspicious · error ·
      4.3.0 · 4.3.1 · 4.3.2 · 4.3.5 · 4.4.0 · 4.4.1 · 4.4.2 · 4.4.3 · filter
    `,
    source: 'RFC 6647: a temporary refusal of a first contact without a reason',
  },
  {
    id: 'limit/soft-reject',
    cause: 'greylisted',
    weight: 'usual',
    phase: 'acceptance',
    retryable: true,
    confidence: 'likely',
    kind: 'reply',
    says: ['451 4.7.1 {/please }try again later'],
    unless: ['too many', 'tss', 'block', 'service', 'error', 'greeting', 'relay', 'reputation'],
    source: 'rspamd: its soft reject, greylisting first of all, in these very words',
  },
  {
    id: 'limit/postscreen',
    cause: 'greylisted',
    weight: 'exact',
    phase: 'recipient',
    retryable: true,
    confidence: 'likely',
    kind: 'reply',
    codes: [450],
    says: ['4.3.2 service currently unavailable'],
    source: 'Postfix postscreen: the deferral of a client that has just passed its tests and is to come again',
  },
  {
    id: 'limit/connections',
    cause: 'too-many-connections',
    weight: 'exact',
    phase: 'greeting',
    retryable: true,
    says: phrases`
      too many * {connection/session/concurrent/simultaneous/parallel} · too many connections · too many concurrent ·
      too many simultaneous · too many sessions · concurrent connection · concurrent smtp ·
      simultaneous * connections · simultaneous sessions · connection limit · connections limit · connection rate ·
      connections * exceeded · maximum * connections · max connections ·
      max number of connections · max sessions · exceeded * connection · limit * connections · connections per ·
      connections from your · trop de connexions · trop de connexions simultanees · demasiadas conexiones ·
      demasiadas sesiones · muitas conexoes · zu viele * verbindung · troppe connessioni · ofr_102 · ofr_999? ·
      lpn007_4? · 432 4.3.2| · statusmapping * concurrent · concurrent connections limit · sessions per ·
      session limit · 连接数 · 连接频率 · all server ports are busy · server * max* clients · slots · too many hosts ·
      already * connections open ·
      concurrency limit · concurrency exceeded · exceeded * concurrency ·
      only * connections · connection quota
    `,
    unless: phrases`
      {messages/mails/emails/e-mails} {for/per/in/on} {this /a /one /}{session/connection} · too many unsolicited ·
      login attempts · without sending · recipients · failed login · auth · spam · too many errors ·
      allowable connection time ·
      region · country
    `,
    source: 'Postfix anvil, Exim smtp_accept_max, Microsoft 432 4.3.2, Orange OFR_102, Free, Yahoo, QQ, Sendmail',
  },
  {
    id: 'limit/microsoft-concurrent',
    cause: 'too-many-connections',
    weight: 'tag',
    retryable: true,
    codes: [432],
    unless: ['password', 'temporarily unavailable'],
    source: 'Microsoft 365: 432 4.3.2 Concurrent connections limit exceeded',
  },
  {
    id: 'limit/orange-connections',
    cause: 'too-many-connections',
    weight: 'tag',
    phase: 'greeting',
    retryable: true,
    says: ['ofr_102', 'ofr004_102', 'ofr_103', 'ofr_104', 'lpn007_102', 'ofr_105'],
    source: 'Orange, Wanadoo and La Poste error codes',
  },
  {
    id: 'limit/quota',
    cause: 'quota-exceeded',
    weight: 'exact',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      daily * {limit/quota/maximum/allowance} · daily · 24 hour · 24-hour · 24h · per day · per 24 · a day ·
      for today · today · each day · monthly * {limit/quota} · per month · this month · monthly · sending quota ·
      sending limit · send limit · send quota · message quota · mail quota · email quota · emails quota ·
      recipient quota · smtp quota · quota for sending · plan limit · plan * exceeded · maximum credits ·
      credits exceeded · credits * {exceeded/used/exhausted/left} · not enough credits · no credits · out of credits ·
      insufficient credits · credit limit · maximum sending · exceeded * sending · exceeded your * quota ·
      email limit · emails limit · sending messages limit · messages limit · exceeded * messages * day ·
      exceeded * emails · user sending quota · p=usersendingquota · submission quota · submission_quota ·
      submissionquotaexceeded · limit of * messages · limit of * emails · relay limit · limite diario ·
      limite quotidien · tageslimit · limite de envio · limite di invio · cuota de envio · limite * por dia ·
      ce jour · journalier · quota_exceeded · 超过每日 · 发信限制 · 超出 发送 · number of allowed messages ·
      too many messages sent today · exceeded message limit · free plan ·
      reached its * {email/sending/mail/message} {quota/limit} · reached your * {email/sending/mail/message} quota ·
      {email/sending/mail/message} quota limit · policy rejection- quota · queue quota ·
      5.4.5| · outgoing quota · recipient rate limit * day ·
      outbound quota · plan quota · quota used · used * of your · sent * of your ·
      dzienny limit · dziennego limitu · limit dzienny · denni limit · {суточный/дневной/суточного/дневного} {лимит/лимита} ·
      лимит * в {сутки/день} · gunluk {limit/kota/gonderim} · napi limit · dagelijkse limiet · limita zilnica ·
      1日 * 上限 · 每日 * 限 ·
      relay quota · take you over · over your * quota · over your * allowance ·
      monthly {cap/allowance/allotment} · {email/message/sending} allotment ·
      out of * credits
    `,
    also: phrases`
      exceed · limit · quota · reached · maximum · too many · only · alcanz · allow · credits · used · upgrade ·
      superad · atteint · erreicht · max · over · 超 · more than · blocked · out of · not enough · insufficient ·
      excedid · ultrapass · 限 · sent · лимит · gunluk · 上限 · limiet ·
      consumed · hit your · used up · no more ·
      hit the · cap| ·
      uberschritten · ueberschritten · depass · przekrocz · превыш · overskrid · overschreden · prekroc · asild
    `,
    unless: phrases`
      mailbox · storage · disk · message size · inbox · fixed limit · per hour · hourly · per second · per minute ·
      connection · login · ratelimit · ip address · user unknown · reputation · sending rate · send rate ·
      maximum sending rate · recipients per message · spam · size limit · recipient overquota · spamhaus · query ·
      resolver
    `,
    source:
      'Gmail 550 5.4.5, Microsoft 5.1.90 and 5.2.0 SubmissionQuotaExceeded, SES 454 Daily message quota exceeded, SendGrid Maximum credits exceeded, hosters',
  },
  {
    id: 'limit/quota-by-policy',
    cause: 'quota-exceeded',
    weight: 'tag',
    phase: 'acceptance',
    retryable: true,
    kind: 'reply',
    codes: ['.7.1', '.7.0', '.4.5'],
    says: ['{email/mail/message/sending/user/account} quota exceeded', 'exceeded * {email/mail/message/sending} quota'],
    unless: ['mailbox', 'storage', 'recipient', 'hour', 'minute', 'inbox', 'rate|'],
    source: 'Gmail 550 5.7.1 Email quota exceeded: X.7.x speaks of sending, X.2.2 of a mailbox',
  },
  {
    id: 'limit/microsoft-quota',
    cause: 'quota-exceeded',
    weight: 'tag',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      submissionquotaexceeded · 5.1.90| · 5.7.232| · 5.7.233| · message limit exceeded ·
      tenant has exceeded threshold · 5.7.705| · recipientlimitexceeded · tenant external recipient rate
    `,
    unless: ['per minute'],
    source: 'Microsoft 365 sending limits',
  },
  {
    id: 'limit/gmail-daily',
    cause: 'quota-exceeded',
    weight: 'tag',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      daily user sending · daily sending quota · 5.4.5 daily · daily smtp relay · dailysendinglimit ·
      maximum credits exceeded · daily message quota exceeded · answer=22839 · answer=22370 ·
      daily {send/sending} rate
    `,
    source: 'Gmail, SendGrid, Amazon SES',
  },
  {
    id: 'limit/rate',
    cause: 'rate-limited',
    weight: 'exact',
    phase: 'acceptance',
    retryable: true,
    says: phrases`
      max message per connection · messages per connection · messages per session ·
      {messages/mails/emails/e-mails} {for/per/in/on} {this /a /one /}{session/connection} · messages this hour ·
      excessive volume · ratelimit · rate limit · rate-limit · rate * exceeded · exceeded * rate · sending rate ·
      send rate · maximum sending rate · message rate · mail rate · recipient rate · submission rate · per hour ·
      this hour · an hour · hourly · last hour · per minute · per second · a minute · messages per · emails per ·
      mails per · recipients per hour · recipients this hour · too fast · too quickly · too frequent · too often ·
      slow down · slower · throttl · max defers and failures · defers and failures · frequency · frequently ·
      flood · too many messages · too many mails · too many emails · too many mail · too many e-mails ·
      receiving mail at a rate · receivingrate · receiving mail too · traffic · burst · mails sent ·
      limit exceeded · excessive · too much mail · policyd · cluebringer · postfwd · sent too many · sending too ·
      exceeded the max emails · you have reached * limit · exceeded the * limit · exceed * limit ·
      limit * exceeded · limit reached · limit * reached ·
      limite * {excedid/superad/alcanzad/atteint/depass/ultrapass} · por hora · par heure · pro stunde ·
      por minuto · per uur · лимит * в {час/минуту} · limit * na godzine · saatlik · za hodinu · all*ora · trop de messages · zu viele nachrichten · zu viele mails ·
      demasiados mensajes · muitas mensagens · 频率 · 过于频繁 · mails in * {minutes/seconds} ·
      messages in * {minutes/seconds/hour} · emails in * {minutes/seconds} · try again slower · quota: too ·
      exceeded its * limit · unusual rate · in a short · short period · wait * minutes · wait * seconds ·
      anti-spam limit ·
      threshold exceeded · exceeded * threshold · threshold reached · limit is exceeded · limit was exceeded ·
      in the last {minute/hour} · in the past {minute/hour} ·
      connection frequency · connect frequency
    `,
    unless: phrases`
      message size · size limit · fixed limit · per day · daily · 24-hour · 24 hour · per 24 ·
      connection {rate/limit} · connections · logins · login attempt · login {rate/limit/freq/too} ·
      failed login · many login · recipients per message · too many recipients · mailbox full · over quota ·
      mailbox * full · storage · greylist · unsolicited mail · reputation · user complaints · concurrent · auth ·
      quota exceeded · attempts · hop · header · line length · spam score · listed · monthly · resolv · spam points ·
      maximum size · time limit · timeout · timed out · attachment · blacklist · line too long · content ·
      unsolicited · traffic not accepted · maximum number of recipients · number of recipients · recipient limit ·
      hours of · spf · dkim · dmarc · line limit · userid · mailbox exceeded · recipient quota ·
      recipients quota · speicher · 5.2.2| · 4.2.2| · unicode · character · inbox · mailbox limit ·
      mailbox has reached · concurrency ·
      mailsize · mail size · disk space · plan limit · free plan ·
      limite diario · limite journalier · tageslimit · limite giornalier
    `,
    source:
      'rspamd, Postfix anvil, cPanel (Exim), SES 454 Maximum sending rate exceeded, GoDaddy, Yahoo, QQ, Mailtrap, policyd',
  },
  {
    id: 'limit/gmail-sending-domain',
    cause: 'rate-limited',
    weight: 'tag',
    phase: 'acceptance',
    retryable: true,
    says: [
      'unusual rate of * originating from your {spf/dkim} domain',
      'unusual rate of * originating from your domain',
    ],
    source: 'Gmail 421 4.7.28, which counts by the domain that SPF or DKIM names',
  },
  {
    id: 'limit/wait-some-seconds',
    cause: 'rate-limited',
    weight: 'faint',
    phase: 'acceptance',
    kind: 'words',
    retryable: true,
    confidence: 'guess',
    says: ['try again in * {second/minute}', 'retry in * {second/minute}', 'retry after * {second/minute}'],
    unless: ['login', 'auth', 'greylist', 'grey', 'connect'],
    source: 'web services in front of a mail server, with a status that SMTP does not know (429, 422)',
  },
  {
    id: 'limit/defers-and-failures',
    cause: 'rate-limited',
    weight: 'tag',
    phase: 'recipient',
    retryable: true,
    says: phrases`
      max defers and failures · defers and failures per hour · has exceeded the max emails per hour ·
      exceeded the max emails · has sent to too many recipients this hour · ib607 · ib603 · ib605 ·
      too many recipients this hour ·
      too many recipients received this hour · too many recipients * {this hour/per hour/last hour} ·
      outgoing {mail/message/email/messages} limit
    `,
    source: 'cPanel outgoing limits; GoDaddy IB codes',
  },
  {
    id: 'limit/receiving-rate',
    cause: 'rate-limited',
    weight: 'tag',
    phase: 'recipient',
    side: 'recipient',
    retryable: true,
    says: phrases`
      receivingrate · receiving mail at a rate · receiving mail too quickly · p=receivingrateperm ·
      450-4.2.1 the user you are trying
    `,
    source: 'Gmail 450 4.2.1 and 550 5.2.1 ReceivingRate',
  },
]

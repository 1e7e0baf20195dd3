import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The address of the machine that connects, and its reputation. */
export const clientAddressRules: readonly Rule[] = [
  {
    id: 'client/blocklist',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      blocked using · rejected: * listed at · ordb.org ·
      listed {in/at/on/by} * {spamhaus/rbl/dnsbl/sorbs/barracuda/spamcop/uceprotect/cbl/abuseat/blocklist/black list/blacklist/zen/xbl/psbl/invaluement/surriel} ·
      is in an rbl · in an rbl · in a black list · on a black list · on our black list · blacklisted · black-listed ·
      on our block list · on our blocklist · in our block list · block list · blocklist · blacklist · denylist ·
      spamhaus · spamcop · barracudacentral · abuseat.org · uceprotect · sorbs.net · dnsbl · rbl · zen.spamhaus ·
      found in one or more * list · found on one or more · mailspike · psbl · spamrats · hostkarma · rbldns ·
      senderscore · cbl lookup · banned sending ip · mail from ip banned · ip banned · ip address * banned ·
      ip * banned · service unavailable; client host · cloudmark sender intelligence · csi.cloudmark · is listed by ·
      on the * list * ip · lista negra · lista nera · liste noire · schwarze{/n/r} liste · en listas negras ·
      черном списке · черный список · 黑名单 · na czarnej liscie · kara listede · is listed {on/in} the ·
      sender ip found in · ip found in ers- · ers-{dul/rbl/qil}| · trendmicro.com/*ers · mail-abuse.com ·
      blocked by * blacklist · aup# · lashback · backscatterer · swinog · truncate.gbudb · junkmailfilter ·
      ip blocklisted · ip is listed · proofpoint * ip · ipcheck.proofpoint · black listed
    `,
    unless: phrases`
      list.dnswl.org · addr * listed by domain · wl.mailspike · domain * spamhaus dbl · dbl.spamhaus · multi.uribl ·
      uribl · surbl · {contains/contained/bad/spam/blocked/blacklisted/listed/malicious/phishing} {/a /an }url ·
      url * listed · url * block · url * in · urls · recipient * blacklist · sender address * blacklist ·
      your email address has been blacklisted · may be blacklisted · sender domain * blacklisted ·
      from address * blacklist · envelope from * block · domain is blacklisted · blacklisted domain · content ·
      phish · address is on * suppression · sender is in my black list · user blacklist · recipient blacklist ·
      envelope blocked · sender blocked · blocked sender · ratelimit · local blacklist * sender · rblsmtpd: using ·
      message contains · sender * black listed · recipient * black listed · users block · users black ·
      recipients block · recipients black ·
      spam pattern · spam rule · spam signature ·
      greylisting in action · greylisted ·
      sender rejected
    `,
    source: 'Postfix, Exim, Sendmail, Exchange when a DNS block list names the connecting address (RFC 5782)',
  },
  {
    id: 'client/address-blocked',
    cause: 'client-ip-blocked',
    weight: 'usual',
    phase: 'greeting',
    says: phrases`
      connection denied · banned sender · blocked for * spam · adresse ip source bloquee ·
      your ip * {blocked/block/banned/rejected/denied/listed/not allowed/blacklist/reputation} ·
      ip address * {blocked/rejected/denied/not allowed/reputation/abusive/listed} · messages from * werent sent ·
      part of their network is on our block list · not currently accepting mail from your ip ·
      not accepting * from your ip · poor reputation · bad reputation · low reputation · none/bad reputation ·
      very low reputation · ip reputation · reputation score · poor * reputation · sending mta ·
      reputation of the sending · reputation of your · due to * reputation · reputation · access from ip * blocked ·
      ip * is blocked · ip * blocked · host blocked · host is blocked · your host * {blocked/rejected/banned} ·
      server ip * listed · mail server * is blocked · mail server has been blocked ·
      your server * {blocked/blacklist/banned} · your network is * blacklisted · your network · access denied * ip ·
      from this ip · from your ip · this ip address · ip not allowed · client host rejected: {abus/your} ·
      client host * {blocked/denied} · ip not in whitelist · you are not allowed to connect · not allowed to connect ·
      connection refused by policy · connection rejected * policy · access denied by ·
      your access * {rejected/denied} · access to this mail system has been rejected · not authorized to connect ·
      go away · we do not accept mail from dynamic · dynamically assigned · dynamic ip · dynamic/ · dialup · dial-up ·
      dul| · residential · open proxy · open relay · abusive · abuse detected · abus detecte · spamming · spammer ·
      spam source · sending spam · unsolicited mail originating from your ip · originating from your ip ·
      unusual rate of unsolicited · unsolicitedratelimit · unsolicitediperror · unsolicited mail ·
      host network not allowed · temporarily blocked * ip · s3140 · s3150 · s3113 · s3114 · tss0 · user complaints ·
      unexpected volume · too many spam · too many unwanted messages · smtp.*ip * refus · zombie · suspicious ip ·
      extreme bad ip · bad ip · ip has been * {blocked/blacklisted/listed/temporarily} ·
      use the smtp server of your isp · smarthost of your provider · ofr_ · lpn007_5 · connection from * rejected ·
      connections from * {rejected/not accepted/refused/blocked} · no access from mail server · mail server * denied ·
      your mailserver * {rejected/blocked/listed} · attack detected from · blocked * see http · refused * see http ·
      smtp * access denied · server requires confirmation · confirm this mail server · dictionary attack ·
      directory harvest · harvest attack ·  excessive unknown recipients ·
      namespace mining · identified as spammer · use {the /}smtp {server /}of your {provider/isp} ·
      
      too many {bad/invalid/unknown} {rec/user} · deliver * directly · direct-to-mx · direct to mx ·
      home connection ·
      geoip · geo-ip · geographical location ·
      from a dynamic address · dynamic address · dynamic range · dynamic pool ·
      accept mail from you · iprep · dynamic screening · in the tarpit
    `,
    unless: phrases`
      recipient address rejected · sender address rejected · helo command rejected · reverse · ptr| · hostname ·
      rdns · domain reputation · reputation of the domain · domains reputation · link · url · dkim · dmarc · spf ·
      too many connections · too many concurrent · password · login · recipient domain · relay access · relaying ·
      not * relay · as spam · is spam · spam message · detected as · content · list.dnswl · authenticated sender ·
      your account · account · user not allowed · client host rejected: cannot find · too many recipients ·
      recipients this hour · too fast · ofr_506 · ofr_102 · ofr_999 · mail rejete · lpn007_4 · system error ·
      greylist · graylist · not verified · tls · requires authentication · authentication required · autentica ·
      spamming not · no spamming
    `,
    notIn: ['auth'],
    source: 'Microsoft S3140/S3150, Yahoo TSS, Gmail UnsolicitedIPError, Cisco, GMX, Orange, Exim and others',
  },
  {
    id: 'client/block-list-page',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'recipient',
    kind: 'reply',
    says: phrases`
      spamcop.net/{bl/w3m} · spamhaus.org/query · spamhaus.org/{pbl/sbl/xbl/css/drop/zen} · check.spamhaus ·
      barracudacentral.org · uceprotect.net · rbl-dns · dnsbl.info · mail-abuse.org · coxagainstspam
    `,
    unless: ['dbl', 'url', 'domain', 'uribl', 'helo'],
    source: 'replies that send the reader to the page where a block list explains an address',
  },
  {
    id: 'client/mail-from-address-blocked',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'greeting',
    kind: 'reply',
    says: ['{email/e-mail/mail/messages} from {1/2/3/4/5/6/7/8/9} * blocked by'],
    unless: ['url', 'domain', 'dkim', 'spf', 'dmarc', 'content'],
    source: 'Verizon 571 and others that name the address whose mail they block',
  },
  {
    id: 'client/host-rejected',
    cause: 'client-ip-blocked',
    weight: 'usual',
    phase: 'recipient',
    says: ['client host rejected'],
    unless: ['cannot find', 'reverse', 'too many', 'authentica', 'greylist', 'dynamic', 'requires'],
    notIn: ['auth'],
    source: 'Postfix smtpd_client_restrictions, which by default speak at RCPT (smtpd_delay_reject)',
  },
  {
    id: 'client/gmail-rate-unsolicited',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      p=unsolicitedipерror · p=unsolicitediperror · p=unsolicitedratelimiterror · answer=188131 ·
      unusual rate of * originating from your · detected an unusual rate of unsolicited mail
    `,
    unless: ['spf domain', 'dkim domain', 'your domain'],
    source: 'Gmail 550 and 421 5.7.1 UnsolicitedIPError, UnsolicitedRateLimitError',
  },
  {
    id: 'client/ip-blacklisted',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'recipient',
    says: [
      'this ip has been {blacklisted/blocklisted/blocked}',
      'unauthorized ip',
      'unauthorised ip',
      'ip address has been blacklisted',
      'unauthorized sending ip',
    ],
    source: 'policyd and others, whose words stand behind "Recipient address rejected"',
  },
  {
    id: 'client/locked-out',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'greeting',
    says: phrases`
      {blacklisted/blocklisted/black listed} * {failed login/failed auth/login fail/authentication fail/login attempts}
    `,
    notIn: ['auth'],
    source: 'BitNinja, cPHulk and firewalls of hosters: an address that failed to log in too often is let in no more',
  },
  {
    id: 'client/no-service-for-this-address',
    cause: 'client-ip-blocked',
    weight: 'usual',
    phase: 'greeting',
    kind: 'reply',
    retryable: false,
    confidence: 'likely',
    codes: [421, 521, 550, 554],
    says: ['no smtp service {(/for you/for your/to you}'],
    unless: ['ptr', 'dns', 'maintenance', 'temporar', 'too many'],
    source: 'Strato 421 No SMTP service (MBL-B), IONOS and others in place of the greeting, with a mark of their list',
  },
  {
    id: 'client/coremail',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'recipient',
    says: ['ip is rejected', 'ip is hangup', 'ip in blacklist'],
    source: 'Coremail (NetEase, Sina and many Chinese hosts): list of bounces',
  },
  {
    id: 'client/gmail-not-authorized',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'acceptance',
    says: ['p=notauthorizederror', 'using to send mail is not authorized to'],
    source: 'Gmail 550 5.7.1 NotAuthorizedError: addresses of home connections may not send directly',
  },
  {
    id: 'client/microsoft-banned',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'recipient',
    says: phrases`
      banned sending ip · 5.7.606| · 5.7.511| · 5.7.708| · 5.7.512| · traffic not accepted from this ip · delist@ ·
      sender.office.com · suspected spam ip · spam ip
    `,
    source: 'Microsoft 365 5.7.511, 5.7.606 to 649, 5.7.708; Tencent',
  },
  {
    id: 'client/t-online',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'greeting',
    says: ['a problem occurred. (ask your postmaster', 'contact tosa@rx.t-online.de'],
    source: 'T-Online: 554 IP=… - A problem occurred … (BL) in place of the greeting',
  },
  {
    id: 'client/microsoft-list',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'sender',
    says: phrases`
      (s3140) · (s3150) · (s3113) · (s3114) · (s3115) · part of their network is on our block list · s3140| ·
      s3150|
    `,
    source: 'Outlook.com: 550 5.7.1 and the code S3140 or S3150 at MAIL FROM',
  },
  {
    id: 'client/microsoft-deferred',
    cause: 'client-ip-blocked',
    weight: 'exact',
    phase: 'sender',
    retryable: true,
    kind: 'reply',
    codes: ['4.7.501', '4.7.502', '4.7.550', '4.7.551', '4.7.552', '4.7.650', '4.7.651', '4.7.652', '4.7.850'],
    says: ['access denied', 'rate limited', 'try again', 'throttl'],
    source:
      'Microsoft 365: 451 4.7.501 to 699 and 850 to 899, an address under suspicion that is held back for a while',
  },
  {
    id: 'client/yahoo-tss',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'sender',
    retryable: true,
    says: phrases`
      [tss · [ts01] · [ts02] · [ts03] · deferred due to * user complaints · deferred due to * unexpected volume ·
      [bl21] · [bl23] · [iptsrv
    `,
    source: 'Yahoo Sender Hub error codes',
  },
  {
    id: 'client/ionos-ip',
    cause: 'client-ip-blocked',
    weight: 'tag',
    phase: 'greeting',
    says: phrases`
      ip * c=bl · c=bl · c=iprep · c=spmhs · ip address is black listed · nemesis esmtp service not available
    `,
    unless: ['ptr', 'c=rdns', 'too many connections', 'too many simultaneous'],
    source: 'GMX, web.de, IONOS postmaster codes',
  },
  {
    id: 'client/turned-away',
    cause: 'client-ip-blocked',
    weight: 'vague',
    phase: 'greeting',
    codes: [550, 554, 521, 571],
    phases: ['greeting'],
    kind: 'reply',
    unless: ['no smtp service', 'not accept mail', 'does not accept', 'maintenance', 'tls'],
    confidence: 'guess',
    source: 'RFC 5321 section 3.1: a 5xx in place of the greeting knows nothing of the client but its address',
  },
]

import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** What the recipient, or whoever runs the domain, does not want. */
export const recipientPolicyRules: readonly Rule[] = [
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
]

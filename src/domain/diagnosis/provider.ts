export type Provider =
  | 'gmail'
  | 'microsoft'
  | 'yahoo'
  | 'icloud'
  | 'zoho'
  | 'ses'
  | 'sendgrid'
  | 'mailgun'
  | 'postmark'
  | 'brevo'
  | 'mailjet'
  | 'netease'
  | 'qq'
  | 'ovh'
  | 'yandex'
  | 'mailru'
  | 'gmx'
  | 'godaddy'
  | 'sparkpost'

/** How a provider is known: parts of its host names, and words only it says. */
const signs: readonly (readonly [Provider, readonly string[]])[] = [
  [
    'ses',
    [
      'amazonses.com',
      'email-smtp.',
      'amazonaws.com/ses',
      'arn:aws:ses',
      'ses:send',
      'identities failed the check',
      'amazon ses',
      'throttling failure',
      'aws account',
    ],
  ],
  ['sendgrid', ['sendgrid']],
  ['mailgun', ['mailgun']],
  ['postmark', ['postmarkapp']],
  ['brevo', ['smtp-relay.brevo', 'sendinblue', 'brevo']],
  ['mailjet', ['mailjet']],
  ['sparkpost', ['sparkpost']],
  [
    'microsoft',
    [
      'office365.com',
      'outlook.com',
      'protection.outlook',
      'smtp.live.com',
      'hotmail.com',
      'aka.ms/smtp_auth',
      'smtpclientauth',
      '5.7.139',
    ],
  ],
  ['yahoo', ['yahoo.', 'yahooinc', 'yahoodns', 'aol.com', 'aol.mail']],
  ['icloud', ['mail.me.com', 'icloud.com', 'apple.com']],
  ['zoho', ['zoho']],
  ['netease', ['163.com', '126.com', 'yeah.net', '126.net']],
  ['qq', ['qq.com', 'exmail.qq']],
  ['yandex', ['yandex', 'ya.cc/']],
  ['mailru', ['mail.ru']],
  ['ovh', ['ovh.net', 'ovh.com', 'mail.ovh']],
  ['gmx', ['gmx.', 'web.de', 'kundenserver.de', 'ionos.', '1and1.']],
  ['godaddy', ['secureserver.net']],
  ['gmail', ['smtp.gmail.com', 'support.google.com', 'gsmtp', 'smtp-relay.gmail', 'google.com']],
]

/** The provider that a host name or the words of a conversation belong to. */
export function providerIn(words: string): Provider | undefined {
  let best = signs.length
  for (const [part] of words.matchAll(anySign)) best = Math.min(best, ranks.get(part) ?? best)
  return signs[best]?.[0]
}

/** Which provider a sign speaks for, by its place in the list: the first one that is known by any of its signs it is. */
const ranks: ReadonlyMap<string, number> = new Map(
  signs.flatMap(([, parts], rank) => parts.map((part) => [part, rank] as const)),
)
const anySign = new RegExp([...ranks.keys()].map((part) => part.replaceAll('.', String.raw`\.`)).join('|'), 'g')

/** Domains under which the servers of the large providers answer and name themselves, by words in the host configured. */
const families: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['gmail.com', 'googlemail.com', 'google.com'],
    ['google.com', 'gmail.com', 'googlemail.com', 'gsmtp', '1e100.net'],
  ],
  [
    ['office365.com', 'outlook.com', 'live.com', 'hotmail.com'],
    ['office365.com', 'outlook.com', 'microsoft', 'hotmail.com', 'live.com'],
  ],
  [
    ['yahoo.com', 'yahoodns.net', 'aol.com'],
    ['yahoo', 'aol'],
  ],
  [['sendgrid.net'], ['sendgrid', 'sg']],
  [['mailgun.org'], ['mailgun']],
  [['zoho.com', 'zoho.eu', 'zoho.in'], ['zoho']],
  [
    ['mail.me.com', 'icloud.com'],
    ['apple.com', 'icloud.com', 'me.com'],
  ],
  [['amazonaws.com'], ['amazonaws.com', 'amazonses.com', 'amazon']],
  [['mailtrap.io'], ['mailtrap']],
  [['postmarkapp.com'], ['postmark']],
  [['mandrillapp.com'], ['mandrill']],
  [['yandex.ru', 'yandex.com'], ['yandex']],
  [
    ['gmx.net', 'gmx.com', 'gmx.de', 'web.de'],
    ['gmx', 'web.de', 'nemesis'],
  ],
  [
    ['ionos.de', 'ionos.com', 'ionos.es', 'ionos.fr', '1and1.com', '1und1.de', 'kundenserver.de', 'perfora.net'],
    ['ionos', 'kundenserver', 'perfora', '1and1', '1und1'],
  ],
  [
    ['qq.com', 'exmail.qq.com'],
    ['qq.com', 'tencent'],
  ],
  [
    ['163.com', '126.com', 'yeah.net'],
    ['163.com', '126.com', 'yeah.net', 'netease', 'coremail'],
  ],
  [
    ['fastmail.com', 'messagingengine.com'],
    ['fastmail', 'messagingengine'],
  ],
  [
    ['brevo.com', 'sendinblue.com'],
    ['brevo', 'sendinblue'],
  ],
  [['mailjet.com'], ['mailjet']],
  [['sparkpostmail.com'], ['sparkpost']],
]

/** Does a server that names itself `named` belong to the large provider that `host` belongs to? Undefined when nobody can say. */
export function belongsTo(host: string, named: string): boolean | undefined {
  const family = families.find(([hosts]) => hosts.some((name) => host === name || host.endsWith(`.${name}`)))
  return family?.[1].some((part) => named.includes(part))
}

/** Is this a server of one of the large providers, whose certificates every current list of authorities vouches for? */
export function isLargeProvider(host: string | undefined): boolean {
  return (
    host !== undefined && families.some(([hosts]) => hosts.some((name) => host === name || host.endsWith(`.${name}`)))
  )
}

/** What a command that repeats a conversation is made of. Nothing of it is a secret. */
export interface ReproductionFacts {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls' | 'opportunistic' | 'none'
  readonly logsIn: boolean
  readonly authMethod?: string
  readonly ehloName?: string
  readonly from: string
  /** Without it the command ends after MAIL FROM. */
  readonly to?: string
}

/**
 * Commands of public tools that hold the same conversation from a shell: `openssl s_client` for the connection and its
 * certificate, `swaks` for all of it. User and password are not in them: swaks asks for both, without showing the password.
 */
export function reproductionOf(facts: ReproductionFacts): readonly string[] {
  const { host, port, tls, logsIn, authMethod, ehloName, from, to } = facts
  const swaks = [
    'swaks',
    '--server',
    host,
    '--port',
    String(port),
    ...swaksTls[tls],
    ...(ehloName === undefined ? [] : ['--helo', ehloName]),
    ...(logsIn ? ['--auth', ...(authMethod === undefined ? [] : [authMethod]), '--protect-prompt'] : []),
    '--from',
    from,
    ...(to === undefined ? ['--to', from, '--quit-after', 'MAIL'] : ['--to', to]),
  ]
  return [...connection(facts), swaks.map(quoted).join(' ')]
}

const swaksTls = {
  implicit: ['--tls-on-connect'],
  starttls: ['--tls'],
  opportunistic: ['--tls-optional'],
  none: [],
} as const

function connection({ host, port, tls }: ReproductionFacts): readonly string[] {
  if (tls === 'none') return []
  const isName = !host.includes(':') && !/^\d+(?:\.\d+){3}$/.test(host)
  const openssl = [
    'openssl',
    's_client',
    '-crlf',
    '-connect',
    `${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    ...(isName ? ['-servername', host, '-verify_hostname', host] : ['-verify_ip', host]),
    ...(tls === 'implicit' ? [] : ['-starttls', 'smtp']),
  ]
  return [openssl.map(quoted).join(' ')]
}

/** A word of a POSIX shell that stands for exactly this text. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** What a command that repeats a conversation is made of. Nothing of it is a secret. */
export interface ReproductionFacts {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls' | 'opportunistic' | 'none'
  readonly logsIn: boolean
  readonly authMethod?: string
  readonly ehloName?: string
  /** The file of the authorities that are trusted in place of the public ones. */
  readonly caFile?: string
  readonly from: string
  /** Without it the command ends after MAIL FROM. */
  readonly to?: string
}

/**
 * Commands of public tools that hold the same conversation from a shell: `openssl s_client` for the connection and its
 * certificate, `swaks` for all of it. User and password are not in them: swaks asks for both, and shows the password
 * neither there nor in what it prints. Of an address that needs SMTPUTF8 it knows nothing: then openssl stands alone.
 */
export function reproductionOf(facts: ReproductionFacts): readonly string[] {
  const { host, port, tls, logsIn, authMethod, ehloName, caFile, from, to } = facts
  if (isBeyondAscii.test(`${from}${to ?? ''}`)) return connection(facts)
  const swaks = [
    'swaks',
    '--server',
    host,
    '--port',
    String(port),
    ...swaksTls[tls],
    ...(caFile === undefined || tls === 'none' ? [] : ['--tls-ca-path', caFile]),
    ...(ehloName === undefined ? [] : ['--helo', ehloName]),
    ...(logsIn ? ['--auth', authMethod ?? ourMethods, '--protect-prompt', '--auth-hide-password'] : []),
    '--from',
    from,
    ...(to === undefined ? ['--to', from, '--quit-after', 'MAIL'] : ['--to', to]),
  ]
  return [...connection(facts), swaks.map(quoted).join(' ')]
}

/** RFC 6531: what is not ASCII in an address. */
const isBeyondAscii = /[^\x20-\x7e]/

/** In the order in which they are tried where none is prescribed. */
const ourMethods = 'PLAIN,LOGIN,CRAM-MD5'

const swaksTls = {
  implicit: ['--tls-on-connect'],
  starttls: ['--tls'],
  opportunistic: ['--tls-optional'],
  none: [],
} as const

function connection({ host, port, tls, ehloName, caFile }: ReproductionFacts): readonly string[] {
  if (tls === 'none') return []
  const isName = !host.includes(':') && !/^\d+(?:\.\d+){3}$/.test(host)
  const openssl = [
    'openssl',
    's_client',
    '-crlf',
    // Without it a line that begins with R or Q, such as RCPT, is an order to openssl itself.
    '-ign_eof',
    '-connect',
    `${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    ...(isName ? ['-servername', host, '-verify_hostname', host] : ['-verify_ip', host]),
    ...(caFile === undefined ? [] : ['-CAfile', caFile]),
    ...(tls === 'implicit' ? [] : ['-starttls', 'smtp', ...(ehloName === undefined ? [] : ['-name', ehloName])]),
  ]
  return [openssl.map(quoted).join(' ')]
}

/** A word of a POSIX shell that stands for exactly this text. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** What the mailbox does instead of taking a message. */
export type MailboxFailure =
  | { readonly at: 'recipient' | 'message'; readonly does: 'reply'; readonly code: number; readonly text: string }
  | { readonly at: 'recipient' | 'message'; readonly does: 'hang' | 'drop' }

export interface FailingRecipient {
  /** The local part; the domain is `fail.test`. */
  readonly localPart: string
  /** In words, for the page that lists them. */
  readonly what: { readonly en: string; readonly es: string }
  readonly failure: MailboxFailure
}

const domain = '@fail.test'

/** Recipients that fail on purpose, always alike. Further three-digit codes from 400 to 599 work too. */
export const failingRecipients: readonly FailingRecipient[] = [
  row('421', 'says 421 and closes the connection', 'dice 421 y cierra la conexión', '4.3.2 Service shutting down'),
  row(
    '450',
    'mailbox busy, try later',
    'buzón ocupado, reintente',
    '4.2.1 Mailbox temporarily unavailable, try again later',
  ),
  row(
    '451',
    'temporary trouble of the server',
    'problema temporal del servidor',
    '4.3.0 Local error in processing, try again later',
  ),
  row('452', 'server out of storage', 'servidor sin espacio', '4.3.1 Insufficient system storage'),
  row('454', 'relaying denied for now', 'reenvío denegado por ahora', '4.7.1 Relay access denied'),
  row('503', 'wrong order of commands', 'orden de comandos incorrecto', '5.5.1 Bad sequence of commands'),
  row('530', 'login needed', 'se exige autenticación', '5.7.0 Authentication required'),
  row('550', 'no such user', 'usuario inexistente', '5.1.1 The email account that you tried to reach does not exist'),
  row('551', 'user lives elsewhere', 'usuario en otro servidor', '5.1.6 User not local; mailbox has moved'),
  row('552', 'mailbox full for good', 'buzón lleno sin remedio', '5.2.2 Mailbox full: storage allocation exceeded'),
  row('553', 'address not allowed', 'dirección no permitida', '5.1.3 Mailbox name not allowed'),
  row('554', 'relaying denied', 'reenvío denegado', '5.7.1 Relay access denied'),
  row('full', 'mailbox full for now', 'buzón lleno por ahora', '4.2.2 The recipient mailbox is over quota', 452),
  row(
    'disabled',
    'account disabled',
    'cuenta desactivada',
    '5.2.1 The email account that you tried to reach is disabled',
    550,
  ),
  row(
    'nodomain',
    'domain without mail',
    'dominio sin correo',
    '5.1.2 Recipient address rejected: Domain not found',
    550,
  ),
  row(
    'policy',
    'refused by a rule of the recipient',
    'rechazado por una norma del destinatario',
    '5.7.1 Recipient address rejected: Access denied by policy',
    550,
  ),
  row('greylist', 'greylisted', 'lista gris', '4.7.1 Greylisted, please try again in 5 minutes', 450),
  row(
    'throttle',
    'too many messages at once',
    'demasiados mensajes seguidos',
    '4.7.0 Too many messages sent, slow down',
    451,
  ),
  row(
    'quota',
    'daily limit of the sender reached',
    'límite diario del remitente alcanzado',
    '5.4.5 Daily user sending limit exceeded',
    550,
  ),
  row(
    'sender',
    'sender address not allowed',
    'remitente no autorizado',
    '5.7.1 Sender address rejected: not owned by user',
    553,
  ),
  row(
    'blocked',
    'our address on a block list',
    'nuestra IP en una lista negra',
    '5.7.1 Service unavailable; Client host [127.0.0.1] blocked using a block list',
    554,
  ),
  atMessage(
    'spam',
    'taken for spam after the message',
    'tomado por spam tras el mensaje',
    '5.7.1 Message rejected as spam by content filtering',
    550,
  ),
  atMessage('big', 'message too large', 'mensaje demasiado grande', '5.3.4 Message size exceeds fixed limit', 552),
  atMessage(
    'dmarc',
    'authentication policy of the sender',
    'política de autenticación del remitente',
    "5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy",
    550,
  ),
  {
    localPart: 'timeout',
    what: { en: 'never answers RCPT', es: 'nunca responde a RCPT' },
    failure: { at: 'recipient', does: 'hang' },
  },
  {
    localPart: 'drop',
    what: { en: 'drops the connection at RCPT', es: 'corta la conexión en RCPT' },
    failure: { at: 'recipient', does: 'drop' },
  },
  {
    localPart: 'timeout-after-dot',
    what: { en: 'never answers the final dot', es: 'nunca responde al punto final' },
    failure: { at: 'message', does: 'hang' },
  },
  {
    localPart: 'drop-after-dot',
    what: { en: 'drops the connection after the final dot', es: 'corta la conexión tras el punto final' },
    failure: { at: 'message', does: 'drop' },
  },
]

/** Those whose failure says that nothing gets through this server, whoever it is for. */
const ofTheWholeServer = '452 454 503 530 554 throttle quota sender blocked spam big dmarc'.split(' ')

/** The same as addresses, for whoever wants to try one. */
export const failingAddresses = failingRecipients.map(({ localPart, what }) => ({
  address: `${localPart}${domain}`,
  what,
  opensIncident: ofTheWholeServer.includes(localPart),
}))

const byLocalPart = new Map(failingRecipients.map(({ localPart, failure }) => [localPart, failure]))
const unknownUser: MailboxFailure = { at: 'recipient', does: 'reply', code: 550, text: '5.1.1 No such user here' }

/** How this recipient fails, or nothing when it is not at `fail.test`. Letter case does not matter. */
export function failureFor(recipient: string): MailboxFailure | undefined {
  const address = recipient.toLowerCase()
  if (!address.endsWith(domain)) return undefined
  const localPart = address.slice(0, -domain.length)
  const listed = byLocalPart.get(localPart)
  if (listed !== undefined || !/^[45]\d\d$/.test(localPart)) return listed ?? unknownUser
  const text = localPart.startsWith('4') ? '4.0.0 Temporary failure' : '5.0.0 Permanent failure'
  return { at: 'recipient', does: 'reply', code: Number(localPart), text }
}

function row(localPart: string, en: string, es: string, text: string, code = Number(localPart)): FailingRecipient {
  return { localPart, what: { en, es }, failure: { at: 'recipient', does: 'reply', code, text } }
}

function atMessage(localPart: string, en: string, es: string, text: string, code: number): FailingRecipient {
  return { localPart, what: { en, es }, failure: { at: 'message', does: 'reply', code, text } }
}

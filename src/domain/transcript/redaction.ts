import { decodeBase64 } from './base64.js'
import type { ClientRole, ServerRole } from './smtp-protocol.js'
import { textOf } from './wire-text.js'
import type { WireText } from './wire-text.js'

/** What stands for anything secret. Its one length tells nothing about what it stands for. */
export const mask = '*'.repeat(32)

/** What a login gave away about itself: to be looked for in what the server says later. */
export interface Learned {
  /** Never to be shown again in this conversation. */
  readonly secrets: readonly string[]
  /** Names of whom logs in: not to be shown in what the server says. */
  readonly identities: readonly string[]
}

/** Mechanisms whose names are shown even when the server does not offer them: the IANA registry's and the common others. */
const knownMechanisms: ReadonlySet<string> = new Set(
  (
    '9798-M-DSA-SHA1 9798-M-ECDSA-SHA1 9798-M-RSA-SHA1-ENC 9798-U-DSA-SHA1 9798-U-ECDSA-SHA1 9798-U-RSA-SHA1-ENC ANONYMOUS ' +
    'CRAM-MD5 DIGEST-MD5 EAP-AES128 EAP-AES128-PLUS ECDH-X25519-CHALLENGE ECDSA-NIST256P-CHALLENGE EXTERNAL GS2-IAKERB ' +
    'GS2-IAKERB-PLUS GS2-KRB5 GS2-KRB5-PLUS GSS-SPNEGO GSSAPI KERBEROS_V4 KERBEROS_V5 LOGIN NMAS-SAMBA-AUTH ' +
    'NMAS_AUTHEN NMAS_LOGIN NTLM OAUTH10A OAUTHBEARER OPENID20 OTP PLAIN PLAIN-CLIENTTOKEN SAML20 SCRAM-SHA-1 ' +
    'SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-256-PLUS SCRAM-SHA-512 SCRAM-SHA-512-PLUS SECURID SKEY SPNEGO ' +
    'SPNEGO-PLUS SXOVER-PLUS XOAUTH XOAUTH2'
  ).split(' '),
)

/**
 * Masks every login, user name included, by the rules of the protocol alone: it fails closed, so that what is not
 * understood inside a login is masked, and a name of a mechanism is shown only when it is a known or an offered one.
 */
export class Redaction {
  readonly #learn: (learned: Learned) => void
  readonly #offered = new Set<string>()
  #mechanism = ''
  #responses = 0

  constructor(learn: (learned: Learned) => void) {
    this.#learn = learn
  }

  sent(text: WireText, role: ClientRole): WireText {
    if (role === 'auth') return this.#auth(text)
    if (role === 'command') return maskAuthParameter(text)
    this.#learn(this.#parts(withoutEnd(text)))
    return masked(text)
  }

  received(text: WireText, role: ServerRole): WireText {
    if (role === 'challenge') {
      const code = /^.{3}[ -]?/s.exec(text)?.[0] ?? ''
      return code + maskRest(text.slice(code.length))
    }
    if (role === 'noise') return withoutEnd(text) === '' ? text : masked(text)
    const offer = /^250[ -]AUTH[ =](.*)/is.exec(text)?.[1]
    for (const name of offer?.trim().split(/[ \t]+/) ?? [])
      if (/^[\w-]{1,20}$/.test(name)) this.#offered.add(name.toUpperCase())
    return text
  }

  #auth(text: WireText): WireText {
    const [whole = '', verb = '', gap = '', name = ''] = /^([ \t]*auth)([ \t]*)([^ \t\n]*)/i.exec(text) ?? []
    this.#mechanism = name.toUpperCase()
    this.#responses = 0
    const rest = text.slice(whole.length)
    if (withoutEnd(rest).trim() !== '') this.#learn(this.#parts(withoutEnd(rest).trim()))
    const shown = knownMechanisms.has(this.#mechanism) || this.#offered.has(this.#mechanism)
    if (name === '') return verb + maskArgument(gap + rest)
    return shown && gap !== '' ? whole + maskArgument(rest) : `${verb} ${masked(text)}`
  }

  #parts(response: string): Learned {
    this.#responses++
    const bytes = decodeBase64(response)
    const decoded = bytes === undefined ? '' : textOf(bytes)
    const read = readers[this.#mechanism]?.(decoded, this.#responses)
    if (read === undefined) {
      const parts = [response, ...decoded.split(/[\0\x01]/)]
      return { secrets: parts, identities: parts }
    }
    return {
      secrets: [...read.secrets, ...(read.secrets.length === 0 ? [] : [response])],
      identities: [response, ...read.identities],
    }
  }
}

/** Who and what secret a decoded response of a mechanism holds; undefined when it is not of that mechanism's form. */
const readers: Readonly<Record<string, (decoded: string, turn: number) => Learned | undefined>> = {
  PLAIN: (decoded) => {
    const parts = decoded.split('\0')
    return parts.length === 3 ? { identities: parts.slice(0, 2), secrets: parts.slice(2) } : undefined
  },
  LOGIN: (decoded, turn) => (turn === 1 && decoded !== '' ? { identities: [decoded], secrets: [] } : undefined),
  'CRAM-MD5': (decoded) => {
    const blank = decoded.lastIndexOf(' ')
    return blank > 0 ? { identities: [decoded.slice(0, blank)], secrets: [decoded.slice(blank + 1)] } : undefined
  },
  XOAUTH2: readBearer,
  OAUTHBEARER: readBearer,
}

/** `user=…^Aauth=Bearer …^A^A` and `n,a=…,^Ahost=…^Aport=…^Aauth=Bearer …^A^A` (RFC 7628, section 3.1). */
function readBearer(decoded: string): Learned | undefined {
  const token = /\x01auth=(?:Bearer )?([^\x01]+)/i.exec(decoded)?.[1]
  const user = /^(?:user=([^\x01]*)|[ny](?:,a=([^,\x01]*))?,)/i.exec(decoded)
  if (token === undefined || user === null) return undefined
  return { identities: [user[1] ?? user[2] ?? ''], secrets: [token] }
}

const withoutEnd = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text)

/** The mask instead of a whole line; a bare LF at its end is the line's end and stays. */
const masked = (text: string): string => (text.endsWith('\n') ? `${mask}\n` : mask)

/** The mask instead of a text when there is one. */
const maskRest = (text: string): string => (withoutEnd(text) === '' ? text : masked(text))

/** The mask instead of what follows a blank; a blank that nothing follows stays. */
const maskArgument = (text: string): string => (withoutEnd(text) === '' ? text : ` ${maskRest(text.slice(1))}`)

/** The AUTH parameter of MAIL names who logged in (RFC 4954, section 5). */
function maskAuthParameter(text: WireText): WireText {
  return /^[ \t]*mail/i.test(text) ? text.replace(/([ \t]auth=)[^ \t\n]+/gi, `$1${mask}`) : text
}

import { decodeBase64 } from '../transcript/base64.js'
import { textOf } from '../transcript/wire-text.js'
import { toldOfLogin } from './conversation.js'
import { beforeMark, conversationFollows } from './one-line-log.js'
import { pastedMask as mask } from './pasted-values.js'

const base64 = /[A-Za-z0-9+/]{6,4000}={0,2}/g
/** A server's challenge, and the end of a login. */
const challenge = /(?:^|[^\d.])334(?:[ "'-]|$)/
const ending = /(?:^|[^\d.])(?:235|[45]\d\d)[ -]/
const login = /\bAUTH[ \t]{1,3}(?:LOGIN|PLAIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|DIGEST-MD5|SCRAM-SHA-\d{1,3})\b/i

/** Where a statement ends: with its line, or before the next mark where SwiftMailer puts a conversation on one line. */
const lineEnd = /(\n)/
const statementEnd = new RegExp(`(\\n|${beforeMark.source})`)

/** How many lines a log may put between a challenge and its answer. */
const patience = 4

/**
 * Hides the answers of AUTH exchanges: between a challenge and the reply that ends the login whatever looks encoded,
 * and what stands alone on its line or behind the sign for the client; and anywhere at all what decodes to a login.
 */
export function maskLogins(text: string): string {
  const clean = text.replace(base64, (word) => (isLogin(word) ? mask : word))
  if (!challenge.test(clean) && !login.test(clean)) return clean
  let left = 0
  let isAsked = false
  let isOpen = false
  return clean
    .split(clean.includes(conversationFollows) ? statementEnd : lineEnd)
    .map((line, place) => {
      if (place % 2 === 1) return line
      if (challenge.test(line)) {
        left = patience
        isAsked = true
        isOpen = true
        return maskShort(maskEncoded(line))
      }
      const isTold = toldOfLogin.test(line)
      if (!isTold && login.test(line) && !/250[ -]/.test(line)) {
        left = patience
        isOpen = true
      } else if (isTold || (isOpen && ending.test(line))) {
        left = 0
        isAsked = false
        isOpen = false
      } else if (left > 0) {
        left -= 1
        return isAsked ? maskShort(maskEncoded(maskLone(line))) : maskEncoded(line)
      } else if (isOpen) return maskReadable(line)
      return line
    })
    .join('')
}

/** How the answer to a refused token begins, `{"status":"4`: Gmail and Microsoft send it inside a challenge. */
const tokenFault = 'eyJzdGF0dXMiOiI0'

/** What servers ask for, and what a program without settings answers: no secret, and a finding. */
const plain = new Set([
  'VXNlcm5hbWU6',
  'VXNlcm5hbWU=',
  'UGFzc3dvcmQ6',
  'UGFzc3dvcmQ=',
  'dXNlcm5hbWU6',
  'cGFzc3dvcmQ6',
  'VXNlciBOYW1lAA==',
  'UGFzc3dvcmQA',
  'dW5kZWZpbmVk',
  'bnVsbA==',
  'AHVuZGVmaW5lZAB1bmRlZmluZWQ=',
  'AG51bGwAbnVsbA==',
  tokenFault,
])

function maskEncoded(line: string): string {
  return line.replace(base64, (word, at: number) => {
    if (plain.has(word) || !looksEncoded(word) || isOfHost(line, at, word)) return word
    return word.startsWith(tokenFault) ? `${tokenFault}${mask}` : mask
  })
}

/** Part of a name with dots, such as the host's that was connected to. */
function isOfHost(line: string, at: number, word: string): boolean {
  const around = line.slice(Math.max(0, at - 2), at) + '\0' + line.slice(at + word.length, at + word.length + 2)
  return /[A-Za-z\d]\.\0|\0\.[A-Za-z\d]/.test(around)
}

/** Words of a sentence are letters of one case; encoded text mixes cases, digits and signs. */
function looksEncoded(word: string): boolean {
  if (word.endsWith('=')) return true
  if (word.length < 8) return false
  const [small, capital, digit] = [/[a-z]/.test(word), /[A-Z]/.test(word.slice(1)), /\d/.test(word)]
  return (small && capital) || (digit && (small || capital))
}

/** One word alone on its line, or behind the sign that a log puts before what the client says. */
const lone =
  /^((?:.{0,300}(?:[>:<~,]|\bsend)[ \t]{1,4}|.{0,300},[<>],|[ \t]{0,40})(?:b?["'])?)([^\s"',<>\\]{2,4000})((?:\\r)?(?:\\n)?["']?,?\r?)$/
const noAnswer = /^(?:QUIT|RSET|NOOP|EHLO|HELO|STARTTLS|AUTH|MAIL|\*{1,40}|\d{3}|-{1,80})$/i

function maskLone(line: string): string {
  return line.replace(lone, (whole, before: string, word: string, after: string) => {
    if (plain.has(word) || noAnswer.test(word) || word.startsWith(tokenFault)) return whole
    return `${before}${mask}${after}`
  })
}

/** Names and passwords of a few letters, in whatever a log puts around them. */
function maskShort(line: string): string {
  return line.replace(/(?<![\w+/=.-])(?:[A-Za-z0-9+/]{4}){1,2}(?![\w+/=.-])/g, (word) =>
    plain.has(word) || /^\d{4,8}$/.test(word) || !isText(decodeBase64(word)) ? word : mask,
  )
}

/** Far from the challenge only what decodes to words is taken for an answer, so that the names in a program's trace stay. */
function maskReadable(line: string): string {
  return line.replace(base64, (word, at: number) => {
    if (
      word.length < 8 ||
      isOfHost(line, at, word) ||
      word.length % 4 !== 0 ||
      plain.has(word) ||
      word.startsWith(tokenFault)
    )
      return word
    return isText(decodeBase64(word)) && looksEncoded(word) ? mask : word
  })
}

const isText = (bytes: Uint8Array | undefined): boolean =>
  bytes !== undefined && bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0)

/** What the mechanisms say, decoded: PLAIN (RFC 4616), XOAUTH2 and OAUTHBEARER (RFC 7628), CRAM-MD5, HTTP's Basic. */
const forms =
  /^[^\0\x01]{0,255}\0[^\0\x01]{1,255}\0[^\0\x01]{1,255}$|\x01auth=Bearer |^\S{1,255} [0-9a-f]{32}$|^[^\s:@\0]{1,100}@[\w.-]{3,200}:[\x20-\x7e]{1,200}$/

/** No longer word is looked at. */
const maxLogin = 4_002

function isLogin(word: string): boolean {
  if (word.length < 12 || word.length > maxLogin || plain.has(word)) return false
  const bytes = decodeBase64(word)
  if (bytes === undefined) return false
  return (bytes[0] ?? 0x80) < 0x80 && forms.test(textOf(bytes))
}

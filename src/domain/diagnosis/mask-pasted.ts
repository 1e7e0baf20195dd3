import { maskElsewhere } from './secrets-elsewhere.js'
import { maskLogins } from './pasted-logins.js'
import { maskNamed } from './pasted-settings.js'
import { pastedMask as mask } from './pasted-values.js'

/**
 * Hides secrets in a text that a person pasted: credentials of AUTH exchanges, passwords in URLs, settings, code and
 * command lines, tokens, cookies, Authorization headers, private keys; and those found so, wherever else they stand in
 * the text, in Base64 too. Keeps the lines and everything a diagnosis needs. Fails closed inside AUTH: what answers a
 * `334` challenge is hidden. Linear; masking twice changes nothing more.
 */
export function maskPasted(text: string): string {
  const found = new Set<string>()
  const withoutUrls = text.replace(mailUrl, (whole, scheme: string, account: string) =>
    maskedUrl(whole, scheme, account, found),
  )
  const withoutCalls = withoutUrls.replace(
    call,
    (_, name: string, written: string) => `${name}${written.replace(literal, maskedLiteral)}`,
  )
  const withoutShapes = patterns.reduce(
    (done, [pattern, replacement]) => done.replace(pattern, replacement),
    withoutCalls,
  )
  return maskElsewhere(maskLogins(maskKeys(maskNamed(withoutShapes, found))), found)
}

/**
 * A URL with somebody in front of its host. In the URLs of mail a password may hold signs that should have been encoded
 * (that is often the very trouble); anywhere else what follows a slash is a path.
 */
const mailUrl = /(\b[a-z][a-z0-9+.-]{1,30}:\/\/)((?:[^\s"'<>`]|'(?![,;)\]}\s])){1,600}@)/gi
const isForMail = /smtp|mail|submission|\+(?:api|https?):/i

function maskedUrl(whole: string, scheme: string, account: string, found: Set<string>): string {
  const slash = account.indexOf('/')
  const end = isForMail.test(scheme) || slash < 0 ? account.length - 1 : account.lastIndexOf('@', slash)
  const colon = account.indexOf(':')
  const names = end < 0 || colon < 0 || colon > end
  if (names && (end < 0 || !isForMail.test(scheme))) return whole
  if (!names) found.add(account.slice(colon + 1, end))
  return `${scheme}${names ? mask : `${mask}:${mask}`}${account.slice(end)}`
}

/** A call that logs in, with all that is written out in it. */
const call =
  /((?:\b(?:login|authenticate|setpassword|set_password)|PlainAuth|PasswordAuthentication|NetworkCredential|UsernamePasswordCredentials)[ \t]{0,2}\()((?:"(?:[^"\\\n]|\\.){0,300}"|'(?:[^'\\\n]|\\.){0,300}'|[^()"'\n]{1,100}){1,20})/gi
const literal = /(["'])(?:(?!\1)[^\\\n]|\\.){0,300}\1/g

function maskedLiteral(whole: string, sign: string): string {
  return /^.\*{0,100}.$/.test(whole) ? whole : `${sign}${mask}${sign}`
}

const patterns: readonly (readonly [RegExp, string])[] = [
  // Authorization: Bearer …, Basic …; of any other scheme all that follows
  [
    /(\bauthorization\\{0,3}["']?\s{0,3}[:=]>?\s{0,3}\\{0,3}["']?(?:bearer|basic|token)\s{1,3})[^\s"',;\\]{1,4000}/gi,
    `$1${mask}`,
  ],
  [
    /(\bauthorization\\{0,3}["']?[ \t]{0,3}[:=]>?[ \t]{0,3}\\{0,3}["']?)(?!bearer|basic|token|\*)(?=[^\s"'\\]{4})[^"'\r\n\\]{4,4000}/gi,
    `$1${mask}`,
  ],
  [/(\b(?:bearer|auth=bearer)\s{1,3})[\w.~+/=-]{12,4000}/gi, `$1${mask}`],
  [
    /(\b(?:set-)?cookie2?\\{0,3}["']?[ \t]{0,3}[:=][ \t]{0,3}\\{0,3}["']?)[^\s"'\\=:]{1,80}=[^"'\r\n\\]{1,4000}/gi,
    `$1${mask}`,
  ],
  // AUTH with an initial response; the mechanism stays
  [
    /(\bAUTH[ \t]{1,3}(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|EXTERNAL|GSSAPI|DIGEST-MD5|SCRAM-SHA-\d{1,3})[ \t]{1,3})(?!mechanism|authentication|failed|succeeded|is |not |method|command|login|plain|xoauth|cram|ntlm|with|returned|used|PLAIN|LOGIN|NTLM|CRAM|GSSAPI|XOAUTH|OAUTH|DIGEST)(?!AHVuZGVmaW5lZAB1bmRlZmluZWQ|dW5kZWZpbmVk|AG51bGwAbnVsbA|bnVsbA==)[A-Za-z0-9+/=_-]{4,4000}/gi,
    `$1${mask}`,
  ],
  // Options of command lines: of swaks, sendemail, msmtp, PowerShell and others; user:password of curl
  [
    /((?:^|\s)--?(?:[\w-]{0,30}(?:password|passwd|pass|secret|token|api-?key)|ap|xp|pw)(?:[ \t]{1,3}|=)["']?)(?![-*])[^\s"']{1,400}/gi,
    `$1${mask}`,
  ],
  [/((?:^|\s)(?:-u|--user|--proxy-user)(?:[ \t]{0,3}|=)["']?)[^\s:"']{1,200}:[^\s"']{1,400}/g, `$1${mask}:${mask}`],
  // password WORD of .netrc and .msmtprc, and what people write
  [
    /((?:\b(?:login|user|account)[ \t]{1,3}\S{1,200}[ \t]{1,3}|^[ \t]{0,20})(?:password|passwd|pass)[ \t]{1,8})(?![:=*])\S{1,400}(?=[ \t\r]{0,20}$)/gim,
    `$1${mask}`,
  ],
  [
    /(\b(?:password|passwd|passwort|contraseña|clave)[ \t]{1,3}(?:is[ \t]|was[ \t]|es[ \t]|era[ \t])?[ \t]{0,3})(?![:=*])(?=[^\s\d]{0,40}\d)(?=[^\sA-Za-z]{0,40}[A-Za-z])(?!\d{3}[ -])[^\s"']{6,200}/gi,
    `$1${mask}`,
  ],
  // SERVER USER:PASSWORD, as Postfix and Exim have it
  [
    /^([ \t]{0,8}(?:\[[\w.-]{3,100}\](?::\d{1,5})?|[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}(?::\d{1,5})?)[ \t]{1,40})[^\s:@]{1,80}@?[\w.-]{0,100}:(?!\d)\S{1,300}(?=[ \t\r]{0,20}$)/gim,
    `$1${mask}:${mask}`,
  ],
  // user and password between zero bytes, as escaped text has them
  [/(\\(?:0{1,3}|x00|u0000)|\0)[^\\\0\s"']{1,200}(\\(?:0{1,3}|x00|u0000)|\0)[^\\\0\s"']{4,200}/g, `$1${mask}$2${mask}`],
  // Google's and other well-known shapes of tokens and keys
  [
    /\bya29\.[\w-]{10,4000}|(?<![\w-])1\/\/[\w-]{20,400}|\bSG\.[\w-]{10,100}\.[\w-]{10,200}|\bxkeysib-[\w-]{20,200}|\bxsmtpsib-[\w-]{20,200}|(?<![\w-])eyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{0,4000})?|\bGOCSPX-[\w-]{10,100}|(?<![\w-])key-[0-9a-f]{32}(?![\w-])|\bgh[opsu]_\w{30,100}|\bre_[A-Za-z0-9]{6,20}_[A-Za-z0-9]{16,60}/g,
    mask,
  ],
  // the token of a link
  [/([?&](?:token|code|key|sig|signature)=)[\w.~%+/=-]{16,4000}/gi, `$1${mask}`],
]

/** Hides the lines of private keys (RFC 7468 section 10), and keeps that there were any. */
function maskKeys(text: string): string {
  if (!text.includes('PRIVATE KEY-----')) return text
  let inside = false
  return text
    .split('\n')
    .map((line) => {
      if (/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/.test(line)) inside = true
      else if (/-----END [A-Z ]{0,30}PRIVATE KEY-----/.test(line)) inside = false
      else if (inside) return line.replace(/\S{1,200}/g, mask)
      return line
    })
    .join('\n')
}

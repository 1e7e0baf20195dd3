/** What stands in place of a secret: always as long, so that it says nothing about the secret. */
const mask = '********'

const patterns: readonly (readonly [RegExp, string])[] = [
  // user:password@ in a URL
  [/([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:"'<>]{0,200}:[^\s/@"'<>]{1,200}@/gi, `$1${mask}:${mask}@`],
  // Authorization: Bearer …, Basic …
  [
    /(\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|digest|token)?\s{0,3})[^\s"',;]{4,4000}/gi,
    `$1${mask}`,
  ],
  [/(\b(?:bearer|auth=bearer)\s{1,3})[\w.~+/=-]{12,4000}/gi, `$1${mask}`],
  // AUTH with an initial response; the mechanism stays
  [
    /(\bAUTH[ \t]{1,3}(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|EXTERNAL|GSSAPI|DIGEST-MD5|SCRAM-SHA-\d{1,3})[ \t]{1,3})(?!mechanism|authentication|failed|is |not |method|command|login|plain|xoauth|cram|ntlm|with|returned|used|PLAIN|LOGIN|NTLM|CRAM|GSSAPI|XOAUTH|OAUTH|DIGEST)(?!AHVuZGVmaW5lZAB1bmRlZmluZWQ|dW5kZWZpbmVk|AG51bGwAbnVsbA|bnVsbA==)[A-Za-z0-9+/=_-]{4,4000}/gi,
    `$1${mask}`,
  ],
  // name = value of a setting that holds a secret
  [
    /((?:["'\b]|\b)(?:[a-z0-9_.-]{0,30}[_.-])?(?:password|passwd|passwort|contrase(?:ñ|n)a|pass|pwd|secret|client_?secret|api_?key|access_?token|refresh_?token|id_?token|authtoken|auth_?pass|private_?key)["']?\s{0,3}(?:=>|[:=](?!>))\s{0,3})(?:"(?:[^"\\\n]|\\.){1,400}"|'(?:[^'\\\n]|\\.){1,400}'|(?!["'*\s])[^\s"',;&)}\]]{1,400})/gi,
    `$1${mask}`,
  ],
  // Google's and other well-known shapes of tokens and keys
  [
    /\bya29\.[\w-]{10,4000}|(?<![\w-])1\/\/[\w-]{20,400}|\bSG\.[\w-]{10,100}\.[\w-]{10,200}|\bxkeysib-[\w-]{20,200}|\bxsmtpsib-[\w-]{20,200}|(?<![\w-])eyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{0,4000})?/g,
    mask,
  ],
]

const base64 = /[A-Za-z0-9+/]{6,4000}={0,2}/g
/** A server's challenge, and the end of a login. */
const challenge = /(?:^|[^\d.])334(?:[ "'-]|$)/
const ending = /(?:^|[^\d.])(?:235|[45]\d\d)[ -]/
const login = /\bAUTH[ \t]{1,3}(?:LOGIN|PLAIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM|DIGEST-MD5|SCRAM-SHA-\d{1,3})\b/i

/** How many lines a log may put between a challenge and its answer. */
const patience = 4

/**
 * Hides secrets in a text that a person pasted: credentials of AUTH exchanges, passwords in URLs and settings, tokens,
 * Authorization headers. Keeps the lines and everything a diagnosis needs. Fails closed inside AUTH: after a `334`
 * challenge whatever looks encoded is hidden. Linear; masking twice changes nothing more.
 */
export function maskPasted(text: string): string {
  const masked = patterns.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text)
  return maskExchanges(masked)
}

/** Between AUTH or a challenge and the reply that ends the login, the client's lines are secrets. */
function maskExchanges(text: string): string {
  if (!challenge.test(text) && !login.test(text)) return text
  let left = 0
  return text
    .split('\n')
    .map((line) => {
      if (challenge.test(line)) {
        left = patience
        return maskEncoded(line)
      }
      if (login.test(line) && !/250[ -]/.test(line)) left = patience
      else if (left > 0 && ending.test(line)) left = 0
      else if (left > 0) {
        left -= 1
        return maskEncoded(line)
      }
      return line
    })
    .join('\n')
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
  tokenFault,
])

function maskEncoded(line: string): string {
  return line.replace(base64, (word) => {
    if (plain.has(word) || !looksEncoded(word)) return word
    return word.startsWith(tokenFault) ? `${tokenFault}${mask}` : mask
  })
}

/** Words of a sentence are letters of one case; encoded text mixes cases, digits and signs. */
function looksEncoded(word: string): boolean {
  if (word.endsWith('=')) return true
  if (word.length < 8) return false
  const [small, capital, digit] = [/[a-z]/.test(word), /[A-Z]/.test(word.slice(1)), /\d/.test(word)]
  return (small && capital) || (digit && (small || capital))
}

import type { Finding } from '../finding.js'
import { belongsTo, isLargeProvider } from '../known-hosts.js'
import { hostNamedIn } from '../named-server.js'
import type { Reading } from '../reading.js'
import { weights } from './rule.js'
import type { Situation } from './situation.js'
import { wrongMode } from './tls-mode.js'

const spokeFirst: Situation = {
  id: 'greeting/spoke-first',
  source: 'RFC 5321 section 4.3.1: the client waits for the greeting',
  look: ({ reading }) =>
    reading.conversations.some(({ spokeBeforeGreeting }) => spokeBeforeGreeting) &&
    reading.words.includes('invalid greeting')
      ? { cause: 'protocol-error', score: weights.tag, phase: 'greeting', ...line(reading, 'invalid greeting') }
      : undefined,
}

const imapGreets: Situation = {
  id: 'greeting/imap',
  source: 'RFC 3501 section 7.1.1: `* OK` is the greeting of an IMAP server',
  look: ({ reading, utterances }) => {
    const found = utterances.find(({ words }) => /(?:^|[\s=:])\* ok\b/.test(words) || /(?:^|[\s=:])\+ok\b/.test(words))
    if (found !== undefined) return { cause: 'not-smtp', score: weights.exact, utterance: found }
    const at = reading.lines.findIndex((text) => /^[<S:\s-]{0,12}\* OK (?:\[CAPABILITY|.{0,40}IMAP)/i.test(text))
    const alsoSmtp = reading.conversations.some(
      ({ greeting, commands }) => greeting !== undefined || commands.length > 0,
    )
    return at < 0 || alsoSmtp ? undefined : { cause: 'not-smtp', score: weights.exact, phase: 'greeting', lines: [at] }
  },
}

const portOfAnother: Situation = {
  id: 'greeting/port-of-another-protocol',
  source: 'RFC 1939, 3501, 8314, 9110: what answers on the ports of POP, IMAP and HTTP speaks no SMTP',
  look: ({ reading, utterances, context }) => {
    const ports = context.port === undefined ? foreignPort.test(reading.words) : foreign.has(context.port)
    if (!ports) return undefined
    const misread = utterances.find(({ kind, words }) => kind === 'words' && notUnderstood.test(words))
    return misread === undefined
      ? undefined
      : { cause: 'not-smtp', score: weights.exact + 5, phase: 'greeting', lines: misread.lines, confidence: 'likely' }
  },
}

const foreign: ReadonlySet<number> = new Set([80, 110, 143, 443, 993, 995])
const foreignPort = /(?:\bport[ :=]{1,3}|[a-z\d-]\.[a-z]{2,12}(?::|, )|\b\d{1,3}:)(?:80|110|143|443|993|995)\b(?![.\d])/
const notUnderstood =
  /parse status code|invalid (?:greeting|response)|unexpected (?:greeting|response|reply)|protocol error|malformed (?:reply|response)|short response|greeting never received|bad greeting/

const ftpGreets: Situation = {
  id: 'greeting/ftp',
  source: 'RFC 959: FTP servers greet with 220 too, and name themselves',
  look: ({ reading }) =>
    reading.conversations.some(({ greeting }) => /\bftpd?\b|proftpd|vsftpd|filezilla/i.test(greeting ?? ''))
      ? { cause: 'not-smtp', score: weights.exact, phase: 'greeting', ...line(reading, '220') }
      : undefined,
}

const noReply: Situation = {
  id: 'connect/no-reply-at-all',
  source: 'PHPMailer names the command that failed and then the reply; where it is empty the server hung up',
  look: ({ utterances }) => {
    const failed = utterances.find(({ words }) => /^smtp error: (?!quit|rset)[a-z ]{2,24} command failed:$/.test(words))
    return failed === undefined
      ? undefined
      : {
          cause: 'connection-dropped',
          score: weights.vague,
          utterance: failed,
          phase: failed.phase,
          confidence: 'likely',
        }
  },
}

const proxied: Situation = {
  id: 'greeting/proxied',
  source: 'mail shields of antivirus programs, which greet in the place of the server',
  look: ({ reading }) =>
    reading.conversations.some(({ greeting }) => shield.test(greeting ?? ''))
      ? {
          cause: 'connection-intercepted',
          score: weights.vague,
          phase: 'greeting',
          side: 'network',
          ...line(reading, '220'),
        }
      : undefined,
}

const shield = /avast|avg smtp|mfe proxy|mcafee|kaspersky|norton|bitdefender|eset smtp/i

const masked: Situation = {
  id: 'hello/masked',
  source:
    'Cisco ESMTP inspection: it writes asterisks over the greeting and X over the keywords that it does not let pass',
  look: ({ reading }) => {
    const at = reading.lines.findIndex((text) => /250[- ]?X{7}[A-D](?![A-Za-z.@-])|220[- ]\*{20,80}$/.test(text))
    return at < 0
      ? undefined
      : { cause: 'connection-intercepted', score: weights.exact, phase: 'hello', lines: [at], side: 'network' }
  },
}

const silence: Situation = {
  id: 'greeting/silence',
  source: 'RFC 5321 section 3.1: after the connection the server speaks first',
  look: ({ reading, utterances }) => {
    const silent = reading.conversations.some(
      ({ connected, greeting, commands }) => connected && greeting === undefined && commands.length === 0,
    )
    const waited = utterances.find(({ words, phase }) => phase === 'greeting' && /time-?out|timed out/.test(words))
    return silent && waited !== undefined
      ? {
          cause: 'greeting-timeout',
          score: weights.exact,
          utterance: waited,
          confidence: 'likely',
        }
      : undefined
  },
}

const otherHost: Situation = {
  id: 'connect/other-host-answers',
  source: 'hosting panels that redirect outgoing SMTP to their own server (cPanel SMTP restrictions)',
  look: ({ reading, context, utterances }) => {
    const host = (context.host ?? hostNamedIn(reading.words))?.toLowerCase()
    if (host === undefined) return undefined
    const certificate = utterances.find(({ words }) =>
      certificateNames(words).some((name) => belongsTo(host, name) === false),
    )
    const replaced = utterances.find(({ words }) => selfSigned.test(words))
    const fake = certificate ?? (isLargeProvider(host) ? replaced : undefined)
    if (fake !== undefined) return intercepted('tls', fake.lines)
    for (const { greeting, usedTls } of reading.conversations.map((one) => ({
      greeting: one.greeting,
      usedTls: one.starttlsTried || /enable_crypto|certificate|handshake/.test(reading.words),
    }))) {
      const named = /^220[- ](\S{1,100}\.\S{1,100})/.exec(greeting ?? '')?.[1]?.toLowerCase()
      if (named === undefined || belongsTo(host, named) !== false) continue
      const at = reading.lines.findIndex((text) => text.toLowerCase().includes(named))
      return intercepted(usedTls ? 'tls' : undefined, at < 0 ? [] : [at])
    }
    const exim = utterances.find(({ words, code }) => code === 535 && words.includes('incorrect authentication data'))
    return exim !== undefined && belongsTo(host, 'incorrect authentication data') === false
      ? intercepted('auth', exim.lines)
      : undefined
  },
}

/** No large provider shows such a certificate. */
const selfSigned = /self[- _]signed|with policy errors remotecertificatechainerrors/

function intercepted(phase: Finding['phase'], lines: readonly number[]): Partial<Finding> {
  return {
    cause: 'connection-intercepted',
    score: weights.tag + 5,
    phase,
    lines,
    side: 'network',
    confidence: 'likely',
  }
}

function certificateNames(words: string): readonly string[] {
  const cn = /peer certificate cn=(\S{1,100}\.\S{1,100}) did not match/.exec(words)?.[1]
  const alt = /is not in the certs altnames: (.{3,200})/.exec(words)?.[1]
  return [...(cn === undefined ? [] : [cn]), ...(alt === undefined ? [] : [alt])]
}

function line(reading: Reading, words: string): Pick<Finding, 'lines'> {
  const at = reading.lines.findIndex((text) => text.toLowerCase().includes(words))
  return { lines: at < 0 ? [] : [at] }
}

/** Before the first command: who greets, whether anybody does, and in which TLS mode. */
export const connectionSituations: readonly Situation[] = [
  spokeFirst,
  imapGreets,
  ftpGreets,
  portOfAnother,
  masked,
  noReply,
  proxied,
  silence,
  otherHost,
  wrongMode,
]

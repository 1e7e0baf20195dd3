import type { Finding } from '../finding.js'
import { fold } from '../fold.js'
import { portNamedIn } from '../named-server.js'
import type { Reading } from '../reading.js'
import type { Utterance } from '../utterance.js'
import { connectionSituations } from './connection-situations.js'
import { courseSituations } from './course-situations.js'
import { weights } from './rule.js'
import type { Seen, Situation } from './situation.js'

const accepted: Situation = {
  id: 'done/accepted',
  source: 'RFC 5321 section 3.3: a 250 after the final dot hands over the responsibility',
  look: ({ reading, utterances }) => {
    const answered = reading.conversations.flatMap(({ acceptedAt }) => acceptedAt ?? [])
    const told = utterances.filter(
      ({ words, kind, lines: [line] }) =>
        kind === 'words' && isDelivery(words) && !/\bexpect|instead of/.test(words) && !isOfReport(reading, line),
    )
    const lines = [...answered, ...told.flatMap(({ lines: [line] }) => line ?? [])]
    const at = lines.reduce((last, line) => Math.max(last, line), queuedAt(reading))
    if (at < 0) return undefined
    const to = recipientIn(reading.lines[at])
    if (reading.lines.slice(at + 1).some(failsLater) || bouncedByRelay(reading.lines, at)) return undefined
    const refused = utterances.some(
      ({ kind, lines: [line], consequence }) =>
        kind === 'reply' && !consequence && line !== undefined && (line > at || isAnother(to, reading.lines[line])),
    )
    return refused ? undefined : { cause: 'accepted', score: 200, lines: [at] }
  },
}

/** The log of a mail server goes on to a delivery that fails: what was taken before was its own queue, or another mail. */
function failsLater(line: string): boolean {
  return (
    /\b(?:dsn=[45]\.|stat=(?!sent)|status=(?:deferred|bounced))|SMTP ERROR: (?!QUIT|RSET)[A-Z ]{2,24} command failed/i.test(
      line,
    ) || isEximBounce(line)
  )
}

/** Does the line of a Postfix log tell of the report that it wrote about a delivery which failed? */
function isOfReport({ lines, words }: Reading, line: number | undefined): boolean {
  if (line === undefined || !words.includes('sender non-delivery notification: ')) return false
  const id = /\]: ([\w-]{6,20}): to=</.exec(lines[line] ?? '')?.[1]
  return id !== undefined && words.includes(`sender non-delivery notification: ${id.toLowerCase()}`)
}

function isEximBounce(line: string): boolean {
  return line.includes(' ** ') && /\b\w{6}-\w{6,11}-\w{2,4} \*\* \S{1,320}@/.test(line)
}

/** The line of a mail server's log by which it gave a message up. */
function isBounce(line: string): boolean {
  return (
    /\bstatus=bounced|\bdsn=5\.|\bstat=(?:user unknown|service unavailable|host unknown)/i.test(line) ||
    isEximBounce(line)
  )
}

/**
 * The log of the relay stands above the yes by which it took the message: it tells of the same one where it names the
 * id that the relay gave it, or the recipient that the program beside the yes names as accepted.
 */
function bouncedByRelay(lines: readonly string[], at: number): boolean {
  const yes = lines[at] ?? ''
  const id = /queued as ([\w-]{6,40})/i.exec(yes)?.[1]
  const beside = lines
    .slice(Math.max(0, at - besideYes), at + besideYes)
    .filter((line) => /accepted['"]?: ?\[/.test(line))
  if (id === undefined && beside.length === 0) return false
  return lines.slice(0, at).some((line) => {
    if (!isBounce(line)) return false
    if (id !== undefined && line.includes(id)) return true
    const to = /(?:to=<?|\*\* )([^\s<>,]{1,320}@[^\s<>,:]{1,255})/.exec(line)?.[1]
    return to !== undefined && beside.some((told) => told.includes(to))
  })
}

const besideYes = 8

/** A log of several deliveries was pasted for the one that failed. */
function isAnother(to: string | undefined, line: string | undefined): boolean {
  const other = recipientIn(line)
  return to !== undefined && other !== undefined && other !== to
}

function recipientIn(line: string | undefined): string | undefined {
  return / to=<([^>]{1,320})>/.exec(line ?? '')?.[1]
}

/** The line of a reply that took a message over, where the conversation around it was left out; -1 without one. */
function queuedAt({ lines, words }: Reading): number {
  if (!queued.test(words)) return -1
  return lines.findLastIndex((line) => queued.test(fold(line)))
}

const queued = /\b250[ -](?:2\.\d\.\d )?.{0,120}(?:queued (?:as|on|mail for delivery)|accepted for delivery)/

function isDelivery(words: string): boolean {
  return (
    words.includes('status=sent (250') ||
    /(?:response|sent|answered|reply)[: ]{1,2}250 /.test(words) ||
    words.includes('stat=sent (ok') ||
    words.includes('dsn=2.0.0, stat=sent') ||
    words.includes('remote host said: 250') ||
    (/ [=-]> \S{1,100}@/.test(words) && words.includes('c=250'))
  )
}

const missingSettings: Situation = {
  id: 'auth/settings-missing',
  source: 'base64 of undefined or null where user name or password belong',
  look: ({ reading, utterances }) => {
    const empty = /AHVuZGVmaW5lZAB1bmRlZmluZWQ|dW5kZWZpbmVkAHVuZGVmaW5lZA|dW5kZWZpbmVk|AG51bGwAbnVsbA|bnVsbA==/i
    const at = reading.lines.findIndex((text) => empty.test(text))
    const missing = utterances.find(({ words }) =>
      /missing credentials for|no credentials|credentials (?:are )?missing|username (?:is )?(?:empty|missing)|user name cannot be|all-whitespace username|no password specified|username and password (?:must|are required)/.test(
        words,
      ),
    )
    const blank = reading.conversations.some(({ emptySecret }) => emptySecret)
    const refused = utterances.find(
      ({ code, phase }) => code !== 504 && (code === 535 || code === 501 || (phase === 'auth' && code !== undefined)),
    )
    if (missing === undefined && ((at < 0 && !blank) || refused === undefined)) return undefined
    const lines = [...(at < 0 ? [] : [at]), ...((missing ?? refused)?.lines ?? [])]
    return { cause: 'credentials-rejected', side: 'configuration', score: weights.tag, utterance: refused, lines }
  },
}

const noLogin: Situation = {
  id: 'recipient/never-logged-in',
  source: 'RFC 4954: AUTH can follow only an EHLO; a client that says HELO never logs in',
  look: ({ reading, utterances }) => {
    const refused = utterances.find(
      ({ words, kind }) => kind === 'reply' && /relay|not authori[sz]ed|authenticat/.test(words),
    )
    const silent = reading.conversations.some(
      ({ usedHelo, authTried, rcptTo }) => usedHelo && !authTried && rcptTo !== undefined,
    )
    return refused !== undefined && silent
      ? {
          cause: 'authentication-required',
          score: weights.tag,
          utterance: refused,
          phase: refused.phase,
        }
      : undefined
  },
}

const notLoggedIn: Situation = {
  id: 'recipient/submission-refuses-host',
  source: 'Postfix master.cf: on the submission services smtpd_client_restrictions rejects whoever did not log in',
  look: ({ reading, utterances, context }) => {
    const port = context.port ?? portNamedIn(reading.words)
    const submission = port === 587 || port === 465 || /(?:submission|smtps)\/smtpd/.test(reading.words)
    const refused = utterances.find(({ words }) => words.includes('client host rejected: access denied'))
    return submission && refused !== undefined
      ? {
          cause: 'authentication-required',
          score: weights.tag,
          utterance: refused,
          phase: refused.phase,
          confidence: 'likely',
        }
      : undefined
  },
}

const identity: Situation = {
  id: 'acceptance/ses-identity',
  source:
    'Amazon SES: 554 Email address is not verified names the identity that fails; in the sandbox also the recipient',
  look: ({ reading, utterances, context }) => {
    const refused = utterances.find(({ words }) => words.includes('identities failed the check'))
    if (refused === undefined) return undefined
    const [to, from] = [context.to?.toLowerCase(), context.from?.toLowerCase()]
    const senders = from !== undefined && names(refused, from.split('@')[1] ?? from)
    const recipients = to === undefined ? isToldRecipient(refused, reading.words) : names(refused, to)
    if (recipients && !senders) return { cause: 'sandbox-restricted', score: weights.tag + 5, utterance: refused }
    return {
      cause: 'sender-not-verified',
      score: weights.tag,
      utterance: refused,
      confidence: from === undefined ? 'likely' : 'certain',
    }
  },
}

/** Does the text say beside the refusal that the mail was to the identity named there? */
function isToldRecipient(refused: Utterance, words: string): boolean {
  const identity = /in region [\w-]{1,30}: (\S{1,320}@\S{1,255})/.exec(refused.words)?.[1]
  return identity !== undefined && (endsIn(words, `to=${identity}`) || endsIn(words, `to: ${identity}`))
}

function names(refused: Utterance, address: string): boolean {
  return refused.words.indexOf(address, refused.words.indexOf('identities failed the check')) >= 0
}

const domainLookedUp: Situation = {
  id: 'recipient/domain-looked-up',
  source: 'Postfix smtp(8): the name that was not found is the domain of the recipient in to=<…>',
  look: ({ reading, utterances }) => {
    const found = utterances.find(({ words }) => {
      const name =
        /name service error for name=(\S{1,255}) type=[a-z]{1,4}: host (?:not found(?!, try)|found but no data record)/.exec(
          words,
        )?.[1]
      return name !== undefined && endsIn(reading.words, `@${name}`)
    })
    return found === undefined
      ? undefined
      : { cause: 'recipient-domain-not-found', score: weights.tag, lines: found.lines, phase: 'resolve' }
  },
}

const relayLookedUp: Situation = {
  id: 'resolve/relay-looked-up',
  source:
    'OpenSMTPD smtpd(8): `relay=` is the host of the settings where it is not the domain of the recipient in `to=`',
  look: ({ reading }) => {
    const at = reading.lines.findIndex((text) => {
      if (!text.includes('stat=')) return false
      const [, domain, relay] = /to=<?[^@,\s]{1,64}@([^>,\s]{1,255})>?,.{1,300}relay=([\w.-]{1,255}),/.exec(text) ?? []
      return domain !== undefined && relay !== domain && /stat=(?:no mx found|.{0,40}failed to resolve)/i.test(text)
    })
    return at < 0 ? undefined : { cause: 'dns-not-found', score: weights.tag, lines: [at], phase: 'resolve' }
  },
}

/** Does an address of this domain, and not of a longer one, stand in the text? */
function endsIn(words: string, domain: string): boolean {
  for (let at = words.indexOf(domain); at >= 0; at = words.indexOf(domain, at + 1))
    if (!/[\w.-]/.test(words[at + domain.length] ?? ' ')) return true
  return false
}

/** A challenge that holds `{"status":"4…`, mostly in base64: the reason for which a token is refused. */
const tokenFault = /334[ -]{1,3}(?:eyJzdGF0dXMiOiI0|\{"status" ?: ?"4)/

const tokenRefused: Situation = {
  id: 'auth/token-refused',
  source: 'RFC 7628: after AUTH XOAUTH2 or OAUTHBEARER the refused credential is a token',
  look: ({ reading, utterances }) => {
    const told = reading.lines.findIndex((text) => tokenFault.test(text))
    if (told >= 0 && !utterances.some(({ code }) => code === 535))
      return { cause: 'oauth-token-invalid', score: weights.tag + 20, lines: [told], phase: 'auth' }
    const withToken = reading.conversations.some(({ commands }) => {
      const logins = commands.filter((text) => /^AUTH /i.test(text))
      return logins.length > 0 && logins.every((text) => /^AUTH (?:XOAUTH2|OAUTHBEARER)/i.test(text))
    })
    const refused = utterances.find(
      ({ code, phase, words }) =>
        phase === 'auth' && (code === 535 || code === 334) && !/disabled|mechanism/.test(words),
    )
    const named = /command: auth (?:xoauth2|oauthbearer)/.test(reading.words)
    return (withToken || named) && refused !== undefined
      ? {
          cause: 'oauth-token-invalid',
          score: weights.tag + 20,
          utterance: refused,
          confidence: 'likely',
        }
      : undefined
  },
}

const senderOfBareHost: Situation = {
  id: 'sender/bare-host',
  source:
    'RFC 5321 section 2.3.5: a domain is fully qualified; programs make senders up from the name of their machine',
  look: ({ utterances }) => {
    const refused = utterances.find(
      ({ kind, code, phase, words }) =>
        kind === 'reply' &&
        (code ?? 0) >= 500 &&
        phase !== 'auth' &&
        /\bsender\b|\bmail from\b/.test(words) &&
        /\b(?:invalid|bad|illegal|rejected|denied|not allowed|unacceptable)\b/.test(words) &&
        !/\brecipient\b|\bdomain\b|owned|spf|dkim|dmarc/.test(words) &&
        /<[^\s<>@]{1,64}@[a-z\d-]{1,63}>/.test(words),
    )
    return refused === undefined
      ? undefined
      : {
          cause: 'sender-domain-invalid',
          score: weights.exact + 5,
          utterance: refused,
          phase: refused.phase ?? 'sender',
        }
  },
}

const all: readonly Situation[] = [
  accepted,
  ...connectionSituations,
  ...courseSituations,
  tokenRefused,
  domainLookedUp,
  relayLookedUp,
  missingSettings,
  noLogin,
  notLoggedIn,
  senderOfBareHost,
  identity,
]

/** All situations that are found, each as a finding. */
export function situations(seen: Seen): readonly Finding[] {
  return all.flatMap(({ id, look }) => {
    const found = look(seen)
    if (found?.cause === undefined) return []
    const base = {
      utterance: undefined,
      lines: found.utterance?.lines ?? [],
      phase: undefined,
      confidence: undefined,
      code: undefined,
      score: weights.exact,
    }
    return [{ ...base, ...found, cause: found.cause, rule: id }]
  })
}

// Scores the diagnosis against a folder of labelled cases and measures its speed.
//   node bench/diagnosis.mjs FOLDER [--all] [--misses] [--only FILE]
// A case is a JSON file with `text`, `labels` {phase, cause, side, retryable}, and optionally `context`, `cause_also`,
// `phase_also` and `confidence`. The strict score leaves out cases of confidence "likely"; --all takes them in.
// An answer of "unknown" is a miss but not a wrong answer.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { diagnose } from '../dist/domain/diagnosis/diagnose.js'

/**
 * @typedef {{id: string, text: string, confidence?: string, context?: object, cause_also?: string[], phase_also?: string | string[],
 *   labels: {cause: string, phase: string, side: string, retryable: boolean}}} Case
 */

const options = process.argv.slice(2)
const folder = options.find((option, at) => !option.startsWith('--') && options[at - 1] !== '--only')
if (folder === undefined) {
  console.error('usage: npm run bench:diagnosis -- FOLDER [--all] [--misses] [--only FILE]')
  process.exit(2)
}
const only = options.includes('--only')
  ? new Set(readFileSync(options[options.indexOf('--only') + 1] ?? '', 'utf8').split(/\s+/))
  : undefined

/** @type {Case[]} */
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && (only === undefined || only.has(name)))
  .toSorted()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  .filter((one) => options.includes('--all') || one.confidence !== 'likely')

const tally = { cause: 0, side: 0, phase: 0, retryable: 0, wrong: 0, unknown: 0 }
for (const one of cases) {
  const got = diagnose(one.text, undefined, one.context)
  const causes = [one.labels.cause, ...(one.cause_also ?? [])]
  const phases = [one.labels.phase, ...[one.phase_also ?? []].flat()]
  const right = causes.includes(got.cause)
  if (got.cause === 'unknown') tally.unknown++
  else if (!right) tally.wrong++
  if (right) tally.cause++
  if (got.side === one.labels.side) tally.side++
  if (phases.includes(got.phase)) tally.phase++
  if (got.retryable === one.labels.retryable) tally.retryable++
  const differs =
    !right || got.side !== one.labels.side || !phases.includes(got.phase) || got.retryable !== one.labels.retryable
  if (options.includes('--misses') && differs) {
    const { side, retryable } = one.labels
    console.log(`${right ? '~' : 'X'} ${one.id}: want ${causes.join('|')} @${phases.join('|')} ${side} ${retryable}`)
    console.log(`    got ${got.cause} @${got.phase} ${got.side} ${got.retryable} by ${got.rule}`)
  }
}
const percent = (/** @type {number} */ count) => `${((100 * count) / Math.max(1, cases.length)).toFixed(1)}%`
console.log(
  `cases ${cases.length} · cause ${percent(tally.cause)} · side ${percent(tally.side)} · phase ${percent(tally.phase)} · retryable ${percent(tally.retryable)} · wrong ${percent(tally.wrong)} · unknown ${percent(tally.unknown)}`,
)

/** @param {() => void} work @param {number} rounds */
function times(work, rounds) {
  const taken = Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  const at = (/** @type {number} */ share) => (taken[Math.floor((taken.length - 1) * share)] ?? 0).toFixed(2)
  return `best ${at(0)} ms · median ${at(0.5)} ms · p99 ${at(0.99)} ms`
}
/** So much of a text as a person would paste at most: 64 KiB. @param {string} text */
const paste = (text) => text.repeat(Math.ceil(65536 / Math.max(1, text.length))).slice(0, 65536)
/** @param {(number: number) => string} line */
const lines = (line) => paste(Array.from({ length: 8000 }, (_, number) => line(number)).join('\n'))

let next = 0
console.log(
  `a case: ${times(() => diagnose(cases[next++ % cases.length]?.text ?? ''), 20 * Math.max(1, cases.length))}`,
)
const ownLine = '12 2026-11-21T15:03:12.162 5012 7 C > "the quick brown fox jumps over the lazy dog, again and again"\n'
const words = 'the server said that delivery to this mailbox was refused as relay access is denied for user and host'
const wide = words.split(' ')
const long = {
  'pasted logs': paste(cases.map(({ text }) => text).join('\n')),
  'our own format': `1 2026-11-21T15:03:11.586 5012 7 ### SMTP Connected to 'mx.example' on port 25. (not secured)\n2 2026-11-21T15:03:11.586 5012 7 S < "220 mx.example ESMTP"\n${ownLine.repeat(680)}3 2026-11-21T15:03:12.586 5012 7 S < "550 5.1.1 User unknown"\n`,
  'bounces in a mail server’s log': lines(
    (number) =>
      `Nov 21 15:03:12 mx1 postfix/smtp[${number}]: ABCDEF${number}: to=<u${number}@firm.example>, relay=mx.firm.example[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.firm.example[192.0.2.1] said: 550 5.1.1 <u${number}@firm.example>: Recipient address rejected: User unknown (in reply to RCPT TO command))`,
  ),
  'replies with a prefix': lines((number) => `[2026-11-21 15:03:12] S: 550 5.1.1 <u${number}@firm.example> unknown`),
  'short replies, all different': lines((number) => `${450 + (number % 110)} no ${number}`),
  'one short reply': paste('550 no\n'),
  'a stack trace': lines((number) =>
    number % 12 === 0
      ? `Error: Invalid login: 535 5.7.8 authentication failed ${number}`
      : `    at SMTPConnection._on${number} (/app/node_modules/nodemailer/lib/smtp-connection/index.js:${number}:21)`,
  ),
  'one line of words': paste(Array.from({ length: 9000 }, (_, at) => wide[(at * 7) % wide.length]).join(' ')),
}
for (const [name, text] of Object.entries(long)) console.log(`64 KiB of ${name}: ${times(() => diagnose(text), 50)}`)

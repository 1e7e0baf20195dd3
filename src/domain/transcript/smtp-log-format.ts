import { escapeText, unescapeText } from './escapes.js'
import { parseEvent, printEvent } from './event-catalogue.js'
import type { LogLocale, RecordedLine, Statement } from './statement.js'
import { parseTime, printTime } from './utc-time.js'

/**
 * A line as the SMTP log file holds it, without its LF: counter, time in UTC, process id, conversation and statement,
 * separated by one blank. {@link parseLine} gives the line back, whatever bytes it holds.
 */
export function printLine(line: RecordedLine, locale: LogLocale): string {
  return `${line.counter} ${printTime(line.at)} ${line.processId} ${line.conversation} ${printStatement(line.statement, locale)}`
}

function printStatement(statement: Statement, locale: LogLocale): string {
  if (statement.kind === 'event') return `### ${printEvent(statement.event, locale)}`
  return `${statement.kind === 'sent' ? 'C >' : 'S <'} "${escapeText(statement.text)}"`
}

export type ParsedLine =
  { readonly outcome: 'line'; readonly line: RecordedLine } | { readonly outcome: 'damaged'; readonly reason: string }

/** Reads one line of an SMTP log file in either language. Anything that {@link printLine} does not print is damaged. */
export function parseLine(text: string): ParsedLine {
  const items = /^(0|[1-9]\d{0,15}) (\S{23}) (0|[1-9]\d{0,15}) (0|[1-9]\d{0,15}) (.*)$/s.exec(text)
  if (items === null) return damaged('expected "counter time process conversation statement", separated by one blank')
  const [, counter = '', time = '', processId = '', conversation = '', said = ''] = items
  const at = parseTime(time)
  if (at === undefined) return damaged(`no such time: ${escapeText(time)}`)
  const statement = parseStatement(said)
  if (statement === undefined)
    return damaged('the statement is none of C > "…", S < "…" and ### …, or is wrongly escaped')
  const line = {
    counter: Number(counter),
    at,
    processId: Number(processId),
    conversation: Number(conversation),
    statement,
  }
  return Math.max(line.counter, line.processId, line.conversation) <= Number.MAX_SAFE_INTEGER
    ? { outcome: 'line', line }
    : damaged('a number is too large')
}

const damaged = (reason: string): ParsedLine => ({ outcome: 'damaged', reason })

function parseStatement(said: string): Statement | undefined {
  if (said.startsWith('### ')) {
    const event = parseEvent(said.slice(4))
    return event && { kind: 'event', event }
  }
  const kind = said.startsWith('C > "') ? 'sent' : said.startsWith('S < "') ? 'received' : undefined
  if (kind === undefined || said.length < 6 || !said.endsWith('"')) return undefined
  const escaped = said.slice(5, -1)
  const text = unescapeText(escaped)
  return text !== undefined && escapeText(text) === escaped ? { kind, text } : undefined
}

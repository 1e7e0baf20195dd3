import { readFileSync, readdirSync } from 'node:fs'
import { parseLine, printLine } from '../../src/domain/transcript/smtp-log-format.js'
import { ConversationRecorder } from '../../src/domain/transcript/recorder.js'
import type { RecorderOptions } from '../../src/domain/transcript/recorder.js'
import { SecretPatterns } from '../../src/domain/transcript/secret-patterns.js'
import type { LogLocale, Statement } from '../../src/domain/transcript/statement.js'
import { bytesOf } from '../../src/domain/transcript/wire-text.js'

/**
 * A conversation as a text in the log's own format. A line of the wire or an event stands as it happens; when the record
 * differs, `  = …` under it says how it stands there, `  -` that it does not, and `  + …` what is recorded before it.
 */
export interface Script {
  readonly happens: readonly Statement[]
  readonly recorded: readonly string[]
}

const folder = new URL('./', import.meta.url)

export const scriptNames = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -4))
  .toSorted()

export function readScript(name: string): Script {
  const lines = readFileSync(new URL(`${name}.txt`, folder), 'utf8').split('\n')
  const happens: Statement[] = []
  const recorded: string[] = []
  for (const line of lines.filter((text) => text !== '' && !text.startsWith('# '))) {
    if (line === '  -') recorded.pop()
    else if (line.startsWith('  = ')) recorded.splice(-1, 1, line.slice(4))
    else if (line.startsWith('  + ')) recorded.splice(-1, 0, line.slice(4))
    else {
      happens.push(statementOf(line))
      recorded.push(line)
    }
  }
  return { happens, recorded }
}

function statementOf(text: string): Statement {
  const parsed = parseLine(`0 1970-01-01T00:00:00.000 0 0 ${text}`)
  if (parsed.outcome === 'damaged') throw new Error(`${text}: ${parsed.reason}`)
  return parsed.line.statement
}

/** What a recorder makes of the statements when they happen, each line of the wire ended by CRLF. */
export function record(happens: readonly Statement[], options: Partial<RecorderOptions> = {}): readonly Statement[] {
  const statements: Statement[] = []
  const recorder = new ConversationRecorder({
    secrets: new SecretPatterns(),
    extended: false,
    addresses: 'full',
    onStatement: (statement) => statements.push(statement),
    ...options,
  })
  for (const statement of happens) {
    if (statement.kind === 'event') recorder.event(statement.event)
    else if (statement.kind === 'sent') recorder.sent(bytesOf(`${statement.text}\r\n`))
    else recorder.received(bytesOf(`${statement.text}\r\n`))
  }
  recorder.ended()
  return statements
}

/** Statements as they stand in the log, without counter, time, process and conversation. */
export const printed = (statements: readonly Statement[], locale: LogLocale = 'en'): readonly string[] =>
  statements.map((statement) =>
    printLine({ counter: 0, at: 0, processId: 0, conversation: 0, statement }, locale).slice(
      '0 1970-01-01T00:00:00.000 0 0 '.length,
    ),
  )

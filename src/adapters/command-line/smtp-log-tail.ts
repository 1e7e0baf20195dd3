import { open } from 'node:fs/promises'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { escapeText } from '../../domain/transcript/escapes.js'
import { SmtpLogReader } from '../../domain/transcript/smtp-log-reader.js'
import { exitFine, exitNotFine } from './exit-codes.js'
import { readEvents } from './event-stream.js'
import type { ServiceClient } from './service-client.js'
import type { TailRequest } from './smtp-log-commands.js'
import { type Terminal, failed } from './terminal.js'
import { isSystemError } from '../file-system/system-error.js'

/** No line of the log is longer. */
const maxLineBytes = 1 << 20

/** `smtp-log tail` without `--follow`: the last lines of the file, and of those that were full before it. */
export async function tailFile(path: string, { lines }: TailRequest, terminal: Terminal): Promise<number> {
  const last = await lastLines(path, lines)
  if (typeof last === 'string') {
    const message =
      last === 'ENOENT' ? words.noFile[terminal.language](path) : words.unreadable[terminal.language](path, last)
    return failed({ message, exitCode: exitNotFine }, terminal)
  }
  const files = [last]
  for (let missing = lines - last.length; missing > 0; missing = lines - files.flat().length) {
    const before = await lastLines(`${path}.${String(files.length)}`, missing)
    if (typeof before === 'string') break
    files.unshift(before)
  }
  const all = files.flat()
  terminal.out(all.map((line) => `${line}\n`).join(''))
  return exitFine
}

/** `smtp-log tail --follow`: what the service records, until it ends. */
export async function followLog(client: ServiceClient, { lines }: TailRequest, terminal: Terminal): Promise<number> {
  let lastId: string | undefined
  for (;;) {
    const query = lastId === undefined ? { last: String(lines) } : {}
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId }
    const opened = await client.open('/v1/smtp-log/stream', query, headers)
    if (opened.outcome === 'failed') return failed(opened, terminal)
    let end = ''
    for await (const { name, id, data } of readEvents(opened.chunks)) {
      if (id !== undefined) lastId = id
      if (name === 'message') terminal.out(`${shown(data)}\n`)
      else terminal.err(`${escapeText(data)}\n`)
      end = name
    }
    if (end === 'dropped') continue
    if (end !== 'closed') terminal.err(`${words.ended[terminal.language]}\n`)
    return exitNotFine
  }
}

/** The last lines of a file, read from its end on, or the code of the system's fault. */
async function lastLines(path: string, count: number): Promise<readonly string[] | string> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      for (let window = 64 * 1024; ; window *= 4) {
        const from = Math.max(0, size - window)
        const bytes = Buffer.alloc(size - from)
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
        // Where the window cuts a line in two, the first part is none.
        const lines = bytes
          .subarray(0, bytesRead)
          .toString('utf8')
          .split('\n')
          .slice(from === 0 ? 0 : 1)
        if (lines.at(-1) === '') lines.pop()
        if (lines.length >= count || from === 0 || window > count * maxLineBytes)
          return lines.slice(-count).map((line) => shown(line))
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isSystemError(error)) return error.code
    throw error
  }
}

/** What the log printed is safe to show; anything else that stands in its file is made so. */
function shown(line: string): string {
  const [read] = new SmtpLogReader().read(Buffer.from(`${line}\n`))
  return read?.outcome === 'line' ? line : escapeText(line)
}

const words = {
  noFile: {
    en: (path: string) =>
      `There is no SMTP log at "${path}" yet; expected the DATA_DIR or SMTP_LOG_FILE of the service.`,
    es: (path: string) =>
      `Aún no hay registro SMTP en "${path}"; se esperaba el DATA_DIR o SMTP_LOG_FILE del servicio.`,
  },
  unreadable: {
    en: (path: string, code: string) =>
      `The SMTP log "${path}" cannot be read (${code}); expected a file that this user may read.`,
    es: (path: string, code: string) =>
      `El registro SMTP "${path}" no se puede leer (${code}); se esperaba un archivo que este usuario pueda leer.`,
  },
  ended: {
    en: 'The service has ended the stream.',
    es: 'El servicio ha terminado el flujo.',
  } satisfies Sentence,
}

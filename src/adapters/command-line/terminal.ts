import { createInterface } from 'node:readline'
import { isSystemError } from '../file-system/system-error.js'
import { exitFine } from './exit-codes.js'

/** Where people read, and where a command finds what they give it. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Everything on standard input; at most `maxBytes` from its end. */
  readInput(maxBytes: number): Promise<ReadBytes>
  /** The next line that somebody types; empty when nobody does. */
  readLine(): Promise<string>
  /** True when somebody sees what goes to `err`, so that progress is worth showing. */
  readonly isWatched: boolean
  /** True when somebody types, so that they should hear what is expected. */
  readonly isTypedAt: boolean
  /** Whether to mark with colours: on a terminal, unless `NO_COLOR` is set (https://no-color.org). */
  readonly isColoured: boolean
  readonly language: 'en' | 'es'
}

export interface ReadBytes {
  readonly bytes: Uint8Array
  /** How many bytes before them were left out. */
  readonly leftOut: number
}

/** The language that the variables of POSIX name for messages (`LC_ALL` before `LC_MESSAGES` before `LANG`), else English. */
export function languageFrom(variables: Readonly<Record<string, string | undefined>>): 'en' | 'es' {
  const named = [variables['LC_ALL'], variables['LC_MESSAGES'], variables['LANG']].find(Boolean)
  return /^es(?:[_.@-]|$)/i.test(named ?? '') ? 'es' : 'en'
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  process.stdout.on('error', readerLeft)
  process.stderr.on('error', readerLeft)
  const { NO_COLOR: noColour, TERM: kind } = process.env
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readInput: (maxBytes) => readEnd(process.stdin, maxBytes),
    readLine: () => lineFrom(process.stdin),
    isWatched: process.stderr.isTTY,
    isTypedAt: process.stdin.isTTY,
    isColoured: process.stdout.isTTY && (noColour ?? '') === '' && kind !== 'dumb',
    language: languageFrom(process.env),
  }
}

async function lineFrom(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}

/** Says what went wrong; resolves to the exit code for it. */
export function failed(
  { message, exitCode }: { readonly message: string; readonly exitCode: number },
  terminal: Terminal,
): number {
  terminal.err(`${message}\n`)
  return exitCode
}

/** Prints for scripts; what could drive a terminal is escaped the way JSON has for it. */
export function json(value: unknown, terminal: Terminal): number {
  const text = JSON.stringify(value, null, 2)
  terminal.out(`${text.replace(driving, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`)
  return exitFine
}

/** DEL and C1, the signs that turn the direction of writing, and those that end a line, which JSON lets stand. */
const driving = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Whoever reads may leave early (`| head`): that is no fault, and nothing more is to be said to them. */
function readerLeft(error: Error): void {
  if (!isSystemError(error) || error.code !== 'EPIPE') throw error
}

/** Reads a stream to its end and keeps its last bytes: a fault stands at the end of a log. */
export async function readEnd(stream: AsyncIterable<unknown>, maxBytes: number): Promise<ReadBytes> {
  let chunks: Uint8Array[] = []
  let size = 0
  let leftOut = 0
  for await (const chunk of stream) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
    chunks.push(bytes)
    size += bytes.length
    if (size <= 2 * maxBytes) continue
    const kept = Buffer.concat(chunks).subarray(-maxBytes)
    leftOut += size - kept.length
    chunks = [kept]
    size = kept.length
  }
  const whole = Buffer.concat(chunks)
  const bytes = whole.subarray(Math.max(0, whole.length - maxBytes))
  return { bytes, leftOut: leftOut + whole.length - bytes.length }
}

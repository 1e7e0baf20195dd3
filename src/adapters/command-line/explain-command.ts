import { open } from 'node:fs/promises'
import { diagnose } from '../../domain/diagnosis/diagnose.js'
import type { DiagnosisContext } from '../../domain/diagnosis/diagnosis.js'
import { maskPasted } from '../../domain/diagnosis/mask-pasted.js'
import { exitFine, exitNotFine, exitUsage } from './exit-codes.js'
import { explanationText } from './explanation-text.js'
import { json, type ReadBytes, readEnd, type Terminal } from './terminal.js'
import { isSystemError } from '../file-system/system-error.js'
import { textOfFile } from '../file-system/text-encoding.js'

export interface ExplainRequest {
  /** Standard input when absent. */
  readonly file?: string
  readonly asJson: boolean
  readonly context: DiagnosisContext
}

/** More than any conversation; of a longer text its end is read. */
const maxBytes = 1024 * 1024

/** Says what a text means that somebody found in a log or a window: why an e-mail did not go out, who must act, what to do. */
export async function explain({ file, asJson, context }: ExplainRequest, terminal: Terminal): Promise<number> {
  if (file === undefined && terminal.isTypedAt) terminal.err(`${words.paste[terminal.language]}\n`)
  const read = file === undefined ? await terminal.readInput(maxBytes) : await readFile(file)
  if (typeof read === 'string') return misused(terminal, words.unreadable[terminal.language](file ?? '-', read))
  const text = textOfFile(read.bytes)
  if (text.trim() === '') return misused(terminal, words.empty[terminal.language](file))
  if (read.leftOut > 0) terminal.err(`${words.leftOut[terminal.language](read.leftOut)}\n`)
  const masked = maskPasted(text)
  const diagnosis = diagnose(masked, undefined, context)
  if (asJson) json(diagnosis, terminal)
  else terminal.out(explanationText(diagnosis, masked, terminal))
  return diagnosis.cause === 'accepted' ? exitFine : exitNotFine
}

/** The end of a file, or the system's own word for why there is none. */
async function readFile(path: string): Promise<ReadBytes | string> {
  try {
    const file = await open(path)
    try {
      return await readEnd(file.createReadStream(), maxBytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isSystemError(error)) return error.code
    throw error
  }
}

function misused(terminal: Terminal, message: string): number {
  terminal.err(`${message}\n`)
  return exitUsage
}

const words = {
  paste: {
    en: 'Paste the error or the conversation, then press Ctrl-D.',
    es: 'Pegue el error o la conversación y pulse Ctrl-D.',
  },
  unreadable: {
    en: (file: string, code: string) =>
      `The file "${file}" cannot be read (${code}); expected a text file, or the text on standard input.`,
    es: (file: string, code: string) =>
      `No se puede leer el archivo «${file}» (${code}); se esperaba un archivo de texto, o el texto por la entrada estándar.`,
  },
  empty: {
    en: (file: string | undefined) =>
      `There is nothing to explain: ${file === undefined ? 'standard input' : `"${file}"`} is empty. Expected an error message or an SMTP conversation.`,
    es: (file: string | undefined) =>
      `No hay nada que explicar: ${file === undefined ? 'la entrada estándar' : `«${file}»`} está vacía. Se esperaba un mensaje de error o una conversación SMTP.`,
  },
  leftOut: {
    en: (bytes: number) =>
      `Only the last ${String(maxBytes)} bytes are read; ${String(bytes)} before them are left out.`,
    es: (bytes: number) => `Solo se leen los últimos ${String(maxBytes)} bytes; se omiten ${String(bytes)} anteriores.`,
  },
}

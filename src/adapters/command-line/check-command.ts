import { resolve } from 'node:path'
import type { CheckProgress, CheckRequest, ProviderCheck } from '../../application/check-provider.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { CheckText } from './check-text.js'
import { ExtendedLogFile } from './extended-log-file.js'
import { exitFine, exitNotFine, exitUsage } from './exit-codes.js'
import type { ServiceClient } from './service-client.js'
import { failed, json, type Terminal } from './terminal.js'

export interface CheckCommandRequest {
  readonly request: Omit<CheckRequest, 'extended'>
  /** Where an extended log of the check is wanted. */
  readonly extendedLogFile?: string
  readonly asJson: boolean
}

export interface CheckWays {
  readonly client: ServiceClient
  readonly directly: CheckDirectly
  /** The file of the SMTP log, by the same environment. */
  smtpLogFile(): Promise<string>
}

/** Checks without a service, with the settings of the environment, by the same code. */
export type CheckDirectly = (
  request: CheckRequest,
  onProgress: (progress: CheckProgress) => void,
) => Promise<CheckEnding>

export type CheckEnding =
  | { readonly outcome: 'checked'; readonly fine: boolean }
  | { readonly outcome: 'failed'; readonly exitCode: number; readonly message: Sentence }

/** `check`: through the running service, or else directly, saying so; live on a terminal. */
export async function check(
  ways: CheckWays,
  { request, extendedLogFile, asJson }: CheckCommandRequest,
  terminal: Terminal,
): Promise<number> {
  if (extendedLogFile === undefined) return checked(ways, { request, asJson }, terminal)
  // Two programs that write one file would spoil its numbers.
  if (resolve(extendedLogFile) === (await ways.smtpLogFile())) {
    return failed({ message: words.isTheLog[terminal.language], exitCode: exitUsage }, terminal)
  }
  const opening = await ExtendedLogFile.open(extendedLogFile)
  if (opening.outcome === 'failed') {
    const message = words.notWritable[terminal.language](extendedLogFile, opening.code)
    return failed({ message, exitCode: exitNotFine }, terminal)
  }
  const { file } = opening
  try {
    const code = await checked(ways, { request: { ...request, extended: true }, file, asJson }, terminal)
    if (typeof file.state === 'object') {
      const message = words.notWhole[terminal.language](extendedLogFile, file.state.code)
      return failed({ message, exitCode: exitNotFine }, terminal)
    }
    if (file.state === 'written') terminal.err(`${words.kept[terminal.language](extendedLogFile)}\n`)
    return code
  } finally {
    file.close()
  }
}

interface Wanted {
  readonly request: CheckRequest
  readonly file?: ExtendedLogFile
  readonly asJson: boolean
}

async function checked(
  { client, directly }: CheckWays,
  { request, file, asJson }: Wanted,
  terminal: Terminal,
): Promise<number> {
  const { language } = terminal
  const checks: ProviderCheck[] = []
  const text = new CheckText(terminal)
  const heard = (progress: CheckProgress): void => {
    if (progress.progress === 'finished') {
      const { extendedLog = [], ...check } = progress.check
      file?.write(extendedLog)
      checks.push(check)
    }
    if (!asJson) text.show(progress)
  }
  const service = await client.find()
  if (service.outcome === 'not-found' && service.isRunning === true) {
    return failed({ message: service.why[language], exitCode: exitNotFine }, terminal)
  }
  if (service.outcome === 'not-found') {
    terminal.err(`${words.directly[language]}\n`)
    const ending = await directly(request, heard)
    if (ending.outcome === 'failed') {
      return failed({ message: ending.message[language], exitCode: ending.exitCode }, terminal)
    }
    return told({ fine: ending.fine, checks }, asJson, terminal)
  }
  if (!asJson) terminal.out(`${words.through[language](service.url)}\n`)
  let fine: boolean | undefined
  const answer = await client.follow(service, { method: 'POST', path: '/v1/smtp-checks', body: request }, (line) => {
    const progress = line as CheckProgress | { readonly progress: 'done'; readonly fine: boolean }
    if (progress.progress === 'done') fine = progress.fine
    else heard(progress)
  })
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (fine === undefined) return failed({ message: words.brokenOff[language], exitCode: exitNotFine }, terminal)
  return told({ fine, checks }, asJson, terminal)
}

function told(
  found: { readonly fine: boolean; readonly checks: readonly ProviderCheck[] },
  asJson: boolean,
  terminal: Terminal,
): number {
  if (asJson) json(found, terminal)
  return found.fine ? exitFine : exitNotFine
}

const words = {
  isTheLog: {
    en: '--extended: this is the SMTP log itself; expected a file of its own.',
    es: '--extended: este es el propio diario SMTP; se esperaba un archivo aparte.',
  },
  notWritable: {
    en: (path: string, code: string) =>
      `--extended: "${path}" cannot be written (${code}); expected a file that this user may write. Nothing was checked.`,
    es: (path: string, code: string) =>
      `--extended: no se puede escribir en "${path}" (${code}); se esperaba un archivo en que este usuario pueda escribir. No se comprobó nada.`,
  },
  notWhole: {
    en: (path: string, code: string) =>
      `--extended: "${path}" could not be written to its end (${code}); expected room for it.`,
    es: (path: string, code: string) =>
      `--extended: "${path}" no se pudo escribir hasta el final (${code}); se esperaba sitio para ello.`,
  },
  kept: {
    en: (path: string) => `The extended log of this check is in "${path}".`,
    es: (path: string) => `El diario extendido de esta comprobación está en "${path}".`,
  },
  directly: {
    en: 'No service is running here: checking directly, with the settings of the environment.',
    es: 'Aquí no se ejecuta ningún servicio: se comprueba directamente, con la configuración del entorno.',
  },
  through: {
    en: (url: string) => `Checking through the running service at ${url}.`,
    es: (url: string) => `Se comprueba a través del servicio que se ejecuta en ${url}.`,
  },
  brokenOff: {
    en: 'The service broke the check off; its log says why.',
    es: 'El servicio interrumpió la comprobación; su registro dice por qué.',
  },
}

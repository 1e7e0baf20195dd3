import type { CheckProgress, CheckRequest, ProviderCheck } from '../../application/check-provider.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { CheckText } from './check-text.js'
import { exitFine, exitNotFine } from './exit-codes.js'
import type { ServiceClient } from './service-client.js'
import { failed, json, type Terminal } from './terminal.js'

export interface CheckCommandRequest {
  readonly request: CheckRequest
  readonly asJson: boolean
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
  client: ServiceClient,
  checkDirectly: CheckDirectly,
  { request, asJson }: CheckCommandRequest,
  terminal: Terminal,
): Promise<number> {
  const { language } = terminal
  const checks: ProviderCheck[] = []
  const text = new CheckText(terminal)
  const heard = (progress: CheckProgress): void => {
    if (progress.progress === 'finished') checks.push(progress.check)
    if (!asJson) text.show(progress)
  }
  const service = await client.find()
  if (service.outcome === 'not-found' && service.isRunning === true) {
    return failed({ message: service.why[language], exitCode: exitNotFine }, terminal)
  }
  if (service.outcome === 'not-found') {
    terminal.err(`${words.directly[language]}\n`)
    const ending = await checkDirectly(request, heard)
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

import { exitFine } from './exit-codes.js'
import type { ServiceClient } from './service-client.js'
import { type Terminal, failed, json } from './terminal.js'

export interface StateRequest {
  /** What it shall be; only asked for when absent. */
  readonly recording?: boolean
  readonly asJson: boolean
}

export interface TailRequest {
  readonly lines: number
  readonly follows: boolean
}

/** `smtp-log on`, `smtp-log off` and `smtp-log status` */
export async function smtpLogState(
  client: ServiceClient,
  { recording, asJson }: StateRequest,
  terminal: Terminal,
): Promise<number> {
  const path = '/v1/smtp-log'
  const answer = await client.ask(
    recording === undefined
      ? { method: 'GET', path }
      : { method: 'PUT', path, body: { recording, by: 'command line' } },
  )
  if (answer.outcome === 'failed') return failed(answer, terminal)
  if (asJson) return json(answer.body, terminal)
  const isOn = (answer.body as { readonly recording: boolean }).recording
  terminal.out(`${words[isOn ? 'on' : 'off'][terminal.language]}\n`)
  return exitFine
}

const words = {
  on: { en: 'SMTP conversations are recorded.', es: 'Las conversaciones SMTP se graban.' },
  off: { en: 'SMTP conversations are not recorded.', es: 'Las conversaciones SMTP no se graban.' },
}

import { diagnose } from '../domain/diagnosis/diagnose.js'
import type { Diagnosis, SendingFault } from '../domain/diagnosis/diagnosis.js'
import { printLine } from '../domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../domain/transcript/statement.js'
import type { Provider } from './ports/email-sender.js'

/** The envelope, as far as it is known. */
export interface Envelope {
  readonly from?: string
  readonly to?: string
}

/** What the record of a conversation with a provider means. The provider is left out where it is not known any more. */
export function diagnoseAttempt(
  lines: readonly RecordedLine[],
  fault: SendingFault | undefined,
  provider: Provider | undefined,
  envelope: Envelope,
): Diagnosis {
  const transcript = lines.map((line) => printLine(line, 'en')).join('\n')
  return diagnose(transcript, fault, { ...(provider === undefined ? {} : whereabouts(provider)), ...envelope })
}

function whereabouts({ host, port, tls }: Provider) {
  return { host, port, tls: tls === 'opportunistic' ? 'starttls' : tls } as const
}

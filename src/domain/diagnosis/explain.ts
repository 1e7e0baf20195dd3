import { brokenOff } from './broken-off.js'
import { catalogue } from './catalogue.js'
import type { Cause, Phase } from './cause.js'
import type { Diagnosis, DiagnosisContext, Sentence } from './diagnosis.js'
import { spellStatus } from './enhanced-status.js'
import { providerIn, providerRemedy } from './provider.js'
import type { Reading } from './reading.js'
import type { Utterance } from './utterance.js'

/** The two sentences for a cause: what happened (with the status code spelled out), and what to do at this provider. */
export function explain(
  { cause, phase }: { readonly cause: Cause; readonly phase: Phase },
  reading: Reading,
  refusal: Utterance | undefined,
  context: DiagnosisContext,
): Pick<Diagnosis, 'explanation' | 'remedy'> {
  const broken = brokenOff(cause, phase)
  if (broken !== undefined) return { explanation: broken.explanation, remedy: broken.remedy }
  const { explanation, remedy } = catalogue[cause]
  const port = context.port ?? portIn(reading.words)
  const provider =
    providerIn((context.host ?? '').toLowerCase()) ?? providerIn(refusal?.words ?? '') ?? providerIn(reading.words)
  return {
    explanation: withStatus(portHint(cause, explanation, port), refusal?.enhanced),
    remedy: providerRemedy(provider, cause) ?? portRemedy(cause, port) ?? remedy,
  }
}

function withStatus(sentence: Sentence, enhanced: string | undefined): Sentence {
  const status = enhanced === undefined ? undefined : spellStatus(enhanced)
  if (enhanced === undefined || status === undefined) return sentence
  return { en: insert(sentence.en, `${enhanced}: ${status.en}`), es: insert(sentence.es, `${enhanced}: ${status.es}`) }
}

function insert(sentence: string, words: string): string {
  return `${sentence.slice(0, -1)} (${words}).`
}

function portHint(cause: Cause, sentence: Sentence, port: number | undefined): Sentence {
  if (port !== 25 || (cause !== 'connection-timeout' && cause !== 'connection-refused')) return sentence
  return {
    en: insert(sentence.en, 'many hosters block outgoing port 25'),
    es: insert(sentence.es, 'muchos proveedores de alojamiento bloquean el puerto 25 de salida'),
  }
}

function portRemedy(cause: Cause, port: number | undefined): Sentence | undefined {
  if (port !== 25 || (cause !== 'connection-timeout' && cause !== 'connection-refused')) return undefined
  return {
    en: 'Hand mail in on port 587 or 465 (2525 where the provider has it), or have port 25 opened by the hoster.',
    es: 'Entregue el correo por el puerto 587 o el 465 (o el 2525, si el proveedor lo tiene), o pida al proveedor de alojamiento que abra el puerto 25.',
  }
}

/** The port in an address such as `192.0.2.1:25` or in `port: 25`. */
function portIn(words: string): number | undefined {
  const port = /(?:[\d\]a-z]:|\bport[:= ]{1,3})(\d{2,5})\b/.exec(words)?.[1]
  return port === undefined ? undefined : Number(port)
}

import { brokenOff } from './broken-off.js'
import { catalogue } from './catalogue.js'
import type { Cause, Phase } from './cause.js'
import type { Diagnosis, DiagnosisContext, Sentence } from './diagnosis.js'
import { spellStatus } from './enhanced-status.js'
import { providerRemedy } from './provider-remedies.js'
import { providerIn } from './provider.js'
import type { Reading } from './reading.js'
import { isNotYetValid, leadsToOwnMachine } from './side.js'
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
  const said = refusal?.words ?? reading.words
  if (cause === 'tls-certificate-expired' && isNotYetValid(said)) return ofTheFuture
  const { explanation, remedy } = catalogue[cause]
  const path = {
    port: context.port ?? portIn(said) ?? portIn(reading.words),
    isLocal: leadsToOwnMachine(said, context.host),
  }
  const provider =
    providerIn((context.host ?? '').toLowerCase()) ?? providerIn(refusal?.words ?? '') ?? providerIn(reading.words)
  return {
    explanation: withStatus(withPath(cause, explanation, path), refusal?.enhanced),
    remedy: providerRemedy(provider, cause) ?? remedyOnPath(cause, path) ?? remedy,
  }
}

/** A certificate is issued before it is used: when it seems to be too early, it is the clock that is late. */
const ofTheFuture = {
  explanation: {
    en: 'By the clock of this machine the certificate of the mail server is not valid yet.',
    es: 'Según el reloj de esta máquina, el certificado del servidor de correo aún no es válido.',
  },
  remedy: {
    en: "Set the clock of this machine right (NTP); only if it is right, have the server's operator install a certificate that is valid already.",
    es: 'Ponga en hora el reloj de esta máquina (NTP); solo si está en hora, pida al operador del servidor que instale un certificado que ya sea válido.',
  },
}

function withStatus(sentence: Sentence, enhanced: string | undefined): Sentence {
  const status = enhanced === undefined ? undefined : spellStatus(enhanced)
  if (enhanced === undefined || status === undefined) return sentence
  return { en: insert(sentence.en, `${enhanced}: ${status.en}`), es: insert(sentence.es, `${enhanced}: ${status.es}`) }
}

function insert(sentence: string, words: string): string {
  return `${sentence.slice(0, -1)} (${words}).`
}

/** Where a connection led that did not come about. */
interface Path {
  readonly port: number | undefined
  /** To this very machine, where no hoster blocks anything. */
  readonly isLocal: boolean
}

function withPath(cause: Cause, sentence: Sentence, { port, isLocal }: Path): Sentence {
  if (isLocal || port !== 25 || !mayBeBlocked(cause)) return sentence
  return {
    en: insert(sentence.en, 'many hosters block outgoing port 25'),
    es: insert(sentence.es, 'muchos proveedores de alojamiento bloquean el puerto 25 de salida'),
  }
}

function remedyOnPath(cause: Cause, { port, isLocal }: Path): Sentence | undefined {
  if (!mayBeBlocked(cause)) return undefined
  if (isLocal) return cause === 'connection-refused' ? nothingListens : undefined
  return port === 25 ? otherPort : undefined
}

const mayBeBlocked = (cause: Cause): boolean => cause === 'connection-timeout' || cause === 'connection-refused'

const nothingListens: Sentence = {
  en: 'Start the mail server of this machine, or correct host and port in the settings; inside a container, localhost is the container itself.',
  es: 'Arranque el servidor de correo de esta máquina o corrija el servidor y el puerto en la configuración; dentro de un contenedor, localhost es el propio contenedor.',
}

const otherPort: Sentence = {
  en: 'Hand mail in on port 587 or 465 (2525 where the provider has it), or have port 25 opened by the hoster.',
  es: 'Entregue el correo por el puerto 587 o el 465 (o el 2525, si el proveedor lo tiene), o pida al proveedor de alojamiento que abra el puerto 25.',
}

/** The port behind the address or the host that could not be reached, or named as such; no minute, and no line of a program. */
function portIn(words: string): number | undefined {
  const found =
    /(?:\d\.\d{1,3}|\]|\blocalhost|(?:refused|timedout|unreach) [\da-f:]{2,40}|\.(?!(?:[cm]?[jt]sx?|py|rb|go|php|java|cs|log):)[a-z]{2,24}):(\d{2,5})\b(?!:\d)|\bport[:= ]{1,3}(\d{2,5})\b/.exec(
      words,
    )
  const port = found?.[1] ?? found?.[2]
  return port === undefined ? undefined : Number(port)
}

import { localMask } from '../transcript/address-mask.js'
import type { Diagnosis } from './diagnosis.js'

/**
 * The diagnosis with an address masked wherever it quotes it, in any capitals: what is kept of a provider's fault must
 * not name the person whose e-mail met it.
 */
export function withoutAddress(diagnosis: Diagnosis, address: string): Diagnosis {
  const quoted = new RegExp(address.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu')
  const masked = localMask + address.slice(address.lastIndexOf('@'))
  const clean = (text: string): string => text.replace(quoted, () => masked)
  const { evidence, explanation, remedy } = diagnosis
  return {
    ...diagnosis,
    evidence: evidence.map(clean),
    explanation: { en: clean(explanation.en), es: clean(explanation.es) },
    remedy: { en: clean(remedy.en), es: clean(remedy.es) },
  }
}

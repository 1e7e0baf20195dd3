import type { Diagnosis } from './diagnosis.js'

/** Our own defect: an e-mail could not be made from its template, so no conversation took place. */
export function composingFailed(detail: string): Diagnosis {
  return {
    phase: 'resolve',
    cause: 'unknown',
    side: 'configuration',
    retryable: false,
    evidence: [detail],
    confidence: 'certain',
    rule: 'composing-failed',
    explanation: {
      en: 'Registro could not make the e-mail from its own template, so no server was asked.',
      es: 'Registro no pudo componer el correo a partir de su propia plantilla, así que no se preguntó a ningún servidor.',
    },
    remedy: {
      en: 'This is a defect of Registro: update it, or report the detail; the e-mail waits and goes out by itself then.',
      es: 'Es un defecto de Registro: actualízalo o comunica el detalle; el correo espera y saldrá por sí solo.',
    },
  }
}

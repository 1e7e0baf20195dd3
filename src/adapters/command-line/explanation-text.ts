import type { Side } from '../../domain/diagnosis/cause.js'
import type { Diagnosis, Sentence } from '../../domain/diagnosis/diagnosis.js'
import { markedLines } from './marked-lines.js'
import { paints } from './paint.js'

export interface Wording {
  readonly language: 'en' | 'es'
  readonly isColoured: boolean
}

/** How a diagnosis reads in a terminal: what happened, who must act, what to do, and the lines that say so. */
export function explanationText(diagnosis: Diagnosis, maskedText: string, wording: Wording): string {
  const lines = maskedText.split(/\r\n|\n|\r/)
  const { evidence } = diagnosis
  const { language, isColoured } = wording
  const shown = markedLines(lines, {
    evidence,
    shownWhole: 40,
    isNumbered: true,
    language,
    paint: paints(isColoured),
  })
  return [summaryText(diagnosis, wording), '', ...shown, ''].join('\n')
}

/** The diagnosis without the text it was read from. */
export function summaryText(diagnosis: Diagnosis, { language, isColoured }: Wording): string {
  const paint = paints(isColoured)
  const { cause, phase, confidence, rule, side, retryable } = diagnosis
  const isFine = cause === 'accepted'
  const rows: readonly (readonly [string, string])[] = [
    ...(side === 'none'
      ? []
      : [[words.who[language], (cause === 'unknown' ? words.unclear : whoActs[side])[language]] as const]),
    [words.todo[language], diagnosis.remedy[language]],
    ...(isFine ? [] : [[words.later[language], (retryable ? words.maybe : words.never)[language]] as const]),
    [words.finding[language], `${cause} · ${phase} · ${confidences[confidence][language]} · ${rule}`],
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const sign = isFine ? paint.good('✓') : paint.bad('✗')
  return [
    `${sign} ${paint.strong(diagnosis.explanation[language])}`,
    '',
    ...rows.map(([name, text]) => `  ${paint.faint(name.padEnd(width))}${text}`),
  ].join('\n')
}

const words = {
  who: { en: 'Who must act', es: 'Quién debe actuar' },
  unclear: {
    en: 'not clear from this text; whoever sets up the mail of this application finds out more',
    es: 'este texto no lo aclara; quien configura el correo de esta aplicación puede averiguar más',
  },
  todo: { en: 'What to do', es: 'Qué hacer' },
  later: { en: 'Trying again', es: 'Reintentar' },
  finding: { en: 'Finding', es: 'Diagnóstico' },
  maybe: {
    en: 'may help: the same message can pass later',
    es: 'puede servir: el mismo mensaje puede pasar más tarde',
  },
  never: { en: 'does not help until something is changed', es: 'no sirve mientras no se cambie algo' },
} as const satisfies Readonly<Record<string, Sentence>>

const confidences: Readonly<Record<Diagnosis['confidence'], Sentence>> = {
  certain: { en: 'certain', es: 'seguro' },
  likely: { en: 'likely', es: 'probable' },
  guess: { en: 'a guess', es: 'una conjetura' },
}

/** The one who must act, as a person to turn to. */
export const whoActs: Readonly<Record<Side, Sentence>> = {
  configuration: {
    en: 'whoever sets up the mail of this application (host, port, encryption, sender)',
    es: 'quien configura el correo de esta aplicación (servidor, puerto, cifrado, remitente)',
  },
  credentials: {
    en: 'whoever keeps the user name and password of the mail account',
    es: 'quien guarda el usuario y la contraseña de la cuenta de correo',
  },
  network: {
    en: 'whoever runs the network of this machine (DNS, firewall, hosting)',
    es: 'quien administra la red de esta máquina (DNS, cortafuegos, alojamiento)',
  },
  provider: {
    en: 'the mail provider that sends, or its account’s administrator',
    es: 'el proveedor de correo que envía, o quien administra la cuenta en él',
  },
  recipient: {
    en: 'the recipient, or whoever typed the address',
    es: 'el destinatario, o quien escribió la dirección',
  },
  message: { en: 'whoever writes the message', es: 'quien redacta el mensaje' },
  none: { en: 'nobody', es: 'nadie' },
}

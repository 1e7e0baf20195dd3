import type { CheckProgress, ProviderCheck } from '../../application/check-provider.js'
import type { Hint } from '../../domain/check/hints.js'
import type { Certificate, Stage, StageFacts, StageReport } from '../../domain/check/stage.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { escapeText } from '../../domain/transcript/escapes.js'
import { summaryText } from './explanation-text.js'
import { markedLines } from './marked-lines.js'
import { type Paint, paints } from './paint.js'
import type { Terminal } from './terminal.js'

type Language = Terminal['language']

/** Shows a check as it goes on: each stage with its time when it is over, then what it means and what was said. */
export class CheckText {
  readonly #terminal: Terminal
  readonly #paint: Paint
  readonly #shownHints = new Set<string>()

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    this.#paint = paints(terminal.isColoured)
  }

  show(progress: CheckProgress): void {
    switch (progress.progress) {
      case 'started':
        this.#shownHints.clear()
        this.#line('')
        this.#line(this.#paint.strong(escapeText(progress.provider)))
        return this.#hints(progress.hints)
      case 'stage':
        return this.#line(stageLine(progress.report, this.#terminal.language, this.#paint))
      case 'finished':
        return this.#finished(progress.check)
    }
  }

  #finished(check: ProviderCheck): void {
    const { language } = this.#terminal
    const { diagnosis, hints, transcript, reproduction } = check
    this.#hints(hints)
    this.#line('')
    if (diagnosis === undefined) this.#line(`${this.#paint.good('✓')} ${this.#paint.strong(words.fine[language])}`)
    else this.#line(summaryText(diagnosis, this.#terminal))
    if (transcript.length > 0) {
      this.#line('')
      this.#line(this.#paint.faint(words.said[language]))
      const marking = { evidence: diagnosis?.evidence ?? [], language, paint: this.#paint }
      // The lines have numbers of their own; a whole check with a message has less than a hundred.
      for (const line of markedLines(transcript, { ...marking, shownWhole: 200, isNumbered: false })) this.#line(line)
    }
    if (reproduction.length > 0) {
      this.#line('')
      this.#line(this.#paint.faint(words.repeat[language]))
      for (const command of reproduction) this.#line(`  ${escapeText(command).replaceAll('\\\\', '\\')}`)
    }
  }

  /** Those that were not shown before. */
  #hints(hints: readonly Hint[]): void {
    for (const { hint, text } of hints) {
      if (this.#shownHints.has(hint)) continue
      this.#shownHints.add(hint)
      this.#line(`  ${this.#paint.marked('!')} ${text[this.#terminal.language]}`)
    }
  }

  #line(text: string): void {
    this.#terminal.out(`${text}\n`)
  }
}

function stageLine({ stage, outcome, ms, facts }: StageReport, language: Language, paint: Paint): string {
  const width = Math.max(...Object.values(names).map((name) => name[language].length))
  const name = names[stage][language].padEnd(width)
  if (outcome === 'skipped') return paint.faint(`  – ${name} ${''.padStart(9)}  ${words.skipped[language]}`)
  const sign = outcome === 'ok' ? paint.good('✓') : paint.bad('✗')
  const time = stage === 'settings' ? '' : `${String(ms)} ms`
  return `  ${sign} ${name} ${paint.faint(time.padStart(9))}  ${escapeText(factsText(facts, language))}`.trimEnd()
}

/** The facts of a stage on one line. */
function factsText(facts: StageFacts, language: Language): string {
  const { host, port, encryption, sender, addresses, address, tlsVersion, cipher, certificate } = facts
  const parts: readonly (string | undefined)[] = [
    host === undefined ? undefined : `${host}:${String(port ?? '')}`,
    encryption === undefined ? undefined : encryptions[encryption][language],
    sender === undefined ? undefined : `${words.from[language]} ${sender}`,
    addresses?.join(', '),
    address,
    tlsVersion === undefined ? undefined : `${tlsVersion} ${cipher ?? ''}`.trim(),
    certificate === undefined ? undefined : certificateText(certificate, language),
    facts.notVerified === undefined ? undefined : `${words.notVerified[language]} (${facts.notVerified})`,
    facts.extensions?.join(', '),
    facts.mechanism,
    facts.recipient === undefined ? undefined : `${words.to[language]} ${facts.recipient}`,
    facts.error,
    facts.reply?.at(-1),
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' · ')
}

function certificateText({ subject, issuer, expires, daysLeft }: Certificate, language: Language): string {
  const ends = daysLeft === undefined ? expires : words.ends[language](expires.slice(0, 10), daysLeft)
  return `${subject} ← ${issuer} · ${ends}`
}

const names: Readonly<Record<Stage, Sentence>> = {
  settings: { en: 'settings', es: 'configuración' },
  resolve: { en: 'DNS', es: 'DNS' },
  connect: { en: 'TCP', es: 'TCP' },
  tls: { en: 'TLS', es: 'TLS' },
  greeting: { en: 'greeting', es: 'saludo' },
  hello: { en: 'EHLO', es: 'EHLO' },
  auth: { en: 'AUTH', es: 'AUTH' },
  sender: { en: 'sender', es: 'remitente' },
  message: { en: 'message', es: 'mensaje' },
}

const encryptions: Readonly<Record<NonNullable<StageFacts['encryption']>, Sentence>> = {
  implicit: { en: 'implicit TLS', es: 'TLS implícito' },
  starttls: { en: 'STARTTLS', es: 'STARTTLS' },
  opportunistic: { en: 'STARTTLS where offered', es: 'STARTTLS si se ofrece' },
  none: { en: 'no encryption', es: 'sin cifrado' },
}

const words = {
  fine: {
    en: 'The server takes mail from this sender. Add --to ADDRESS to send a real message.',
    es: 'El servidor acepta correo de este remitente. Añada --to DIRECCIÓN para enviar un mensaje real.',
  },
  said: { en: 'What was said:', es: 'Lo que se dijo:' },
  repeat: {
    en: 'To repeat it with public tools:',
    es: 'Para repetirlo con herramientas públicas:',
  },
  skipped: { en: 'skipped', es: 'omitido' },
  from: { en: 'from', es: 'de' },
  to: { en: 'to', es: 'para' },
  notVerified: { en: 'certificate not verified', es: 'certificado no verificado' },
  ends: {
    en: (date: string, days: number) =>
      days < 0 ? `ended on ${date}` : `ends on ${date}, ${String(days)} ${days === 1 ? 'day' : 'days'} left`,
    es: (date: string, days: number) =>
      days < 0
        ? `caducó el ${date}`
        : `caduca el ${date}, ${days === 1 ? 'queda 1 día' : `quedan ${String(days)} días`}`,
  },
}

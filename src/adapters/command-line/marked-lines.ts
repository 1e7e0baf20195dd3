import { escapeText } from '../../domain/transcript/escapes.js'
import type { Paint } from './paint.js'

const shownAround = 3
const maxShownLength = 1_000

export interface Marking {
  /** The lines to be marked. */
  readonly evidence: readonly string[]
  /** Up to so many lines are shown whole; of more, what stands around the evidence. */
  readonly shownWhole: number
  /** Whether each line is shown with its number. */
  readonly isNumbered: boolean
  readonly language: 'en' | 'es'
  readonly paint: Paint
}

/** The lines of a text, those of the evidence marked; the rest of a long one is left out, and it is said how much. */
export function markedLines(
  all: readonly string[],
  { evidence, shownWhole, isNumbered, language, paint }: Marking,
): readonly string[] {
  const lines = [...all]
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  const marked = placesOf(evidence, lines)
  const isShown = (at: number): boolean =>
    lines.length <= shownWhole ||
    (marked.size === 0
      ? at >= lines.length - shownWhole
      : [...marked].some((place) => Math.abs(place - at) <= shownAround))
  const shown: string[] = []
  let hidden = 0
  const tellHidden = (): void => {
    if (hidden > 0) shown.push(paint.faint(`  … ${String(hidden)} ${moreLines[language]}`))
    hidden = 0
  }
  const width = String(lines.length).length
  for (const [at, line] of lines.entries()) {
    if (!isShown(at)) {
      hidden += 1
      continue
    }
    tellHidden()
    const number = isNumbered ? `${String(at + 1).padStart(width)}  ` : ''
    const said = visible(line)
    shown.push(marked.has(at) ? paint.marked(`> ${number}${said}`) : `  ${paint.faint(number)}${said}`)
  }
  tellHidden()
  return shown
}

/** A line that drives no terminal, and is no longer than anybody reads. */
function visible(line: string): string {
  const cut = line.length > maxShownLength ? `${line.slice(0, maxShownLength)}…` : line
  return escapeText(cut.replaceAll('\t', '    ')).replaceAll('\\\\', '\\')
}

/** Where the lines of the evidence stand: together where they do, otherwise each at its first place after the one before. */
function placesOf(evidence: readonly string[], lines: readonly string[]): ReadonlySet<number> {
  if (evidence.length === 0) return new Set()
  const together = lines.findIndex((_, at) => evidence.every((line, next) => lines[at + next] === line))
  if (together >= 0) return new Set(evidence.map((_, next) => together + next))
  const places = new Set<number>()
  let from = 0
  for (const line of evidence) {
    const later = lines.indexOf(line, from)
    const place = later >= 0 ? later : lines.indexOf(line)
    if (place < 0) continue
    places.add(place)
    from = place + 1
  }
  return places
}

const moreLines = { en: 'more lines', es: 'líneas más' }

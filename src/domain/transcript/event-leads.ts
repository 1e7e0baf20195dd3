/** What an event tells, and how it reads in every language. */
interface Told {
  readonly tells: 'course' | 'evidence'
  readonly en: string
  readonly es: string
}

/** Enough of a line to be sure that it is ours, and little enough to stand in what is left of a line that was cut. */
const usualWords = 3

/**
 * Knows the events that tell the course of things by the words they begin with, also where the rest was cut off or
 * altered on the way: as many words as it takes to tell them from every event that may be evidence.
 */
export function courseLeads(events: readonly Told[]): RegExp {
  const texts = (tells: Told['tells']) =>
    events.filter((event) => event.tells === tells).flatMap(({ en, es }) => [en, es])
  const others = texts('evidence').map((text) => text.split(' '))
  return new RegExp(
    `^(?:${texts('course')
      .map((text) => leadOf(text.split(' '), others))
      .join('|')})(?= |$)`,
  )
}

function leadOf(words: readonly string[], others: readonly (readonly string[])[]): string {
  const apart = words.findIndex((_, last) => !others.some((other) => beginsLike(other, words.slice(0, last + 1)))) + 1
  const field = words.findIndex(holdsField)
  const usual = Math.min(usualWords, field < 0 ? words.length : field)
  return words.slice(0, Math.max(apart, usual)).map(patternOf).join(' ')
}

/** A field may read like any word. */
function beginsLike(other: readonly string[], words: readonly string[]): boolean {
  return words.every((word, at) => {
    const its = other[at]
    return its !== undefined && (its === word || holdsField(its) || holdsField(word))
  })
}

function holdsField(word: string): boolean {
  return word.includes('{')
}

/** The character after a field never stands in it. */
function patternOf(word: string): string {
  return word
    .split(/(\{\w+\}.?)/)
    .map((part) => {
      if (!part.startsWith('{')) return literal(part)
      const after = part.slice(part.indexOf('}') + 1)
      return `[^${literal(after || ' ')}]*${literal(after)}`
    })
    .join('')
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

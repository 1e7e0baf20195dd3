import { type Locale, localeOf } from '../../domain/registration/locale.js'

/**
 * The language of ours that a client prefers, or nothing when it names none of ours (RFC 9110 12.5.4). `*` names none:
 * it is what programs send that do not care.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Locale | undefined {
  if (acceptLanguage === undefined) return undefined
  let best: Locale | undefined
  let bestWeight = 0
  for (const range of acceptLanguage.slice(0, maxHeaderCharacters).split(',')) {
    const [tag = '', ...parameters] = range.split(';')
    const locale = localeOf(tag.trim())
    const weight = weightOf(parameters)
    if (locale !== undefined && weight > bestWeight) [best, bestWeight] = [locale, weight]
  }
  return best
}

/** Nobody speaks more languages than fit in here; the rest of a longer header is not read. */
const maxHeaderCharacters = 1_000

function weightOf(parameters: readonly string[]): number {
  const weight = parameters
    .map((parameter) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i.exec(parameter)?.[1])
    .find(Boolean)
  return weight === undefined ? 1 : Math.min(1, Number(weight))
}

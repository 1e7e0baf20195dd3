import type { Instant } from '../../domain/instant.js'
import type { Locale } from '../../domain/registration/locale.js'

const dates: { readonly [L in Locale]: Intl.DateTimeFormat } = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  es: new Intl.DateTimeFormat('es-ES', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
}
const units: { readonly [L in Locale]: { readonly [U in 'hour' | 'day']: readonly [string, string] } } = {
  en: { hour: ['hour', 'hours'], day: ['day', 'days'] },
  es: { hour: ['hora', 'horas'], day: ['día', 'días'] },
}
const between: { readonly [L in Locale]: string } = { en: ' at ', es: ' a las ' }

/** `21 November 2026 at 15:03 UTC`, `21 de noviembre de 2026 a las 15:03 UTC`. */
export function timeInWords(at: Instant, locale: Locale): string {
  const date = new Date(at)
  return `${dates[locale].format(date)}${between[locale]}${date.toISOString().slice(11, 16)} UTC`
}

/** `24 hours`, `3 days`: whole days from two on are told in days. */
export function hoursInWords(hours: number, locale: Locale): string {
  const inDays = hours >= 48 && hours % 24 === 0
  const count = inDays ? hours / 24 : hours
  const [one, many] = units[locale][inDays ? 'day' : 'hour']
  return `${count} ${count === 1 ? one : many}`
}

const msPerDay = 86_400_000
const secondsPerDay = 86_400
const lastMoment = 253_402_300_799_999
const firstMoment = -62_167_219_200_000

/** `YYYY-MM-DDThh:mm:ss.mmm` in UTC, for milliseconds since 1970 within the years 0 to 9999; the nearest of them otherwise. */
export function printTime(at: number): string {
  if (at === latest.at) return latest.text
  const moment = Math.min(Math.max(Math.floor(Number.isNaN(at) ? 0 : at), firstMoment), lastMoment)
  const second = Math.floor(moment / 1000)
  const toSecond = second === latest.second ? latest.toSecond : printSecond(second)
  const text = `${toSecond}.${String(moment - second * 1000).padStart(3, '0')}`
  latest = { at, text, second, toSecond }
  return text
}

function printSecond(second: number): string {
  const day = Math.floor(second / secondsPerDay)
  const inDay = second - day * secondsPerDay
  return `${printDate(day)}T${two(Math.floor(inDay / 3600))}:${two(Math.floor(inDay / 60) % 60)}:${two(inDay % 60)}`
}

/** What {@link printTime} prints, read back; undefined when there is no such time. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})$/.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = match.slice(1).map(Number)
  const at = daysTo(year, month, day) * msPerDay + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
  return printTime(at) === text ? at : undefined
}

/** Many lines have the same time, or the same second: the last one is kept. It is a memory of a pure result, not a state. */
let latest = { at: 0, text: '1970-01-01T00:00:00.000', second: 0, toSecond: '1970-01-01T00:00:00' }

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** Days since 1970-01-01 of a date in the Gregorian calendar; years are counted from March, eras of 400 years have 146,097 days. */
function daysTo(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function printDate(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

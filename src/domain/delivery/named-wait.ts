import { hour, minute, second } from '../instant.js'

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?|segundos?|sekunden?|secondes?)$/, second],
  [/^(?:m|mins?|minutes?|minutos?|minuten)$/, minute],
  [/^(?:h|hrs?|hours?|horas?|stunden?|heures?)$/, hour],
]

/** The wait named by a server's replies among the lines of a record; what stands before a line's text does not count. */
export function namedWaitIn(lines: readonly string[]): number | undefined {
  const replies = lines.flatMap((line) => /(?:^|\s)S < "(.*)"$/.exec(line)?.[1] ?? [])
  return namedWaitMs(replies.join(' '))
}

/**
 * The wait that a reply asks for, such as `Greylisted, try again in 5 minutes`, `retry after 300 seconds` or
 * `come back in 00:04:59`, in milliseconds; `undefined` when it names none. Takes time linear in the text.
 */
export function namedWaitMs(reply: string): number | undefined {
  const words = reply
    .slice(0, 2_000)
    .toLowerCase()
    .split(/[\s,;()]+/)
  const asks = words.findIndex((word) => /^(?:in|after|within|for|en|nach|dans|wait|greylist\w*|retry)$/.test(word))
  if (asks < 0) return undefined
  for (let at = asks; at < words.length; at += 1) {
    const clock = /^(\d{1,2}):(\d{2}):(\d{2})\.?$/.exec(words[at] ?? '')
    if (clock) return Number(clock[1]) * hour + Number(clock[2]) * minute + Number(clock[3]) * second
    const number = /^(\d{1,6})([a-z]*)\.?$/.exec(words[at] ?? '')
    if (!number) continue
    const unit = number[2] === '' ? (words[at + 1] ?? '').replace(/[.!]+$/, '') : (number[2] ?? '')
    const found = units.find(([pattern]) => pattern.test(unit))
    if (found) return Number(number[1]) * found[1]
  }
  return undefined
}

import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { SettingFault } from './settings.js'

/** Reads variables one by one, and remembers every mistake on the way. An empty variable counts as absent. */
export class EnvironmentReader {
  readonly #variables: Readonly<Record<string, string | undefined>>
  readonly #faults: SettingFault[] = []

  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables
  }

  get faults(): readonly SettingFault[] {
    return this.#faults
  }

  text(variable: string): string | undefined {
    const value = this.#variables[variable]?.trim()
    return value === '' ? undefined : value
  }

  /** As it was written, with the blanks around it. */
  exactText(variable: string): string | undefined {
    return this.text(variable) === undefined ? undefined : this.#variables[variable]
  }

  /** Says what is wrong with a value that may be shown. */
  wrong(variable: string, expected: string): undefined {
    return this.fault(variable, `is ${JSON.stringify(this.text(variable) ?? '')}; expected ${expected}.`)
  }

  /** Says what is wrong without showing the value: it may be secret. */
  fault(variable: string, message: string): undefined {
    this.#faults.push({ variable, message })
    return undefined
  }

  wholeNumber(variable: string, fallback: number, least: number, most: number): number {
    const text = this.text(variable)
    if (text === undefined) return fallback
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    this.wrong(variable, `a whole number from ${String(least)} to ${String(most)}`)
    return fallback
  }

  oneOf<Choice extends string>(variable: string, fallback: Choice, choices: readonly Choice[]): Choice {
    const text = this.text(variable)
    if (text === undefined) return fallback
    const found = choices.find((choice) => choice === text.toLowerCase())
    if (found === undefined) this.wrong(variable, `one of: ${choices.join(', ')}`)
    return found ?? fallback
  }

  /** A size such as `10 MB`, `500KB` or `10485760`, in bytes; K, M and G are powers of 1024. */
  bytes(variable: string, fallback: number, least: number): number {
    const text = this.text(variable)
    if (text === undefined) return fallback
    const found = /^(\d{1,12})\s*([kmg]?)i?b?$/i.exec(text)
    const factor = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(found?.[2] ?? '').toLowerCase()] ?? Number.NaN
    const value = found ? Number(found[1]) * factor : Number.NaN
    if (value >= least && Number.isSafeInteger(value)) return value
    this.wrong(variable, `a size of ${String(least)} bytes or more, such as 10 MB`)
    return fallback
  }

  /** The http or https address that others begin with, so without user, query or fragment, and no slash at its end. */
  baseUrl(variable: string): string | undefined {
    const text = this.text(variable)
    if (text === undefined) return undefined
    const url = httpUrlOf(text)
    // A bare ? or # leaves no trace in its parts.
    if (url !== undefined && url.username === '' && url.password === '' && !/[?#]/.test(text)) {
      return url.href.replace(/\/+$/, '')
    }
    const expected = 'an address that starts with http:// or https://, without user, ? and #'
    if (!text.includes('@')) return this.wrong(variable, expected)
    return this.fault(
      variable,
      `has something before an @, not shown here: it may be a password; expected ${expected}.`,
    )
  }

  /** An http or https address. */
  httpUrl(variable: string): string | undefined {
    const text = this.text(variable)
    if (text === undefined) return undefined
    return httpUrlOf(text)?.href ?? this.wrong(variable, 'an address that starts with http:// or https://')
  }

  /** An http or https address that may hold a secret: it is not shown. */
  secretHttpUrl(variable: string): string | undefined {
    const text = this.text(variable)
    if (text === undefined) return undefined
    return httpUrlOf(text)?.href ?? this.fault(variable, 'is no address that starts with http:// or https://.')
  }

  /** A name or address of a machine, as others resolve it. */
  host(variable: string): string | undefined {
    const text = this.text(variable)
    if (text === undefined || isIP(text) !== 0) return text
    if (/^[^\s:/?#@[\]\\%]+$/.test(text) && domainToASCII(text) !== '') return text
    return this.wrong(variable, 'a host name or an IP address, without protocol and port')
  }
}

function httpUrlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}

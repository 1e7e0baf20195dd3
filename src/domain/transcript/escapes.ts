const special =
  /[\x00-\x1f\x7f-\x9f\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Anything but printable ASCII without the backslash. */
const unusual = /[^ -[\]-~]/

const every = new RegExp(special, 'g')

/**
 * A text as it stands in the log: on one line, driving no terminal, turning no writing direction around.
 *
 * `\\`; `\xHH` for C0, DEL and every byte that is not valid UTF-8; `\u{H…}` for C1, bidi controls, U+2028 and U+2029
 * (and for a surrogate that stands for no byte). Hex is upper-case.
 */
export function escapeText(text: string): string {
  return unusual.test(text) && special.test(text) ? text.replace(every, escapeOf) : text
}

/** One ASCII character as an escape, where it must not stand for itself. */
export const escapeAscii = (character: string): string => `\\x${hex(character.charCodeAt(0)).padStart(2, '0')}`

function escapeOf(character: string): string {
  const unit = character.charCodeAt(0)
  if (character === '\\') return '\\\\'
  if (unit < 0x80) return escapeAscii(character)
  if (unit >= 0xdc80 && unit <= 0xdcff) return `\\x${hex(unit - 0xdc00)}`
  return `\\u{${hex(unit)}}`
}

const hex = (number: number): string => number.toString(16).toUpperCase()

const escape = /\\(?:(\\)|x([0-9A-F]{2})|u\{([0-9A-F]{2,6})\}|)/g

/** The text that an escaped text stands for; undefined when it holds an escape that there is not. */
export function unescapeText(escaped: string): string | undefined {
  if (!escaped.includes('\\')) return escaped
  let sound = true
  const text = escaped.replace(escape, (_, backslash?: string, byte?: string, point?: string) => {
    if (backslash !== undefined) return backslash
    if (byte !== undefined) return characterOfByte(Number.parseInt(byte, 16))
    const number = point === undefined ? 0x110000 : Number.parseInt(point, 16)
    if (number <= 0x10ffff) return String.fromCodePoint(number)
    sound = false
    return ''
  })
  return sound ? text : undefined
}

const characterOfByte = (byte: number): string => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)

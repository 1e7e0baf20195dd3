import type { ConversationEvent, EventName } from './event.js'
import { escapeAscii, escapeText, unescapeText } from './escapes.js'
import type { LogLocale } from './statement.js'

/** How one field of an event is written: free text, a whole number, texts joined by commas, or one of a few words. */
type FieldForm<V> = [V] extends [number]
  ? 'number'
  : [V] extends [readonly string[]]
    ? 'list'
    : string extends V
      ? 'text'
      : readonly Word<V>[]

interface Word<V> {
  readonly value: V
  readonly en: string
  readonly es: string
}

type Fields<E extends EventName> = Omit<Extract<ConversationEvent, { readonly event: E }>, 'event'>

/** One event as it reads in every language. A field stands as `{name}`; text between fields is itself. */
export interface EventEntry<E extends EventName> {
  /** `course`: how things went, whatever came of them. `evidence`: it may be what went wrong, or show where. */
  readonly tells: 'course' | 'evidence'
  readonly fields: { readonly [F in keyof Fields<E>]: FieldForm<Fields<E>[F]> }
  readonly en: string
  readonly es: string
}

type Value = string | number | boolean | readonly string[]
type Values = Readonly<Record<string, Value>>
type AnyForm = 'number' | 'list' | 'text' | readonly Word<Value>[]

/** What an event reads like in one language: printing and parsing are made from the same template, so they are inverse. */
export interface EventTemplate {
  readonly print: (event: ConversationEvent) => string
  /** The event that prints as this very text; undefined when there is none. */
  readonly parse: (text: string) => ConversationEvent | undefined
}

export function eventTemplate<E extends EventName>(name: E, entry: EventEntry<E>, locale: LogLocale): EventTemplate {
  const parts = partsOf(entry[locale], entry.fields as Readonly<Record<string, AnyForm>>)
  const print = (event: ConversationEvent): string => {
    const values = event as unknown as Values
    let text = ''
    for (const part of parts) text += typeof part === 'string' ? part : printField(part, values, locale)
    return text
  }
  const parse = (text: string): ConversationEvent | undefined => {
    const values = readFields(text, parts, locale)
    if (values === undefined) return undefined
    const event = { event: name, ...values } as unknown as ConversationEvent
    return print(event) === text ? event : undefined
  }
  return { print, parse }
}

interface FieldPart {
  readonly name: string
  readonly form: AnyForm
  /** The text right after the field, empty at the end. Its first character never stands for itself inside the field. */
  readonly follower: string
}

function partsOf(template: string, forms: Readonly<Record<string, AnyForm>>): readonly (string | FieldPart)[] {
  const pieces = template.split(/\{(\w+)\}/)
  return pieces.map((piece, index) =>
    index % 2 === 0 ? piece : { name: piece, form: forms[piece] ?? 'text', follower: pieces[index + 1] ?? '' },
  )
}

function printField({ name, form, follower }: FieldPart, values: Values, locale: LogLocale): string {
  const value = values[name] ?? ''
  if (form === 'number') return String(wholeNumber(value))
  if (form === 'text') return escapeField(String(value), follower.slice(0, 1))
  if (form === 'list')
    return (Array.isArray(value) ? (value as readonly string[]) : [])
      .filter((item) => item !== '')
      .map((item) => escapeField(item, `,${follower.slice(0, 1)}`))
      .join(', ')
  return (form.find((word) => word.value === value) ?? form[0])?.[locale] ?? ''
}

/** Counts beyond what a number holds exactly, negative or broken ones do not occur; they would read as the nearest that does. */
function wholeNumber(value: Value): number {
  const number = Math.round(Number(value))
  return Number.isNaN(number) ? 0 : Math.min(Math.max(number, 0), Number.MAX_SAFE_INTEGER)
}

/** A field's text never holds a character that ends it: for a list those are the comma and what follows the list. */
function escapeField(text: string, ends: string): string {
  let escaped = escapeText(text)
  for (const end of ends) if (escaped.includes(end)) escaped = escaped.replaceAll(end, escapeAscii(end))
  return escaped
}

function readFields(text: string, parts: readonly (string | FieldPart)[], locale: LogLocale): Values | undefined {
  const values: Record<string, Value> = {}
  let at = 0
  for (const part of parts) {
    if (typeof part === 'string') {
      if (!text.startsWith(part, at)) return undefined
      at += part.length
      continue
    }
    const end = part.follower === '' ? text.length : text.indexOf(part.follower, at)
    if (end < 0) return undefined
    const value = readField(text.slice(at, end), part.form, locale)
    if (value === undefined) return undefined
    values[part.name] = value
    at = end
  }
  return at === text.length ? values : undefined
}

function readField(text: string, form: AnyForm, locale: LogLocale): Value | undefined {
  if (form === 'number') return /^\d{1,16}$/.test(text) ? Number(text) : undefined
  if (form === 'text') return unescapeText(text)
  if (form !== 'list') return form.find((word) => word[locale] === text)?.value
  if (text === '') return []
  const items = text.split(', ').map(unescapeText)
  return items.every((item) => item !== undefined) ? items : undefined
}

import type { ConversationEvent } from './event.js'

/** The fields of events that hold one of a few words, not free text. */
const words: ReadonlySet<string> = new Set(['event', 'how', 'side'])

/** The same event with each of its free texts changed; itself when all stay what they are. */
export function withTexts(event: ConversationEvent, change: (text: string) => string): ConversationEvent {
  const fields = event as unknown as Readonly<Record<string, unknown>>
  let changed: Record<string, unknown> | undefined
  for (const name in fields) {
    if (words.has(name)) continue
    const value = changedValue(fields[name], change)
    if (value === fields[name]) continue
    changed ??= { ...fields }
    changed[name] = value
  }
  return (changed ?? event) as ConversationEvent
}

function changedValue(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? change(item) : item)) : value
}

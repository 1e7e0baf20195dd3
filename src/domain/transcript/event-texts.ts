import type { ConversationEvent } from './event.js'

/** The fields of events that hold one of a few words, not free text. */
const words: ReadonlySet<string> = new Set(['event', 'how', 'side'])

/** The same event with each of its free texts changed. */
export function withTexts(event: ConversationEvent, change: (text: string) => string): ConversationEvent {
  const changed = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name,
    words.has(name) ? value : changedValue(value, change),
  ])
  return Object.fromEntries(changed) as ConversationEvent
}

function changedValue(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? change(item) : item)) : value
}

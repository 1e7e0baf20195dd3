import { escapeText } from '../../domain/transcript/escapes.js'
import type { Paint } from './paint.js'

/** A cell shows no more of a text. */
const widest = 60

/** Rows under a heading, each column as wide as it needs; one line a row, whatever the texts hold. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  const cells = rows.map((row) => row.map(shown))
  const widths = headings.map((heading, at) =>
    Math.max(widthOf(heading), ...cells.map((row) => widthOf(row[at] ?? ''))),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd()
  return [paint.strong(line(headings)), ...cells.map(line)].map((text) => `${text}\n`).join('')
}

/** Names and what they stand for, below each other. */
export function facts(rows: readonly (readonly [string, string | undefined])[], paint: Paint): string {
  const present = rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))
  const width = Math.max(...present.map(([name]) => widthOf(name))) + 2
  return present
    .map(([name, text]) => `${paint.faint(name + ' '.repeat(width - widthOf(name)))}${escapeText(text)}\n`)
    .join('')
}

/** `2026-11-21T15:03:11.586Z` as people read it. */
export function shownTime(time: string | undefined): string {
  return time === undefined ? '–' : time.replace('T', ' ').replace(/\.\d+Z$/, '')
}

function shown(text: string): string {
  const characters = [...text]
  return escapeText(characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : text)
}

function widthOf(text: string): number {
  return [...text].length
}

import { printLine } from './smtp-log-format.js'
import type { RecordedLine } from './statement.js'

/** How much printed text of one attempt is kept: UTF-8, each line with its LF. */
export const maxTranscriptBytes = 256 * 1024

/**
 * The transcript itself when its printed text takes no more than `maxBytes`; otherwise its beginning and its end, up to
 * half of the room each, with one event in between that says how many lines are left out. No line is cut in two, and
 * the first and the last one stay, however long they are.
 */
export function abridged(lines: readonly RecordedLine[], maxBytes = maxTranscriptBytes): readonly RecordedLine[] {
  if (lines.reduce((sum, line) => sum + mostBytes(line), 0) <= maxBytes) return lines
  const sizes = lines.map(printedBytes)
  if (sizes.reduce((sum, size) => sum + size, 0) <= maxBytes) return lines
  const head = fitting(sizes, maxBytes / 2)
  const tail = fitting(sizes.slice(head).toReversed(), maxBytes / 2)
  const lastOfHead = lines[head - 1]
  const leftOut = lines.length - head - tail
  if (lastOfHead === undefined || leftOut < 1) return lines
  return [...lines.slice(0, head), leftOutMark(lastOfHead, leftOut), ...lines.slice(lines.length - tail)]
}

/** How many of the first sizes fit, at least one. */
function fitting(sizes: readonly number[], room: number): number {
  let sum = 0
  const over = sizes.findIndex((size) => (sum += size) > room)
  return Math.max(1, over === -1 ? sizes.length : over)
}

/** Says how many lines are left out. It carries the number and the time of the line before it, where that begins. */
export function leftOutMark(before: RecordedLine, lines: number): RecordedLine {
  const text = `${lines} lines are left out here: this transcript is longer than what is kept of one.`
  return { ...before, statement: { kind: 'event', event: { event: 'note', text } } }
}

/** No character is escaped to more octets, `\u{2028}` among them. */
const mostBytesPerUnit = 8
const mostFrameBytes = 128

/** At least what the line takes printed, told without printing it. */
function mostBytes({ statement }: RecordedLine): number {
  const text = statement.kind === 'event' ? JSON.stringify(statement.event) : statement.text
  return mostFrameBytes + mostBytesPerUnit * text.length
}

function printedBytes(line: RecordedLine): number {
  const printed = printLine(line, 'en')
  let octets = printed.length + 1
  for (let at = 0; at < printed.length; at++) {
    const unit = printed.charCodeAt(at)
    // A surrogate is one of a pair, which takes four octets.
    if (unit >= 0x80) octets += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2
  }
  return octets
}

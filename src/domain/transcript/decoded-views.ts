import { textOf } from './wire-text.js'

/** A text as it reads when an encoding is undone, with the way back to where it stands in the original. */
export interface View {
  readonly text: string
  /** Where in the original the character at this place of the view begins. */
  readonly start: (at: number) => number
  /** Where in the original the part of the view before this place ends. */
  readonly end: (at: number) => number
}

/**
 * A text as it is and, where it holds any, with quoted-printable (`=4A`), URL-encoding (`%4a`) and URL-encoding within
 * quoted-printable undone. Hex in either case; characters encoded without need count too.
 */
export function decodedViews(text: string): readonly View[] {
  const asItIs: View = { text, start: itself, end: itself }
  if (!text.includes('=') && !text.includes('%')) return [asItIs]
  const printable = quoted.test(text) ? [asItIs, undone(asItIs, /(?:=[0-9A-Fa-f]{2})+/g)] : [asItIs]
  const url = printable.filter((view) => percent.test(view.text)).map((view) => undone(view, /(?:%[0-9A-Fa-f]{2})+/g))
  return [...printable, ...url]
}

const itself = (at: number): number => at
const quoted = /=[0-9A-Fa-f]{2}/
const percent = /%[0-9A-Fa-f]{2}/

/** Several encoded bytes in a row are undone together, since characters may need several. */
function undone(view: View, encoded: RegExp): View {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  const put = (piece: string, from: (index: number) => number, to: (index: number) => number): void => {
    for (let index = 0; index < piece.length; index++) {
      starts.push(view.start(from(index)))
      ends.push(view.end(to(index)))
    }
    text += piece
  }
  let at = 0
  for (const match of view.text.matchAll(encoded)) {
    const [run] = match
    const before = at
    put(
      view.text.slice(before, match.index),
      (index) => before + index,
      (index) => before + index + 1,
    )
    const bytes = Uint8Array.from(run.matchAll(/[0-9A-Fa-f]{2}/g), ([hex]) => Number.parseInt(hex, 16))
    const ascii = bytes.every((byte) => byte < 0x80)
    const from = match.index
    if (ascii)
      put(
        textOf(bytes),
        (index) => from + 3 * index,
        (index) => from + 3 * index + 3,
      )
    else
      put(
        textOf(bytes),
        () => from,
        () => from + run.length,
      )
    at = from + run.length
  }
  const rest = at
  put(
    view.text.slice(rest),
    (index) => rest + index,
    (index) => rest + index + 1,
  )
  return {
    text,
    start: (place) => starts[place] ?? view.text.length,
    end: (place) => (place === 0 ? 0 : (ends[place - 1] ?? view.text.length)),
  }
}

/** Marks in a text for people: colours on a terminal, nothing anywhere else. */
export interface Paint {
  good(text: string): string
  bad(text: string): string
  strong(text: string): string
  faint(text: string): string
  marked(text: string): string
}

const coloured: Paint = {
  good: (text) => `\x1b[32m${text}\x1b[39m`,
  bad: (text) => `\x1b[31m${text}\x1b[39m`,
  strong: (text) => `\x1b[1m${text}\x1b[22m`,
  faint: (text) => `\x1b[2m${text}\x1b[22m`,
  marked: (text) => `\x1b[33m${text}\x1b[39m`,
}

const plainly = (text: string): string => text
const plain: Paint = { good: plainly, bad: plainly, strong: plainly, faint: plainly, marked: plainly }

export function paints(isColoured: boolean): Paint {
  return isColoured ? coloured : plain
}

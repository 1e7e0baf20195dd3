import type { Spoken } from './reading-lines.js'

const continues = /^[23]\d\d-/
const positive = /^[23]\d\d(?:[ -]|$)/
const lineUnfinished = /^(?:SMTP )?(?:Line unfinished: the server|Línea inacabada: la línea del servidor)/i

/**
 * What was said, without the yes that a server began and did not finish in our own record: a line without its end, or
 * a reply without its last line, is no reply (RFC 5321 4.2.1). A no says enough however it ends.
 */
export function withoutUnfinishedReplies(spoken: readonly Spoken[]): readonly Spoken[] {
  const left = new Set<Spoken>()
  /** Of each conversation, what the server said last without anything else in between. */
  const latest = new Map<string, Spoken[]>()
  for (const part of spoken) {
    if (part.mark === 'S <') {
      const lines = latest.get(part.session)
      if (lines !== undefined && goesOn(lines)) lines.push(part)
      else latest.set(part.session, [part])
    } else if (part.mark === '###') {
      for (const one of unfinished(latest.get(part.session) ?? [], part)) left.add(one)
      latest.delete(part.session)
    } else if (part.mark === 'C >') latest.delete(part.session)
  }
  return left.size === 0 ? spoken : spoken.filter((part) => !left.has(part))
}

/** A reply whose last line was said is over. */
function goesOn(lines: readonly Spoken[]): boolean {
  return continues.test(lines.at(-1)?.text ?? '')
}

function unfinished(lines: readonly Spoken[], event: Spoken): readonly Spoken[] {
  const last = lines.at(-1)
  if (last === undefined || !lines.every(({ text }) => positive.test(text))) return []
  return continues.test(last.text) || lineUnfinished.test(event.text) ? lines : []
}

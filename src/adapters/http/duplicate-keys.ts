/**
 * True when some object in a JSON text names one of its members twice: `JSON.parse` keeps the last one silently, and
 * other readers the first (RFC 8259 4 calls the outcome unpredictable). Escapes count as what they mean.
 *
 * @param json a text that `JSON.parse` has taken: nothing else about it is checked here.
 */
export function hasDuplicateKeys(json: string): boolean {
  /** The member names of each object that is open here, outermost first; nothing for an array. */
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(undefined)
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      const end = endOfString(json, at)
      const members = open.at(-1)
      if (members !== undefined && isFollowedByColon(json, end)) {
        const name = JSON.parse(json.slice(at, end)) as string
        if (members.has(name)) return true
        members.add(name)
      }
      at = end - 1
    }
  }
  return false
}

/** Just behind the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

function isFollowedByColon(json: string, from: number): boolean {
  let at = from
  while (/[ \t\r\n]/.test(json[at] ?? '')) at += 1
  return json[at] === ':'
}

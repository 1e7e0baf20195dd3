/** A place in a text. */
export interface Found {
  readonly text: string
  readonly at: number
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const v4 = new RegExp(`(?<![\\w.])(?:${octet}\\.){3}${octet}(?![\\w]|\\.\\d)`, 'g')
const v6 = /(?:(?<=\bipv6:)|(?<![\w:.]))[0-9a-f:]{2,39}(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?(?![\w:]|\.\d)/gi
const name =
  /(?<![\w.@-])[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)+(?![\w-])/gi

/** The IP addresses in a text, of both versions. A time such as `15:03:11` is none. */
export function ipAddressesIn(text: string): readonly Found[] {
  const six = Array.from(text.matchAll(v6)).filter(([found]) => isV6(found))
  const taken = (at: number): boolean => six.some((found) => at >= found.index && at < found.index + found[0].length)
  const four = Array.from(text.matchAll(v4)).filter(({ index }) => !taken(index))
  return [...six, ...four].map((found) => ({ text: found[0], at: found.index })).toSorted((a, b) => a.at - b.at)
}

/** What may be a host's name in a text: labels with dots between them, the last of which begins with a letter. */
export function hostNamesIn(text: string): readonly Found[] {
  return Array.from(text.matchAll(name), (found) => ({ text: found[0], at: found.index })).filter(({ text: found }) =>
    /^[a-z]/i.test(found.slice(found.lastIndexOf('.') + 1)),
  )
}

function isV6(text: string): boolean {
  const groups = text.split(':')
  const embedded = groups.at(-1)?.includes('.') === true ? 1 : 0
  if (groups.some((group, index) => group.length > 4 && !(embedded === 1 && index === groups.length - 1))) return false
  if (text.split('::').length > 2 || /^:[^:]|[^:]:$/.test(text)) return false
  return text.includes('::') ? groups.length + embedded <= 9 && text !== '::' : groups.length + embedded === 8
}

/** Whether a host is a domain or under it. */
export function isUnder(host: string, domain: string): boolean {
  const lower = host.toLowerCase()
  const parent = domain.toLowerCase()
  return lower === parent || lower.endsWith(`.${parent}`)
}

/** The domain that somebody registered, as far as it can be told without a list: `google.com`, `example.co.uk`. */
export function registeredDomain(host: string): string {
  const labels = host.split('.')
  const [second = '', first = ''] = labels.slice(-2)
  const shared = first.length === 2 && second.length <= 3 && labels.length > 2
  return labels.slice(shared ? -3 : -2).join('.')
}

import { resolve } from 'node:path'
import { domainToASCII } from 'node:url'
import type { ProviderSettings } from './settings.js'

export type ParsedSmtpUrl =
  | { readonly outcome: 'valid'; readonly provider: NamedProvider }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] }

/** A provider whose certificates are still in their file, which is not read here. */
export type NamedProvider = Omit<ProviderSettings, 'ca'>

const methods = ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const
const example = 'smtp://user:password@host:587 or smtps://user:password@host:465'

/**
 * Reads one address of an SMTP server with its parameters. The problems never repeat any part of the address that may
 * hold a secret.
 */
export function parseSmtpUrl(text: string): ParsedSmtpUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.hostname === '') {
    const hint = 'with user and password percent-encoded (@ is %40, / is %2F, # is %23)'
    return { outcome: 'invalid', problems: [`cannot be read; expected ${example}, ${hint}`] }
  }
  const problems: string[] = []
  const protocol = url.protocol === 'smtps:' ? 'smtps' : 'smtp'
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') {
    problems.push('starts with neither smtp:// (STARTTLS) nor smtps:// (implicit TLS)')
  }
  if (url.pathname !== '' && url.pathname !== '/') problems.push('has a path after the host; expected none')
  if (url.hash !== '') problems.push('holds a #; in a user name or password it is written %23')
  const host = hostOf(url.hostname)
  if (host === '') problems.push('names a host that is no host name and no IP address')
  const user = decoded(url.username)
  const password = decoded(url.password)
  if (user === undefined || password === undefined) {
    problems.push('holds a % in user or password that starts no percent-encoding; a % itself is written %25')
  }
  if (user === '' && password !== '') problems.push('has a password but no user')
  if (user !== '' && password === '') problems.push('has a user but no password')
  if (url.port === '0') problems.push('names port 0; expected 1 to 65535')
  const parameters = readParameters(url.searchParams, protocol, problems)
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const login = user && password ? { user, password } : {}
  const port = url.port === '' ? (protocol === 'smtps' ? 465 : 587) : Number(url.port)
  return { outcome: 'valid', provider: { host, port, ...login, ...parameters } }
}

type Parameters = Omit<NamedProvider, 'host' | 'port' | 'user' | 'password'>

function readParameters(found: URLSearchParams, protocol: 'smtp' | 'smtps', problems: string[]): Parameters {
  const known = new Set(['tls', 'name', 'auth', 'ca', 'verify', 'timeout', 'maxConnections'])
  for (const name of ['rate', 'daily', 'logFile', 'recording']) known.add(name)
  // What is taken for a parameter may be the rest of a password with a ? in it: it is not repeated.
  if ([...found.keys()].some((name) => !known.has(name))) {
    const hint = 'in a user name or password ? is written %3F'
    problems.push(`has a parameter that is not known; known are ${[...known].join(', ')}; ${hint}`)
  }
  for (const name of known) if (found.getAll(name).length > 1) problems.push(`has ${name}= more than once`)
  const rate = /^(\d{1,6})\/min$/.exec(found.get('rate') ?? '')
  if (found.has('rate') && (!rate || Number(rate[1]) === 0)) problems.push('has rate= that is not like 60/min')
  const authMethod = methods.find((method) => method === found.get('auth')?.toUpperCase())
  if (found.has('auth') && authMethod === undefined) problems.push(`has auth= that is none of ${methods.join(', ')}`)
  const name = found.get('name')
  if (name !== null && !/^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.IPv]+\])$/.test(name)) {
    problems.push('has name= that is neither a host name nor an address in brackets (RFC 5321 4.1.3)')
  }
  return {
    tls: readTls(found, protocol, problems),
    verify: flag(found, 'verify', { yes: true, no: false }, true, problems),
    recording: flag(found, 'recording', { on: true, off: false }, true, problems),
    timeoutScale: number(found, 'timeout', 1, problems, 0.001, 100),
    maxConnections: number(found, 'maxConnections', 5, problems, 1, 1000),
    ...(authMethod === undefined ? {} : { authMethod }),
    ...(name === null ? {} : { ehloName: name }),
    ...text(found, 'ca', 'caFile', problems),
    ...resolved(text(found, 'logFile', 'logFile', problems)),
    ...(rate ? { ratePerMinute: Number(rate[1]) } : {}),
    ...(found.has('daily') ? { perDay: number(found, 'daily', 1, problems, 1, 100_000_000) } : {}),
  }
}

function readTls(found: URLSearchParams, protocol: 'smtp' | 'smtps', problems: string[]): Parameters['tls'] {
  const tls = found.get('tls')
  if (protocol === 'smtps') {
    if (tls !== null) problems.push('has tls= together with smtps://, which is always implicit TLS; use smtp://')
    return 'implicit'
  }
  if (tls === null) return 'starttls'
  if (tls === 'opportunistic' || tls === 'none') return tls
  problems.push('has tls= that is neither opportunistic nor none; without it STARTTLS is required')
  return 'starttls'
}

function flag(
  found: URLSearchParams,
  name: string,
  words: Readonly<Record<string, boolean>>,
  fallback: boolean,
  problems: string[],
): boolean {
  const value = found.get(name)
  if (value === null) return fallback
  const meant = words[value]
  if (meant === undefined) problems.push(`has ${name}= that is none of ${Object.keys(words).join(', ')}`)
  return meant ?? fallback
}

function number(
  found: URLSearchParams,
  name: string,
  fallback: number,
  problems: string[],
  least: number,
  most: number,
): number {
  const text = found.get(name)
  if (text === null) return fallback
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  const isWhole = least < 1 || Number.isInteger(value)
  if (value >= least && value <= most && isWhole) return value
  problems.push(`has ${name}= that is not a number from ${String(least)} to ${String(most)}`)
  return fallback
}

function text<Key extends string>(
  found: URLSearchParams,
  name: string,
  key: Key,
  problems: string[],
): Partial<Record<Key, string>> {
  const value = found.get(name)
  if (value === null) return {}
  if (value === '') problems.push(`has an empty ${name}=; expected a file`)
  return { [key]: value } as Partial<Record<Key, string>>
}

function resolved({ logFile }: { readonly logFile?: string }): { readonly logFile?: string } {
  return logFile === undefined ? {} : { logFile: resolve(logFile) }
}

function hostOf(hostname: string): string {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (bare.includes(':')) return bare
  const name = decoded(bare)
  return name === undefined ? '' : domainToASCII(name)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

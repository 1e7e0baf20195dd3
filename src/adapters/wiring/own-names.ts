import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { Settings } from '../environment/settings.js'

/** Names of this site that the lines of a conversation may hold, beside those that the lines show to be ours. */
export function ownNames({ providers, mailFrom, publicUrl }: Settings): readonly string[] {
  const names = [
    hostname(),
    ...providers.flatMap(({ user, ehloName }) => [user ?? '', ehloName ?? '']),
    mailFrom?.address ?? '',
    publicUrl === undefined ? '' : new URL(publicUrl).hostname,
  ]
  return [...new Set(names)].filter(
    (name) => name !== '' && name !== 'localhost' && isIP(name.replace(/^\[(.*)\]$/, '$1')) === 0,
  )
}

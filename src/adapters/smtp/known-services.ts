import wellKnown from 'nodemailer/lib/well-known'

/** Where a mail service is reached. */
export interface KnownService {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls'
}

/** A service on Nodemailer's list by its name, such as `gmail`; nothing when it is not listed with a host. */
export function knownService(name: string): KnownService | undefined {
  // The list can also be asked for a whole address, which is no name of a service.
  const found = name.includes('@') ? false : wellKnown(name)
  if (found === false || found.host === undefined) return undefined
  const { host, secure = false } = found
  return { host, port: Number(found.port ?? (secure ? 465 : 587)), tls: secure ? 'implicit' : 'starttls' }
}

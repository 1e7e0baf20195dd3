import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { isSystemError } from '../file-system/system-error.js'

export interface MailboxCertificate {
  readonly key: string
  readonly cert: string
}

const day = 24 * 60 * 60 * 1_000
const lifeDays = 397
const remadeBeforeDays = 30

/**
 * The mailbox's own certificate for `localhost`, 127.0.0.1 and ::1. With a folder it is kept there (0600) and made anew
 * when it is damaged or about to expire.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z.
 */
export async function mailboxCertificate(folder: string | undefined, now: number): Promise<MailboxCertificate> {
  if (folder === undefined) return makeCertificate(now)
  const path = join(folder, 'certificate.pem')
  const kept = await readKept(path)
  if (kept !== undefined && isFit(kept, now)) return kept
  const made = await makeCertificate(now)
  // One file, put in place at once: a key never stands beside the certificate of another.
  await writeFile(`${path}.new`, made.key + made.cert, { mode: 0o600 })
  await rename(`${path}.new`, path)
  return made
}

async function makeCertificate(now: number): Promise<MailboxCertificate> {
  const made = await generate([{ name: 'commonName', value: 'Registro built-in mailbox' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - day),
    notAfterDate: new Date(now + lifeDays * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { key: withLineEnd(made.private), cert: withLineEnd(made.cert) }
}

async function readKept(path: string): Promise<MailboxCertificate | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isSystemError(error) && error.code === 'ENOENT') return ''
    throw error
  })
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\r?\n/.exec(text) ?? []
  const [cert] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\r?\n/.exec(text) ?? []
  return key === undefined || cert === undefined ? undefined : { key, cert }
}

function isFit({ key, cert }: MailboxCertificate, now: number): boolean {
  try {
    const certificate = new X509Certificate(cert)
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
    return from <= now && now + remadeBeforeDays * day < to && certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    // OpenSSL does not read it: a damaged file, whatever the damage.
    return false
  }
}

function withLineEnd(pem: string): string {
  return `${pem.trimEnd()}\n`
}

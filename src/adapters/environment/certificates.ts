import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isSystemError } from '../file-system/system-error.js'

export type Certificates =
  | { readonly outcome: 'read'; readonly pem: string }
  /** `why` goes on after the name of the file. */
  | { readonly outcome: 'unusable'; readonly why: string }

/** The certificates of a PEM file (RFC 7468), each of them readable: TLS itself passes over what it cannot read. */
export function readCertificates(file: string): Certificates {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { outcome: 'unusable', why: `cannot be read (${error.code})` }
  }
  const blocks = pem.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END [A-Z0-9 ]+-----/g) ?? []
  if (blocks.length === 0) return { outcome: 'unusable', why: 'holds no certificate' }
  if (!blocks.every(isCertificate)) return { outcome: 'unusable', why: 'holds a damaged certificate' }
  return { outcome: 'read', pem }
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0
  } catch {
    // Whatever OpenSSL finds wrong with it, it is none.
    return false
  }
}

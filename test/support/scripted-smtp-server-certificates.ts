import { generate } from 'selfsigned'

/**
 * What a throw-away server shows: `good` is signed by the throw-away CA for `localhost`, 127.0.0.1 and ::1; the others
 * differ from it in one point each.
 */
export type CertificateKind = 'good' | 'expired' | 'wrong-name' | 'self-signed'

export interface KeyAndCertificate {
  readonly key: string
  readonly cert: string
}

type Options = NonNullable<Parameters<typeof generate>[1]>

const day = 24 * 60 * 60 * 1_000
const ec: Options = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' }
const kept = new Map<string, Promise<KeyAndCertificate>>()

/** The PEM certificate of the throw-away CA: what `ca` in the settings of a sender must be to trust `good`. */
export async function testCa(): Promise<string> {
  return (await authority()).cert
}

/** Made once for each test file. */
export function certificateOf(kind: CertificateKind): Promise<KeyAndCertificate> {
  return once(kind, async () => {
    const name = kind === 'wrong-name' ? 'mail.elsewhere.test' : 'localhost'
    const ended = kind === 'expired' ? { notBeforeDate: new Date(Date.now() - 9 * day), notAfterDate: yesterday() } : {}
    const ca = kind === 'self-signed' ? {} : { ca: await authority() }
    return make(name, {
      ...ec,
      ...ended,
      ...ca,
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames:
            kind === 'wrong-name'
              ? [{ type: 2, value: name }]
              : [
                  { type: 2, value: name },
                  { type: 7, ip: '127.0.0.1' },
                  { type: 7, ip: '::1' },
                ],
        },
      ],
    })
  })
}

function authority(): Promise<KeyAndCertificate> {
  return once('ca', () =>
    make('Throw-away CA', {
      ...ec,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
      ],
    }),
  )
}

async function make(commonName: string, options: Options): Promise<KeyAndCertificate> {
  const made = await generate([{ name: 'commonName', value: commonName }], options)
  return { key: made.private, cert: made.cert }
}

function once(name: string, produce: () => Promise<KeyAndCertificate>): Promise<KeyAndCertificate> {
  const found = kept.get(name) ?? produce()
  kept.set(name, found)
  return found
}

function yesterday(): Date {
  return new Date(Date.now() - day)
}

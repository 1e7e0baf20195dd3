import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCertificates } from '../../../src/adapters/environment/certificates.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

describe('the certificates of ca=', () => {
  let folder = ''
  let good = ''
  beforeEach(async () => {
    folder = await temporaryFolder()
    good = (await generate([{ name: 'commonName', value: 'Root' }], { keyType: 'ec' })).cert
  })

  async function reading(text: string) {
    const file = join(folder, 'ca.pem')
    await writeFile(file, text)
    return readCertificates(file)
  }

  it('are taken as they stand in the file, several of them and with words in between', async () => {
    const pem = `# our own\r\n${good}\n# and another\n${good}`
    expect(await reading(pem)).toEqual({ outcome: 'read', pem })
  })

  it('are missed in a file that holds none, such as a key', async () => {
    const none = { outcome: 'unusable', why: 'holds no certificate' }
    expect(await reading('')).toEqual(none)
    expect(await reading('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')).toEqual(none)
  })

  it('are refused when one of them is damaged', async () => {
    const lines = good.trim().split('\n')
    const cut = [...lines.slice(0, 3), ...lines.slice(-1)].join('\n')
    expect(await reading(`${good}\n${cut}\n`)).toEqual({ outcome: 'unusable', why: 'holds a damaged certificate' })
  })

  it('are refused when the file cannot be read', () => {
    expect(readCertificates(join(folder, 'none.pem'))).toEqual({ outcome: 'unusable', why: 'cannot be read (ENOENT)' })
    expect(readCertificates(folder)).toEqual({ outcome: 'unusable', why: 'cannot be read (EISDIR)' })
  })
})

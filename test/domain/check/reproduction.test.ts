import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReproductionFacts, reproductionOf } from '../../../src/domain/check/reproduction.js'

const facts: ReproductionFacts = {
  host: 'smtp.example.net',
  port: 465,
  tls: 'implicit',
  logsIn: true,
  authMethod: 'LOGIN',
  ehloName: 'shop.example.org',
  from: 'shop@example.org',
  to: 'ana@example.net',
}

describe('commands that repeat a conversation', () => {
  it('are for the same server, the same way', () => {
    expect(reproductionOf(facts)).toEqual([
      'openssl s_client -crlf -ign_eof -connect smtp.example.net:465 -servername smtp.example.net -verify_hostname smtp.example.net',
      'swaks --server smtp.example.net --port 465 --tls-on-connect --helo shop.example.org --auth LOGIN --protect-prompt --auth-hide-password --from shop@example.org --to ana@example.net',
    ])
  })

  it('end after the sender where there is no recipient, and log in only where we do', () => {
    const { to: _to, authMethod: _method, ehloName: _name, ...rest } = facts
    const [, swaks] = reproductionOf({ ...rest, tls: 'opportunistic', logsIn: false })
    expect(swaks).toBe(
      'swaks --server smtp.example.net --port 465 --tls-optional --from shop@example.org --to shop@example.org --quit-after MAIL',
    )
  })

  it('name an address as an address, and need no openssl without TLS', () => {
    const [openssl] = reproductionOf({ ...facts, host: '::1' })
    expect(openssl).toBe("openssl s_client -crlf -ign_eof -connect '[::1]:465' -verify_ip ::1")
    expect(reproductionOf({ ...facts, tls: 'none' })).toHaveLength(1)
  })

  it('try the methods that we try, trust whom we trust, and greet as we do', () => {
    const { authMethod: _method, ...rest } = facts
    const [openssl, swaks] = reproductionOf({ ...rest, tls: 'starttls', port: 587, caFile: '/etc/my ca.pem' })
    expect(openssl).toContain(" -CAfile '/etc/my ca.pem' -starttls smtp -name shop.example.org")
    expect(swaks).toContain(" --tls --tls-ca-path '/etc/my ca.pem' --helo shop.example.org")
    expect(swaks).toContain(' --auth PLAIN,LOGIN,CRAM-MD5 --protect-prompt')
  })

  it('leave out the tool that cannot say such an address', () => {
    for (const address of [{ from: 'ñandú@example.org' }, { to: 'josé@example.net' }]) {
      const commands = reproductionOf({ ...facts, ...address })
      expect(commands).toHaveLength(1)
      expect(commands[0]).toMatch(/^openssl /)
    }
  })

  it('are the same words to a shell, whatever is in an address', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[!#$%&'*+\-/=?^_`{|}~\\";<> a-z]{1,20}$/), (local) => {
        const from = `${local}@example.org`
        const [, swaks = ''] = reproductionOf({ ...facts, from })
        const words = execFileSync('sh', ['-c', `printf '%s\\n' ${swaks}`], { encoding: 'utf8' }).split('\n')
        expect(words[words.indexOf('--from') + 1]).toBe(from)
        expect(words).toHaveLength(16 + 1)
      }),
      { numRuns: 40 },
    ))
})

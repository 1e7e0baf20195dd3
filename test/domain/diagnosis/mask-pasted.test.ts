import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPasted } from '../../../src/domain/diagnosis/mask-pasted.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'

const framings: readonly (readonly [string, (secret: string) => string])[] = [
  ['AUTH PLAIN', (secret) => `C: AUTH PLAIN ${btoa(`\0ann\0${secret}`)}\nS: 535 5.7.8 no`],
  ['AUTH PLAIN after a challenge', (secret) => `C: AUTH PLAIN\nS: 334 \nC: ${btoa(`\0ann\0${secret}`)}\nS: 535 no`],
  [
    'AUTH LOGIN',
    (secret) => `AUTH LOGIN\n334 VXNlcm5hbWU6\n${btoa('ann@firm.test')}\n334 UGFzc3dvcmQ6\n${btoa(secret)}\n535 no`,
  ],
  [
    'PHPMailer',
    (secret) =>
      `CLIENT -> SERVER: AUTH LOGIN\nSERVER -> CLIENT: 334 UGFzc3dvcmQ6\nCLIENT -> SERVER: ${btoa(secret)}\nSERVER -> CLIENT: 535 no`,
  ],
  [
    'a URL',
    (secret) => `connecting to smtps://ann%40firm.test:${encodeURIComponent(secret)}@smtp.firm.test:465 failed`,
  ],
  [
    'a setting in JSON',
    (secret) => `{"host": "smtp.firm.test", "auth": {"user": "ann", "pass": ${JSON.stringify(secret)}}}`,
  ],
  ['a setting in JavaScript', (secret) => `auth: { user: 'ann', pass: '${secret}' },`],
  ['an environment', (secret) => `SMTP_PASSWORD=${secret}\nSMTP_HOST=smtp.firm.test`],
  ['a PHP array', (secret) => `'password' => '${secret}',`],
  ['a header', (secret) => `Authorization: Bearer ${secret}`],
  ['a refresh token', (secret) => `refresh_token: '${secret}', client_id: 'app'`],
]
const secrets = fc
  .stringMatching(/^[A-Za-z0-9]{10,30}$/)
  .filter((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))

describe('maskPasted', () => {
  for (const [name, frame] of framings) {
    it(`hides a secret in ${name}`, () =>
      fc.assert(
        fc.property(secrets, (secret) => {
          const masked = maskPasted(frame(secret))
          expect(masked).not.toContain(secret)
          expect(masked).not.toContain(btoa(secret))
          expect(masked).not.toContain(btoa(`\0ann\0${secret}`))
          expect(diagnose(frame(secret)).evidence.join('\n')).not.toContain(secret)
        }),
      ))
  }

  it('hides user names that an exchange shows in base64', () => {
    expect(maskPasted(`C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${btoa('ann@firm.test')}`)).not.toContain(
      btoa('ann@firm.test'),
    )
  })

  it('leaves what a server asks and what it answers', () => {
    const text = 'S: 334 VXNlcm5hbWU6\nS: 535 5.7.8 Error: authentication failed'
    expect(maskPasted(text)).toBe(text)
  })

  it('leaves sentences about passwords and mechanisms', () => {
    const text = 'Username and Password not accepted\n504 AUTH LOGIN not supported\n250-AUTH LOGIN PLAIN XOAUTH2'
    expect(maskPasted(text)).toBe(text)
  })

  it('leaves the sign of missing settings, which is no secret', () => {
    expect(maskPasted('AUTH PLAIN AHVuZGVmaW5lZAB1bmRlZmluZWQ=')).toContain('AHVuZGVmaW5lZAB1bmRlZmluZWQ=')
  })

  it('leaves how the answer to a refused token begins, and hides the rest of it', () => {
    const once = maskPasted('334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=')
    expect(once).toBe('334 eyJzdGF0dXMiOiI0********')
    expect(maskPasted(once)).toBe(once)
  })

  it('keeps the number of lines', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('AUTH LOGIN', '334 ', 'password="', 'a://b:c@d')),
        ),
        (parts) => {
          const text = parts.join('\n')
          expect(maskPasted(text).split('\n')).toHaveLength(text.split('\n').length)
        },
      ),
    ))

  it('changes nothing more when it is done again', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            secrets,
            ...framings.map(([, frame]) => secrets.map(frame)),
            fc.constantFrom('AUTH PLAIN', '334 ', '535 no'),
          ),
        ),
        (parts) => {
          const once = maskPasted(parts.join('\n'))
          expect(maskPasted(once)).toBe(once)
        },
      ),
    ))
})

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
/** A password, and a text in which it stands for `SECRET`; none of its forms may be left. */
const password = 'H0rse&battery=!9'
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const pasted: Readonly<Record<string, string>> = {
  'the options of swaks': `swaks --auth LOGIN --auth-user ann --auth-password ${password} --server mx.test`,
  'the short options of swaks': `swaks -a -au ann@firm.test -ap ${password} -s mx.test`,
  'the options of curl': `curl --url smtps://mx.test --user 'ann@firm.test:${password}' --mail-from a`,
  '.msmtprc': `host mx.test\nuser ann\npassword ${password}\n`,
  '.netrc': `machine mx.test login ann password ${password}`,
  'sasl_passwd of Postfix': `[mx.test]:587 ann@firm.test:${password}`,
  'a URL of mail with signs not encoded': `smtp://ann@firm.test:p@/${password}@mx.test:587`,
  'a URL with an apostrophe': `smtp://ann%40firm.test:it's${password}@mx.test:587/?x=1`,
  'a DSN with a key only': `MAILER_DSN=postmark+smtp://${password}@default`,
  'JSON quoted once more': JSON.stringify(JSON.stringify({ auth: { user: 'ann', pass: password } })),
  'a name in camel case': `{"smtpPassword":"${password}", "mailPass": '${password}', sendgridApiKey: "${password}"}`,
  'environment variables': `SMTP_PASSPHRASE=${password}\nSMTP_KEY=${password}\nexport SMTP_TOKEN=${password}`,
  'an app password with blanks': `GMAIL_APP_PASSWORD=abcd efgh ijkl ${password}`,
  'a block of YAML': `smtp:\n  password: >-\n    ${password}\n`,
  'the line below its name': `Username:\nann\nPassword:\n${password}\n`,
  'what PHP prints': `["password"]=>\n  string(16) "${password}"\n[Password] => ${password}\ns:4:"pass";s:16:"${password}";`,
  'a constant of WordPress': `define( 'WPMS_SMTP_PASS', '${password}' );`,
  'a call in Python': `server.login('ann@firm.test', '${password}')\nserver.login(user, "${password}")`,
  'a call in Go': `smtp.PlainAuth("", "ann@firm.test", "${password}", "mx.test")`,
  'a call in C#': `new NetworkCredential("ann", "${password}")`,
  XML: `<password>${password}</password><add key="SmtpPassword" value="${password}" />`,
  'a very long value': `password: "${'x'.repeat(5000)}${password}"`,
  'signs that end other values': `SMTP_PASS=ab)c,d'e${password}`,
  cookies: `Cookie: session=${password}; lang=en\nSet-Cookie: sid=${password}; Path=/`,
  'a signed header': `Authorization: AWS4-HMAC-SHA256 Credential=AKIA, Signature=${password}`,
  'headers with keys': `X-Api-Key: ${password}\nX-Postmark-Server-Token: ${password}\n{"api-key":"${password}"}`,
  'escaped bytes': `echo -ne '\\0ann\\0${password}' | base64`,
  'a sentence': `Login failed for ann with password ${password}`,
  'a private key': `-----BEGIN PRIVATE KEY-----\n${password}\n-----END PRIVATE KEY-----`,
  'Base64 of a login without any AUTH': `I sent ${base64(`\0ann@firm.test\0${password}`)} and got nothing`,
  'Base64 of HTTP’s Basic': `header was ${base64(`ann@firm.test:${password}`)}`,
  'an answer typed in plain': `AUTH LOGIN\n334 VXNlcm5hbWU6\nann\n334 UGFzc3dvcmQ6\n${password}\n535 no`,
  'an answer far from its challenge': `AUTH LOGIN\n334 UGFzc3dvcmQ6\n${'waiting for it\n'.repeat(9)}${base64(password)}\n535 no`,
  'other places than the setting': `pass: "${password}"\nI typed ${password} and ${base64(`x${password}`)} and ${base64(`xy${password}`)}`,
}

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

  for (const [name, text] of Object.entries(pasted)) {
    it(`hides a password in ${name}`, () => {
      const masked = maskPasted(text)
      expect(masked).toContain('********')
      for (const before of ['', 'x', 'xy']) expect(masked).not.toContain(base64(before + password).slice(4, -4))
      expect(masked).not.toContain(password.slice(-9))
      expect(masked.split('\n')).toHaveLength(text.split('\n').length)
      expect(maskPasted(masked)).toBe(masked)
    })
  }

  it('hides answers that are too short to look encoded', () => {
    const masked = maskPasted('C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: Ym9i\nS: 334 UGFzc3dvcmQ6\nC: aWFt\nS: 535 no')
    expect(masked).toBe('C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ********\nS: 334 UGFzc3dvcmQ6\nC: ********\nS: 535 no')
  })

  it('hides what somebody typed in plain, on a line of its own or behind the sign for the client', () => {
    for (const sign of ['', 'C: ', '> ', ' ~> ', "send: '"]) {
      const text = `AUTH LOGIN\n334 Username:\n${sign}annika\n334 Password:\n${sign}horsebattery\n535 no\nQUIT`
      expect(maskPasted(text)).toBe(text.replace('annika', '********').replace('horsebattery', '********'))
    }
  })

  it('hides short answers whatever a log puts around them', () => {
    const said = ['AUTH LOGIN', '334 VXNlcm5hbWU6', 'Ym9i', '334 UGFzc3dvcmQ6', 'aWFt', '535 no']
    const logs: readonly ((line: string) => string)[] = [
      (line) => JSON.stringify({ level: 20, message: `C: ${line}`, time: 1 }),
      (line) => `CLIENT -&gt; SERVER: ${line}<br>`,
      (line) => `Sent 01.01.2026 10:00:00: ${line}<EOL>`,
      (line) => `Net::SMTP=GLOB(0x1)>>> ${line}`,
      (line) => `2026-01-01T10:00:00Z,EX\\Default,08D8,5,10.0.0.1:587,10.0.0.2:5000,<,${line},`,
    ]
    for (const log of logs) {
      const text = said.map(log).join('\n')
      expect(maskPasted(text)).toBe(text.replace('Ym9i', '********').replace('aWFt', '********'))
    }
    expect(maskPasted(said.join(' '))).toBe(said.join(' ').replace('Ym9i', '********').replace('aWFt', '********'))
  })

  it('leaves what a diagnosis needs: replies about passwords, missing settings, hosts near a login', () => {
    for (const text of [
      'Password: incorrect. 535 5.7.8 Authentication failed',
      "535 5.7.8 Bad username / password, token: expired\n{ user: 'ann', pass: undefined, password: null }",
      'AUTH LOGIN\n334 VXNlcm5hbWU6\nError: the connection to smtp.office365.com was closed',
      '{"rule":"auth/app-password","explanation":"535 no"}',
      'Password:\n535 5.7.8 Authentication failed',
      'https://firm.test:8443/path/@ann and smtp.firm.test 587',
    ]) {
      expect(maskPasted(text)).toBe(text)
    }
  })

  it('takes no word for a password where a program tells the login in its own words', () => {
    const text = 'AUTH LOGIN command trace suppressed\nAUTH LOGIN succeeded\nuse8bit false\nsendPartial set'
    expect(maskPasted(text)).toBe(text)
  })

  it('hides the answers where a whole conversation stands on one line, and leaves the rest of it', () => {
    const lead = 'Log data: ++ Starting Swift_SmtpTransport >> AUTH LOGIN << 334 VXNlcm5hbWU6 >> '
    const rest = ' << 235 go << 530 From/Sender name is not valid'
    expect(maskPasted(`${lead}YW5hQGV4YW1wbGU= << 334 UGFzc3dvcmQ6 >> czNjcjN0${rest}`)).toBe(
      `${lead}******** << 334 UGFzc3dvcmQ6 >> ********${rest}`,
    )
  })

  it('takes time in proportion to the text, whatever it repeats', () => {
    const pieces = [
      'password="',
      'token=',
      'pass=a;',
      "('password','",
      'login("',
      'smtp://a:',
      'cookie: ',
      '-u a',
      '334 QUJD\n',
    ]
    for (const piece of pieces) {
      const text = piece.repeat(200_000 / piece.length)
      expect(maskPasted(text).split('\n')).toHaveLength(text.split('\n').length)
    }
  })

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

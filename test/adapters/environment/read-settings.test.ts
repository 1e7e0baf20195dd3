import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/adapters/environment/read-settings.js'
import type { Settings } from '../../../src/adapters/environment/settings.js'
import { day, hour, second } from '../../../src/domain/instant.js'

type Variables = Readonly<Record<string, string | undefined>>

const knownService = (name: string) =>
  name === 'gmail' ? ({ host: 'smtp.gmail.com', port: 465, tls: 'implicit' } as const) : undefined

const webhookSecret = `whsec_${'AbCdEfGh'.repeat(4)}`

function settingsOf(variables: Variables): Settings {
  const read = readSettings(variables, knownService)
  if (read.outcome === 'invalid') throw new Error(JSON.stringify(read.faults))
  return read.settings
}

/** Each fault as it is printed. */
function faultsOf(variables: Variables): string[] {
  const read = readSettings(variables, knownService)
  return read.outcome === 'valid' ? [] : read.faults.map(({ variable, message }) => `${variable}: ${message}`)
}

describe('without any setting', () => {
  it('everything has a value that serves', () => {
    expect(settingsOf({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      databasePath: resolve('data/registro.db'),
      providers: [],
      smtpLog: {
        recording: true,
        file: resolve('data/logs/smtp.log'),
        maxBytes: 10 * 1024 * 1024,
        files: 10,
        locale: 'en',
        addresses: 'full',
      },
      transcriptDays: 30,
      lifetimes: { registrationMs: 7 * day, linkMs: 24 * hour },
      coolDown: { betweenMs: 60 * second, perDay: 5 },
    })
  })

  it('an empty variable counts as none', () => {
    const names = ['HOST', 'PORT', 'PUBLIC_URL', 'SMTP_URL', 'SMTP_USER', 'SECRET_KEY', 'DATABASE_URL', 'MAIL_FROM']
    expect(settingsOf(Object.fromEntries(names.map((name) => [name, '  '])))).toEqual(settingsOf({}))
  })
})

const key = Buffer.alloc(32, 7)
const mail = { SMTP_URL: 'smtp://ana%40example.com:secret@smtp.example.com' }

describe('a good value', () => {
  it.each<[Variables, Partial<Settings>]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ HOST: 'localhost' }, { host: 'localhost' }],
    [{ HOST: '::1' }, { host: '::1' }],
    [
      { ...mail, HOST: '0.0.0.0', PUBLIC_URL: 'https://site.example' },
      { host: '0.0.0.0', publicUrl: 'https://site.example' },
    ],
    [
      { ...mail, HOST: '::', PUBLIC_URL: 'https://site.example/app/' },
      { host: '::', publicUrl: 'https://site.example/app' },
    ],
    [{ APP_NAME: 'Café & Sons' }, { appName: 'Café & Sons' }],
    [
      { AFTER_CONFIRM_URL: 'https://site.example/a/?from=mail#top' },
      { afterConfirmUrl: 'https://site.example/a/?from=mail#top' },
    ],
    [
      { DATA_DIR: '/var/lib/registro' },
      { dataDir: '/var/lib/registro', databasePath: '/var/lib/registro/registro.db' },
    ],
    [{ DATABASE_URL: 'sqlite:x/y.db' }, { databasePath: resolve('x/y.db') }],
    [{ DATABASE_URL: 'sqlite:/abs/y.db' }, { databasePath: '/abs/y.db' }],
    [{ DATABASE_URL: 'SQLITE:///abs/y.db' }, { databasePath: '/abs/y.db' }],
    [{ SECRET_KEY: key.toString('base64') }, { secretKey: new Uint8Array(key) }],
    [{ SECRET_KEY: key.toString('base64url') }, { secretKey: new Uint8Array(key) }],
    [{ ...mail, MAIL_FROM: 'no-reply@site.example' }, { mailFrom: { address: 'no-reply@site.example' as never } }],
    [
      { ...mail, MAIL_FROM: 'The Site <no-reply@site.example>' },
      { mailFrom: { name: 'The Site', address: 'no-reply@site.example' as never } },
    ],
    [
      { ...mail, MAIL_FROM: '"The, Site" <no-reply@münchen.example>' },
      { mailFrom: { name: 'The, Site', address: 'no-reply@xn--mnchen-3ya.example' as never } },
    ],
    [mail, { mailFrom: { address: 'ana@example.com' as never } }],
    [{ TRANSCRIPT_DAYS: '0' }, { transcriptDays: 0 }],
    [{ LINK_VALID_HOURS: '1', REGISTRATION_DAYS: '30' }, { lifetimes: { linkMs: hour, registrationMs: 30 * day } }],
    [{ RESEND_SECONDS: '0' }, { coolDown: { betweenMs: 0, perDay: 5 } }],
    [{ RESEND_SECONDS: '86400' }, { coolDown: { betweenMs: day, perDay: 5 } }],
    [
      { ALERT_WEBHOOK_URL: 'https://hooks.example/T0/B1?key=k', WEBHOOK_SECRET: webhookSecret },
      { alertWebhookUrl: 'https://hooks.example/T0/B1?key=k' },
    ],
    [
      { EVENTS_WEBHOOK_URL: 'http://127.0.0.1:9000/events/', WEBHOOK_SECRET: webhookSecret },
      { eventsWebhookUrl: 'http://127.0.0.1:9000/events/' },
    ],
    [{ WEBHOOK_SECRET: webhookSecret }, { webhookSecret }],
    [{ OPERATOR_TOKEN: 'a'.repeat(16) }, { operatorToken: 'a'.repeat(16) }],
  ])('of %j is read', (variables, settings) => {
    expect(settingsOf(variables)).toMatchObject(settings)
  })

  it.each([
    ['SMTP_LOG', 'off', { recording: false }],
    ['SMTP_LOG', 'ON', { recording: true }],
    ['SMTP_LOG_FILE', '/var/log/smtp.log', { file: '/var/log/smtp.log' }],
    ['SMTP_LOG_MAX_SIZE', '4096', { maxBytes: 4096 }],
    ['SMTP_LOG_MAX_SIZE', '500 KB', { maxBytes: 500 * 1024 }],
    ['SMTP_LOG_MAX_SIZE', '2MiB', { maxBytes: 2 * 1024 ** 2 }],
    ['SMTP_LOG_MAX_SIZE', '1g', { maxBytes: 1024 ** 3 }],
    ['SMTP_LOG_FILES', '1', { files: 1 }],
    ['SMTP_LOG_LOCALE', 'es', { locale: 'es' }],
    ['SMTP_LOG_ADDRESSES', 'masked', { addresses: 'masked' }],
  ])('of %s, %j, is read', (variable, value, smtpLog) => {
    expect(settingsOf({ [variable]: value }).smtpLog).toMatchObject(smtpLog)
  })
})

describe('a bad value', () => {
  it.each([
    ['PORT', '65536', 'is "65536"; expected a whole number from 0 to 65535.'],
    ['PORT', '-1', 'is "-1"; expected a whole number from 0 to 65535.'],
    ['PORT', '3e3', 'is "3e3"; expected a whole number from 0 to 65535.'],
    [
      'HOST',
      'http://site.example',
      'is "http://site.example"; expected a host name or an IP address, without protocol and port.',
    ],
    ['HOST', '127.0.0.1:80', 'is "127.0.0.1:80"; expected a host name or an IP address, without protocol and port.'],
    [
      'PUBLIC_URL',
      'site.example',
      'is "site.example"; expected an address that starts with http:// or https://, without user, ? and #.',
    ],
    [
      'PUBLIC_URL',
      'https://site.example/?a=1',
      'is "https://site.example/?a=1"; expected an address that starts with http:// or https://, without user, ? and #.',
    ],
    [
      'PUBLIC_URL',
      'ftp://site.example',
      'is "ftp://site.example"; expected an address that starts with http:// or https://, without user, ? and #.',
    ],
    [
      'PUBLIC_URL',
      'https://ana:secret@site.example',
      'has something before an @, not shown here: it may be a password; expected an address that starts with http:// or https://, without user, ? and #.',
    ],
    ['APP_NAME', 'a\nb', 'is "a\\nb"; expected up to 100 characters without control characters.'],
    ['APP_NAME', 'a'.repeat(101), `is "${'a'.repeat(101)}"; expected up to 100 characters without control characters.`],
    [
      'AFTER_CONFIRM_URL',
      'javascript:alert(1)',
      'is "javascript:alert(1)"; expected an address that starts with http:// or https://.',
    ],
    [
      'DATABASE_URL',
      'postgres://u:secret@h/d',
      'names PostgreSQL, which this version does not support yet; expected sqlite:PATH.',
    ],
    [
      'DATABASE_URL',
      'mysql://u:secret@h/d',
      'cannot be read; expected sqlite:PATH, such as sqlite:./data/registro.db.',
    ],
    ['DATABASE_URL', 'sqlite://host/y.db', 'cannot be read; expected sqlite:PATH, such as sqlite:./data/registro.db.'],
    ['DATABASE_URL', 'sqlite:', 'cannot be read; expected sqlite:PATH, such as sqlite:./data/registro.db.'],
    ['SECRET_KEY', 'c2VjcmV0', 'is not 32 bytes in base64; make one with: openssl rand -base64 32'],
    ['SECRET_KEY', 'not base64 !', 'is not 32 bytes in base64; make one with: openssl rand -base64 32'],
    ['SMTP_LOG', 'maybe', 'is "maybe"; expected one of: on, off.'],
    ['SMTP_LOG_MAX_SIZE', '4095', 'is "4095"; expected a size of 4096 bytes or more, such as 10 MB.'],
    ['SMTP_LOG_MAX_SIZE', '10 apples', 'is "10 apples"; expected a size of 4096 bytes or more, such as 10 MB.'],
    [
      'SMTP_LOG_MAX_SIZE',
      '999999999999 GB',
      'is "999999999999 GB"; expected a size of 4096 bytes or more, such as 10 MB.',
    ],
    ['SMTP_LOG_FILES', '0', 'is "0"; expected a whole number from 1 to 10000.'],
    ['SMTP_LOG_LOCALE', 'fr', 'is "fr"; expected one of: en, es.'],
    ['SMTP_LOG_ADDRESSES', 'none', 'is "none"; expected one of: full, masked.'],
    ['TRANSCRIPT_DAYS', '-1', 'is "-1"; expected a whole number from 0 to 3650.'],
    ['LINK_VALID_HOURS', '0', 'is "0"; expected a whole number from 1 to 720.'],
    ['REGISTRATION_DAYS', '31', 'is "31"; expected a whole number from 1 to 30.'],
    ['RESEND_SECONDS', '1.5', 'is "1.5"; expected a whole number from 0 to 86400.'],
    [
      'WEBHOOK_SECRET',
      'whsec_abc',
      'cannot be read; expected whsec_ and 24 to 64 random bytes in base64, such as from: echo whsec_$(openssl rand -base64 32).',
    ],
    ['ALERT_WEBHOOK_URL', 'htps://hooks.example/secret', 'is no address that starts with http:// or https://.'],
    ['EVENTS_WEBHOOK_URL', 'secret', 'is no address that starts with http:// or https://.'],
    [
      'OPERATOR_TOKEN',
      'short-secret',
      'is too short or not a bearer token; expected 16 or more of A-Z a-z 0-9 - . _ ~ + /',
    ],
    [
      'OPERATOR_TOKEN',
      'a secret with blanks',
      'is too short or not a bearer token; expected 16 or more of A-Z a-z 0-9 - . _ ~ + /',
    ],
    ['MAIL_FROM', 'nobody', 'is "nobody"; expected an address, or Name <address>.'],
    [
      'MAIL_FROM',
      'Ana <ana@example.com> <b@c.d>',
      'is "Ana <ana@example.com> <b@c.d>"; expected an address, or Name <address>.',
    ],
    [
      'MAIL_FROM',
      'Ana\r\nBcc: eve@e.example <ana@example.com>',
      'is "Ana\\r\\nBcc: eve@e.example <ana@example.com>"; expected a name without control characters.',
    ],
    [
      'SMTP_SERVICE',
      'nosuch',
      'is "nosuch"; expected a service that Nodemailer knows, such as gmail; set SMTP_HOST for any other server.',
    ],
    ['SMTP_HOST', 'smtp://h', 'is "smtp://h"; expected a host name or an IP address, without protocol and port.'],
    [
      'SMTP_HOST',
      'smtp.example.com:587',
      'is "smtp.example.com:587"; expected a host name or an IP address, without protocol and port.',
    ],
    [
      'SMTP_USER',
      'ana',
      'SMTP_HOST: is not set; expected the SMTP server, or SMTP_SERVICE with the name of a known one.',
    ],
  ])('of %s, %j, is one line about it', (variable, value, line) => {
    const faults = faultsOf({ [variable]: value })
    expect(faults).toContain(line.includes(': is not set') ? line : `${variable}: ${line}`)
    for (const fault of faults) {
      expect(fault).not.toContain('\n')
      expect(fault).not.toContain('secret')
    }
  })

  it('is told together with every other one, and nothing else', () => {
    expect(
      faultsOf({ PORT: 'x', SMTP_LOG: 'x', OPERATOR_TOKEN: 'x', REGISTRATION_DAYS: 'x' }).map(
        (line) => line.split(':')[0],
      ),
    ).toEqual(['SMTP_LOG', 'PORT', 'REGISTRATION_DAYS', 'OPERATOR_TOKEN'])
  })
})

describe('HOST that others can reach', () => {
  it('needs the address that links begin with, and a real SMTP server', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })).toEqual([
      'PUBLIC_URL: is not set although HOST is 0.0.0.0; expected the address that links in e-mails begin with.',
      'SMTP_URL: is not set although HOST is 0.0.0.0; expected an SMTP server: the built-in mailbox shows all mail and runs only where HOST is loopback.',
    ])
    expect(faultsOf({ ...mail, HOST: '192.0.2.1', PUBLIC_URL: 'https://site.example' })).toEqual([])
  })

  it('is not blamed twice where a setting that it needs is there and wrong', () => {
    expect(faultsOf({ HOST: '0.0.0.0', PUBLIC_URL: 'x', SMTP_URL: 'x' }).map((line) => line.split(':')[0])).toEqual([
      'SMTP_URL',
      'PUBLIC_URL',
    ])
  })

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('is not %s', (host) => {
    expect(faultsOf({ HOST: host })).toEqual([])
  })

  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.com', '127.evil.example', 'localhost.example'])('is %s', (host) => {
    expect(faultsOf({ HOST: host })).toHaveLength(2)
  })
})

describe('a provider from single variables', () => {
  const providerOf = (variables: Variables) => settingsOf({ MAIL_FROM: 'a@b.example', ...variables }).providers

  it('takes host, port and TLS of a known service from its name', () => {
    expect(providerOf({ SMTP_SERVICE: 'gmail', SMTP_USER: 'ana@gmail.com', SMTP_PASSWORD: 'p' })).toEqual([
      {
        host: 'smtp.gmail.com',
        port: 465,
        tls: 'implicit',
        user: 'ana@gmail.com',
        password: 'p',
        verify: true,
        recording: true,
        timeoutScale: 1,
        maxConnections: 5,
      },
    ])
  })

  it('is the same that one address says', () => {
    const parts = { SMTP_HOST: 'smtp.example.com', SMTP_PORT: '2525', SMTP_USER: 'u', SMTP_PASSWORD: 'p@ss' }
    expect(providerOf(parts)).toEqual(providerOf({ SMTP_URL: 'smtp://u:p%40ss@smtp.example.com:2525' }))
    const implicit = { SMTP_HOST: 'smtp.example.com', SMTP_PORT: '465', SMTP_USER: 'u', SMTP_PASSWORD: 'p' }
    expect(providerOf(implicit)).toEqual(providerOf({ SMTP_URL: 'smtps://u:p@smtp.example.com' }))
    expect(providerOf({ SMTP_HOST: '192.0.2.1', SMTP_TLS: 'none' })).toEqual(
      providerOf({ SMTP_URL: 'smtp://192.0.2.1?tls=none' }),
    )
    expect(providerOf({ SMTP_HOST: '::1' })).toEqual(providerOf({ SMTP_URL: 'smtp://[::1]' }))
  })

  it('needs user and password together, and never shows the password', () => {
    expect(faultsOf({ SMTP_HOST: 'h.example', SMTP_USER: 'u', MAIL_FROM: 'a@b.example' })).toEqual([
      'SMTP_PASSWORD: is not set although SMTP_USER is.',
    ])
    expect(faultsOf({ SMTP_HOST: 'h.example', SMTP_PASSWORD: 'secret', MAIL_FROM: 'a@b.example' })).toEqual([
      'SMTP_USER: is not set although SMTP_PASSWORD is.',
    ])
  })

  it('is not mixed with SMTP_URL', () => {
    const [fault, ...others] = faultsOf({ ...mail, SMTP_PASSWORD: 'secret' })
    expect(fault).toBe('SMTP_PASSWORD: is set together with SMTP_URL; expected one or the other: put it into SMTP_URL.')
    expect(others).toEqual([])
  })

  it('keeps a password as it was written, blanks around it included', () => {
    expect(providerOf({ SMTP_HOST: 'h.example', SMTP_USER: 'u', SMTP_PASSWORD: ' p ' })[0]?.password).toBe(' p ')
  })
})

describe('MAIL_FROM', () => {
  it('is needed where the SMTP user is no address', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://u:p@smtp.example.com' })).toEqual([
      'MAIL_FROM: is not set and the SMTP user is no address; expected Name <address>.',
    ])
    expect(faultsOf({ SMTP_URL: 'smtp://smtp.example.com' })).toHaveLength(1)
  })

  it('is not asked for where the SMTP settings are wrong anyway', () => {
    expect(faultsOf({ SMTP_URL: 'x' })).toHaveLength(1)
  })
})

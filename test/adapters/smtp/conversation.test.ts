import { afterEach, describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../../src/adapters/smtp/provider-settings.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { expectSameRecord } from '../../support/same-record.js'
import {
  type ScriptedSmtpServer,
  type ScriptedSmtpServerOptions,
  startScriptedSmtpServer,
} from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close()
})

const credentials = { user: 'registro@example.org', password: 'open sesame' }

async function start(
  options: ScriptedSmtpServerOptions,
  changes: Partial<SmtpProviderSettings> = {},
): Promise<{ readonly server: ScriptedSmtpServer; readonly sender: NodemailerEmailSender }> {
  const server = await startScriptedSmtpServer(options)
  const tls = options.tls ?? 'starttls'
  const sender = new NodemailerEmailSender(await settingsFor(server, { tls, ...changes }))
  open.push(server, sender)
  return { server, sender }
}

/** One message, and the whole conversation that carried it. */
async function converse(
  options: ScriptedSmtpServerOptions,
  changes: Partial<SmtpProviderSettings> = {},
  to = 'ana@example.org',
) {
  const { server, sender } = await start(options, changes)
  const hooks = new RecordingHooks()
  const sending = await sender.send(emailTo(to), hooks)
  await sender.close()
  return { sending, conversation: hooks.conversation(), connection: await server.connection(1), server, hooks }
}

describe('a wrong password', () => {
  it('is the conversation that everybody has seen, over implicit TLS', async () => {
    const ehlo = [
      '250-smtp.gmail.com at your service, [81.0.1.2]',
      '250-SIZE 35882577',
      '250-8BITMIME',
      '250-AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH',
      '250-ENHANCEDSTATUSCODES',
      '250-PIPELINING',
      '250-CHUNKING',
      '250-DSN',
      '250 SMTPUTF8',
    ]
    const no = [
      '535-5.7.8 Username and Password not accepted. For more information, go to',
      '535 5.7.8  https://support.google.com/mail/?p=BadCredentials y139sm19463388wmd.22 - gsmtp',
    ]
    const goodbye = '221 2.0.0 closing connection y139sm19463388wmd.22 - gsmtp'
    const { sending, conversation, connection } = await converse(
      {
        tls: 'implicit',
        script: {
          greeting: '220 smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp',
          ehlo,
          auth: no,
          quit: { reply: goodbye, after: 'end' },
        },
      },
      { ...credentials, ehloName: '[192.168.18.9]' },
    )
    expect(sending).toMatchObject({
      outcome: 'failed',
      fault: { code: 'EAUTH', command: 'AUTH PLAIN', replyCode: 535 },
    })
    expect(conversation.script).toEqual([
      '### address-tried',
      '### tls-established',
      '### connected',
      'S: 220 smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp',
      'C: EHLO [192.168.18.9]',
      ...ehlo.map((line) => `S: ${line}`),
      `C: AUTH PLAIN ${Buffer.from('\0registro@example.org\0open sesame').toString('base64')}`,
      ...no.map((line) => `S: ${line}`),
      '### failed',
      'C: QUIT',
      `S: ${goodbye}`,
      '### closed',
    ])
    expectSameRecord(conversation, connection)
    expect(JSON.stringify(sending)).not.toContain('sesame')
  })
})

describe('logging in', () => {
  it.each([
    ['PLAIN by default', ['AUTH LOGIN PLAIN'], undefined, /^AUTH PLAIN [\w+/=]+$/],
    ['LOGIN when only LOGIN is offered', ['AUTH LOGIN'], undefined, /^AUTH LOGIN$/],
    ['LOGIN in the old spelling', ['AUTH=LOGIN'], undefined, /^AUTH LOGIN$/],
    ['LOGIN when it is asked for', ['AUTH PLAIN LOGIN'], 'LOGIN', /^AUTH LOGIN$/],
    ['PLAIN when nothing known is offered', ['AUTH GSSAPI'], undefined, /^AUTH PLAIN /],
  ])('uses %s', async (_what, extensions, authMethod, expected) => {
    const { sending, connection } = await converse(
      { extensions, login: credentials },
      { ...credentials, ...(authMethod === undefined ? {} : { authMethod }) },
    )
    expect(sending.outcome).toBe('accepted')
    expect(connection.linesOf('client').find((line) => line.startsWith('AUTH'))).toMatch(expected)
  })

  it('tells a mechanism that the server does not take', async () => {
    const { sending } = await converse(
      { extensions: ['AUTH PLAIN'], script: { auth: '504 5.5.4 Unrecognized authentication type' } },
      { ...credentials, authMethod: 'LOGIN' },
    )
    expect(sending).toMatchObject({
      outcome: 'failed',
      fault: { code: 'EAUTH', command: 'AUTH LOGIN', replyCode: 504 },
    })
  })

  it('does not send mail without the login that the settings ask for', async () => {
    const { sending, connection, conversation } = await converse({ extensions: ['SIZE'] }, credentials)
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'EAUTH', command: 'AUTH' } })
    expect(connection.linesOf('client')).not.toContainEqual(expect.stringContaining('MAIL'))
    expect(conversation.script.slice(-4)).toEqual(['### failed', 'C: QUIT', 'S: 221 2.0.0 Bye', '### closed'])
  })

  it('is left out where the settings have no user', async () => {
    const { sending, connection } = await converse({})
    expect(sending.outcome).toBe('accepted')
    expect(connection.linesOf('client')).not.toContainEqual(expect.stringContaining('AUTH'))
  })

  it('says when credentials and message go in clear', async () => {
    const { conversation } = await converse({ tls: 'none' }, credentials)
    const { script } = conversation
    expect(script.indexOf('### credentials-in-clear')).toBe(script.findIndex((line) => line.startsWith('C: AUTH')) - 1)
    expect(script.indexOf('### message-in-clear')).toBe(script.findIndex((line) => line.startsWith('C: MAIL')) - 1)
    const secured = await converse({ tls: 'starttls' }, credentials)
    expect(secured.conversation.script.join()).not.toContain('in-clear')
  })

  it('tries to log in where the server knows HELO only', async () => {
    const { sending, connection } = await converse({ tls: 'none', script: { ehlo: '502 5.5.1 What?' } }, credentials)
    expect(sending.outcome).toBe('accepted')
    expect(connection.linesOf('client').slice(0, 3)).toEqual([
      expect.stringMatching(/^EHLO /),
      expect.stringMatching(/^HELO /),
      expect.stringMatching(/^AUTH PLAIN /),
    ])
  })
})

describe('STARTTLS', () => {
  it('is required: nothing but EHLO and QUIT goes out when it is not offered', async () => {
    const { sending, connection, conversation } = await converse({ tls: 'none' }, { tls: 'starttls', ...credentials })
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'ESTARTTLS', command: 'STARTTLS' } })
    expect(connection.linesOf('client').map((line) => line.split(' ')[0])).toEqual(['EHLO', 'QUIT'])
    expect(conversation.eventNames).toContain('starttls-not-offered')
  })

  it('is required: nothing goes out after it was refused, not even QUIT', async () => {
    const { sending, connection, conversation } = await converse(
      { script: { starttls: '454 4.7.0 TLS not available' } },
      credentials,
    )
    expect(sending).toMatchObject({
      outcome: 'failed',
      fault: { code: 'ESTARTTLS', command: 'STARTTLS', replyCode: 454 },
    })
    expect(connection.linesOf('client').map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS'])
    expect(conversation.eventNames).toContain('starttls-refused')
  })

  it.each([
    ['not offered', { tls: 'none' } as const],
    ['refused', { script: { starttls: '454 4.7.0 TLS not available' } }],
  ])('is done without when opportunistic and %s, and the record says so', async (_what, options) => {
    const { sending, conversation } = await converse(options, { tls: 'opportunistic', ...credentials })
    expect(sending.outcome).toBe('accepted')
    expect(conversation.eventNames).toContain('credentials-in-clear')
  })

  it('is used when opportunistic and offered', async () => {
    const { sending, conversation } = await converse({}, { tls: 'opportunistic', ...credentials })
    expect(sending.outcome).toBe('accepted')
    expect(conversation.eventNames).toContain('starttls-done')
    expect(conversation.eventNames).not.toContain('credentials-in-clear')
  })

  it('forgets what was offered in clear', async () => {
    const { sending, connection } = await converse(
      {
        script: {
          ehlo: ({ secured }) =>
            secured ? '250 scripted.test' : ['250-scripted.test', '250-SMTPUTF8', '250 STARTTLS'],
        },
      },
      {},
      'ñandú@example.org',
    )
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'ESMTPUTF8' } })
    expect(connection.linesOf('client')).not.toContainEqual(expect.stringContaining('MAIL'))
  })

  it('forgets it even where the server knows only HELO above TLS', async () => {
    const { sending, connection } = await converse(
      { extensions: ['SMTPUTF8'], script: { ehlo: ({ secured }) => (secured ? '502 5.5.1 What?' : undefined) } },
      { tls: 'opportunistic' },
      'ñandú@example.org',
    )
    expect(connection.linesOf('client')).toContainEqual(expect.stringMatching(/^HELO /))
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'ESMTPUTF8' } })
  })
})

describe('a certificate', () => {
  const kinds = [
    ['expired', 'CERT_HAS_EXPIRED', 'CN=localhost'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CN=mail.elsewhere.test'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CN=localhost'],
  ] as const
  const both = kinds.flatMap((kind) => (['implicit', 'starttls'] as const).map((tls) => [...kind, tls] as const))

  it.each(both)('that is %s is not accepted (%s, %s, %s)', async (certificate, code, subject, tls) => {
    const { sending, connection, conversation } = await converse({ tls, certificate }, credentials)
    expect(sending).toMatchObject({
      outcome: 'failed',
      fault: { code, command: tls === 'implicit' ? 'CONN' : 'STARTTLS' },
    })
    expect(conversation.events).toContainEqual({
      event: 'tls-failed',
      code,
      reason: expect.stringMatching(/\w/),
      subject,
      issuer: certificate === 'self-signed' ? subject : 'CN=Throw-away CA',
      expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    })
    const said = connection.linesOf('client').map((line) => line.split(' ')[0])
    expect(said).toEqual(tls === 'implicit' ? [] : ['EHLO', 'STARTTLS'])
  })

  it.each(both)(
    'that is %s is taken when it need not be verified, and the record says so',
    async (certificate, code, _subject, tls) => {
      const { sending, conversation } = await converse({ tls, certificate }, { verify: false })
      expect(sending.outcome).toBe('accepted')
      expect(conversation.events).toContainEqual({
        event: 'certificate-not-verified',
        reason: expect.stringContaining(code),
      })
    },
  )

  it.each(['implicit', 'starttls'] as const)('that is good is told with all its facts (%s)', async (tls) => {
    const { conversation } = await converse({ tls }, {})
    expect(conversation.events).toContainEqual({
      event: 'tls-established',
      version: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_\w+$/),
      subject: 'CN=localhost',
      issuer: 'CN=Throw-away CA',
      expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
    expect(conversation.eventNames).not.toContain('certificate-not-verified')
  })

  it('of an unknown authority is not accepted', async () => {
    const { ca: _ca, ...publicOnes } = await settingsFor({ port: 0 })
    const server = await startScriptedSmtpServer()
    const sender = new NodemailerEmailSender({ ...publicOnes, port: server.port })
    open.push(server, sender)
    const sending = await sender.send(emailTo('ana@example.org'), new RecordingHooks())
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } })
  })

  it('is matched with a name too', async () => {
    const { sending, conversation } = await converse({}, { host: 'localhost' })
    expect(sending.outcome).toBe('accepted')
    expect(conversation.events).toContainEqual(expect.objectContaining({ event: 'name-resolved', host: 'localhost' }))
  })

  it('comes in a protocol that is too old', async () => {
    const { sending, conversation } = await converse(
      { tls: 'implicit', tlsOptions: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } },
      {},
    )
    expect(sending).toMatchObject({
      outcome: 'failed',
      fault: { code: expect.stringMatching(/^E(?:RR_SSL|PROTO|CONNRESET)/) },
    })
    expect(conversation.eventNames).toContain('tls-failed')
  })
})

describe('SMTPUTF8', () => {
  const offering = { extensions: ['SMTPUTF8', 'AUTH PLAIN'] }

  it('is said where the address needs it and the server offers it', async () => {
    const { sending, connection } = await converse(offering, credentials, 'ñandú@example.org')
    expect(sending.outcome).toBe('accepted')
    expect(connection.linesOf('client')).toContainEqual(
      expect.stringMatching(/^MAIL FROM:<noreply@example.org> SMTPUTF8\b/),
    )
    expect(connection.linesOf('client')).toContain(Buffer.from('RCPT TO:<ñandú@example.org>').toString('latin1'))
  })

  it('is not said where no address needs it', async () => {
    const { connection } = await converse(offering, credentials)
    expect(connection.linesOf('client').join('\n')).not.toContain('SMTPUTF8')
  })

  it('is missed after the login, and no MAIL is sent', async () => {
    const { sending, connection } = await converse({}, credentials, 'ñandú@example.org')
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'ESMTPUTF8', command: 'MAIL FROM' } })
    const said = connection.linesOf('client').map((line) => line.split(' ')[0])
    expect(said).toEqual(['EHLO', 'STARTTLS', 'EHLO', 'AUTH', 'QUIT'])
  })
})

describe('a message larger than the server takes', () => {
  it('is not sent', async () => {
    const { sending, connection } = await converse({ extensions: ['SIZE 100'] })
    expect(sending).toMatchObject({ outcome: 'failed', fault: { code: 'EMESSAGE' } })
    expect(connection.linesOf('client')).not.toContainEqual(expect.stringContaining('MAIL'))
  })
})

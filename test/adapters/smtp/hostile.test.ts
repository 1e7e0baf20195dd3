import * as fc from 'fast-check'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import type { EmailMessage } from '../../../src/application/ports/email-composer.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

/** Texts made to break out of where they stand; the domain's types would not let most of them come this far. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '.',
        '\r\n.\r\n',
        '\n.\n',
        '\r.\r',
        'QUIT',
        'RSET\r\n',
        'Bcc: eve@example.org',
        '\r\nBcc: eve@example.org\r\n',
        'Subject: x',
        '>',
        '<',
        '"',
        '\\',
        ',',
        ';',
        '@',
        '=?utf-8?Q?=0D=0ABcc:_e?=',
        '\u2028',
        '\u0085',
        '\u202e',
        'ñ',
        '–',
        ' ',
        '\t',
        'x'.repeat(80),
        '--',
        'boundary',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)
const message = fc.record({ name: hostile, fromName: hostile, subject: hostile, text: hostile, html: hostile })

describe('what a client may have written', () => {
  let server: ScriptedSmtpServer
  let sender: NodemailerEmailSender

  beforeAll(async () => {
    server = await startScriptedSmtpServer({ tls: 'none' })
    sender = new NodemailerEmailSender(await settingsFor(server, { tls: 'none' }))
  })
  afterAll(async () => {
    await sender.close()
    await server.close()
  })

  it('adds no command and no header, down to the socket', async () => {
    await fc.assert(
      fc.asyncProperty(message, async ({ name, fromName, ...rest }) => {
        // Where one is empty, its header or part is left out.
        const [subject, text, html] = [`S${rest.subject}`, `T${rest.text}`, `<p>${rest.html}`]
        const email: EmailMessage = emailTo('ana@example.org', { subject, text, html })
        const [before, said] = [server.messages.length, commandsOf(server).length]
        const { outcome } = await sender.send(
          { ...email, to: { ...email.to, name }, from: { ...email.from, name: fromName } },
          new RecordingHooks(),
        )
        expect(outcome).toBe('accepted')
        const commands = commandsOf(server)
          .slice(said)
          .filter((line) => !/^(?:EHLO|QUIT)\b/.test(line))
        expect(commands).toEqual([
          expect.stringMatching(/^MAIL FROM:<noreply@example\.org>( SIZE=\d+)?$/),
          'RCPT TO:<ana@example.org>',
          'DATA',
        ])
        expect(server.messages.length).toBe(before + 1)
        const source = server.messages.at(-1) ?? ''
        const header = source.slice(0, source.indexOf('\r\n\r\n'))
        const keys = header.split('\r\n').flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? [])
        expect(keys.toSorted()).toEqual([
          'Auto-Submitted',
          'Content-Language',
          'Content-Type',
          'Date',
          'From',
          'MIME-Version',
          'Message-ID',
          'Subject',
          'To',
        ])
        const parsed = await PostalMime.parse(Buffer.from(source, 'latin1'))
        expect(parsed.to?.map(({ address }) => address)).toEqual(['ana@example.org'])
        expect(parsed.from?.address).toBe('noreply@example.org')
        expect(source).toMatch(/^[\x00-\x7f]*$/)
      }),
      { numRuns: 400 },
    )
  })
})

/** Every line the server took for a command. */
function commandsOf(server: ScriptedSmtpServer): readonly string[] {
  return server.connections.flatMap(({ commands }) => commands)
}

import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failingRecipients } from '../../../src/adapters/mailbox/failing-recipients.js'
import type { Mailbox } from '../../../src/adapters/mailbox/mailbox.js'
import { type MailboxSettings, startMailbox } from '../../../src/adapters/mailbox/smtp-mailbox.js'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../../src/adapters/smtp/provider-settings.js'
import type { EmailMessage } from '../../../src/application/ports/email-composer.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const open: { close(): Promise<void> }[] = []
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close()
})

async function start(settings: MailboxSettings = {}): Promise<Mailbox> {
  const mailbox = await startMailbox(settings)
  open.push(mailbox)
  return mailbox
}

function senderTo(mailbox: Mailbox, changes: Partial<SmtpProviderSettings> = {}): NodemailerEmailSender {
  const sender = new NodemailerEmailSender({
    name: `localhost:${mailbox.port}`,
    host: 'localhost',
    port: mailbox.port,
    tls: 'starttls',
    ...mailbox.credentials,
    ca: mailbox.ca,
    verify: true,
    timeoutScale: 1,
    maxConnections: 5,
    fingerprint: 'fingerprint',
    ...changes,
  })
  open.push(sender)
  return sender
}

const send = (sender: NodemailerEmailSender, message: EmailMessage, hooks = new RecordingHooks()) =>
  sender.send(message, hooks)

describe('the built-in mailbox', () => {
  it('takes a message over STARTTLS with its certificate verified, and shows it', async () => {
    const mailbox = await start()
    const message = emailTo('ana@example.org', {
      subject: 'Confirma tu dirección',
      text: 'Hola ñandú\n\nhttps://example.org/confirm?token=abc\n',
      html: '<p>Hola <b>ñandú</b></p>',
    })
    expect(await send(senderTo(mailbox), message)).toEqual({ outcome: 'accepted' })
    const [summary] = mailbox.list()
    expect(mailbox.list()).toHaveLength(1)
    expect(summary).toMatchObject({
      from: 'Example Site <noreply@example.org>',
      to: 'Ana <ana@example.org>',
      subject: 'Confirma tu dirección',
      messageId: '<delivery-1@example.org>',
    })
    const shown = await mailbox.message(summary?.id ?? '')
    expect(shown).toMatchObject({ ...summary, date: message.date, attachments: 0 })
    expect(shown?.text.trim()).toBe(message.text.trim())
    expect(shown?.html.trim()).toBe(message.html)
    expect(shown?.source).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    expect(mailbox.findByMessageId('<delivery-1@example.org>')).toEqual(summary)
    expect(mailbox.findByMessageId('<other@example.org>')).toBeUndefined()
    expect(await mailbox.message('../certificate')).toBeUndefined()
  })

  it('lists the newest first', async () => {
    const mailbox = await start({ folder })
    const sender = senderTo(mailbox)
    for (const subject of ['one', 'two', 'three']) await send(sender, emailTo('ana@example.org', { subject }))
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(['three', 'two', 'one'])
  })

  it('keeps messages and certificate over a restart, for their owner only', async () => {
    const first = await start({ folder })
    await send(senderTo(first), emailTo('ana@example.org'))
    const before = { list: first.list(), ca: first.ca, message: await first.message(first.list()[0]?.id ?? '') }
    for (const one of open.splice(0).toReversed()) await one.close()
    const second = await start({ folder })
    expect(second.list()).toEqual(before.list)
    expect(second.ca).toBe(before.ca)
    expect(await second.message(second.list()[0]?.id ?? '')).toEqual(before.message)
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    expect(files).toHaveLength(3)
    const modes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).mode))
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    expect((await stat(folder)).mode & 0o077 & (await stat(join(folder, 'messages'))).mode).toBe(0)
  })

  it('makes its certificate anew before it expires, and when it is damaged', async () => {
    const path = join(folder, 'certificate.pem')
    const first = await start({ folder })
    expect((await start({ folder })).ca).toBe(first.ca)
    const later = await start({ folder, now: () => Date.now() + 370 * 24 * 60 * 60 * 1_000 })
    expect(later.ca).not.toBe(first.ca)
    await writeFile(path, (await readFile(path, 'utf8')).replace(/[a-z]/, '*'))
    const again = await start({ folder })
    expect(again.ca).not.toBe(later.ca)
    const [key = '', certificate = ''] = [first.ca, await readFile(path, 'utf8')].toReversed()
    await writeFile(path, key.slice(0, key.indexOf('-----BEGIN CERTIFICATE')) + certificate)
    expect((await start({ folder })).ca).not.toBe(first.ca)
    expect(await send(senderTo(again), emailTo('ana@example.org'))).toEqual({ outcome: 'accepted' })
  })

  it('passes a damaged summary over', async () => {
    const first = await start({ folder })
    await send(senderTo(first), emailTo('ana@example.org'))
    await writeFile(join(folder, 'messages', '9-damaged.json'), '{"id":"9-dam')
    await writeFile(join(folder, 'messages', '9-other.json'), 'null')
    expect((await start({ folder })).list()).toEqual(first.list())
  })

  it('keeps the newest 500 only', async () => {
    const mailbox = await start({ folder })
    const sender = senderTo(mailbox)
    const one = await send(sender, emailTo('ana@example.org', { messageId: '<oldest@example.org>' }))
    expect(one.outcome).toBe('accepted')
    const rest = Array.from({ length: 500 }, (_, at) =>
      send(sender, emailTo('ana@example.org', { messageId: `<${at}@example.org>` })),
    )
    await Promise.all(rest)
    expect(mailbox.list()).toHaveLength(500)
    expect(mailbox.findByMessageId('<oldest@example.org>')).toBeUndefined()
    expect(await readdir(join(folder, 'messages'))).toHaveLength(1_000)
  })

  it('lets nobody in without its credentials', async () => {
    const mailbox = await start()
    const wrong = await send(senderTo(mailbox, { password: 'wrong' }), emailTo('ana@example.org'))
    expect(wrong).toMatchObject({ outcome: 'failed', fault: { code: 'EAUTH', replyCode: 535 } })
    const { user: _user, password: _password, ...settings } = mailbox.credentials
    const none = new NodemailerEmailSender({
      ...settings,
      name: 'mailbox',
      host: 'localhost',
      port: mailbox.port,
      tls: 'starttls',
      ca: mailbox.ca,
      verify: true,
      timeoutScale: 1,
      maxConnections: 1,
      fingerprint: '',
    })
    open.push(none)
    expect(await send(none, emailTo('ana@example.org'))).toMatchObject({
      outcome: 'refused',
      fault: { replyCode: 530 },
    })
    expect(mailbox.list()).toEqual([])
    const clear = await send(senderTo(mailbox, { tls: 'none' }), emailTo('ana@example.org'))
    expect(clear.outcome).toBe('failed')
  })

  it('makes other credentials at each start', async () => {
    const [one, other] = [await start(), await start()]
    expect(one.credentials.password).toMatch(/^[\w-]{32}$/)
    expect(one.credentials.password).not.toBe(other.credentials.password)
  })

  it('greets once', async () => {
    const mailbox = await start()
    const hooks = new RecordingHooks()
    await send(senderTo(mailbox), emailTo('ana@example.org'), hooks)
    await hooks.conversation().ending
    expect(hooks.conversation().script.filter((line) => line.startsWith('S: 220 mailbox.localhost'))).toHaveLength(1)
    expect(hooks.conversation().script.at(-1)).toBe('### closed')
  })

  it('tells when its port is taken', async () => {
    const { port } = await start()
    await expect(startMailbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('recipients at fail.test', () => {
  const replying = failingRecipients.flatMap(({ localPart, failure }) =>
    failure.does === 'reply' ? [{ localPart, ...failure }] : [],
  )

  it('fail always alike, with the code and text that the list says', async () => {
    const mailbox = await start()
    const sender = senderTo(mailbox)
    for (const { localPart, code, text } of [...replying, ...replying]) {
      const hooks = new RecordingHooks()
      const { outcome, fault } = await send(sender, emailTo(`${localPart}@fail.test`), hooks)
      const conversation = [...hooks.conversations, ...hooks.joined][0] as (typeof hooks.conversations)[0]
      expect([localPart, outcome]).toEqual([localPart, code < 500 ? 'deferred' : 'refused'])
      expect(fault?.replyCode).toBe(code)
      expect(conversation.script).toContain(`S: ${code} ${text}`)
      expect(text).toMatch(new RegExp(`^${String(code)[0]}\\.\\d\\.\\d+ \\S`))
    }
    expect(mailbox.list()).toEqual([])
  })

  it.each([
    ['timeout', 'failed', 'ETIMEDOUT'],
    ['timeout-after-dot', 'in-doubt', 'ETIMEDOUT'],
    ['drop', 'failed', /^E(?:CONNECTION|CONNRESET)$/],
    ['drop-after-dot', 'in-doubt', /^E(?:CONNECTION|CONNRESET)$/],
  ])('%s: %s', async (localPart, expected, code) => {
    const mailbox = await start()
    const sender = senderTo(mailbox, { timeoutScale: localPart.startsWith('timeout') ? 0.005 : 1 })
    const { outcome, fault } = await send(sender, emailTo(`${localPart}@fail.test`))
    expect(outcome).toBe(expected)
    expect(fault?.code).toMatch(code)
    expect(mailbox.list()).toEqual([])
  })

  it.each([
    ['599@fail.test', 599],
    ['455@FAIL.test', 455],
    ['nobody-in-particular@fail.test', 550],
    ['200@fail.test', 550],
  ])('%s meets %i', async (recipient, replyCode) => {
    const mailbox = await start()
    expect((await send(senderTo(mailbox), emailTo(recipient))).fault?.replyCode).toBe(replyCode)
  })
})
